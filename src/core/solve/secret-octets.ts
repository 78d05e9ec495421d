import { toBase64 } from "../keys/asn1/der.ts";
import { decodeSecret } from "../keys/secret.ts";
import { asHex } from "../keys/secret-hints.ts";
import type { SecretEncoding, SecretInput } from "../keys/types.ts";
import { decodeBase64Url, encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8, hasLoneSurrogate } from "../text/utf8.ts";
import type { SolveStep } from "./types.ts";
import { trimEndOf } from "../text/trim-end.ts";
import { toHex } from "../text/hex.ts";

/** Octets that the secret possibly is. `offer` is how they are put into the Secret field. */
export interface OctetReading {
  readonly step: SolveStep;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly offer: SecretInput;
}

/** Octets as a secret in hex: what every octet string can be put as. */
export function hexSecret(bytes: Uint8Array): SecretInput {
  return { text: toHex(bytes), encoding: "Hex" };
}

/** The octets that a decoder finds which skips whatever is not in the alphabet, as Node's and PHP's do, in either alphabet. */
function lenientBase64(text: string): Uint8Array<ArrayBuffer> {
  const [body = ""] = text.split("=", 1);
  return decodeBase64Url(
    body
      .replace(/[^\w+/-]/g, "")
      .replaceAll("+", "-")
      .replaceAll("/", "_"),
  ).bytes;
}

function utf16(text: string, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), littleEndian);
  return bytes;
}

function asText(text: string): SecretInput {
  // A text field cannot hold a carriage return, nor UTF-8 half a surrogate pair.
  return text.includes("\r") ? asHex(text) : { text, encoding: "UTF-8" };
}

const STRICT: readonly (readonly [SolveStep, SecretEncoding])[] = [
  ["utf-8", "UTF-8"],
  ["base64", "Base64"],
  ["base64url", "Base64url"],
  ["hex", "Hex"],
];

/**
 * The octets that one text can stand for, the likely ones first: in the four encodings of the Secret field, as lenient
 * decoders take it, decoded twice, in other text encodings, and the other way round, where the signer's secret is what an
 * encoder or a hash made of it. No octets and repetitions are left out by the caller.
 */
export async function octetReadings(text: string): Promise<readonly OctetReading[]> {
  const readings: OctetReading[] = [];
  const add = (step: SolveStep, bytes: Uint8Array<ArrayBuffer>, offer: SecretInput = hexSecret(bytes)): void => {
    readings.push({ step, bytes, offer });
  };
  for (const [step, encoding] of STRICT) {
    const decoding = decodeSecret({ text, encoding });
    if ("bytes" in decoding) add(step, decoding.bytes, encoding === "UTF-8" ? asText(text) : { text, encoding });
  }
  const lenient = lenientBase64(text);
  add("base64-lenient", lenient);
  if (hasLoneSurrogate(text)) return readings;
  const utf8 = encodeUtf8(text);
  const once = decodeAscii(lenient);
  if (once !== null) {
    const trimmed = once.trim();
    for (const inner of trimmed === once ? [once] : [once, trimmed]) {
      const twice = decodeSecret({ text: inner, encoding: /[-_]/.test(inner) ? "Base64url" : "Base64" });
      if ("bytes" in twice)
        add("base64-twice", twice.bytes, { text: inner, encoding: /[-_]/.test(inner) ? "Base64url" : "Base64" });
      const digits = decodeSecret({ text: inner, encoding: "Hex" });
      if ("bytes" in digits) add("base64-twice", digits.bytes, { text: inner, encoding: "Hex" });
    }
    if (trimmed !== once && trimmed !== "") add("base64-twice", encodeUtf8(trimmed), asText(trimmed));
  }
  add("bom", encodeUtf8(`\ufeff${text}`));
  add("utf-16le", utf16(text, true));
  add("utf-16be", utf16(text, false));
  if (/[\u0080-\u00ff]/.test(text) && /^[\u0000-\u00ff]*$/.test(text)) {
    add(
      "latin-1",
      Uint8Array.from(text, (character) => character.charCodeAt(0)),
    );
  }
  const base64 = toBase64(utf8);
  add("encoded-base64", encodeUtf8(base64), asText(base64));
  add("encoded-base64", encodeUtf8(trimEndOf(base64, /=/)), asText(trimEndOf(base64, /=/)));
  add("encoded-base64url", encodeUtf8(encodeBase64Url(utf8)), asText(encodeBase64Url(utf8)));
  add("encoded-hex", encodeUtf8(toHex(utf8)), asText(toHex(utf8)));
  const digest = await sha256(utf8);
  add("sha-256", digest);
  add("sha-256-hex", encodeUtf8(toHex(digest)), asText(toHex(digest)));
  return readings;
}

/** SHA-256 of octets (FIPS 180-4). */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", bytes));
}

/** A text of ASCII alone that octets spell; null where they do not. */
export function decodeAscii(bytes: Uint8Array): string | null {
  if (bytes.length === 0 || bytes.some((byte) => byte > 0x7e || (byte < 0x20 && byte !== 10 && byte !== 13)))
    return null;
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}
