import { lastMember } from "../json/query.ts";
import type { Range } from "../text/range.ts";
import { detectTokens, MAX_FOUND } from "../token/detect.ts";
import { headerOf } from "../token/join-wrapped.ts";
import { MOST_LAYERS } from "./limits.ts";
import { isOfToken } from "./windows.ts";

/** A token in a text, and its name there. */
interface TokenIn {
  readonly text: string;
  readonly name: string | null;
  /** Where it begins; in a text with escapes, in the text without them. */
  readonly at: number;
}

/** The beginning of a header (`{"`) in Base64, and in Base64 twice. */
const MAY = /e(?:y[A-DI-L]|w[k-r0-3]|30)|ZXlK|ZXdv/;
const HEADER = /e(?:y[A-DI-L]|w[k-r0-3]|30)/g;
const BASE64 = /^[A-Za-z\d+/_-]{40,}={0,2}$/;
const WITHIN = /(?<![\w+/=-])(?:ZXlK|ZXdv)[\w+/-]{40,}={0,2}/g;

/** Whether a text may contain a token at all: most do not, and are not searched further. */
export function mayHoldToken(text: string): boolean {
  return MAY.test(text);
}

/**
 * The tokens in a text, each with a header that is a JSON object with `alg`: as they are, percent-encoded (also twice), with the
 * escapes of a JSON string within a JSON string, and in Base64. Linear time.
 */
export function tokensIn(text: string, layer = 0): readonly TokenIn[] {
  if (!mayHoldToken(text)) return [];
  const plain = withoutEscapes(text);
  const found: TokenIn[] = [];
  const whole = plain.length <= SHORT ? detectTokens(plain).tokens : [];
  // The search's limit was reached: there may be more.
  const isAll = plain.length <= SHORT && whole.length < MAX_FOUND;
  for (const { start, end } of isAll ? [{ start: 0, end: 0 }] : placesIn(plain)) {
    for (const token of isAll ? whole : detectTokens(plain.slice(start, end)).tokens)
      if (isToken(token.text)) found.push({ text: token.text, name: token.label, at: start + token.range.start });
  }
  if (layer < MOST_LAYERS)
    for (const { 0: encoded, index } of plain.matchAll(WITHIN))
      for (const token of tokensIn(fromBase64(encoded), layer + 1)) found.push({ ...token, at: index });
  return found;
}

/** A shorter text is searched as a whole: what wraps a token over lines or cookies is then undone. */
const SHORT = 16_384;
/** How many characters before a token are searched for its name. */
const BEFORE = 120;

/** Where tokens may be in a long text: runs of token characters, each distinct one once, with the text before it. */
function placesIn(text: string): readonly Range[] {
  const places: Range[] = [];
  const seen = new Set<string>();
  let end = 0;
  for (const { index } of text.matchAll(HEADER)) {
    if (index < end) continue;
    const start = Math.max(end, index - BEFORE);
    end = index;
    while (end < text.length && isOfToken(text.charCodeAt(end))) end += 1;
    const run = text.slice(index, end);
    // Duplicates are skipped; fewer segments are not a token.
    if (seen.has(run) || run.indexOf(".") === run.lastIndexOf(".")) continue;
    seen.add(run);
    places.push({ start, end });
  }
  return places;
}

/** Whether a text without white space is Base64, and long enough to hold a token. */
export function isBase64(text: string): boolean {
  return BASE64.test(text);
}

/** The text decoded from Base64, one character per byte; null if it is not Base64. */
export function base64Text(text: string): string | null {
  const compact = /\s/.test(text.slice(0, 200)) ? text.replace(/\s/g, "") : text;
  return BASE64.test(compact) ? fromBase64(compact) : null;
}

function fromBase64(encoded: string): string {
  const standard = encoded.replaceAll("-", "+").replaceAll("_", "/").replaceAll("=", "");
  try {
    return atob(standard.length % 4 === 1 ? standard.slice(0, -1) : standard);
  } catch {
    return "";
  }
}

/** Whether it has a header with `alg`, unlike a name with dots. */
function isToken(text: string): boolean {
  if (text.startsWith("{")) return true;
  const dot = text.indexOf(".");
  const header = dot < 0 || !text.includes(".", dot + 1) ? null : headerOf(text.slice(0, dot));
  return header !== null && lastMember(header, "alg")?.value.type === "string";
}

const PERCENT = /%(?:2[bdef]|3d|5f|7e)/gi;
const UNICODE = /\\{1,8}u00([2-7][\da-f])/gi;

/** A text without the escapes that are in or around a token. */
function withoutEscapes(text: string): string {
  let plain = text;
  if (plain.includes("\\u00"))
    plain = plain.replace(UNICODE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  for (let times = 0; times < 2 && plain.includes("%"); times += 1)
    plain = plain.replaceAll(/%25(?=[2357][b-f])/gi, "%").replace(PERCENT, decodeURIComponent);
  return plain;
}
