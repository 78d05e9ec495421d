import type { Judgement } from "../crypto/types.ts";
import type { Clock } from "../claims/types.ts";
import type { JsonObject } from "../json/types.ts";
import type { PolicyReading } from "../policy/types.ts";
import type { Arrival } from "../rules/types.ts";
import type { ParsedToken } from "../envelope/types.ts";

/** The steps of a request through a gateway, in order. */
export type StepId =
  | "extract"
  | "structure"
  /** Present if the token, or one around it, is encrypted. */
  | "decrypt"
  | "algorithm"
  | "key"
  | "signature"
  | "time"
  | "issuer"
  | "audience"
  | "replay"
  | "claims"
  | "roles"
  | "forward";

/** `unchecked`: there was nothing to compare, so the step neither passed nor failed. */
export type Outcome = "passed" | "failed" | "skipped" | "unchecked";

/** What the policy lacks for a step, and a value to start with: the token's own, otherwise a blank to fill in. */
export interface Missing {
  readonly member: "algorithms" | "iss" | "aud" | "jtiDenyList" | "requiredClaims" | "scopes";
  readonly value: string | readonly string[];
}

/** One comparison within a step: what is compared, the token's value, the gateway's value, and whether they match. */
export interface Comparison {
  readonly what: string;
  readonly token: string;
  readonly gateway: string;
  readonly result: "passed" | "failed" | "not-asked";
  /** The reason, if the two values do not show it. */
  readonly note: string;
  /** The only value that the policy accepts, if the token's value differs from it in characters. Absent if a side is words. */
  readonly wanted?: string;
}

export interface GatewayStep {
  readonly id: StepId;
  readonly title: string;
  readonly outcome: Outcome;
  /** The result in a few words. */
  readonly summary: string;
  readonly comparisons: readonly Comparison[];
  /** Set if the step is `unchecked`. */
  readonly missing: Missing | null;
}

/** How a claim becomes a header field of the forwarded request. */
export interface HeaderMapping {
  readonly claim: string;
  readonly header: string;
}

/** What the client or the service receives. */
export type GatewayAnswer =
  | {
      readonly kind: "refused";
      readonly status: 400 | 401 | 403;
      /** `error` of RFC 6750 section 3.1; null if the request had no token. */
      readonly error: "invalid_request" | "invalid_token" | "insufficient_scope" | null;
      /** The response's head, as sent. */
      readonly response: string;
    }
  | { readonly kind: "forwarded"; readonly headers: readonly { readonly name: string; readonly value: string }[] }
  /** The judgement is still pending. */
  | { readonly kind: "pending" };

/** The whole walk. `stopped` is the step that failed. */
export interface Walk {
  readonly steps: readonly GatewayStep[];
  readonly stopped: StepId | null;
  readonly answer: GatewayAnswer;
  /** The fields to forward if every step passed. */
  readonly forwarded: readonly { readonly name: string; readonly value: string }[];
}

/** A token around the one with the claims (RFC 7519 section 5.2). */
type OuterLayer = Pick<WalkContext, "token" | "header" | "judgement">;

/** The input of a walk: token, header, payload and judgement are those of the layer with the claims. */
export interface WalkContext {
  /** The layers around it, outermost first; absent: none. */
  readonly outer?: readonly OuterLayer[];
  readonly token: ParsedToken;
  readonly arrival: Arrival | null;
  readonly header: JsonObject | null;
  readonly payload: JsonObject | null;
  readonly judgement: Judgement | null;
  /** The judgement on the key binding of the SD-JWT; null while pending, absent: it has none that can be judged. */
  readonly binding?: Judgement | null | undefined;
  readonly policy: PolicyReading;
  readonly clock: Clock;
  readonly mapping: readonly HeaderMapping[];
  /** The protection space of the `WWW-Authenticate` field (RFC 9110 section 11.5). */
  readonly realm: string;
}
