import { decodeBase64Url } from "../text/base64url.ts";
import { fromHex } from "../text/hex.ts";

/** How a text encodes bytes. */
export type Spelling = "hex" | "Base64" | "base64url";

/** Longer texts are not read as encoded bytes. */
const MOST = 4_000_000;

/**
 * The bytes that a text may encode, in each possible reading: pairs of hex digits, Base64 with or without padding,
 * base64url. Ignores white space. Empty if it has other characters. Linear.
 */
export function bytesOfText(
  text: string,
): readonly { readonly spelling: Spelling; readonly bytes: Uint8Array<ArrayBuffer> }[] {
  if (text.length > MOST || text.length < 8) return [];
  const bare = text.replace(/\s+/g, "");
  const readings: { readonly spelling: Spelling; readonly bytes: Uint8Array<ArrayBuffer> }[] = [];
  if (bare.length % 2 === 0 && /^[\da-f]+$/i.test(bare)) readings.push({ spelling: "hex", bytes: fromHex(bare) });
  const unpadded = bare.replace(/={1,2}$/, "");
  if (/^[\w+/-]+$/.test(unpadded) && unpadded.length % 4 !== 1) {
    const { bytes, problems } = decodeBase64Url(unpadded.replaceAll("+", "-").replaceAll("/", "_"));
    if (problems.length === 0) readings.push({ spelling: /[+/]|=$/.test(bare) ? "Base64" : "base64url", bytes });
  }
  return readings;
}
