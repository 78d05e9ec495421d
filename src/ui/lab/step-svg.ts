import { jsonLines, type JsonLine, type Shown } from "./json-lines.ts";
import { tokenRuns, type TokenRun } from "./token-runs.ts";

/** The content of a picture: a token, what it is compared with, and the words beside it. */
export interface Picture extends Shown {
  readonly title: string;
  readonly text: string;
  readonly before: Shown | null;
}

/** The light theme's colours, since a picture has a white background everywhere. */
const COLOURS: Readonly<Record<TokenRun["segment"], string>> = {
  header: "#1b3fc0",
  payload: "#9c3d06",
  signature: "#00735a",
  "encrypted-key": "#7a2f9c",
  iv: "#56606c",
  ciphertext: "#9c3d06",
  tag: "#00735a",
  other: "#161a20",
  dot: "#161a20",
  omitted: "#56606c",
};
const DASHES: Readonly<Partial<Record<TokenRun["segment"], string>>> = {
  payload: "6 3",
  ciphertext: "6 3",
  signature: "1.5 3",
  tag: "1.5 3",
  "encrypted-key": "8 2 2 2",
};

const WIDTH = 960;
const MARGIN = 32;
const CHARACTER = 8.4;
const COLUMNS = Math.floor((WIDTH - 2 * MARGIN) / CHARACTER);
const LINE = 26;
const MONO = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";
const SANS = "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif";

/**
 * One step of an attack as its own SVG document: title, token in its colours and line styles with the changed parts
 * boxed, header and payload. It is self-contained.
 */
export function stepSvg({ before, ...shown }: Picture): string {
  const { title, text, token } = shown;
  const parts: string[] = [];
  let y = MARGIN + 18;
  parts.push(line(MARGIN, y, title, { size: 22, weight: 650, family: SANS }));
  for (const row of wrap(text, 120)) {
    y += 24;
    parts.push(line(MARGIN, y, row, { size: 15, colour: COLOURS.omitted, family: SANS }));
  }
  y += 36;
  const drawn = drawRuns(tokenRuns(token, before?.token ?? null), y);
  parts.push(...drawn.parts);
  y = drawn.bottom + 20;
  const isCompact = [3, 5].includes(token.split(".", 6).length);
  if (isCompact) {
    const [header, payload] = [jsonLines(shown, before, 0), jsonLines(shown, before, 1)];
    const half = WIDTH / 2;
    parts.push(...drawJson("Header", header, MARGIN, y, COLOURS.header));
    parts.push(...drawJson("Payload", payload, half, y, COLOURS.payload));
    y += 20 * (Math.max(header.length, payload.length) + 1) + 8;
  }
  const height = y + MARGIN - 12;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...parts,
    "</svg>",
  ].join("\n");
}

function drawRuns(
  runs: readonly TokenRun[],
  top: number,
): { readonly parts: readonly string[]; readonly bottom: number } {
  const parts: string[] = [];
  let column = 0;
  let y = top;
  for (const { text, segment, changed } of runs) {
    for (let at = 0; at < text.length;) {
      if (column >= COLUMNS) {
        column = 0;
        y += LINE;
      }
      const piece = text.slice(at, at + COLUMNS - column);
      const [x, width] = [MARGIN + column * CHARACTER, piece.length * CHARACTER];
      const colour = COLOURS[segment];
      if (changed)
        parts.push(
          `<rect x="${f(x)}" y="${y - 16}" width="${f(width)}" height="22" fill="${colour}" fill-opacity=".13" stroke="${colour}" stroke-dasharray="3 2"/>`,
        );
      parts.push(line(x, y, piece, { colour, weight: changed || segment === "dot" ? 700 : 400, width }));
      if (segment === "header" || segment === "payload" || segment === "signature")
        parts.push(
          `<path d="M${f(x)} ${y + 6}h${f(width)}" stroke="${colour}" stroke-width="${changed ? 2 : 1}" stroke-dasharray="${DASHES[segment] ?? ""}"/>`,
        );
      column += piece.length;
      at += piece.length;
    }
  }
  return { parts, bottom: y + LINE };
}

function drawJson(
  title: string,
  lines: readonly JsonLine[],
  x: number,
  top: number,
  colour: string,
): readonly string[] {
  const rows = lines.flatMap(({ text, changed }, index) => {
    const y = top + 20 * (index + 1);
    const cut = text.length > 50 ? `${text.slice(0, 49)}…` : text;
    const box = changed
      ? [
          `<rect x="${f(x + 6)}" y="${y - 14}" width="${f(WIDTH / 2 - MARGIN - 12)}" height="19" fill="${colour}" fill-opacity=".13" stroke="${colour}"/>`,
        ]
      : [];
    return [...box, line(x + 12, y, cut, { weight: changed ? 700 : 400 })];
  });
  return [
    line(x, top - 2, title, { size: 13, colour: COLOURS.omitted, family: SANS }),
    `<path d="M${f(x)} ${top + 6}v${20 * lines.length}" stroke="${colour}" stroke-width="3"/>`,
    ...rows,
  ];
}

interface Style {
  readonly size?: number;
  readonly colour?: string;
  readonly weight?: number;
  readonly family?: string;
  /** The width that the text is fitted into, so columns align with any font. */
  readonly width?: number;
}

function line(x: number, y: number, text: string, style: Style): string {
  const { size = 14, colour = COLOURS.other, weight = 400, family = MONO, width } = style;
  const fit = width === undefined ? "" : ` textLength="${f(width)}" lengthAdjust="spacingAndGlyphs"`;
  return `<text x="${f(x)}" y="${y}" font-family="${family}" font-size="${size}" font-weight="${weight}" fill="${colour}" xml:space="preserve"${fit}>${escapeXml(text)}</text>`;
}

function f(number: number): string {
  return number.toFixed(1);
}

function wrap(text: string, columns: number): readonly string[] {
  const rows: string[] = [];
  for (const word of text.split(" ")) {
    const last = rows.at(-1);
    if (last === undefined || last.length + word.length + 1 > columns) rows.push(word);
    else rows[rows.length - 1] = `${last} ${word}`;
  }
  return rows;
}

/** Text for XML: markup is escaped, and characters that XML 1.0 does not allow are replaced. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
