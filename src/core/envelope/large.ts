import { parseJson } from "../json/parse.ts";
import { printJson } from "../json/print.ts";
import type { JsonDocument, JsonNode } from "../json/types.ts";
import { parseToken } from "./parse.ts";
import type { JsonPart, ParsedToken } from "./types.ts";

/** Up to this many characters a token is decoded at each keystroke; above, once, in a worker, and its JSON is read-only. */
export const LIVE_LIMIT = 2 * 1024 * 1024;

/** Members of the root that are kept of a large document. */
const KEPT_MEMBERS = 10_000;

/** What a worker gives of a token too large to be decoded live. */
export interface LargeDecoding {
  readonly token: ParsedToken;
  /** Pretty JSON of header and payload, each with its document: the texts of the panes. */
  readonly header: JsonDocument;
  readonly payload: JsonDocument;
}

/** Decodes a large token. The documents keep the root's members only (nested values are emptied), so that they cross to the page cheaply. */
export function decodeLarge(text: string): LargeDecoding {
  const token = parseToken(text);
  const pane = (part: JsonPart | null): JsonDocument => shallow(parseJson(part === null ? "" : printJson(part.text)));
  return {
    token: { ...token, header: shallowPart(token.header), payload: shallowPart(token.payload) },
    header: pane(token.header),
    payload: pane(token.payload),
  };
}

/** What stands for a large token until it is decoded. */
export function undecoded(text: string): LargeDecoding {
  const none: JsonDocument = { text: "", root: null, problems: [], depth: 0 };
  return {
    token: { text, form: "jws", segments: [], segmentCount: 0, header: null, payload: null },
    header: none,
    payload: none,
  };
}

function shallowPart(part: JsonPart | null): JsonPart | null {
  return part === null ? null : { ...part, json: shallow(part.json) };
}

function shallow(document: JsonDocument): JsonDocument {
  const { root } = document;
  if (root?.type !== "object") return { ...document, root: root === null ? null : emptied(root) };
  const members = root.members.slice(0, KEPT_MEMBERS).map((member) => ({ ...member, value: emptied(member.value) }));
  return { ...document, root: { ...root, members } };
}

function emptied(node: JsonNode): JsonNode {
  if (node.type === "object") return { ...node, members: [] };
  if (node.type === "array") return { ...node, items: [] };
  return node;
}
