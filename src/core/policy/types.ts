import type { JsonProblem } from "../json/types.ts";
import type { Range } from "../text/range.ts";

/**
 * What a verifier expects of a token, as a small JSON document. Every member is optional; one that is absent is not checked.
 * Where several values are allowed, one of them is enough, but for scopes, roles and required claims, which are all wanted.
 */
export interface Policy {
  /** `alg` values that are accepted (RFC 8725 section 3.1). */
  readonly algorithms?: readonly string[];
  readonly iss?: readonly string[];
  readonly aud?: readonly string[];
  readonly sub?: readonly string[];
  /** `typ` of the header, compared without case and without `application/` (RFC 7515 section 4.1.9). */
  readonly typ?: readonly string[];
  /** The client that the token was issued to: `azp`, `client_id`, `appid` or `cid`. */
  readonly client?: readonly string[];
  /** Claims that must be there. */
  readonly requiredClaims?: readonly string[];
  /** Values of other claims, by path. */
  readonly claims?: readonly { readonly path: string; readonly values: readonly string[] }[];
  /** Seconds since `iat` at most. */
  readonly maxAge?: number;
  /** Seconds between `iat` and `exp` at most. */
  readonly maxLifetime?: number;
  /** Seconds of slack for all times. */
  readonly leeway?: number;
  /** `jti` values of tokens that were taken back or used. */
  readonly jtiDenyList?: readonly string[];
  readonly nonce?: string;
  readonly scopes?: readonly string[];
  readonly roles?: readonly string[];
  /** Where the roles stand, as a path: `realm_access.roles`. */
  readonly rolesClaim?: string;
  /** The access token, or the authorization code, that came with an ID Token (OpenID Connect Core section 3.3.2.11). */
  readonly accessToken?: string;
  readonly code?: string;
  /** Whose rules apply beside: the verifier's own limits on types and lengths. */
  readonly verifier?: "kong" | "envoy" | "apisix";
}

/** Something about the policy's text. */
export type PolicyProblem =
  | { readonly code: "json"; readonly problem: JsonProblem; readonly range: Range }
  | { readonly code: "not-object"; readonly range: Range }
  | { readonly code: "unknown-member"; readonly name: string; readonly range: Range }
  | { readonly code: "wrong-type"; readonly name: string; readonly expected: string; readonly range: Range };

/** What the text of the policy says. A member that can not be read is named, and the rest holds. */
export type PolicyReading =
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable"; readonly problems: readonly PolicyProblem[] }
  | { readonly kind: "policy"; readonly policy: Policy; readonly problems: readonly PolicyProblem[] };

/** What a check is about; the steps of the gateway gather them. */
export type CheckSubject =
  | "alg"
  | "typ"
  | "iss"
  | "aud"
  | "sub"
  | "client"
  | "required"
  | "claim"
  | "age"
  | "lifetime"
  | "jti"
  | "nonce"
  | "scope"
  | "role"
  | "hash"
  | "verifier";

/** One comparison of the token with the policy. */
export interface Check {
  readonly subject: CheckSubject;
  /** The claim or header parameter, as a path. */
  readonly name: string;
  readonly pane: "header" | "payload";
  /** What the token has; null where it has nothing there. */
  readonly actual: string | null;
  readonly expected: readonly string[];
  readonly passed: boolean;
  /** Of a check that failed: the rule that it comes under, and which of its words. */
  readonly rule: string;
  readonly variant: string;
  /** The place in the pane's text; null where the claim is absent. */
  readonly range: Range | null;
  /** What the words need beside. */
  readonly args: Readonly<Record<string, string | number>>;
}
