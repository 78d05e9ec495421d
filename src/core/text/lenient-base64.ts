import { decodeBase64Url, isStrictBase64Url } from "./base64url.ts";

/** Bytes, and how the text deviated from JOSE's base64url (RFC 7515 section 2); null if it did not. */
interface LenientReading {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly code: "stray-bits" | "standard-base64" | null;
}

/**
 * Reads base64url, and the deviations that every reader resolves to the same bytes: the Base64 alphabet, padding, white
 * space, and bits after the last byte. Null for anything else.
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

/** Whether a text could be hex, which gives other bytes than Base64 of the same characters. */
export function looksHex(text: string): boolean {
  return /^(?:0x)?[\da-f]+$/i.test(text);
}

/** Without the padding of the last group of four: `=`, or the comma that some programs use instead. At most two. */
function withoutPadding(text: string): string {
  let { length } = text;
  while (length > text.length - 2 && (text[length - 1] === "=" || text[length - 1] === ",")) length -= 1;
  return text.slice(0, length);
}
