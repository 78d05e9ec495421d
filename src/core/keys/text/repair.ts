import { JSON_ESCAPES } from "../../json/literal.ts";
import { describeCodePoint, findInvisible, type Invisible } from "../../text/code-points.ts";
import type { Range } from "../../text/range.ts";
import { type MappedText, mapText, placeOf, replaceText, sliceText } from "./mapped-text.ts";
import type { KeyRepair } from "../types.ts";

/** How many repairs of one kind are listed for one text. */
const LISTED = 10;

/** A text with its repairs, in order. */
export interface Mended {
  readonly mapped: MappedText;
  readonly repairs: readonly KeyRepair[];
}

export function repair(
  code: KeyRepair["code"],
  range: Range | null,
  args: Readonly<Record<string, string>> = {},
): KeyRepair {
  return { code, range, args };
}

/**
 * General damage of a text: a byte order mark, invisible characters, and CRLF line breaks. No-break and other wide
 * spaces become spaces, line separators become line breaks, zero-width characters are removed.
 */
export function mendCharacters(text: string): Mended {
  let mapped = mapText(text);
  const repairs: KeyRepair[] = [];
  if (mapped.text.startsWith("\uFEFF")) {
    repairs.push(repair("bom", { start: 0, end: 1 }));
    mapped = sliceText(mapped, 1);
  }
  // Most keys are ASCII: a cheap check.
  const invisible = /[^\t\n\r -~]/.test(mapped.text) ? findInvisible(mapped.text).filter(isUnwanted) : [];
  if (invisible.length > 0) {
    for (const { range, codePoint } of invisible.slice(0, LISTED)) {
      const place = placeOf(mapped, range.start, range.end);
      repairs.push(repair("invisible", place, { character: describeCodePoint(codePoint) }));
    }
    const codePoints = [...new Set(invisible.map(({ codePoint }) => codePoint))];
    const pattern = new RegExp(`[${codePoints.map((point) => `\\u{${point.toString(16)}}`).join("")}]+`, "gu");
    mapped = replaceText(mapped, pattern, ([run]) => Array.from(run, visibleFor).join("")).result;
  }
  const { result, places } = replaceText(mapped, /\r\n?/g, () => "\n");
  const [first] = places;
  if (first) repairs.push(repair("crlf", first));
  return { mapped: result, repairs };
}

function visibleFor(character: string): string {
  if (/[\u0085\u2028\u2029\v\f]/.test(character)) return "\n";
  return /\p{Zs}/u.test(character) ? " " : "";
}

/** Tabs and line breaks are invisible too, but needed. */
function isUnwanted({ codePoint }: Invisible): boolean {
  return codePoint !== 9 && codePoint !== 10 && codePoint !== 13;
}

/** JSON and shell escapes in a text that has no backslashes of its own; a doubled backslash is an escaped escape. */
const ESCAPE = /(?<!\\)\\+(?:([nrt])|(\/)|u([\da-fA-F]{4})|[ \t]*\n)/g;

/** Line breaks spelled out as `\n`, as in environment variables and JSON. */
export function unescapeText(mapped: MappedText): { readonly result: MappedText; readonly places: readonly Range[] } {
  if (!mapped.text.includes("\\")) return { result: mapped, places: [] };
  return replaceText(mapped, ESCAPE, ([, letter, slash, code]) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return slash ?? (letter === "t" ? "\t" : "\n");
  });
}

/**
 * Decodes percent escapes of ASCII (RFC 3986 section 2.1). In form encoding a plus is a space: anywhere in JSON, and
 * between the words of a label.
 */
export function withoutPercent(mapped: MappedText): MappedText {
  const spaces = /%22kty%22|-Key(?::|%3A)(?:\+|%0)/i.test(mapped.text)
    ? /\+/g
    : /(?<=BEGIN|END|[A-Z]|ssh-\w{3,7}|nistp\d{3})\+(?=[A-Z]{3})/g;
  const isWhole = !/[ \n]/.test(mapped.text);
  const { result } = isWhole ? replaceText(mapped, spaces, () => " ") : { result: mapped };
  return replaceText(result, /%([0-7][\da-f])/gi, ([, code]) => String.fromCharCode(Number.parseInt(code ?? "", 16)))
    .result;
}

/** HTML and XML character references, named and numeric, and tags for line breaks or colour. */
const REFERENCE = /&(?:([a-z]{2,8})|#(\d{1,5})|#x([\da-f]{1,4}));/gi;
const TAG = /<(\/?)(br|wbr|p|div|span|code|pre|td|tr|li|b|i|em|strong|font|mark)\b[^<>]{0,300}>/gi;
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ["quot", '"'],
  ["apos", "'"],
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["nbsp", " "],
  ["plus", "+"],
  ["sol", "/"],
  ["equals", "="],
  ["lowbar", "_"],
  ["hyphen", "-"],
  ["dash", "-"],
  ["colon", ":"],
  ["comma", ","],
  ["period", "."],
  ["newline", "\n"],
  ["tab", "\t"],
  ["lcub", "{"],
  ["lbrace", "{"],
  ["rcub", "}"],
  ["rbrace", "}"],
  ["lsqb", "["],
  ["lbrack", "["],
  ["rsqb", "]"],
  ["rbrack", "]"],
  ["ldquo", '"'],
  ["rdquo", '"'],
  ["lsquo", "'"],
  ["rsquo", "'"],
]);

/** Decodes HTML character references and removes formatting tags; null if there are neither. */
export function withoutMarkup(mapped: MappedText): Mended | null {
  if (!/[&<]/.test(mapped.text)) return null;
  const untagged = /<(?:kty|n|modulus)>|-{2,5}BEGIN/i.test(mapped.text)
    ? { result: mapped, places: [] }
    : replaceText(mapped, TAG, ([, , name]) => (/^(?:br|p|div|tr|li|pre)$/i.test(name ?? "") ? "\n" : ""));
  const { result, places } = replaceText(untagged.result, REFERENCE, ([whole, name, decimal, hex]) => {
    if (name !== undefined) return REFERENCES.get(name.toLowerCase()) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    return code === 160 ? " " : String.fromCharCode(code);
  });
  const [first = null] = [...places, ...untagged.places];
  return result.text === mapped.text ? null : { mapped: result, repairs: [repair("markup", first)] };
}

/** The content of a text that is a JSON string literal (RFC 8259 section 7); otherwise null. */
export function unquoteJson(mapped: MappedText): MappedText | null {
  if (!/^"[^"\\\n]*\\[^\n]*"$/.test(mapped.text)) return null;
  try {
    if (typeof JSON.parse(mapped.text) !== "string") return null;
  } catch {
    return null;
  }
  const inner = sliceText(mapped, 1, mapped.text.length - 1);
  return replaceText(inner, /\\(?:u([\da-fA-F]{4})|(.))/g, ([, code, letter]) =>
    code === undefined ? (JSON_ESCAPES[letter ?? ""] ?? letter ?? "") : String.fromCharCode(Number.parseInt(code, 16)),
  ).result;
}

/** `NAME=`, `export NAME=`, `name: `, `"name": ` before a value, possibly with a YAML block indicator or an opening quote. */
export const ASSIGNMENT =
  /^[ \t]*(?:-[ \t]+)?(?:export[ \t]+|set[ \t]+|const[ \t]+|let[ \t]+|var[ \t]+|ENV[ \t]+)?["']?[A-Za-z_][\w.-]*["']?[ \t]*[:=][ \t]*(?:[|>][-+\d]*[ \t]*)?$/;
