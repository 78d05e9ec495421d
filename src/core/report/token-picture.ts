import { absence } from "./part.ts";
import { plural } from "../base/words.ts";
import { jsonSeals } from "../envelope/json-seals.ts";
import type { ParsedToken, SegmentName } from "../envelope/types.ts";
import type { JsonDocument, JsonNode, JsonObject } from "../json/types.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { escapeHidden } from "../text/hidden.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { headerName, headersIn, sealName } from "./headers.ts";
import { writeJson } from "./json.ts";
import type { Report, ReportHeader, ReportPart, ReportValue } from "./types.ts";
import { sealWords, stateWords } from "./verdict-words.ts";

/** Light theme colours: a picture is on white paper. The line style says the same without colour. */
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
/** The most lines that are drawn for a part. */
const MOST_LINES = 200;
/** The most lines for all parts together. */
const MOST_ROWS = 1000;
const WIDTH = 2 * MARGIN + COLUMNS * CHARACTER;

/** A run of lines in one colour. */
interface Block {
  readonly kind: keyof typeof STYLES;
  readonly text: string;
  /** It is part of the encoded token. */
  readonly underlined: boolean;
}

/** What a picture is made from. */
interface Pictured {
  readonly token: ParsedToken;
  /** The panes. */
  readonly header: JsonDocument;
  readonly payload: JsonDocument;
}

/** A token as it is drawn, and whether its text differs from the token's because values in it are hidden. */
interface Encoded {
  readonly blocks: readonly Block[];
  readonly isChanged: boolean;
}

const caption = (text: string): Block => ({ kind: "other", text, underlined: false });

/**
 * A token in its colours and line styles, with headers and payload below, as a standalone SVG document. It shows what
 * the report shows: if a value is hidden, the segment is encoded again from what is left, and a line says so. The
 * signature, and anything encrypted, is a count of characters unless `withSignature`; disclosures always are. A JSON
 * serialisation has each signature or recipient with its verdict, and each header under its name. Null if the text is
 * not a token.
 */
export function tokenPicture(
  report: Report,
  pictured: Pictured,
  { withSignature }: { readonly withSignature: boolean },
): string | null {
  const { token } = pictured;
  const isJson = token.form === "jws-json" || token.form === "jwe-json";
  if (isJson ? token.seal === undefined : !["jws", "jwe", "sd-jwt"].includes(token.form)) return null;
  const { blocks, isChanged } = (isJson ? jsonForm : segments)(report, pictured, withSignature);
  const all: readonly (Block | null)[] = [
    ...blocks,
    ...(isChanged ? [null, caption("Some values are hidden; those parts are encoded without them.")] : []),
    ...(isJson
      ? saidByHeaders(report)
      : [null, { kind: "header", text: partText(report.header), underlined: false } as const]),
    null,
    ...(isJson ? [caption("Payload")] : []),
    { kind: "payload", text: partText(report.payload), underlined: false },
  ];
  return drawn(all);
}

/** The segments of a compact token. */
function segments(report: Report, { token, header, payload }: Pictured, withSignature: boolean): Encoded {
  let isChanged = false;
  const blocks = token.segments.map(({ name, text }, index): Block => {
    const kind = kindOf(name);
    const separator = index === 0 ? "" : token.form === "sd-jwt" && index > 2 ? "~" : ".";
    const block = (shown: string): Block => ({ kind, text: separator + shown, underlined: true });
    if (name !== "header" && name !== "payload")
      return block((withSignature && name !== "extra") || text === "" ? text : countOf(name, text));
    const made =
      name === "header" ? encodedPart(report.header, header, text) : payloadPart(report, payload, token, text);
    isChanged ||= made !== text && text !== "";
    return block(made ?? (text === "" ? "" : countOf(name, text)));
  });
  return { blocks, isChanged };
}

/**
 * The text of an encoded part: the token's own if the report shows all of it, otherwise an encoding of what is left;
 * null if it is not JSON.
 */
