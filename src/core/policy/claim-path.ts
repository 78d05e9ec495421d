import { lastMember } from "../json/query.ts";
import type { JsonNode, JsonObject } from "../json/types.ts";
import { scalarText } from "./read-policy.ts";

/**
 * The value at a path like `realm_access.roles`. A member whose name is the whole path, dots and slashes included (a claim
 * named by a URL), comes first. Null if there is nothing.
 */
export function valueAt(root: JsonObject, path: string): JsonNode | null {
  const whole = lastMember(root, path)?.value;
  if (whole) return whole;
  let node: JsonNode = root;
  for (const name of path.split(".")) {
    if (node.type !== "object") return null;
    const member: JsonNode | undefined = lastMember(node, name)?.value;
    if (!member) return null;
    node = member;
  }
  return node;
}

/** The individual values of a claim: the items of an array, the words of a string if `words`, else the value itself. */
export function valuesOf(node: JsonNode | null, words = false): readonly string[] {
  if (node === null) return [];
  if (node.type === "array") return node.items.flatMap((item) => scalarText(item) ?? []);
  const text = scalarText(node);
  if (text === null) return [];
  return words ? text.split(/\s+/).filter((word) => word !== "") : [text];
}
