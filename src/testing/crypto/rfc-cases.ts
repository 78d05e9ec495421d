import type { JWK } from "jose";
import type { VerdictState } from "../../core/crypto/types.ts";
import type { KeyInputs } from "../../core/keys/types.ts";
import type { OwnCase } from "./own-cases.ts";
import { decryptingKeys } from "./decrypt-cases.ts";
import { keysOf } from "./vector-cases.ts";

/** The files with values taken from the RFCs, in the vectors' folder `rfc`. */
export const RFC_FILES = ["7515", "7516", "7517", "7518", "7519", "7638", "7797", "8037", "9278"].map(
  (number) => `rfc/rfc${number}.json`,
);

/** An entry in these files. Tokens have `token`, `jws` or `jwe`. */
export interface RfcEntry {
  readonly id: string;
  readonly kind: string;
  readonly token?: string;
  readonly jws?: object;
  readonly jwe?: object;
  readonly key?: JWK | null;
  readonly keys?: readonly JWK[];
  readonly password?: string;
  readonly payload?: string;
  readonly plaintext?: string;
  readonly expect?: string;
}

/** Tokens in the RFCs that have no key there, or are not meant to be accepted: their required state, and why. */
const OTHERWISE: Readonly<Record<string, readonly [state: VerdictState, reason: string]>> = {
  "RFC7515-A.5": ["unsigned", "alg is none"],
  "RFC7519-6.1": ["unsigned", "alg is none"],
  "RFC7515-E": ["unsupported", "crit lists what nobody knows"],
};

/** Each token in these files as a case, and the entries without a token, by kind. */
export function rfcCases(entries: readonly RfcEntry[]): {
  readonly cases: readonly OwnCase[];
  readonly skipped: readonly string[];
} {
  const cases = entries.flatMap((entry): readonly OwnCase[] => {
    const { id, token, jws, jwe, kind, payload, plaintext } = entry;
    const text = token ?? ((jws ?? jwe) ? JSON.stringify(jws ?? jwe) : undefined);
    if (text === undefined) return [];
    const isSealed = jwe !== undefined || (jws === undefined && text.split(".").length === 5);
    const state = OTHERWISE[id]?.[0] ?? (isSealed ? "decrypted" : "verified");
    const isBeside = /detached/.test(kind) || (jws !== undefined && !("payload" in jws));
    return keysIn(entry, isSealed).map((keys, index) => ({
      name: `${id}${index === 0 ? "" : ` with key ${index + 1}`}`,
      token: text,
      keys,
      state,
      ...(isBeside && payload !== undefined ? { detached: payload } : {}),
      ...(plaintext === undefined ? {} : { content: plaintext }),
    }));
  });
  const named = new Set(cases.map(({ name }) => name));
  return { cases, skipped: entries.flatMap(({ id, kind }) => (named.has(id) ? [] : [`${id}: ${kind}, not a token`])) };
}

/** The fields for each of an entry's keys. */
function keysIn({ key, keys, password }: RfcEntry, isSealed: boolean): readonly KeyInputs[] {
  const all = keys ?? [(password === undefined ? (key ?? {}) : { password }) as JWK];
  const vector = { suite: "", id: "", op: "", input: "", expected: "valid" } as const;
  return all.map((one) => {
    const given = { ...vector, key: one };
    return isSealed ? decryptingKeys(given) : keysOf(given);
  });
}
