import { decodeUtf8 } from "./utf8.ts";

/** Lengths and distances of RFC 1951 section 3.2.5: each code's base value, and its number of extra bits. */
const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]; // prettier-ignore
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577]; // prettier-ignore
const DISTANCE_BITS = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MAX_BITS = 15;

/** A canonical Huffman code: the number of codes of each length, and their symbols in order. */
interface Code {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

function codeOf(lengths: readonly number[]): Code {
  const counts = new Uint16Array(MAX_BITS + 1);
  for (const length of lengths) counts[length] = (counts[length] as number) + 1;
  counts[0] = 0;
  const next = new Uint16Array(MAX_BITS + 2);
  for (let bits = 1; bits <= MAX_BITS; bits += 1) next[bits + 1] = (next[bits] as number) + (counts[bits] as number);
  const symbols = new Uint16Array(lengths.length);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    symbols[next[length] as number] = symbol;
    next[length] = (next[length] as number) + 1;
  }
  return { counts, symbols };
}

const FIXED: readonly [Code, Code] = [
  codeOf(Array.from({ length: 288 }, (_, at) => (at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : 8))),
  codeOf(Array.from({ length: 30 }, () => 5)),
];

class Stop extends Error {}

class Bits {
  private readonly bytes: Uint8Array;
  private at: number;
  private held = 0;
  private count = 0;
  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }
  take(count: number): number {
    while (this.count < count) {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new Stop();
      this.held |= byte << this.count;
      this.at += 1;
      this.count += 8;
    }
    const value = this.held & ((1 << count) - 1);
    this.held >>>= count;
    this.count -= count;
    return value;
  }
  symbol({ counts, symbols }: Code): number {
    let [code, first, index] = [0, 0, 0];
    for (let bits = 1; bits <= MAX_BITS; bits += 1) {
      code |= this.take(1);
      const count = counts[bits] as number;
      if (code - first < count) return symbols[index + code - first] as number;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Stop();
  }
  align(): void {
    this.held = this.count = 0;
  }
}

/**
 * Inflates a DEFLATE stream (RFC 1951) that begins at `start`; null if it is not one, or if the output exceeds `most`:
 * compressed data may be a bomb, and `tooMuch` is called. Synchronous, so a rule can look into a payload.
 */
export function inflate(
  bytes: Uint8Array,
  start: number,
  most: number,
  tooMuch?: () => void,
): Uint8Array<ArrayBuffer> | null {
  const out: number[] = [];
  const bits = new Bits(bytes, start);
  const put = (octet: number): void => {
    if (out.length >= most) {
      tooMuch?.();
      throw new Stop();
    }
    out.push(octet);
  };
  try {
    for (let isLast = false; !isLast;) {
      isLast = bits.take(1) === 1;
      const kind = bits.take(2);
      if (kind === 0) copyStored(bits, put);
      else if (kind === 3) return null;
      else readBlock(bits, kind === 1 ? FIXED : readCodes(bits), out, put);
    }
  } catch (error) {
    if (error instanceof Stop) return null;
    throw error;
  }
  return Uint8Array.from(out);
}

function copyStored(bits: Bits, put: (octet: number) => void): void {
  bits.align();
  const length = bits.take(16);
  if (length !== (~bits.take(16) & 0xffff)) throw new Stop();
  for (let left = length; left > 0; left -= 1) put(bits.take(8));
}

function readCodes(bits: Bits): readonly [Code, Code] {
  const literals = bits.take(5) + 257;
  const distances = bits.take(5) + 1;
  const given = bits.take(4) + 4;
  const meta = Array.from<number>({ length: 19 }).fill(0);
  for (const at of ORDER.slice(0, given)) meta[at] = bits.take(3);
  const code = codeOf(meta);
  const lengths: number[] = [];
  while (lengths.length < literals + distances) {
    const symbol = bits.symbol(code);
    if (symbol < 16) lengths.push(symbol);
    else {
      const [value, times] =
        symbol === 16
          ? [lengths.at(-1) ?? 0, 3 + bits.take(2)]
          : [0, symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7)];
      for (let left = times; left > 0; left -= 1) lengths.push(value);
    }
  }
  return [codeOf(lengths.slice(0, literals)), codeOf(lengths.slice(literals, literals + distances))];
}

function readBlock(
  bits: Bits,
  [literals, distances]: readonly [Code, Code],
  out: readonly number[],
  put: (octet: number) => void,
): void {
  for (;;) {
    const symbol = bits.symbol(literals);
    if (symbol === 256) return;
    if (symbol < 256) {
      put(symbol);
      continue;
    }
    const [least, further] = [LENGTHS[symbol - 257], LENGTH_BITS[symbol - 257]];
    if (least === undefined || further === undefined) throw new Stop();
    const length = least + bits.take(further);
    const code = bits.symbol(distances);
    const [from, more] = [DISTANCES[code], DISTANCE_BITS[code]];
    if (from === undefined || more === undefined) throw new Stop();
    const start = out.length - from - bits.take(more);
    if (start < 0) throw new Stop();
    for (let at = start; at < start + length; at += 1) put(out[at] as number);
  }
}

/** How a text was compressed, according to its first bytes. */
type Compression = "GZIP" | "zlib" | "raw DEFLATE";

/** Where the DEFLATE stream begins after the header of gzip (RFC 1952) or zlib (RFC 1950); null if there is neither. */
function wrapperOf(bytes: Uint8Array): { readonly form: Compression; readonly start: number } | null {
  const [one = 0, two = 0, three, flags = 0] = bytes;
  if (one === 0x1f && two === 0x8b && three === 8) {
    let start = 10;
    if ((flags & 4) !== 0) start += 2 + (bytes[10] ?? 0) + 256 * (bytes[11] ?? 0);
    for (const flag of [8, 16]) if ((flags & flag) !== 0) start = bytes.indexOf(0, start) + 1;
    return { form: "GZIP", start: (flags & 2) === 0 ? start : start + 2 };
  }
  return (one & 15) === 8 && (one * 256 + two) % 31 === 0 && (two & 32) === 0 ? { form: "zlib", start: 2 } : null;
}

/** How much is inflated to see what a payload says. */
export const MOST_INFLATED = 1024 * 1024;

/** Decompresses bytes in any of the usual wrappers; null if they are not compressed, or too large, and then `tooMuch` is called. */
export function decompress(
  bytes: Uint8Array,
  tooMuch?: () => void,
): { readonly form: Compression; readonly bytes: Uint8Array<ArrayBuffer> } | null {
  const wrapper = wrapperOf(bytes);
  const wrapped = wrapper && inflate(bytes, wrapper.start, MOST_INFLATED, tooMuch);
  if (wrapper && wrapped) return { form: wrapper.form, bytes: wrapped };
  const raw = inflate(bytes, 0, MOST_INFLATED);
  return raw && raw.length > 0 ? { form: "raw DEFLATE", bytes: raw } : null;
}

/** How bytes are compressed; null if they are not. Raw DEFLATE counts only if it unpacks to text. */
export function compressionOf(bytes: Uint8Array): Compression | null {
  if (wrapperOf(bytes)?.form === "GZIP") return "GZIP";
  const packed = decompress(bytes);
  return packed && (packed.form === "zlib" || decodeUtf8(packed.bytes).problems.length === 0) ? packed.form : null;
}
