const [BYTES, TEXT, ANY] = [2, 3, 7];
const BREAK = 0xff;

/** The head of an item: its type, where its content begins, and its number; Infinity if it ends with a break. */
interface Head {
  readonly major: number;
  readonly start: number;
  readonly value: number;
}

/** Reads the head of an item (RFC 8949 section 3); null if it is cut off or reserved. */
function headAt(bytes: Uint8Array, at: number): Head | null {
  const first = bytes[at];
  if (first === undefined) return null;
  const [major, info] = [first >> 5, first & 31];
  if (info < 24) return { major, start: at + 1, value: info };
  if (info === 31) return { major, start: at + 1, value: Infinity };
  const size = info > 27 ? 0 : 1 << (info - 24);
  if (size === 0 || at + size >= bytes.length) return null;
  let value = 0;
  for (let index = 1; index <= size; index += 1) value = value * 256 + (bytes[at + index] ?? 0);
  return { major, start: at + 1 + size, value };
}

const isString = (major: number): boolean => major === BYTES || major === TEXT;

/**
 * The same CBOR with each string in one piece: strings of indefinite length come in chunks (RFC 8949 section 3.2.3),
 * which cborg does not read. Other bytes stay as they are. Linear in the bytes, without recursion.
 */
export function withWholeStrings(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (!bytes.includes((BYTES << 5) | 31) && !bytes.includes((TEXT << 5) | 31)) return bytes;
  // The single new head is never longer than the chunks' heads and the break together.
  const out = new Uint8Array(bytes.length);
  let [end, copied, at] = [0, 0, 0];
  const put = (piece: Uint8Array): void => {
    out.set(piece, end);
    end += piece.length;
  };
  while (at < bytes.length) {
    const head = headAt(bytes, at);
    if (head === null) return bytes;
    const { major, start, value } = head;
    if (!isString(major) || value !== Infinity) {
      if (value === Infinity && major < 4 && major !== ANY) return bytes;
      at = isString(major) ? start + value : start;
      continue;
    }
    put(bytes.subarray(copied, at));
    const chunks = chunksAt(bytes, start, major);
    if (chunks === null) return bytes;
    put(
      headOf(
        major,
        chunks.pieces.reduce((sum, piece) => sum + piece.length, 0),
      ),
    );
    for (const piece of chunks.pieces) put(piece);
    copied = at = chunks.end;
  }
  if (copied === 0) return bytes;
  put(bytes.subarray(copied));
  return out.subarray(0, end);
}

/** The chunks of a string up to its break, each a string of the same type with a definite length; null otherwise. */
function chunksAt(
  bytes: Uint8Array,
  start: number,
  major: number,
): { readonly pieces: readonly Uint8Array[]; readonly end: number } | null {
  const pieces: Uint8Array[] = [];
  let at = start;
  while (bytes[at] !== BREAK) {
    const head = headAt(bytes, at);
    if (head?.major !== major || head.start + head.value > bytes.length) return null;
    at = head.start + head.value;
    pieces.push(bytes.subarray(head.start, at));
  }
  return { pieces, end: at + 1 };
}

function headOf(major: number, length: number): Uint8Array {
  const first = major << 5;
  if (length < 24) return Uint8Array.of(first | length);
  if (length < 0x100) return Uint8Array.of(first | 24, length);
  if (length < 0x10000) return Uint8Array.of(first | 25, length >> 8, length & 255);
  return Uint8Array.of(first | 26, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255);
}
