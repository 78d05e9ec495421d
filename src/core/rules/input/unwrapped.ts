import type { ParsedToken } from "../../envelope/types.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import { fromHex } from "../../text/hex.ts";
import { bytesOfDump } from "../../text/hex-dump.ts";
import { decodeUtf8 } from "../../text/utf8.ts";
import { detectTokens } from "../../token/detect.ts";
import type { RuleContext } from "../types.ts";

/** Longer texts are not decoded. */
const MOST_DECODED = 200_000;

const JWT_SHAPE = /^[\w-]{2,}(?:\.[\w-]*){2,4}$/;

/** A token with the escapes of another format in it, the first of them, and the token without them. */
export interface Escaped {
  readonly kind: "escaped";
  readonly found: string;
  readonly decoded: string;
}

/** A token within one more encoding. */
export interface Wrapped {
  readonly kind: "double";
  readonly layer: "base64" | "json" | "header" | "hex" | "inside";
  readonly inner: string;
}

/** The text with its percent escapes decoded as often as needed; null if the result is not a token. */
export function percentDecoded(text: string): string | null {
  let decoded = text.trim();
  for (let pass = 0; pass < MOST_PASSES && PERCENT.test(decoded); pass += 1) {
    try {
      // White space that a line break left in it is not a part of it.
      decoded = decodeURIComponent(decoded.replace(/%u00([\da-f]{2})/gi, "%$1")).replace(/\s+/g, "");
    } catch {
      return null;
    }
  }
  return decoded !== text.trim() && /^[\w-]+(?:\.[\w\-+/=]*){2,4}$/.test(decoded) ? decoded : null;
}

/** A percent escape, also in the form of old JavaScript. */
export const PERCENT = /%(?:u00)?[\da-f]{2}/i;
/** How often a value may have been encoded. */
const MOST_PASSES = 4;

/** The token in the source of an email, where long lines end in `=` and `=` is `=3D` (RFC 2045 section 6.7); null if there is none. */
export function quotedPrintable(text: string): string | null {
  if (text.length > MOST_DECODED || !/=\r?\n/.test(text)) return null;
  const decoded = text
    .replace(/=[ \t]{0,9}\r?\n/g, "")
    .replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return detectTokens(decoded).tokens[0]?.text ?? null;
}

/**
 * How JSON, programs, regular expressions and HTML spell characters of a token, the line breaks that they put in, and the tags
 * that break or colour a text.
 */
const ESCAPE =
  /(?<!\\)\\+(?:u([\da-f]{4})|x([\da-f]{2})|[.nrt/_-])|&(?:#(\d{1,5})|#x([\da-f]{1,4})|([a-z]{2,8}));|<\/?(?:wbr|br|span|p|b|i|em|strong|mark|code|font|div)\b[^<>]{0,200}>/gi;
const NAMED: ReadonlyMap<string, string> = new Map([
  ["period", "."],
  ["lowbar", "_"],
  ["hyphen", "-"],
  ["dash", "-"],
  ["plus", "+"],
  ["sol", "/"],
  ["equals", "="],
  ["amp", "&"],
]);

/** A token with another format's escapes decoded; null if it is readable already, or still is not. */
export function unescaped(text: string): Escaped | null {
  if (!text.startsWith("ey") || text.length > MOST_DECODED) return null;
  const [found] = /[\\&<]/.test(text) ? (text.match(ESCAPE) ?? []) : [];
  if (found === undefined) return null;
  let decoded = text;
  for (let pass = 0; pass < MOST_PASSES && /[\\&<]/.test(decoded); pass += 1)
    decoded = decoded.replace(ESCAPE, unescapedOne);
  return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(decoded) ? { kind: "escaped", found, decoded } : null;
}

/** The token character that an escape stands for; empty for line breaks and spaces. */
function unescapedOne(whole: string, ...groups: readonly (string | number | undefined)[]): string {
  const [u, x, decimal, hex, name] = groups.map((group) => (typeof group === "string" ? group : undefined));
  if (name !== undefined) return NAMED.get(name.toLowerCase()) ?? "";
  const digits = u ?? x ?? hex;
  const code = decimal === undefined ? Number.parseInt(digits ?? "", 16) : Number(decimal);
  if (!Number.isNaN(code)) return /[\w.&+/=-]/.test(String.fromCharCode(code)) ? String.fromCharCode(code) : "";
  return /^\\+[./_-]$/.test(whole) ? whole.slice(-1) : "";
}

/** The decoded text of Base64 or base64url; null if it is not all printable. */
export function innerText(text: string): string | null {
  if (text.length < 8 || text.length > MOST_DECODED || !/^[\w\-+/=\s]+$/.test(text)) return null;
  const { text: inner, problems } = decodeUtf8(decodeBase64Url(text.replace(/[\s=]/g, "")).bytes);
  return problems.length === 0 && /^[\t\n\r\x20-\x7e]+$/.test(inner) ? inner : null;
}

/** The token that a text is once it is decoded: from Base64, hex, a JSON string, or as its own header; null if there is none. */
export function unwrapped(token: ParsedToken): Wrapped | null {
  const text = token.text.trim();
  if (/^"[^"]*"$/.test(text)) {
    const inner = text.slice(1, -1);
    if (JWT_SHAPE.test(inner)) return { kind: "double", layer: "json", inner };
  }
  if (token.form === "jws" && token.segmentCount > 1) {
    const inner = token.header?.text.trim() ?? "";
    return /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(inner) ? { kind: "double", layer: "header", inner } : null;
  }
  const fromDigits = hexDecoded(text);
  if (fromDigits !== null) return { kind: "double", layer: "hex", inner: fromDigits };
  const inner = innerText(text)
    ?.trim()
    .replace(/^"(.*)"$/, "$1");
  // Three segments: a part of a token may be anything.
  const held = inner?.startsWith("{") === true ? detectTokens(inner).tokens[0]?.text : undefined;
  if (held !== undefined && held.split(".").length === 3) return { kind: "double", layer: "inside", inner: held };
  if (inner === undefined || !JWT_SHAPE.test(inner) || !inner.startsWith("eyJ")) return null;
  return { kind: "double", layer: "base64", inner };
}

