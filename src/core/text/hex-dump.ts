/**
 * Octets as rows of sixteen: the offset, hex, and what of it is printable ASCII. No more than `mostRows` rows are written, the
 * last line then says how many octets follow.
 */
export function hexDump(bytes: Uint8Array, mostRows = 256): string {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length && rows.length < mostRows; at += 16) {
    const row = [...bytes.subarray(at, at + 16)];
    const hex = row.map((octet) => octet.toString(16).padStart(2, "0"));
    const letters = row.map((octet) => (octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : "·")).join("");
    const halves = `${hex.slice(0, 8).join(" ").padEnd(23)}  ${hex.slice(8).join(" ").padEnd(23)}`;
    rows.push(`${at.toString(16).padStart(6, "0")}  ${halves}  ${letters}`);
  }
  const left = bytes.length - rows.length * 16;
  return left > 0 ? `${rows.join("\n")}\n… ${left.toLocaleString("en")} more bytes` : rows.join("\n");
}