function encodedPart(shown: ReportPart, document: JsonDocument, text: string, isPlain = false): string | null {
  if (shown.kind !== "json") return null;
  if (document.root !== null && saysAll(document.root, shown.value)) return text;
  const left = writeJson(shown.value).replace(/\n */g, "");
  return isPlain ? left : encodeBase64Url(encodeUtf8(left));
}

const payloadPart = ({ payload: shown }: Report, document: JsonDocument, token: ParsedToken, text: string) =>
  encodedPart(shown, document, text, token.unencodedPayload === true);

/** The segment names of the JSON form's encoded members other than header and payload. */
const SEALED: Readonly<Record<string, SegmentName>> = {
  signature: "signature",
  encrypted_key: "encrypted-key",
  iv: "iv",
  ciphertext: "ciphertext",
  tag: "tag",
};

/** A JSON serialisation, one member per line, in the token's order. */
function jsonForm(report: Report, { token, header, payload }: Pictured, withSignature: boolean): Encoded {
  const { envelope, seals } = jsonSeals(token);
  const documents = headersIn(token);
  const { root } = envelope.json;
  let isChanged = false;

  const line = (indent: number, text: string, kind: Block["kind"] = "other", underlined = false): Block => ({
    kind,
    text: " ".repeat(indent) + text,
    underlined,
  });

  /** The header of a signature or recipient, or of all, as the report shows it and as the token has it. */
  const headerOf = (of: number | null, isProtected: boolean) => {
    const index = documents.findIndex((one) => one.of === of && one.isProtected === isProtected);
    const shown = report.headers?.[index]?.part;
    const own = documents[index]?.json;
    if (shown === undefined || own === undefined) return null;
    const isShown = isProtected && (of === null || of === token.seal?.index);
    return { shown, document: isShown ? header : own };
  };

  const encoded = (name: string, value: JsonNode, of: number | null, indent: number): readonly Block[] | null => {
    if (value.type !== "string") return null;
    const text = value.value;
    const say = (what: string, kind: Block["kind"]) => [line(indent, `"${name}": ${writeJson(what)}`, kind, true)];
    const sealed = Object.hasOwn(SEALED, name) ? SEALED[name] : undefined;
    if (sealed !== undefined) return say(withSignature || text === "" ? text : countOf(sealed, text), kindOf(sealed));
    // It may contain anything, and the report has no part for it.
    if (name === "aad") return say(`[aad: ${text.length} characters]`, "other");
    if (name !== "protected" && name !== "payload") return null;
    const isHeader = name === "protected";
    const part = isHeader ? headerOf(of, true) : null;
    const made = isHeader
      ? part && encodedPart(part.shown, part.document, text)
      : payloadPart(report, payload, token, text);
    isChanged ||= made !== text && text !== "";
    return say(
      made ?? (text === "" ? "" : countOf(isHeader ? "header" : "payload", text)),
      isHeader ? "header" : "payload",
    );
  };

  const plain = (name: string, of: number | null, indent: number): readonly Block[] | null => {
    const part = headerOf(of, false);
    if (part?.shown.kind !== "json") return null;
    isChanged ||= part.document.root === null || !saysAll(part.document.root, part.shown.value);
    return writeJson(part.shown.value, " ".repeat(indent))
      .split("\n")
      .map((text, at) => (at === 0 ? line(indent, `"${name}": ${text}`) : line(0, text)));
  };

  /** The members of the whole, or of one signature or recipient; a member that the form has no name for is counted. */
  const members = (object: JsonObject, of: number | null, indent: number): readonly Block[] => {
    const isFlat = of === null && envelope.list === null;
    const ofAll = token.form === "jwe-json";
    const groups = object.members.flatMap(({ name, value }, index) => {
      // If members share a name, the last counts.
      if (object.members.findLastIndex((one) => one.name === name) !== index) return [];
      const isList = of === null && value === envelope.list;
      const whose = isFlat && !(ofAll && name === "protected") ? 0 : of;
      const made = isList
        ? list(name, indent)
        : name === "unprotected" && ofAll && of === null
          ? plain(name, null, indent)
          : name === "header"
            ? plain(name, whose, indent)
            : encoded(name, value, whose, indent);
      return made === null ? [] : [made];
    });
    const more = object.members.length - groups.length;
    return separated([...groups, ...(more > 0 ? [[line(indent, `[${plural(more, "more member")}]`)]] : [])]);
  };

  const list = (name: string, indent: number): readonly Block[] => {
    const more = envelope.seals.length - seals.length;
    const items = envelope.seals
      .slice(0, seals.length)
      .map(({ entry }, index) => [line(indent + 2, "{"), ...members(entry, index, indent + 4), line(indent + 2, "}")]);
    return [
      line(indent, `"${name}": [`),
      ...separated([...items, ...(more > 0 ? [[line(indent + 2, `[${more} more]`)]] : [])]),
      line(indent, "]"),
    ];
  };

  const blocks = root?.type === "object" ? [line(0, "{"), ...members(root, null, 2), line(0, "}")] : [];
  return { blocks, isChanged };
}

