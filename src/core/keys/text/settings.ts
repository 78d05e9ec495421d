import type { KeyReading } from "../types.ts";
import { type MappedText, placeOf } from "./mapped-text.ts";
import type { ReadNested } from "./nested.ts";
import { type NamedText, readCollection } from "./string-collection.ts";

/** A YAML entry: a name, a colon, and the rest. */
export const YAML_ENTRY = /^([ \t]*)(?:-[ \t]+)?["']?([\w./-]+)["']?:(?:[ \t]+((?![ \t]).*))?$/;

/** An entry of any settings file: also `NAME=value`, `export NAME=value`, `- NAME=value`, `name = value`. */
const ANY_ENTRY =
  /^([ \t]*)(?:-[ \t]+)?["']?(?:(?:export|set|ENV)[ \t]+)?([A-Za-z_][\w./-]{0,100})["']?[ \t]*(?:=|:(?=[ \t]|$))[ \t]*((?![ \t]).*)$/;

/** How an entry's value starts if it is a key without armour; others are skipped. */
const VALUE = /[=:\s"'](?:MI[A-Z][\w+/]{20}|LS0tLS|TFMwdExT|AAAA[\w+/]{20})/;

/**
 * Reads the keys among the values of a settings file of several entries: YAML, `.env`, Java properties. Null if no
 * value is a key. Ranges refer to the field.
 */
export async function readSettings(mapped: MappedText, nested: ReadNested): Promise<KeyReading | null> {
  if (!VALUE.test(mapped.text)) return null;
  const scalars = scalarsOf(mapped, ANY_ENTRY);
  return readCollection(scalars, nested, { named: "env-or-yaml", expected: [] });
}

/**
 * The scalars of a text's entries: on the line itself, on backslash-continued lines, or indented on the lines below.
 */
export function scalarsOf(mapped: MappedText, entry: RegExp): readonly NamedText[] {
  const found: NamedText[] = [];
  const lines = linesOf(mapped.text);
  for (let index = 0; index < lines.length; index += 1) {
    const { line, start } = lines[index] as Line;
    const [, indent = "", name, inline = ""] = entry.exec(line) ?? [];
    if (name === undefined) continue;
    const continued = inline.endsWith("\\");
    const below = continued
      ? continuedLines(lines, index)
      : linesBelow(lines, index, { indent: indent.length, inline: inline.trim(), entry });
    const { line: last, start: lastStart } = below.at(-1) ?? { line, start };
    const parts = continued
      ? [inline, ...below.map((each) => each.line)].map((part) => part.replace(/\\$/, "").trim())
      : below.length > 0
        ? below.map((each) => each.line.trim())
        : [inline.trim()];
    index += below.length;
    const text = parts.join("\n").replace(/^(["'])(.*)\1,?$/s, "$2");
    found.push({ name, text, range: placeOf(mapped, start + indent.length, lastStart + last.length) });
  }
  return found;
}

/** The lines joined by trailing backslashes, as in Java properties and shells. */
function continuedLines(lines: readonly Line[], index: number): readonly Line[] {
  let end = index;
  while (lines[end]?.line.endsWith("\\") === true && end + 1 < lines.length) end += 1;
  return lines.slice(index + 1, end + 1);
}

/** The lines of a scalar below its name: all that are indented deeper, if a block indicator or nothing follows the name. */
function linesBelow(
  lines: readonly Line[],
  index: number,
  { indent, inline, entry }: { readonly indent: number; readonly inline: string; readonly entry: RegExp },
): readonly Line[] {
  const below: Line[] = [];
  if (!/^(?:[|>][-+\d]*)?$/.test(inline)) return below;
  for (let at = index + 1; at < lines.length; at += 1) {
    const next = lines[at] as Line;
    const isOut = next.line.trim() !== "" && indentOf(next.line) <= indent;
    // Without a block indicator, the following lines may be a mapping.
    if (isOut || (inline === "" && entry.test(next.line))) break;
    below.push(next);
  }
  return below;
}

interface Line {
  readonly line: string;
  readonly start: number;
}

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split("\n").map((line) => {
    start += line.length + 1;
    return { line, start: start - line.length - 1 };
  });
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
