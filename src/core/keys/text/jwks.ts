import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";

/** The JSON Web Keys in a JSON text. */
export interface JwkPlaces {
  /** `jwk`: a single key. `jwks`: keys of a set, or several keys anywhere in other JSON. */
  readonly format: "jwk" | "jwks";
  readonly keys: readonly JsonObject[];
}

/**
 * Finds the keys in a JSON text: the text is a key itself, has a member `keys` (RFC 7517 section 5), or contains
 * these further down, like the response of an API. Every object in an array `keys` counts as an intended key;
 * elsewhere an object with a `kty` does. Null if there is none. Does not recurse.
 */
export function findJwks(root: JsonNode): JwkPlaces | null {
  const keys: JsonObject[] = [];
  let hasSet = false;
  const waiting: JsonNode[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === "array") pushReversed(waiting, node.items);
    else if (node.type === "object" && lastMember(node, "kty")) keys.push(node);
    else if (node.type === "object") {
      const set = setOf(node);
      hasSet ||= set !== null;
      for (const key of set ?? []) keys.push(key);
      const others = set ? node.members.filter(({ name }) => name !== "keys") : node.members;
      pushReversed(
        waiting,
        others.map(({ value }) => value),
      );
    }
  }
  if (keys.length === 0 && !hasSet) return null;
  return { format: hasSet || keys.length > 1 ? "jwks" : "jwk", keys };
}

/** The objects of an array `keys`; null if there is none, or it contains other things, like Keycloak's list of keys. */
function setOf(node: JsonObject): readonly JsonObject[] | null {
  const set = lastMember(node, "keys")?.value;
  if (set?.type !== "array") return null;
  const objects = set.items.filter((item) => item.type === "object");
  const isSet = objects.length === set.items.length && !objects.some((key) => lastMember(key, "publicKey"));
  return isSet ? objects : null;
}

/** Reversed, so popping from the end follows text order. */
function pushReversed(waiting: JsonNode[], nodes: readonly JsonNode[]): void {
  for (const node of nodes.toReversed()) if (node.type === "object" || node.type === "array") waiting.push(node);
}
