import { fromHex } from "./hex.ts";

/** Bytes per line; even a narrow pane fits them. */
const ROW = 8;

/**
 * Bytes as rows of eight: the offset, hex, and the printable ASCII. Writes at most `mostRows` rows; the last line then
 * says how many bytes follow.
 */
export function hexDump(bytes: Uint8Array, mostRows = 512): string {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length && rows.length < mostRows; at += ROW) {
    const row = [...bytes.subarray(at, at + ROW)];
    const hex = row.map((octet) => octet.toString(16).padStart(2, "0")).join(" ");
    const letters = row.map((octet) => (octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : "·")).join("");
    rows.push(`${at.toString(16).padStart(6, "0")}  ${hex.padEnd(ROW * 3 - 1)}  ${letters}`);
  }
  const left = bytes.length - rows.length * ROW;
  return left > 0 ? `${rows.join("\n")}\n… ${left.toLocaleString("en")} more bytes` : rows.join("\n");
}

/** A line of a dump: an offset, a colon or not, and up to 16 bytes in groups. */
const LINE =
  /^\s{0,9}(?:0x)?[\da-f]{4,16}:?[ \t]{1,4}((?:[\da-f]{2}){1,8}(?:[ \t]{1,2}(?:[\da-f]{2}){1,8}){0,15})(?![^\s|])/i;

/** The bytes of a dump as `xxd`, `hexdump -C`, `od -tx1` and debuggers print it; null if a line is none of one. */
export function bytesOfDump(text: string): Uint8Array<ArrayBuffer> | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const digits = lines.map((line) => LINE.exec(line)?.[1]?.replace(/\s/g, "").slice(0, 32));
  // The last line of some dumps is their length alone.
  const isEnd = (at: number): boolean =>
    at === lines.length - 1 && /^\s{0,9}[\da-f]{4,16}\s{0,9}$/i.test(lines[at] ?? "");
  if (lines.length === 0 || digits.some((found, at) => found === undefined && !isEnd(at))) return null;
  return fromHex(digits.join(""));
}
