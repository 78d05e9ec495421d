import type { KeyInputs } from "../keys/types.ts";
import type { KeyShop } from "../lab/toolkit/key-shop.ts";

/** What whoever makes a token must have, alongside the good one. */
type Needs = "nothing" | "public-key" | "signing-key";

/**
 * A piece of a token: text, or a piece of the good token's segment (half-open, negative from its end, as `slice` has it), so
 * that a file can build the token without holding the good one.
 */
export type Part = string | { readonly of: GoodSegment; readonly start?: number; readonly end?: number };

export type GoodSegment = "header" | "payload" | "signature";

/**
 * What of a token differs from the good one: names of members (others are the same, but for a fresh `jti` and, where the
 * good token's own are over, fresh times), and what its signature is.
 * - `right`: the signing key's, over what is in the token;
 * - `kept`: the good token's, in whole or in part;
 * - `gone`: empty;
 * - `forged`: made with what an attacker has.
 */
export interface Faults {
  readonly header: readonly string[];
  readonly payload: readonly string[];
  readonly signature: "right" | "kept" | "gone" | "forged";
}

/** Kinds that belong together, in the order in which they stand. */
export type KitGroup = "unsigned" | "signature" | "confusion" | "secret" | "own-key" | "form" | "claims" | "algorithm";

/** What a token of the kit says of itself, whether or not it can be made here. */
export interface KindFacts {
  /** Stable, unique in a kit: lower case, digits and hyphens. */
  readonly label: string;
  readonly title: string;
  /** The rule of the diagnosis that names the reason. */
  readonly rule: string;
  /** RFC and section by which it is refused. */
  readonly clause: string;
  readonly needs: Needs;
  /** What differs from the good token, in a few words. */
  readonly change: string;
  /** What it means where a service accepts it. */
  readonly accepted: string;
  /** The scenario of the lab that explains it. */
  readonly scenario: string | null;
}

/** One token of a kit, and what a right service answers. */
export interface KitToken extends KindFacts {
  readonly token: string;
  /** Null: the good token. */
  readonly group: KitGroup | null;
  readonly parts: readonly Part[];
  readonly faults: Faults;
  /** `error` of RFC 6750 section 3.1; null where the token is accepted. */
  readonly answer: { readonly status: 200 | 401; readonly error: "invalid_token" | null };
  /** Made from this very signature, so it cannot be told without it. */
  readonly isBound: boolean;
}

/** How a kind is made. `unfit`: why it says nothing of this token; then it is not made. */
export interface Kind extends KindFacts {
  readonly faults: Faults;
  readonly unfit?: string;
  readonly isBound?: true;
  /** Refused by a strict verifier only: libraries in wide use accept it. */
  readonly isStrict?: true;
  /** The token's pieces; null where this browser or key cannot make it. */
  readonly make: () => Promise<readonly Part[] | null>;
}

/** What is pinned in a right service: from the policy, else from the token. Absent: it says nothing of it. */
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
  /** The good token was signed here, so files may hold it; else they read it from the environment. */
  readonly isMadeHere: boolean;
  /** NumericDate; null: the good token has no `exp`. */
  readonly goodUntil: number | null;
  /** What every verifier must refuse. */
  readonly tokens: readonly KitToken[];
  /** What a strict verifier refuses, and others may accept. */
  readonly strict: readonly KitToken[];
  /** What needs a key that is not there, or that cannot be made here. */
  readonly missing: readonly Missing[];
  /** Kinds that say nothing of this token, and why. */
  readonly unfit: readonly { readonly label: string; readonly title: string; readonly why: string }[];
  readonly warnings: readonly KitWarning[];
  readonly expects: Expectations;
  readonly alg: string;
  /** NumericDate. */
  readonly now: number;
}

/** What a kit is made from. All of it stays here. */
export interface KitRequest {
  /** A compact JWS, as it is shown. */
  readonly token: string;
  /** The fields: public, private, secret, or none of them. */
  readonly keys: KeyInputs;
  /** The policy's text; blank: there is none. */
  readonly policy: string;
  /** NumericDate. */
  readonly now: number;
  /** That many random bytes. */
  readonly random: (length: number) => Uint8Array;
  /** Where the attacker's own keys come from; absent: fresh ones. */
  readonly shop?: KeyShop;
}
