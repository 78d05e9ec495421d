import { decodeBase64Url } from "../../text/base64url.ts";
import { decodeUtf8 } from "../../text/utf8.ts";

/** Thumbprints of certificates, and how many hex digits each has (RFC 7515 sections 4.1.7 and 4.1.8). */
export const THUMBPRINTS: ReadonlyMap<string, number> = new Map([
  ["x5t", 40],
  ["x5t#S256", 64],
]);

/** The bytes of a thumbprint that was written as hex text, encoded or bare, instead of as bytes; otherwise null. */
export function hexInside(value: string, name: string): Uint8Array<ArrayBuffer> | null {
  if (value.length > 200) return null;
  const inner = decodeUtf8(decodeBase64Url(value).bytes).text;
  const text = [value, inner]
    .map((one) => one.replaceAll(":", ""))
    .find((one) => one.length === THUMBPRINTS.get(name) && /^[\da-f]+$/i.test(one));
  return text === undefined ? null : Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
