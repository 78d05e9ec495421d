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
