import { decodeBase64Url, isStrictBase64Url } from "./base64url.ts";

/** Bytes, and how the text was not the base64url of JOSE (RFC 7515 section 2); null where it was. */
export interface LenientReading {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly code: "stray-bits" | "standard-base64" | null;
}

/**
 * Reads base64url, and what no reader takes for other bytes: the alphabet of Base64, padding, white space within, and bits
 * behind the last octet. Null for all else.
 */
export function readLeniently(text: string): LenientReading | null {
  if (isStrictBase64Url(text)) return { bytes: decodeBase64Url(text).bytes, code: null };
  const plain = withoutPadding(text.replaceAll(/[\t\n\r ]/g, ""))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
  const { bytes, problems } = decodeBase64Url(plain);
  if (plain === "" || problems.some(({ code }) => code !== "trailing-bits")) return null;
  return { bytes, code: problems.length > 0 ? "stray-bits" : "standard-base64" };
}

/** Whether a text could be hex, which is other bytes than Base64 of the same characters. */
export function looksHex(text: string): boolean {
  return /^(?:0x)?[\da-f]+$/i.test(text);
}

/** Without what fills up the last group of four: `=`, or the comma that some programs put in its place. At most two. */
function withoutPadding(text: string): string {
  let { length } = text;
  while (length > text.length - 2 && (text[length - 1] === "=" || text[length - 1] === ",")) length -= 1;
  return text.slice(0, length);
}
