import { type Found, isRefusal, refuse } from "../found.ts";
import { withRepairs } from "../text/nested.ts";
import type { KeyMaterial, KeyProblem, KeyReading, KeyRepair } from "../types.ts";
import type { KeyFormat } from "../../registry/key-formats.ts";
import { materialOf, problemOf } from "./material.ts";

/** The reading from found keys and failures; null if there are neither. */
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

/** The reading from found keys; the format is that of the first one. */
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
