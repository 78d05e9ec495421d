import type { JsonProblem } from "../json/types.ts";
import type { Range } from "../text/range.ts";
import type { Policy } from "./members.ts";

/** A problem with the policy's text. */
export type PolicyProblem =
  | { readonly code: "json"; readonly problem: JsonProblem; readonly range: Range }
  | { readonly code: "not-object"; readonly range: Range }
  | { readonly code: "unknown-member"; readonly name: string; readonly range: Range }
  | { readonly code: "wrong-type"; readonly name: string; readonly expected: string; readonly range: Range };

/** The content of a policy's text. A member that cannot be read is reported; the rest applies. */
export type PolicyReading =
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable"; readonly problems: readonly PolicyProblem[] }
  | { readonly kind: "policy"; readonly policy: Policy; readonly problems: readonly PolicyProblem[] };

/** What a check is about; the gateway's steps group them. */
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

/** The outcomes of a failed comparison: the rules and their variants. */
export interface Mismatches {
  readonly "HDR-02": "not-allowed";
  readonly "HDR-04": "typ" | "typ-missing";
  readonly "CLM-01": "slash";
  readonly "CLM-02": "nearly" | "host" | "other" | "auth" | "tenant" | "adfs";
  readonly "CLM-03": "v1" | "v2";
  readonly "CLM-05": "other" | "nearly" | "list" | "asked";
  readonly "CLM-07": "form";
  readonly "CLM-08": "missing";
  readonly "CLM-09": "audience";
  readonly "CLM-10": "api" | "account";
  readonly "CLM-17": "client";
  readonly "CLM-18": "scope" | "elsewhere" | "prefix" | "near" | "separated" | "role";
  readonly "CLM-19": "missing" | "elsewhere" | "nearly" | "value" | "hash" | "hash-spelled";
  readonly "CLM-20": "denied" | "no-jti" | "nonce";
  readonly "CLM-21": "policy-space";
  readonly "CLM-22": "type";
  readonly "TIM-07": "long";
  readonly "TIM-12": "old" | "no-iat";
  readonly "PRV-01": "access" | "access-right-client";
  readonly "PRV-03": "iss" | "aud";
  readonly "PRV-04": "aud";
  readonly "PRV-06": "case" | "environment" | "wildcard" | "part";
  readonly "PRV-07": "ids";
  readonly "PRV-09": "aud";
  readonly "PRV-11": "key";
  readonly "PRV-12": "key";
  readonly "PRV-13": "iss" | "aud";
  readonly "PRV-17": "length";
  readonly "CLM-04": "missing" | "placeholder" | "tenants";
  readonly "CLM-14": "other";
  readonly "TIM-08": "required";
}

/** The rule for a mismatch, and its variant. */
export type Mismatch = {
  readonly [Rule in keyof Mismatches]: { readonly rule: Rule; readonly variant: Mismatches[Rule] };
}[keyof Mismatches];

/** One comparison of the token with the policy. */
export interface Check {
  readonly subject: CheckSubject;
  /** The claim or header parameter, as a path. */
  readonly name: string;
  readonly pane: "header" | "payload";
  /** It is in an unprotected header (`envelope/json-seals`): anyone can change it. */
  readonly isUnprotected?: boolean;
  /** The token's value; null if it has none there. */
  readonly actual: string | null;
  readonly expected: readonly string[];
  /** Why the check failed; null if it passed. */
  readonly mismatch: Mismatch | null;
  /** The place in the pane's text; null if the claim is absent. */
  readonly range: Range | null;
  /** Additional arguments for the words. */
  readonly args: Readonly<Record<string, string | number>>;
}
