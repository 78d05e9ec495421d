import { fitKey, type KeyOperation, weaknessOf } from "./fit.ts";
import type { KeyFit, KeyMaterial, KeyReading, PassedOver } from "./types.ts";

/** A key to be tried, with its index in the field. */
export interface Candidate {
  readonly index: number;
  readonly material: KeyMaterial;
  readonly weak: { readonly bits: number; readonly needed: number } | null;
}

/** Which keys of a field are to be tried, in order, or why none is. */
export type KeyChoice =
  | {
      readonly kind: "candidates";
      readonly candidates: readonly Candidate[];
      readonly passedOver: readonly PassedOver[];
    }
  /** The set has no key of the token's `kid`; `available` are those that it has, null for a key without. */
  | { readonly kind: "kid-not-in-set"; readonly kid: string; readonly available: readonly (string | null)[] }
  /** The only key, or the only one of the token's `kid`, can not or must not do it. */
  | {
      readonly kind: "unfit";
      readonly material: KeyMaterial;
      readonly fit: KeyFit;
      readonly passedOver: readonly PassedOver[];
    }
  | { readonly kind: "none-fits"; readonly passedOver: readonly PassedOver[] };

/** What the choice is made by. */
export interface KeyWish {
  readonly alg: string;
  /** `kid` of the header, where it is a string. */
  readonly kid: string | null;
  readonly operation: KeyOperation;
  /** `alg`, `use` and `key_ops` that contradict are passed over. */
  readonly judgeAnyway: boolean;
}

/**
 * Chooses among the keys of a field. In a set that names its keys (RFC 7517 section 5, or a map of certificates) a `kid`
 * binds: only keys of that name are tried. A lone key, or keys in a form that has no names, are tried whatever the `kid`
 * says, which is a hint (RFC 7515 section 4.1.4). Without `kid` every fitting key is tried.
 */
export function chooseKeys({ keys, format }: Extract<KeyReading, { kind: "keys" }>, wish: KeyWish): KeyChoice {
  const isNamed =
    format === "jwks" || format === "certificate-map" || (keys.length > 1 && keys.some((key) => kidOf(key) !== null));
  const strict = isNamed && wish.kid !== null;
  const named = keys.map((material, index) => ({ material, index, wanted: !strict || kidOf(material) === wish.kid }));
  const wanted = named.filter((key) => key.wanted);
  if (strict && wish.kid !== null && wanted.length === 0) {
    return { kind: "kid-not-in-set", kid: wish.kid, available: keys.map(kidOf) };
  }

  const candidates: Candidate[] = [];
  const passedOver: PassedOver[] = [];
  for (const { material, index, wanted: isWanted } of named) {
    const fit = isWanted ? fitKey(material, wish.alg, wish.operation) : null;
    if (fit?.kind === "fits" || (fit?.kind === "contradiction" && wish.judgeAnyway)) {
      candidates.push({ index, material, weak: weaknessOf(material, wish.alg) });
    } else passedOver.push(passOver(index, material, fit ?? "kid"));
  }
  if (candidates.length > 0) return { kind: "candidates", candidates, passedOver };
  const [only] = wanted;
  if (wanted.length === 1 && only) {
    const fit = fitKey(only.material, wish.alg, wish.operation);
    return {
      kind: "unfit",
      material: only.material,
      fit,
      passedOver: passedOver.filter(({ index }) => index !== only.index),
    };
  }
  return { kind: "none-fits", passedOver };
}

/** The note on a key that is not the one. */
export function passOver(index: number, material: KeyMaterial, reason: PassedOver["reason"]): PassedOver {
  return { index, kid: kidOf(material), description: material.description, reason };
}

/** `kid` of a key where it is a string (RFC 7517 section 4.5). */
function kidOf({ jwk }: KeyMaterial): string | null {
  return typeof jwk.kid === "string" ? jwk.kid : null;
}
