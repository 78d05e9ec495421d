import { memberCalled, NAMES_OF_MEMBERS } from "./member-names.ts";
import type { KeyReading } from "../types.ts";
import { concatText, literalText, type MappedText, placeOf, replaceText, sliceText } from "./mapped-text.ts";
import { withRepairs } from "./nested.ts";
import { repair } from "./repair.ts";

/** What may surround a member's printed name, and what separates it from its value: `"n" => `, `[n] => `, `:n `, `<n>`. */
const NAME = new RegExp(`(?<![\\w+/=$.-])(?:${NAMES_OF_MEMBERS.join("|")})(?![\\w.-])`, "gi");
const SEPARATOR = /(?:["'`\])]|>>){0,3}[ \t]{0,40}(?:=>|->|[:=,>]|(?=\s{0,40}["']))\s{0,40}/y;
/** What some languages put before a string: its type and length, an option, bytes, a block of YAML. */
const BEFORE_VALUE =
  /(?:(?:Some|Just|[Ss]tring|str)\(\d{0,6}\)?[ \t\n]{0,20}|[bru@](?=["'])|<<(?="))?(?:[|>][-+]?[ \t]*\n[ \t]*)?/y;
const QUOTED = /"[^"\\]{0,20000}"|'[^'\\]{0,20000}'|`[^`\\]{0,20000}`/y;
/** A string continues after an operator, or on the next line; text followed by a colon or operator is the next name. */
const GOES_ON = /[ \t]{0,40}(?:[+.\\]\s{0,40}|\n\s{0,40})(?=["'`][^"'`\n]*["'`](?!\s{0,40}[\]:=]))/y;
const BARE = /[\w+/%=-][\w+/%=.~-]{0,20000}/y;
/** What may follow a bare value. */
const BEHIND_BARE = /[\s,;}\])&<"'`]/;
/** A long value split over lines. */
const NEXT_LINE = /\n[ \t]+(?=[\w+/-]+={0,2}[ \t]*(?:\n|$))/y;
const LONG = 40;

interface Value {
  readonly pieces: readonly MappedText[];
  readonly start: number;
  readonly end: number;
}

/** How many members are read from one text: enough for the largest sets. */
const MOST_MEMBERS = 20_000;

/** Whether a text begins with a key member, so its first name is not the name of the whole. */
export function beginsWithMember(text: string): boolean {
  const [, name] = /^[^\w[{]{0,5}([A-Za-z]\w*)/.exec(text) ?? [];
  return name !== undefined && memberCalled(name) !== null;
}

/**
 * Reads keys from text that contains JWK members with names and values, printed in any language: maps of Java, Go,
 * PHP, Swift, Rust, PowerShell, a YAML or TOML file, JSON with operators between its lines. Null if there is none, or
 * it is truncated. Ranges refer to the field. Linear time.
 */
export async function readLooseMembers(
  mapped: MappedText,
  within: (inner: MappedText) => Promise<KeyReading>,
): Promise<KeyReading | null> {
  const { text } = mapped;
  const isKeyLike = /\b(?:kty|crv|modulus)\b|\bn["']?[ \t]{0,9}[:=][ \t]{0,9}["']?[\w+/-]{170}/i.test(text);
  if (!isKeyLike || breaksOff(text)) return null;
  // Broken JSON is reported with its place.
  if (/^(?:\{\s*"|\[\s*\{\s*")/.test(text) && /"kty\\*"[ \t]*:/.test(text)) return null;
  const keys = groupsOf(mapped).filter(isKey);
  const [first] = keys;
  const last = keys.at(-1);
  if (!first || !last) return null;
  const place = placeOf(mapped, startOf(first), endOf(last));
  const json = jsonOf(mapped, keys);
  const reading = await within(json);
  return reading.kind === "keys" ? withRepairs(reading, [repair("printed", place)]) : null;
}

type Group = ReadonlyMap<string, Value>;

function startOf(group: Group): number {
  return Math.min(...Array.from(group.values(), ({ start }) => start));
}

function endOf(group: Group): number {
  return Math.max(...Array.from(group.values(), ({ end }) => end));
}

/** Whether more brackets open than close: the rest of a value may be missing. */
function breaksOff(text: string): boolean {
  const count = (brackets: RegExp): number => text.match(brackets)?.length ?? 0;
  return count(/[[{]/g) > count(/[\]}]/g);
}

function isKey(group: Group): boolean {
  const has = (...names: readonly string[]): boolean => names.every((name) => group.has(name));
  return has("n", "e") || (has("x") && (has("kty") || has("crv"))) || has("kty", "k") || has("kty", "pub");
}

/** The members of each key, in text order: a repeated name begins the next key. */
function groupsOf(mapped: MappedText): readonly Group[] {
  const groups: Map<string, Value>[] = [];
  let group = new Map<string, Value>();
  let behind = 0;
  let count = 0;
  for (const { 0: written, index } of mapped.text.matchAll(NAME)) {
    const name = memberCalled(written);
    if (index < behind || name === null) continue;
    if ((count += 1) > MOST_MEMBERS) break;
    const value = valueAt(mapped, index, index + written.length);
    if (value === null) continue;
    behind = value.end;
    if (group.has(name)) {
      groups.push(group);
      group = new Map();
    }
    group.set(name, value);
  }
  return [...groups, group];
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The value after a name that ends at `at`; null if there is none, or it is not closed. */
function valueAt(mapped: MappedText, start: number, at: number): Value | null {
  const { text } = mapped;
  const separator = matchAt(SEPARATOR, text, at);
  if (!separator) return null;
  let from = at + separator[0].length;
  from += matchAt(BEFORE_VALUE, text, from)?.[0].length ?? 0;
  const isQuoted = /["'`]/.test(text.charAt(from));
  const first = matchValue(isQuoted, text, from);
  if (!first) return null;
  const pieces: MappedText[] = [];
  let end = from;
  for (let piece: RegExpExecArray | null = first; piece;) {
    const inset = isQuoted ? 1 : 0;
    pieces.push(...linesIn(mapped, end + inset, end + piece[0].length - inset));
    end += piece[0].length;
    const isLong: boolean = isQuoted || piece[0].length >= LONG;
    const more: RegExpExecArray | null = isLong ? matchAt(isQuoted ? GOES_ON : NEXT_LINE, text, end) : null;
    piece = more && matchValue(isQuoted, text, end + more[0].length);
    if (more && piece) end += more[0].length;
  }
  return { pieces, start, end };
}

/** The value at a place; a bare one that continues into something else does not count. */
function matchValue(isQuoted: boolean, text: string, at: number): RegExpExecArray | null {
  const found = matchAt(isQuoted ? QUOTED : BARE, text, at);
  if (found === null || isQuoted) return found;
  const next = text.charAt(at + found[0].length);
  return next === "" || BEHIND_BARE.test(next) ? found : null;
}

/** A part of the text without its line breaks and indentation. */
function linesIn(mapped: MappedText, start: number, end: number): readonly MappedText[] {
  const found: MappedText[] = [];
  let at = start;
  for (const { 0: gap, index } of mapped.text.slice(start, end).matchAll(/\n[ \t]*/g)) {
    found.push(sliceText(mapped, at, start + index));
    at = start + index + gap.length;
  }
  return [...found, sliceText(mapped, at, end)].map((piece) => replaceText(piece, /"/g, () => String.raw`\"`).result);
}

/** The keys as JSON, with values mapped to their places in the text. */
function jsonOf({ origin }: MappedText, keys: readonly Group[]): MappedText {
  const objects = keys.map((group, index) => {
    const [start, end] = [origin[startOf(group)] ?? 0, origin[endOf(group)] ?? 0];
    const members = [...group].flatMap(([name, { pieces, start: own }], at) => {
      const place = origin[own] ?? 0;
      return [literalText(`${at === 0 ? "" : ","}"${name}":"`, place), ...pieces, literalText('"', place)];
    });
    return concatText([literalText(index === 0 ? "{" : ",{", start), ...members, literalText("}", end)]);
  });
  return keys.length === 1
    ? concatText(objects)
    : concatText([literalText('{"keys":[', 0), ...objects, literalText("]}", origin.at(-1) ?? 0)]);
}
