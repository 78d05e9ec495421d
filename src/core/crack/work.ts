import { createBatch } from "./batch.ts";
import { eachLine } from "./lines.ts";
import { eachCandidate, type Keyspace } from "./mask.ts";
import { compileMutations, eachMutation, type Mutations } from "./mutations.ts";
import type { HmacAlgorithm, HmacEngine, MutationChoice } from "./types.ts";

/** A piece of a search, small enough that nobody waits long for a worker to finish it. */
export type WorkUnit =
  /** Whole lines of a word list. */
  | { readonly kind: "words"; readonly bytes: Uint8Array<ArrayBuffer>; readonly mutations: MutationChoice }
  /** A stretch of a keyspace. */
  | { readonly kind: "keyspace"; readonly keyspace: Keyspace; readonly from: number; readonly count: number };

/** The result of a unit. */
export interface UnitResult {
  readonly tried: number;
  /** The bytes of the HMAC key, if this unit found it. */
  readonly found: Uint8Array<ArrayBuffer> | null;
  /** The last candidate tried. */
  readonly current: Uint8Array<ArrayBuffer> | null;
  /** How long it took, in milliseconds. */
  readonly milliseconds: number;
}

/**
 * Carries out the units of one search, one after the other. Takes the engine, its algorithm, the current year (for year
 * mutations) and a clock in milliseconds.
 */
export function createSearcher(
  engine: HmacEngine,
  algorithm: HmacAlgorithm,
  thisYear: number,
  clock: () => number,
): { readonly run: (unit: WorkUnit) => UnitResult } {
  const compiled = new Map<string, Mutations>();
  const mutationsOf = (choice: MutationChoice): Mutations => {
    const key = JSON.stringify(choice);
    const known = compiled.get(key) ?? compileMutations(choice, thisYear);
    compiled.set(key, known);
    return known;
  };

  const run = (unit: WorkUnit): UnitResult => {
    const started = clock();
    const batch = createBatch(engine, algorithm);
    if (unit.kind === "keyspace") {
      eachCandidate(unit.keyspace, unit.from, unit.count, batch.add);
    } else {
      const mutations = mutationsOf(unit.mutations);
      eachLine(unit.bytes, (bytes, start, end) => eachMutation(mutations, bytes, start, end, batch.add));
    }
    batch.flush();
    return { tried: batch.tried(), found: batch.found(), current: batch.current(), milliseconds: clock() - started };
  };
  return { run };
}
