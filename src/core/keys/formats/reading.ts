import { type Found, isRefusal, refuse } from "../found.ts";
import { withRepairs } from "../text/nested.ts";
import type { KeyMaterial, KeyProblem, KeyReading, KeyRepair } from "../types.ts";
import type { KeyFormat } from "../../registry/key-formats.ts";
import { materialOf, problemOf } from "./material.ts";

/** The reading of keys that were found and not; null where nothing was. */
export function readingOf(
  format: KeyFormat,
  keys: readonly KeyMaterial[],
  unreadable: readonly KeyProblem[],
): KeyReading | null {
  const [problem] = unreadable;
  if (keys.length > 0) return { kind: "keys", format, keys, repairs: [], unreadable };
  if (!problem) return null;
  return unreadable.length > 1 || format === "jwks"
    ? { kind: "unusable", problem, repairs: [], unreadable }
    : unusable(problem);
}

export function unusable(problem: KeyProblem): KeyReading {
  return { kind: "unusable", problem, repairs: [] };
}

/** The reading of what was found; the format is that of the first key. */
export async function toReading(
  found: readonly (Found | KeyMaterial)[],
  repairs: readonly KeyRepair[],
): Promise<KeyReading> {
  const keys: KeyMaterial[] = [];
  const unreadable: KeyProblem[] = [];
  for (const each of found) {
    if (isRefusal(each)) unreadable.push(problemOf(each, null));
    else keys.push("thumbprint" in each ? each : await materialOf(each));
  }
  const reading = readingOf(keys[0]?.format ?? "spki", keys, unreadable);
  return withRepairs(reading ?? unusable(problemOf(refuse("not-a-key", null), null)), repairs);
}
