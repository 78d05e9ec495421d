import type { JsonNode } from "../json/types.ts";
import { isRefusal, refuse } from "./formats/found.ts";
import { readJwk } from "./formats/jwk.ts";
import { findJwks } from "./formats/jwks.ts";
import { materialOf, problemOf } from "./material.ts";
import type { KeyFormat, KeyMaterial, KeyProblem, KeyReading } from "./types.ts";

/**
 * Reads the JSON Web Keys in a JSON text without problems; null where it holds none. One key of a set that can not be read
 * is listed, and the rest goes on.
 */
export async function readJwks(root: JsonNode, text: string): Promise<KeyReading | null> {
  const places = findJwks(root);
  if (!places) return null;
  const { format } = places;
  const keys: KeyMaterial[] = [];
  const unreadable: KeyProblem[] = [];
  for (const node of places.keys) {
    const found = readJwk(node, text);
    if (isRefusal(found)) unreadable.push(problemOf(found, node.range));
    else keys.push(await materialOf(found));
  }
  return readingOf(format, keys, unreadable) ?? unusable(problemOf(refuse("empty-set", format), root.range));
}

/** The reading of keys that were found and not; null where nothing was. */
export function readingOf(
  format: KeyFormat,
  keys: readonly KeyMaterial[],
  unreadable: readonly KeyProblem[],
): KeyReading | null {
  const [problem] = unreadable;
  if (keys.length > 0) return { kind: "keys", format, keys, repairs: [], unreadable };
  return problem ? unusable(problem) : null;
}

export function unusable(problem: KeyProblem): KeyReading {
  return { kind: "unusable", problem, repairs: [] };
}
