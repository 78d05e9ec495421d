import { lastMember } from "../../json/query.ts";
import type { JsonNode } from "../../json/types.ts";

/** No key has more bytes. */
const MOST = 10_000;

/**
 * Bytes as numbers in JSON: an array (Java's are signed), Node's Buffer, or an object with a member for each, as
 * JavaScript writes a Uint8Array; null for anything else.
 */
export function octetList(value: JsonNode): Uint8Array<ArrayBuffer> | null {
  if (value.type === "object") {
    const data = lastMember(value, "data")?.value;
    if (data) return octetList(data);
    const isIndexed = value.members.length > 0 && value.members.every(({ name }, index) => name === String(index));
    return isIndexed ? octetsOfNodes(value.members.map((member) => member.value)) : null;
  }
  return value.type === "array" ? octetsOfNodes(value.items) : null;
}

function octetsOfNodes(nodes: readonly JsonNode[]): Uint8Array<ArrayBuffer> | null {
  if (nodes.length === 0 || nodes.length > MOST) return null;
  const values = nodes.map((node) => (node.type === "number" && /^-?\d{1,3}$/.test(node.raw) ? node.value : NaN));
  return values.every((value) => value >= -128 && value < 256)
    ? Uint8Array.from(values, (value) => value & 0xff)
    : null;
}
