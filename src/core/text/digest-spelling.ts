import { decodeBase64Url, encodeBase64Url } from "./base64url.ts";
import { fromHex, toHex } from "./hex.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

/** How a digest is spelled, other than in base64url without padding. In words, to follow "It is". */
export type DigestSpelling =
  | "in hex"
  | "the base64url of its hex digits"
  | "in standard Base64"
  | "padded with ="
  | "broken by whitespace";

/** No spelling of a digest is longer. */
const MOST = 400;

const hexDigits = (text: string): string => text.replace(/^0x/i, "").replaceAll(/[:\s]/g, "").toLowerCase();
const urlSafe = (text: string): string => text.replaceAll("+", "-").replaceAll("/", "_");

/**
 * The other spelling in which a text is exactly this digest, which is given in base64url without padding (RFC 7515 section 2);
 * null if it is spelled like that, or is another digest.
 */
export function otherSpelling(given: string, digest: string): DigestSpelling | null {
  if (given === digest || given.length > MOST || digest === "") return null;
  const bare = given.replaceAll(/\s/g, "");
  const hex = toHex(decodeBase64Url(digest).bytes);
  if (hexDigits(bare) === hex) return "in hex";
  const unpadded = bare.replaceAll("=", "");
  const plain = urlSafe(unpadded);
  if (plain === digest) {
    if (plain !== unpadded) return "in standard Base64";
    return unpadded === bare ? "broken by whitespace" : "padded with =";
  }
  return hexDigits(decodeUtf8(decodeBase64Url(plain).bytes).text) === hex ? "the base64url of its hex digits" : null;
}

/**
 * The digest of `length` bytes that a text spells, in base64url or in one of the other ways; given in base64url without
 * padding. Null if it spells none.
 */
export function digestSpelledBy(text: string, length: number): string | null {
  if (text.length > MOST) return null;
  const plain = urlSafe(text.replaceAll(/[=\s]/g, ""));
  const { bytes } = decodeBase64Url(plain);
  for (const digits of [hexDigits(text.trim()), hexDigits(decodeUtf8(bytes).text)])
    if (digits.length === 2 * length && /^[\da-f]+$/.test(digits)) return encodeBase64Url(fromHex(digits));
  return bytes.length === length ? plain : null;
}

/** The other spellings of a digest that is given in base64url without padding. */
export function spellingsOf(digest: string): readonly string[] {
  const bytes = decodeBase64Url(digest).bytes;
  const hex = toHex(bytes);
  const standard = digest.replaceAll("-", "+").replaceAll("_", "/");
  const padding = "=".repeat((4 - (digest.length % 4)) % 4);
  const upper = hex.toUpperCase();
  return [
    hex,
    upper,
    toHex(bytes, ":"),
    toHex(bytes, ":").toUpperCase(),
    digest + padding,
    standard,
    standard + padding,
    encodeBase64Url(encodeUtf8(hex)),
    encodeBase64Url(encodeUtf8(upper)),
  ].filter((one) => one !== digest);
}
