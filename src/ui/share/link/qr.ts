import { correction, generate } from "lean-qr";

/** A QR code (ISO/IEC 18004) as an SVG path in units of one module, and its size in modules with the quiet zone around it. */
interface QrCode {
  readonly size: number;
  readonly path: string;
}

/** Longer links may be cut by chats or trackers: a file is better. */
export const LONG_LINK = 8000;

/** Longer texts do not fit: version 40 at the lowest error correction holds 2953 bytes. */
const MOST_IN_QR = 2900;

/** The white border that readers need, in modules. */
const QUIET = 4;

/** A text as a QR code; null if it is too long. */
export function qrCode(text: string): QrCode | null {
  if (text.length > MOST_IN_QR) return null;
  const code = generate(text, { minCorrectionLevel: correction.L, maxCorrectionLevel: correction.M });
  let path = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (!code.get(x, y)) continue;
      let end = x + 1;
      while (end < code.size && code.get(end, y)) end += 1;
      path += `M${x + QUIET} ${y + QUIET}h${end - x}v1h${x - end}z`;
      x = end;
    }
  }
  return { size: code.size + 2 * QUIET, path };
}

/** The code as an SVG file: black on white in any theme. */
export function qrSvg({ size, path }: QrCode): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 4}" height="${size * 4}" ` +
    `shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>\n`
  );
}
