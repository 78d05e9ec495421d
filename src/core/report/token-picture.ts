import type { ParsedToken, SegmentName } from "../envelope/types.ts";
import type { JsonDocument, JsonNode } from "../json/types.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { escapeHidden } from "../text/hidden.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { writeJson } from "./json.ts";
import type { Report, ReportPart, ReportValue } from "./types.ts";

/** Colours of the light theme: a picture stands on white paper. The line style says the same without colour. */
const STYLES: Readonly<
  Record<"header" | "payload" | "signature" | "other", readonly [colour: string, dashes: string]>
> = {
  header: ["#1b3fc0", ""],
  payload: ["#9c3d06", "6 3"],
  signature: ["#00735a", "1.5 3"],
  other: ["#161a20", ""],
};

const MARGIN = 32;
const CHARACTER = 8.4;
const COLUMNS = 96;
const LINE = 24;
/** So many lines of a part are drawn. */
const MOST_LINES = 200;
const WIDTH = 2 * MARGIN + COLUMNS * CHARACTER;

/** A run of lines in one colour. */
interface Block {
  readonly kind: keyof typeof STYLES;
  readonly text: string;
}

/**
 * A token in its colours and line styles, with header and payload below, as an SVG document of its own that refers to nothing
 * outside. Shown is what the report shows: where it hides a value the segment is encoded anew from what is left, and a line says so.
 * The signature, and what is encrypted, is a count of characters unless `withSignature`; disclosures always are. Null for a form that has no segments.
 */
export function tokenPicture(
  report: Report,
  {
    token,
    header,
    payload,
  }: { readonly token: ParsedToken; readonly header: JsonDocument; readonly payload: JsonDocument },
  { withSignature }: { readonly withSignature: boolean },
): string | null {
  if (token.form !== "jws" && token.form !== "jwe" && token.form !== "sd-jwt") return null;
  let isChanged = false;
  const encoded = token.segments.map(({ name, text }, index): Block => {
    const kind = kindOf(name);
    const shown = name === "header" ? report.header : name === "payload" ? report.payload : null;
    const separator = index === 0 ? "" : token.form === "sd-jwt" && index > 2 ? "~" : ".";
    if (shown === null)
      return {
        kind,
        text: separator + ((withSignature && name !== "extra") || text === "" ? text : countOf(name, text)),
      };
    const document = name === "header" ? header : payload;
    if (shown.kind === "json" && document.root !== null && saysAll(document.root, shown.value))
      return { kind, text: separator + text };
    isChanged = true;
    if (shown.kind !== "json") return { kind, text: separator + (text === "" ? "" : countOf(name, text)) };
    return { kind, text: separator + encodeBase64Url(encodeUtf8(writeJson(shown.value).replace(/\n */g, ""))) };
  });
  const lines: string[] = [];
  let y = MARGIN;
  const draw = (text: string, kind: Block["kind"], underlined: boolean): void => {
    const [colour, dashes] = STYLES[kind];
    y += LINE;
    lines.push(`<text x="${MARGIN}" y="${y}" fill="${colour}" xml:space="preserve">${escapeXml(text)}</text>`);
    if (underlined)
      lines.push(
        `<path d="M${MARGIN} ${y + 5}h${(text.length * CHARACTER).toFixed(1)}" stroke="${colour}"${dashes === "" ? "" : ` stroke-dasharray="${dashes}"`}/>`,
      );
  };
  for (const { kind, text } of encoded) for (const line of wrapped(text)) draw(line, kind, true);
  if (isChanged) {
    y += LINE / 2;
    draw("Some values are hidden: those parts are encoded from what is left.", "other", false);
  }
  for (const [kind, shown] of [
    ["header", report.header],
    ["payload", report.payload],
  ] as const) {
    y += LINE;
    for (const line of wrapped(partText(shown))) draw(line, kind, false);
  }
  const height = y + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">`,
    "<title>A token, and what it says</title>",
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="none">`,
    ...lines,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function kindOf(name: SegmentName): Block["kind"] {
  if (name === "header" || name === "signature") return name;
  return name === "payload" || name === "ciphertext" ? "payload" : name === "tag" ? "signature" : "other";
}

const countOf = (name: SegmentName, text: string): string =>
  `[${name === "extra" ? "more" : name}: ${text.length} characters]`;

function partText(shown: ReportPart): string {
  switch (shown.kind) {
    case "json":
      return writeJson(shown.value);
    case "absent":
      return "There is none.";
    case "encrypted":
      return "It is encrypted.";
    case "not-json":
      return "It is not JSON.";
  }
}

/** Whether a report's value is all of what stands in the token. As deep as the report goes. */
function saysAll(node: JsonNode, value: ReportValue): boolean {
  if (value === null || typeof value !== "object")
    return "value" in node && node.type !== "number" && node.value === value;
  if ("raw" in value) return node.type === "number" && node.raw === value.raw;
  if ("members" in value)
    return (
      node.type === "object" &&
      node.members.length === value.members.length &&
      node.members.every((member, index) => {
        const [name, one] = value.members[index]!;
        return member.name === name && saysAll(member.value, one);
      })
    );
  return (
    node.type === "array" &&
    node.items.length === value.length &&
    node.items.every((item, index) => saysAll(item, value[index]!))
  );
}

/** A text in lines of `COLUMNS` characters, no surrogate pair torn. */
function wrapped(text: string): readonly string[] {
  const lines = text.split("\n").flatMap((line) => {
    const characters = Array.from(escapeHidden(line, (code) => `\\u${code.toString(16).padStart(4, "0")}`));
    const rows: string[] = [];
    for (let at = 0; at < characters.length; at += COLUMNS) rows.push(characters.slice(at, at + COLUMNS).join(""));
    return rows;
  });
  return lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, MOST_LINES), `… ${lines.length - MOST_LINES} more lines`];
}

const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
