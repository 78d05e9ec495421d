import type { JsonNode } from "../json/types.ts";
import type { ParsedToken } from "../envelope/types.ts";

/** How many words one token yields, and how long one may be. */
const MAX_CLAIM_WORDS = 400;
const LONGEST = 100;

/**
 * Words from the token itself (issuer, audience, names, key id, …) and their parts: secrets are often named after what
 * they are for. Takes the parsed token; returns each word once, in the order of the token.
 */
export function claimWords(token: ParsedToken): readonly string[] {
  const words = new Set<string>();
  const add = (text: string): void => {
    if (text !== "" && text.length <= LONGEST && words.size < MAX_CLAIM_WORDS) words.add(text);
  };
  for (const value of [token.payload?.json.root, token.header?.json.root]) {
    for (const text of value ? scalars(value) : []) {
      add(text);
      const parts = text.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 1);
      parts.forEach(add);
      if (parts.length > 1) add(parts.join(""));
    }
  }
  return [...words];
}

/** The strings and whole numbers in a JSON value, in text order. */
function* scalars(node: JsonNode): Generator<string> {
  switch (node.type) {
    case "object":
      for (const { value } of node.members) yield* scalars(value);
      return;
    case "array":
      for (const item of node.items) yield* scalars(item);
      return;
    case "string":
      yield node.value;
      return;
    case "number":
      yield node.raw;
      return;
    case "boolean":
    case "null":
      return;
    default:
      node satisfies never;
  }
}
