import { decodeBase64Url, encodeBase64Url } from "./base64url.ts";
import { toHex } from "./hex.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

/** How a digest is spelled, other than in base64url without padding. In words, to stand after "It is". */
export type DigestSpelling = "in hex" | "the base64url of its hex digits" | "in standard Base64" | "padded with =";

/** Nobody spells a digest in so many characters. */
const MOST = 400;

/**
 * The other spelling in which a text is exactly this digest, which is given in base64url without padding (RFC 7515 section 2);
 * null if it is spelled like that, or is another digest.
 */
export function otherSpelling(given: string, digest: string): DigestSpelling | null {
  if (given === digest || given.length > MOST || digest === "") return null;
  const bare = given.trim();
  const hex = toHex(decodeBase64Url(digest).bytes);
  const digits = (text: string): string => text.replace(/^0x/i, "").replaceAll(/[:\s]/g, "").toLowerCase();
  if (digits(bare) === hex) return "in hex";
  const unpadded = bare.replaceAll("=", "");
  const plain = unpadded.replaceAll("+", "-").replaceAll("/", "_");
  if (plain === digest) return plain === unpadded ? "padded with =" : "in standard Base64";
  return digits(decodeUtf8(decodeBase64Url(plain).bytes).text) === hex ? "the base64url of its hex digits" : null;
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
