import { decodeBase64Url } from "../text/base64url.ts";
import type { Range } from "../text/range.ts";
import { encodeUtf8, findLoneSurrogates } from "../text/utf8.ts";
import type { SecretInput } from "./types.ts";
import { trimEndOf } from "../text/trim-end.ts";

/** Why a secret's text is not in its encoding. */
type SecretProblem =
  /** Half a surrogate pair, which UTF-8 cannot encode. */
  | "lone-surrogate"
  /** A character outside the encoding; white space is separate, since it is easily overlooked. */
  | "character"
  | "white-space"
  /** `+` or `/` in Base64url, `-` or `_` in Base64. */
  | "alphabet"
  /** Padding that does not complete the last group of four, or is elsewhere. */
  | "padding"
  /** A number of characters that no bytes encode to. */
  | "length"
  /** Unused bits of the last character are not zero, so two texts would be the same secret (RFC 4648 section 3.5). */
  | "trailing-bits";

/** The key's bytes, or the first problem and its place in the secret's text. */
type SecretDecoding =
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly problem: SecretProblem; readonly range: Range };

/**
 * The bytes of an HMAC secret in the encoding that the user chose (RFC 4648 sections 4, 5 and 8). The text is taken
 * exactly: nothing is trimmed or skipped. Base64 and Base64url may end with or without padding, hex may have either
 * case. An empty text gives no bytes.
 */
export function decodeSecret({ text, encoding }: SecretInput): SecretDecoding {
  switch (encoding) {
    case "UTF-8": {
      const [lone] = findLoneSurrogates(text);
      return lone ? { problem: "lone-surrogate", range: lone } : { bytes: encodeUtf8(text) };
    }
    case "Base64":
      return decodeBase64(text, /[-_]/, /[^A-Za-z\d+/=]/);
    case "Base64url":
      return decodeBase64(text, /[+/]/, /[^\w\-=]/);
    case "Hex":
      return decodeHex(text);
  }
}

function decodeBase64(text: string, otherAlphabet: RegExp, foreign: RegExp): SecretDecoding {
  const problem = firstMatch(text, otherAlphabet, "alphabet") ?? foreignCharacter(text, foreign);
  if (problem) return problem;
  const body = trimEndOf(text, /=/);
  const padding = text.length - body.length;
  const inner = firstMatch(body, /=/, "padding");
  if (inner) return inner;
  if (padding > 0 && (padding > 2 || text.length % 4 !== 0)) {
    return { problem: "padding", range: { start: body.length, end: text.length } };
  }
  const { bytes, problems } = decodeBase64Url(body.replaceAll("+", "-").replaceAll("/", "_"));
  const [last] = problems;
  if (!last) return { bytes };
  return { problem: last.code === "length" ? "length" : "trailing-bits", range: last.range };
}

function decodeHex(text: string): SecretDecoding {
  const problem = foreignCharacter(text, /[^\da-f]/i);
  if (problem) return problem;
  if (text.length % 2 === 1) return { problem: "length", range: { start: text.length - 1, end: text.length } };
  return { bytes: Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) };
}

function foreignCharacter(text: string, foreign: RegExp): SecretDecoding | null {
  const found = firstMatch(text, foreign, "character");
  return found && /\s/.test(text.charAt(found.range.start)) ? { ...found, problem: "white-space" } : found;
}

function firstMatch(text: string, pattern: RegExp, problem: SecretProblem) {
  const start = text.search(pattern);
  const isPair = (text.codePointAt(start) ?? 0) > 0xffff;
  return start < 0 ? null : { problem, range: { start, end: start + (isPair ? 2 : 1) } };
}