/** Groups of lines with a comma between them. */
function separated(groups: readonly (readonly Block[])[]): readonly Block[] {
  return groups.flatMap((group, index) =>
    index === groups.length - 1
      ? group
      : group.map((block, at) => (at === group.length - 1 ? { ...block, text: `${block.text},` } : block)),
  );
}

/** The headers of a JSON serialisation, each under its name, and each signature or recipient with its verdict. */
function saidByHeaders(report: Report): readonly (Block | null)[] {
  const { headers = [], verdict, token } = report;
  const said = (one: ReportHeader): readonly (Block | null)[] => [
    null,
    caption(`${headerName(one, report)}${one.isProtected ? "" : ": anyone can change it"}`),
    { kind: one.isProtected ? "header" : "other", text: partText(one.part), underlined: false },
  ];
  return [
    ...headers.filter(({ of }) => of === null).flatMap(said),
    ...(verdict.seals ?? []).flatMap((seal, index) => {
      const name = sealName(token.form, index);
      const words = `${sealWords(seal)}: ${stateWords(seal.state, verdict.encryption !== undefined)}`;
      return [
        null,
        caption(`${name[0]!.toUpperCase()}${name.slice(1)}, ${words}`),
        ...headers.filter(({ of }) => of === index).flatMap((one) => said(one).slice(1)),
      ];
    }),
  ];
}

/** The blocks one below the other as an SVG document, `null` for a gap. */
function drawn(blocks: readonly (Block | null)[]): string {
  const rows = blocks.flatMap((block): readonly (Block | null)[] =>
    block === null ? [null] : wrapped(block.text).map((text) => ({ ...block, text })),
  );
  const left = rows.length - MOST_ROWS;
  const shown = left > 0 ? [...rows.slice(0, MOST_ROWS), caption(`… ${left} more lines`)] : rows;
  let y = MARGIN;
  const lines = shown.flatMap((row) => {
    y += LINE;
    if (row === null) return [];
    const { kind, text, underlined } = row;
    const [colour, dashes] = STYLES[kind];
    const x = MARGIN + (underlined ? text.length - text.trimStart().length : 0) * CHARACTER;
    const length = (underlined ? text.trim().length : 0) * CHARACTER;
    return [
      `<text x="${MARGIN}" y="${y}" fill="${colour}" xml:space="preserve">${escapeXml(text)}</text>`,
      ...(underlined
        ? [
            `<path d="M${x.toFixed(1)} ${y + 5}h${length.toFixed(1)}" stroke="${colour}"${dashes === "" ? "" : ` stroke-dasharray="${dashes}"`}/>`,
          ]
        : []),
    ];
  });
  const height = y + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">`,
    "<title>A token and its contents</title>",
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
  return shown.kind === "json" ? writeJson(shown.value) : absence(shown);
}

/** Whether a report's value is all that the token has. As deep as the report goes. */
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

/** A text in lines of `COLUMNS` characters, without splitting a surrogate pair. */
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
