import { describeCodePoint, findInvisible, type Invisible } from "../../text/code-points.ts";
import type { Range } from "../../text/range.ts";
import { type MappedText, mapText, placeOf, replaceText, sliceText } from "./mapped-text.ts";
import type { KeyRepair } from "../types.ts";

/** How many repairs of one kind are listed for one text. */
const LISTED = 10;

/** A text with what was mended to get it, in the order in which it was mended. */
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
 * What is wrong with a text whatever it holds: a byte order mark, invisible characters, and CRLF line breaks. No-break and
 * other wide spaces become spaces, line separators become line breaks, characters of no width go.
 */
export function mendCharacters(text: string): Mended {
  let mapped = mapText(text);
  const repairs: KeyRepair[] = [];
  if (mapped.text.startsWith("\uFEFF")) {
    repairs.push(repair("bom", { start: 0, end: 1 }));
    mapped = sliceText(mapped, 1);
  }
  // Most keys are ASCII: a look that costs nothing.
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

/** Tabs and line breaks are invisible too, and wanted. */
function isUnwanted({ codePoint }: Invisible): boolean {
  return codePoint !== 9 && codePoint !== 10 && codePoint !== 13;
}

/** JSON and shell escapes within a text that has no backslash of its own; a doubled backslash is that of an escaped escape. */
const ESCAPE = /(?<!\\)\\+(?:([nrt])|(\/)|u([\da-fA-F]{4})|[ \t]*\n)/g;

/** Line breaks that are spelled out as `\n`, as environment variables and JSON have them. */
export function unescapeText(mapped: MappedText): { readonly result: MappedText; readonly places: readonly Range[] } {
  if (!mapped.text.includes("\\")) return { result: mapped, places: [] };
  return replaceText(mapped, ESCAPE, ([, letter, slash, code]) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return slash ?? (letter === "t" ? "\t" : "\n");
  });
}

/** What shows that a key went through HTML or XML: quotes, brackets or signs of Base64 as character references. */
const MARKUP =
  /&(?:quot|#34|#x22);kty&|&lt;[\w:]*(?:RSAKeyValue|RSAParameters|X509Certificate)|&#(?:43|45|47|61|x2b|x2d|x2f|x3d);/i;
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ["quot", '"'],
  ["apos", "'"],
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
]);

/** A text with the character references of HTML resolved, where there is a key in it that has such; null elsewhere. */
export function withoutMarkup(mapped: MappedText): Mended | null {
  if (!MARKUP.test(mapped.text)) return null;
  const { result, places } = replaceText(
    mapped,
    /&(?:(quot|apos|lt|gt|amp)|#(\d{2,3})|#x([\da-f]{1,2}));/gi,
    ([whole, name, decimal, hex]) => {
      if (name !== undefined) return REFERENCES.get(name.toLowerCase()) ?? whole;
      return String.fromCharCode(decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal));
    },
  );
  const [first = null] = places;
  return { mapped: result, repairs: [repair("markup", first)] };
}

/** The content of a text that is one JSON string literal (RFC 8259 section 7); null where it is none. */
export function unquoteJson(mapped: MappedText): MappedText | null {
  if (!/^"[^"\\\n]*\\[^\n]*"$/.test(mapped.text)) return null;
  try {
    if (typeof JSON.parse(mapped.text) !== "string") return null;
  } catch {
    return null;
  }
  const inner = sliceText(mapped, 1, mapped.text.length - 1);
  return replaceText(inner, /\\(?:u([\da-fA-F]{4})|(.))/g, ([, code, letter]) =>
    code === undefined ? (CONTROLS.get(letter ?? "") ?? letter ?? "") : String.fromCharCode(Number.parseInt(code, 16)),
  ).result;
}

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["b", "\b"],
  ["f", "\f"],
]);

/** `NAME=`, `export NAME=`, `name: `, `"name": ` in front of a value, with a YAML block sign or an opening quote behind. */
export const ASSIGNMENT =
  /^[ \t]*(?:-[ \t]+)?(?:export[ \t]+|set[ \t]+|const[ \t]+|let[ \t]+|var[ \t]+|ENV[ \t]+)?["']?[A-Za-z_][\w.-]*["']?[ \t]*[:=][ \t]*(?:[|>][-+\d]*[ \t]*)?$/;
