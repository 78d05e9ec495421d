import { parseJson } from "../json/parse.ts";
import { printJson } from "../json/print.ts";
import type { JsonDocument, JsonNode } from "../json/types.ts";
import { openSeal } from "./json-seals.ts";
import type { LargeDecoding } from "./large.ts";
import { parseToken } from "./parse.ts";
import type { JsonPart } from "./types.ts";

/** How many members of the root are kept for a large document. */
const KEPT_MEMBERS = 10_000;

/** Decodes a large token. The documents keep only the root's members (nested values are emptied), so they are cheap to send to the page. */
export function decodeLarge(text: string): LargeDecoding {
  const token = parseToken(text);
  // For a JSON form, the panes get the first signature's header; another one is chosen where it is shown.
  const opened = openSeal(token, null);
  const pane = (part: JsonPart | null): JsonDocument => shallow(parseJson(part === null ? "" : printJson(part.text)));
  return {
    token: { ...token, header: shallowPart(token.header), payload: shallowPart(token.payload) },
    header: pane(opened.header),
    payload: pane(opened.payload),
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
