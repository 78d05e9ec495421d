import type { JsonDocument, JsonMember, JsonNode, JsonObject } from "./types.ts";

/** The last member of that name, which is the one that counts (RFC 7515 section 4, RFC 7519 section 4); null if there is none. */
export function lastMember(object: JsonObject, name: string): JsonMember | null {
  return object.members.findLast((member) => member.name === name) ?? null;
}

/** The object that is the whole document; null if the root is not an object, or breaks off. */
export function wholeObject({ root, problems }: JsonDocument): JsonObject | null {
  return problems.length === 0 && root?.type === "object" ? root : null;
}

/**
 * The value of the last member of that name in a document's root object; null if there is none. A value in which the
 * text breaks off counts as none, since the rest is unknown.
 */
export function wholeValue({ root, problems, text }: JsonDocument, name: string): JsonNode | null {
  const value = root?.type === "object" ? (lastMember(root, name)?.value ?? null) : null;
  return value !== null && problems.length > 0 && value.range.end >= text.trimEnd().length ? null : value;
}

/**
 * The decoded value of the last member of that name, if the document is an object and the value a string; else null.
 */
export function stringMember({ root }: JsonDocument, name: string): string | null {
  const value = root?.type === "object" ? lastMember(root, name)?.value : null;
  return value?.type === "string" ? value.value : null;
}

/** The first member of that name; null if there is none. */
export function firstMember(object: JsonObject, name: string): JsonMember | null {
  return object.members.find((member) => member.name === name) ?? null;
}
