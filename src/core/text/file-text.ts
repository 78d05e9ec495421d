/** What the bytes of a file are: text in a detected encoding, or not text. */
type FileText =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly encoding: "UTF-8" | "UTF-16" | "Windows-1252";
      /** It contains characters that text files do not have (U+0000 and other controls), so it may not be text. */
      readonly hasControls: boolean;
    }
  | { readonly kind: "octets" };

/** How many bytes of a file without a byte order mark are checked for the zeros of UTF-16. */
const LOOKED_AT = 2000;

/**
 * Tells text from other bytes: UTF-8, UTF-16 by its byte order mark (Unicode 23.8) or by the zeros between its letters,
 * and anything else without control characters as Windows-1252 (WHATWG Encoding section 9). The text excludes the byte
 * order mark. Never throws.
 */
export function decodeFile(bytes: Uint8Array): FileText {
  const wide = wideEncoding(bytes);
  const wideText = wide && decode(bytes, wide);
  if (wideText !== null) return { kind: "text", text: wideText, encoding: "UTF-16", hasControls: false };
  const hasControls = bytes.some(isControl);
  const text = decode(bytes, "utf-8");
  if (text !== null) return { kind: "text", text, encoding: "UTF-8", hasControls };
  const narrow = hasControls ? null : decode(bytes, "windows-1252");
  return narrow === null
    ? { kind: "octets" }
    : { kind: "text", text: narrow, encoding: "Windows-1252", hasControls: false };
}

function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes.length < 2 || bytes.length % 2 === 1) return null;
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const start = bytes.subarray(0, LOOKED_AT);
  // Keys and tokens are ASCII: exactly every other byte is zero.
  const zerosAt = (parity: 0 | 1): boolean =>
    start.every((octet, at) => (at % 2 === parity ? octet === 0 : octet !== 0 && !isControl(octet)));
  if (zerosAt(1)) return "utf-16le";
  return zerosAt(0) ? "utf-16be" : null;
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Control characters, except white space and the terminal escape. */
function isControl(octet: number): boolean {
  return octet < 0x20 && !(octet >= 0x09 && octet <= 0x0d) && octet !== 0x1b;
}