/** The token in the hex digits of its bytes, plain or as a dump shows them; null if there is none. */
function hexDecoded(text: string): string | null {
  if (text.length < 60 || text.length > MOST_DECODED) return null;
  const digits = text.replace(/0x|\\x|[\s:,]/gi, "");
  const isPlain = /^[\da-f]+$/i.test(digits) && digits.length % 2 === 0;
  const bytes = isPlain ? fromHex(digits) : bytesOfDump(text);
  const inner = bytes === null ? "" : decodeUtf8(bytes).text.trim();
  return JWT_SHAPE.test(inner) && inner.startsWith("ey") ? inner : null;
}

/** How JSON may spell the characters of a token that are neither letters nor digits. */
const JSON_ESCAPE = /(?<!\\)\\+u00(?:2[bdef]|3d|5f|7e)/i;
const JSON_ESCAPES = /(?<!\\)\\+u00(?:2[bdef]|3d|5f|7e)/gi;

/**
 * A token in JSON text that spells some of its characters as `\\u002e`, where reading the JSON would have decoded them; null
 * if there is none.
 */
export function escapedInJson(text: string): Escaped | null {
  const [found] = text.length > MOST_DECODED ? [] : (JSON_ESCAPE.exec(text) ?? []);
  if (found === undefined || !/^[[{"]/.test(text)) return null;
  const decoded = detectTokens(text.replace(JSON_ESCAPES, (one) => characterOf(one))).tokens[0]?.text;
  return decoded === undefined ? null : { kind: "escaped", found, decoded };
}

/** The open token together with what followed it in the paste, where it was taken to end at such an escape; null otherwise. */
export function escapedRest({ arrival, token }: RuleContext): Escaped | null {
  const pasted = arrival?.pasted ?? "";
  const at = pasted.length > MOST_DECODED ? -1 : pasted.indexOf(token.text);
  const rest = at < 0 ? "" : (/^[^\s"'<>{}]+/.exec(pasted.slice(at)) ?? [""])[0];
  const [found] = JSON_ESCAPE.exec(rest) ?? [];
  if (found === undefined || rest.indexOf(found) !== token.text.length) return null;
  const decoded = rest.replace(JSON_ESCAPES, (one) => characterOf(one));
  const isLonger = decoded.replaceAll("=", "").length > token.text.length;
  return isLonger && JWT_SHAPE.test(decoded) ? { kind: "escaped", found, decoded } : null;
}

const characterOf = (escape: string): string => String.fromCharCode(Number.parseInt(escape.slice(-4), 16));
