import type { JWK } from "jose";
import { lastMember } from "../json/query.ts";
import type { JsonNode, JsonObject, JsonString } from "../json/types.ts";

type MaybeNode = JsonNode | null | undefined;

/** The value of an object's member; null if there is none, or it is not an object. */
export function valueIn(node: MaybeNode, name: string): JsonNode | null {
  return node?.type === "object" ? (lastMember(node, name)?.value ?? null) : null;
}

/** The string that is an object's member; null if there is none. */
export function stringIn(node: MaybeNode, name: string): JsonString | null {
  const value = valueIn(node, name);
  return value?.type === "string" ? value : null;
}

/** The objects in the list that is an object's member. */
export function objectsIn(node: MaybeNode, name: string): readonly JsonObject[] {
  const list = valueIn(node, name);
  return list?.type === "array" ? list.items.filter((item) => item.type === "object") : [];
}

/** The texts of `x5c` (RFC 7515 section 4.1.6). */
export function certificatesIn(header: MaybeNode): readonly string[] {
  const list = valueIn(header, "x5c");
  return list?.type === "array" ? list.items.flatMap((item) => (item.type === "string" ? [item.value] : [])) : [];
}

/** The JSON Web Key that a value is, with its string members; null if it is not one. */
export function jwkOf(node: MaybeNode): JWK | null {
  if (node?.type !== "object" || stringIn(node, "kty") === null) return null;
  const members = node.members.flatMap(({ name, value }) =>
    value.type === "string" && name !== "__proto__" ? [[name, value.value]] : [],
  );
  return Object.fromEntries(members) as JWK;
}
