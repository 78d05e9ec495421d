import type { KeyInputs } from "../keys/types.ts";
import type { KeyShop } from "../lab/toolkit/key-shop.ts";

/** What making a token requires besides the good one. */
type Needs = "nothing" | "public-key" | "signing-key";

/**
 * A piece of a token: text, or a slice of a segment of the good token (half-open, negative from its end, as in
 * `slice`), so that a file can build the token without containing the good one.
 */
export type Part = string | { readonly of: GoodSegment; readonly start?: number; readonly end?: number };

export type GoodSegment = "header" | "payload" | "signature";

/**
 * How a token differs from the good one: the names of changed members (the others are the same, except for a fresh
 * `jti` and, if the good token's times have passed, fresh times), and the kind of signature.
 * - `right`: made with the signing key, over the token's own content;
 * - `kept`: the good token's, whole or in part;
 * - `gone`: empty;
 * - `forged`: made with what an attacker has.
 */
export interface Faults {
  readonly header: readonly string[];
  readonly payload: readonly string[];
  readonly signature: "right" | "kept" | "gone" | "forged";
}

/** Groups of kinds, in display order. */
export type KitGroup = "unsigned" | "signature" | "confusion" | "secret" | "own-key" | "form" | "claims" | "algorithm";

/** The description of a token of the kit, whether or not it can be made here. */
export interface KindFacts {
  /** Stable, unique in a kit: lowercase letters, digits and hyphens. */
  readonly label: string;
  readonly title: string;
  /** The diagnosis rule that names the reason. */
  readonly rule: string;
  /** The RFC and section that require refusing it. */
  readonly clause: string;
  readonly needs: Needs;
  /** How it differs from the good token, in a few words. */
  readonly change: string;
  /** What it means if a service accepts it. */
  readonly accepted: string;
  /** The lab scenario that explains it. */
  readonly scenario: string | null;
}

/** One token of a kit, and a correct service's answer. */
export interface KitToken extends KindFacts {
  readonly token: string;
  /** Null: the good token. */
  readonly group: KitGroup | null;
  readonly parts: readonly Part[];
  readonly faults: Faults;
  /** `error` of RFC 6750 section 3.1; null if the token is accepted. */
  readonly answer: { readonly status: 200 | 401; readonly error: "invalid_token" | null };
  /** Made from the good token's signature, so it cannot be written down without it. */
  readonly isBound: boolean;
}

/** How a kind is made. `unfit`: why it proves nothing for this token; then it is not made. */
export interface Kind extends KindFacts {
  readonly faults: Faults;
  readonly unfit?: string;
  readonly isBound?: true;
  /** Only a strict verifier refuses it: widely used libraries accept it. */
  readonly isStrict?: true;
  /** The token's pieces; null if this browser or key cannot make it. */
  readonly make: () => Promise<readonly Part[] | null>;
}

/** What a correct service pins: from the policy, else from the token. Absent: no requirement. */
export interface Expectations {
  readonly algorithms: readonly string[];
  readonly iss?: readonly string[];
  readonly aud?: readonly string[];
  readonly typ?: readonly string[];
  readonly sub?: readonly string[];
  readonly requiredClaims?: readonly string[];
  /** Seconds. */
  readonly maxAge?: number;
}

/** Why refusals may prove less than they seem to. */
export type KitWarning = "expired" | "not-yet" | "not-verified" | "unchecked" | "policy" | "published-secret";

export interface Missing {
  readonly label: string;
  readonly title: string;
  readonly needs: Needs;
}

/** Why there is no kit. */
export type NoKit = "empty" | "not-signed-compact" | "unsigned" | "algorithm" | "not-claims" | "detached" | "large";

export interface Kit {
  readonly kind: "kit";
  readonly good: KitToken;
  /** The good token was signed here, so files may contain it; otherwise they read it from the environment. */
  readonly isMadeHere: boolean;
  /** NumericDate; null: the good token has no `exp`. */
  readonly goodUntil: number | null;
  /** What every verifier must refuse. */
  readonly tokens: readonly KitToken[];
  /** What a strict verifier refuses, but others may accept. */
  readonly strict: readonly KitToken[];
  /** What needs a missing key, or cannot be made here. */
  readonly missing: readonly Missing[];
  /** Kinds that prove nothing for this token, and why. */
  readonly unfit: readonly { readonly label: string; readonly title: string; readonly why: string }[];
  readonly warnings: readonly KitWarning[];
  readonly expects: Expectations;
  readonly alg: string;
  /** NumericDate. */
  readonly now: number;
}

/** The input for a kit. All of it stays here. */
export interface KitRequest {
  /** A compact JWS, as displayed. */
  readonly token: string;
  /** The fields: public, private, secret, or none of them. */
  readonly keys: KeyInputs;
  /** The policy's text; blank if there is none. */
  readonly policy: string;
  /** NumericDate. */
  readonly now: number;
  /** That many random bytes. */
  readonly random: (length: number) => Uint8Array;
  /** The source of the attacker's own keys; absent: fresh ones. */
  readonly shop?: KeyShop;
}
