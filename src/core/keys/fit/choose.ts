import { algorithmRow } from "../../registry/algorithms.ts";
import { fitKey, weaknessOf } from "./fit.ts";
import type { KeyFit, KeyMaterial, KeyProblem, KeyReading, PassedOver } from "../types.ts";
import type { KeyFormat } from "../../registry/key-formats.ts";
import { contradictionOf, type KeyTask } from "./usage.ts";

/** A key to be tried, with its index in the field. */
export interface Candidate {
  readonly index: number;
  readonly material: KeyMaterial;
  readonly weak: { readonly bits: number; readonly needed: number } | null;
}

/** Which keys of a field to try, in order, or why none. */
export type KeyChoice =
  | {
      readonly kind: "candidates";
      readonly candidates: readonly [Candidate, ...Candidate[]];
      /** Another candidate that cannot be read: if no readable candidate verifies, nothing is known. */
      readonly unread: KeyProblem | null;
      readonly passedOver: readonly PassedOver[];
    }
  /** The requested key, or the only one that could fit, exists but cannot be read. */
  | { readonly kind: "unread"; readonly problem: KeyProblem; readonly passedOver: readonly PassedOver[] }
  /** The set has no key with the token's `kid`; `available` lists those it has, null for a key without one. */
  | { readonly kind: "kid-not-in-set"; readonly kid: string; readonly available: readonly (string | null)[] }
  /** The only key, or the only one with the token's `kid`, cannot or must not be used. */
  | {
      readonly kind: "unfit";
      readonly material: KeyMaterial;
      readonly fit: KeyFit;
      readonly passedOver: readonly PassedOver[];
    }
  | { readonly kind: "none-fits"; readonly passedOver: readonly PassedOver[] };

/** The criteria of the choice. */
export interface KeyWish {
  readonly alg: string;
  /** `kid` of the header, if it is a string. */
  readonly kid: string | null;
  readonly operation: KeyTask;
  /** Contradicting `alg`, `use` and `key_ops` are ignored. */
  readonly judgeAnyway: boolean;
}

/** What keys must fit: a signature algorithm, or encryption. */
export interface Fitting {
  readonly fit: (material: KeyMaterial) => KeyFit;
  readonly weakness: (material: KeyMaterial) => Candidate["weak"];
  /** Whether a key is a candidate, by its kind only. */
  readonly mayBe: (kty: string | undefined, crv: string | undefined) => boolean;
}

function signing({ alg, operation }: KeyWish): Fitting {
  const row = algorithmRow(alg);
  return {
    fit: (material) => fitKey(material, alg, operation === "sign" ? "sign" : "verify"),
    weakness: (material) => weaknessOf(material, alg),
    mayBe: (kty, crv) =>
      row !== null && (kty === undefined || kty === row.kty) && (crv === undefined || row.curves.includes(crv)),
  };
}

/**
 * Chooses among the keys of a field. In a set that names its keys (RFC 7517 section 5, or a map of certificates) a `kid`
 * binds: only keys with that name are tried. A single key, or keys in a form without names, are tried whatever the
 * `kid`, which is a hint (RFC 7515 section 4.1.4). Without `kid` every fitting key is tried. An unreadable key counts
 * as present, by its metadata.
 */
export function chooseKeys(
  reading: Exclude<KeyReading, { kind: "empty" }>,
  wish: KeyWish,
  fitting: Fitting = signing(wish),
): KeyChoice {
  const { keys, unreadable, format } = contentOf(reading);
  const kids = [...keys.map(kidOf), ...unreadable.map(kidOfProblem)];
  const isNamed =
    format === "jwks" || format === "certificate-map" || (kids.length > 1 && kids.some((kid) => kid !== null));
  const { kid } = wish;
  const isWanted = (own: string | null): boolean => !isNamed || kid === null || own === kid;
  if (kid !== null && !kids.some(isWanted)) return { kind: "kid-not-in-set", kid, available: kids };

  const candidates: Candidate[] = [];
  const passedOver: PassedOver[] = [];
  const unread = unreadable.filter((problem) => isWanted(kidOfProblem(problem)));
  const unfit: { readonly index: number; readonly material: KeyMaterial; readonly fit: KeyFit }[] = [];
  for (const [index, material] of keys.entries()) {
    if (!isWanted(kidOf(material))) {
      passedOver.push(passOver(index, material, "kid"));
      continue;
    }
    const fit = fitting.fit(material);
    if (fit.kind === "fits" || (fit.kind === "contradiction" && wish.judgeAnyway)) {
      candidates.push({ index, material, weak: fitting.weakness(material) });
      continue;
    }
    // The private half exists, so it is damaged and not missing.
    if (fit.kind === "mismatch" && fit.code === "public-only" && material.damaged) unread.push(material.damaged);
    else unfit.push({ index, material, fit });
  }
  const [only, another] = unfit;
  const others = unfit.map(({ index, material, fit }) => passOver(index, material, fit));
  const allOthers = [...passedOver, ...others].toSorted((one, other) => one.index - other.index);
  const unreadFit = unread.find((problem) => mayFit(problem, wish, fitting)) ?? null;
  const [first, ...more] = candidates;
  if (first) return { kind: "candidates", candidates: [first, ...more], unread: unreadFit, passedOver: allOthers };
  const problem = unreadFit ?? (only ? null : unread[0]);
  if (problem) return { kind: "unread", problem, passedOver: allOthers };
  if (only && !another) return { kind: "unfit", material: only.material, fit: only.fit, passedOver };
  return { kind: "none-fits", passedOver: allOthers };
}

/** Everything in a field, readable or not. */
function contentOf(reading: Exclude<KeyReading, { kind: "empty" }>): {
  readonly keys: readonly KeyMaterial[];
  readonly unreadable: readonly KeyProblem[];
  readonly format: KeyFormat | null;
} {
  if (reading.kind === "keys") return reading;
  const { problem, unreadable } = reading;
  // Only sets list their unreadable keys.
  return { keys: [], unreadable: unreadable ?? [problem], format: unreadable && problem.key ? "jwks" : null };
}

/** Whether an unreadable key is a candidate, by its metadata. Without metadata it is. */
function mayFit({ code, key }: KeyProblem, { alg, operation, judgeAnyway }: KeyWish, { mayBe }: Fitting): boolean {
  if (code === "type-unsupported") return false;
  const { kty, crv, ...usage } = key?.jwk ?? {};
  return mayBe(kty, crv) && (judgeAnyway || contradictionOf(usage, alg, operation) === null);
}

/** The note on a key that is not used. */
export function passOver(index: number, material: KeyMaterial, reason: PassedOver["reason"]): PassedOver {
  return { index, kid: kidOf(material), description: material.description, reason };
}

/** `kid` of a key if it is a string (RFC 7517 section 4.5). */
function kidOf({ jwk }: Pick<KeyMaterial, "jwk">): string | null {
  return typeof jwk.kid === "string" ? jwk.kid : null;
}

function kidOfProblem({ key }: KeyProblem): string | null {
  return key ? kidOf(key) : null;
}
