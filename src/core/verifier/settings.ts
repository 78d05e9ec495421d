import { onForget } from "../memory/forget.ts";
import type { Range } from "../text/range.ts";
import { unknown } from "./compare.ts";
import { conditionAt, wantedOf, type At } from "./tree.ts";
import type { Condition } from "./types.ts";

/** A setting in a command line, an environment or a file of lines: a name and one text. */
export interface Setting {
  readonly name: string;
  readonly value: string;
  /** The range of the value, without its quotation marks. */
  readonly range: Range;
}

/** The most settings that are read from one text. */
const MOST_SETTINGS = 100_000;

/** A value in quotation marks, or up to white space; a quotation mark inside it is escaped. */
const FLAG =
  /(?:^|[\s"'[,])(--?([a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*))(?:=|[ \t]+(?!-))("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"']+)/gi;

/** The flags of a command, as typed or as the list in a container's manifest. Flags without values are not listed. */
export function flagsIn(text: string): readonly Setting[] {
  const found: Setting[] = [];
  for (const match of text.matchAll(FLAG)) {
    if (found.length >= MOST_SETTINGS) break;
    const [whole, , name = "", raw = ""] = match;
    const end = match.index + whole.length;
    // Unquoted in a list, a comma, a bracket or the item's own quotation mark may follow it.
    const bare = /^["']/.test(raw) ? raw : raw.replace(/[,\]]$/, "");
    found.push({ name, ...unquoted(bare, end - raw.length) });
  }
  return found;
}

/** `NAME=value`, `name = value`, `name: value`, with what `export`, a list's dash or a container's `name`/`value` add to them. */
const LINE =
  /^[ \t]*(?:-[ \t]+)?(?:export[ \t]+|set[ \t]+)?["']?(%?[A-Za-z_][\w.%-]*(?:\."[^"\n]*")?(?:\[\d{1,4}\])?)["']?[ \t]*[=:](.*)$/;

/** The settings that are on one line each: an environment, a properties file, a file of `name = value`. Comments are left out. */
export function linesIn(text: string): readonly Setting[] {
  if (lines?.text !== text) lines = { text, found: readLines(text) };
  return lines.found;
}

/** The last result: several verifiers ask for the settings of the same text, and of each part that it may have. */
let lines: { readonly text: string; readonly found: readonly Setting[] } | null = null;
onForget(() => (lines = null));

function readLines(text: string): readonly Setting[] {
  const found: Setting[] = [];
  let start = 0;
  let pending: string | null = null;
  for (const line of text.split("\n")) {
    if (found.length >= MOST_SETTINGS) break;
    const match = line.length > MOST_LINE || /^\s*[#!;]/.test(line) ? null : LINE.exec(line);
    if (match !== null) {
      const [, name = "", after = ""] = match;
      const rest = after.trimStart();
      const raw = rest.trimEnd().replace(/,$/, "");
      const { value, range } = unquoted(raw, start + line.length - rest.length);
      const isOfContainer = name === "value" && pending !== null;
      if (isOfContainer && pending !== null) found.push({ name: pending, value, range });
      else if (raw !== "") found.push({ name, value, range });
      pending = name === "name" ? value : null;
    }
    start += line.length + 1;
  }
  return found;
}

const MOST_LINE = 20_000;

/** A value without its quotation marks, and its range. A comment after a quoted value is not part of it. */
function unquoted(raw: string, at: number): { readonly value: string; readonly range: Range } {
  const quote = raw[0];
  if (quote === '"' || quote === "'") {
    const end = endOfQuoted(raw, quote);
    if (end > 0) {
      const inside = raw.slice(1, end);
      const value = quote === '"' ? inside.replace(/\\(["\\$`])/g, "$1") : inside;
      return { value, range: { start: at + 1, end: at + end } };
    }
  }
  // An item that is quoted as a whole has its closing mark after the value.
  const value = raw.replace(/["']$/, "");
  return { value, range: { start: at, end: at + value.length } };
}

function endOfQuoted(raw: string, quote: string): number {
  for (let at = 1; at < raw.length; at += 1) {
    if (raw[at] === "\\" && quote === '"') at += 1;
    else if (raw[at] === quote) return at;
  }
  return -1;
}

/** A setting as a value of a tree. */
export const settingAt = ({ name, value, range }: Setting): At => ({
  path: name,
  node: { type: "string", range, value },
});

/** The last setting with one of these names, as in command lines and environments; null if there is none. */
export function settingOf(settings: readonly Setting[], ...names: readonly string[]): At | null {
  const found = settings.findLast(({ name }) => names.includes(name));
  return found ? settingAt(found) : null;
}

/** Whether a text is filled in elsewhere: by a shell, a template, an environment or a program. */
export const isPlaceholder = (text: string): boolean => /\$\{|\{\{|\$\(|@\(|^\$[A-Za-z_]|^%\(|^<[^>]*>$/.test(text);

/** The comma-separated parts of a text, each with its range. */
export function listed({ value, range }: Setting): readonly { readonly text: string; readonly range: Range }[] {
  let start = range.start;
  return value.split(",").flatMap((part) => {
    const at = start + part.length - part.trimStart().length;
    start += part.length + 1;
    const text = part.trim();
    return text === "" ? [] : [{ text, range: { start: at, end: at + text.length } }];
  });
}

/** A condition on a value of the file; one that is filled in elsewhere is not judged. */
export function filledIn(
  at: At,
  group: string,
  judge: Condition["judge"],
  more: { readonly name?: string; readonly widen?: Condition["widen"] } = {},
): Condition {
  const isFilledIn = wantedOf(at).some(({ text }) => isPlaceholder(text));
  return conditionAt(at, group, isFilledIn ? () => unknown("A placeholder, filled in elsewhere") : judge, more);
}
