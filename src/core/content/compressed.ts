import { decompress } from "../text/inflate.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import type { Content } from "./types.ts";

/** Shorter data may unpack to text by chance. */
const LEAST_TEXT = 16;

/**
 * The content of gzip or zlib data outside a token; null if it is neither. gzip is recognised by its magic number,
 * zlib only by unpacking to text.
 */
export function compressedContent(bytes: Uint8Array<ArrayBuffer>): Content | null {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8 && bytes.length >= 18;
  if (!isGzip && (bytes[0] ?? 0) !== 0x78) return null;
  const unpacked = decompress(bytes);
  const isRead = unpacked !== null && unpacked.form !== "raw DEFLATE";
  if (!isGzip && !(isRead && isText(unpacked.bytes))) return null;
  return {
    kind: "compressed",
    name: isGzip ? "data packed with gzip" : "data packed with zlib",
    certain: isGzip && isRead,
    about: "It is not a token itself. Its unpacked content is shown where it can be read; none of it is verified.",
    items: [],
  };
}

function isText(bytes: Uint8Array): boolean {
  const { text, problems } = decodeUtf8(bytes);
  return bytes.length >= LEAST_TEXT && problems.length === 0 && !/[\0-\x08\x0e-\x1f]/.test(text);
}
