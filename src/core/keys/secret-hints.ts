import { encodeUtf8, hasLoneSurrogate } from "../text/utf8.ts";
import { secretFromJwk, secretsOfSet } from "./oct-jwk.ts";
import { decodeSecret } from "./secret.ts";
import type { SecretEncoding, SecretInput } from "./types.ts";
import { trimEndOf } from "../text/trim-end.ts";
import { toHex } from "../text/hex.ts";

/** Another reading that a secret's text suggests, offered with one click. */
export interface SecretHint {
  readonly code:
    | "looks-base64"
    | "looks-base64url"
    | "looks-hex"
    | "looks-jwk"
    /** A JWK Set of shared secrets, of which the token's `kid` chooses one. */
    | "looks-jwk-set"
    | "looks-pem"
    | "quotes"
    /** White space at an end, usually a line break: it counts, but rarely should. */
    | "white-space"
    | "trailing-newline"
    /** A CR, which the field cannot contain: the same bytes, in hex. */
    | "carriage-return";
  /** The offered secret; null if there is none to offer (a PEM is not an HMAC secret, a set has no key of the token's `kid`). */
  readonly offer: SecretInput | null;
  /** Bytes of the offered secret. */
  readonly bytes: number | null;
}

/** Below this many characters a text in the alphabet of an encoding is as likely a word. */
const LEAST_ENCODED = 16;

/**
 * What a secret's text looks like compared with its chosen encoding; each is an offer to the user. `kid`
 * is that of the token. Pure; the text is never changed here.
 */
export function secretHints({ text, encoding }: SecretInput, kid: string | null = null): readonly SecretHint[] {
  const hints: SecretHint[] = [];
  const offer = (code: SecretHint["code"], offered: SecretInput | null): void => {
    const decoding = offered === null ? null : decodeSecret(offered);
    if (decoding === null) hints.push({ code, offer: null, bytes: null });
    else if ("bytes" in decoding) hints.push({ code, offer: offered, bytes: decoding.bytes.length });
  };
  const jwk = secretFromJwk(text, kid);
  if (secretsOfSet(text).length > 0) offer("looks-jwk-set", jwk);
  else if (jwk) offer("looks-jwk", jwk);
  else if (text.includes("-----BEGIN ")) offer("looks-pem", null);
  else {
    // If the text is valid in a chosen encoding other than UTF-8, the user has already decided.
    const isRead = encoding !== "UTF-8" && "bytes" in decodeSecret({ text, encoding });
    const looks = isRead ? null : lookOf(text);
    if (looks !== null) offer(`looks-${looks.toLowerCase()}` as SecretHint["code"], { text, encoding: looks });
  }
  if (/^(["'`]).+\1$/s.test(text)) offer("quotes", { text: text.slice(1, -1), encoding });
  if (text.includes("\r") && encoding === "UTF-8" && !hasLoneSurrogate(text)) offer("carriage-return", asHex(text));
  else if (text.endsWith("\n")) offer("trailing-newline", { text: trimEndOf(text, /[\r\n]/), encoding });
  else if (text !== text.trim() && text.trim() !== "") offer("white-space", { text: text.trim(), encoding });
  return hints;
}

/** The same bytes as a UTF-8 secret, written in hex. */
export function asHex(text: string): SecretInput {
  return { text: toHex(encodeUtf8(text)), encoding: "Hex" };
}

/**
 * The likely encoding of a text. Hex is recognised by its digits; Base64 by padding, its two special characters, or a
 * mix of upper case, lower case and digits that words do not have.
 */
function lookOf(text: string): Exclude<SecretEncoding, "UTF-8"> | null {
  if (text.length < LEAST_ENCODED) return null;
  if (/^(?:[\da-f]+|[\dA-F]+)$/.test(text) && /\d/.test(text) && text.length % 2 === 0) return "Hex";
  const isMixed = /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);
  for (const encoding of ["Base64", "Base64url"] as const) {
    if (!(isMixed || text.endsWith("="))) continue;
    // Without padding, and without the characters that only Base64 has, base64url is what JOSE writes.
    if (encoding === "Base64" && !/[+/=]/.test(text)) continue;
    if ("bytes" in decodeSecret({ text, encoding })) return encoding;
  }
  return null;
}
