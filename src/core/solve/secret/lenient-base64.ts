import { decodeBase64Url } from "../../text/base64url.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const urlSafe = (text: string): string => text.replaceAll("+", "-").replaceAll("/", "_");

/** Node's Buffer and Apache's Codec: either alphabet; other characters are skipped; padding ends it. */
export function nodeBase64(text: string): Bytes {
  const [body = ""] = text.split("=", 1);
  return decodeBase64Url(urlSafe(body.replace(/[^\w+/-]/g, ""))).bytes;
}

/**
 * PHP, Python, Ruby and Java's MIME decoder: anything outside the standard alphabet is skipped, including -, _ and
 * padding.
 */
export function mimeBase64(text: string): Bytes {
  return decodeBase64Url(urlSafe(text.replace(/[^A-Za-z\d+/]/g, ""))).bytes;
}

/**
 * Java's DatatypeConverter, with which jjwt reads a secret given as text: characters outside the standard alphabet
 * are skipped, padding counts as a character of its group, and an incomplete last group is dropped.
 */
export function javaBase64(text: string): Bytes {
  const kept = text.replace(/[^A-Za-z\d+/=]/g, "");
  const octets: number[] = [];
  for (let at = 0; at + 4 <= kept.length; at += 4) {
    const group = kept.slice(at, at + 4);
    const [a = 0, b = 0, c = 0, d = 0] = Array.from(group, (character) => {
      const value = STANDARD.indexOf(character);
      return value < 0 ? 127 : value;
    });
    octets.push(((a << 2) | (b >> 4)) & 255);
    if (group.charAt(2) !== "=") octets.push(((b << 4) | (c >> 2)) & 255);
    if (group.charAt(3) !== "=") octets.push(((c << 6) | d) & 255);
  }
  return Uint8Array.from(octets);
}

/**
 * Go's decoders return, along with an error that the program ignored, the complete groups before the first wrong
 * character.
 */
export function groupsBefore(text: string, foreign: RegExp): Bytes {
  const lines = text.replace(/[\r\n]/g, "");
  const at = lines.search(foreign);
  const end = at < 0 ? lines.length : at;
  return decodeBase64Url(urlSafe(lines.slice(0, end - (end % 4)))).bytes;
}

/** CryptoJS: characters outside its alphabet count as its first letter; padding ends it. */
export function cryptoJsBase64(text: string): Bytes {
  const [body = ""] = text.split("=", 1);
  return decodeBase64Url(urlSafe(body.replace(/[^A-Za-z\d+/]/g, "A"))).bytes;
}

/** Base32 (RFC 4648 section 6), as secrets for one-time passwords are written; null if the text is not Base32. */
export function base32(text: string): Bytes | null {
  const letters = text.replace(/[\s=-]/g, "").toUpperCase();
  if (letters.length < 16 || !/^[A-Z2-7]+$/.test(letters)) return null;
  const octets: number[] = [];
  let [bits, value] = [0, 0];
  for (const letter of letters) {
    value = ((value << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    octets.push((value >> bits) & 255);
  }
  return Uint8Array.from(octets);
}

/** Node's hex decoder: the pairs before the first invalid one. */
export function hexBefore(text: string): Bytes {
  const [digits = ""] = /^(?:[\da-fA-F]{2})*/.exec(text) ?? [];
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
