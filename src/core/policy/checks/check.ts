import type { Clock } from "../../claims/types.ts";
import { isUnprotected } from "../../envelope/json-seals.ts";
import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import { scalarText } from "../read-policy.ts";
import type { Check, CheckSubject, Mismatch } from "../types.ts";
import type { Policy } from "../members.ts";

/** What a policy is compared with: the panes' documents, so places refer to what the user sees. */
export interface CheckedToken {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** The claims of an SD-JWT's key binding: its audience, nonce and time; absent if it has none. */
  readonly binding?: JsonObject | null;
  /** The signature's length in bytes. */
  readonly signatureBytes: number;
}

/** The input of a check: a token, a policy and a clock. */
export interface Asked extends CheckedToken {
  readonly policy: Policy;
  readonly clock: Clock;
}

/** One comparison that a policy may require; empty if it does not. */
export type PolicyCheck = (asked: Asked) => readonly Check[];

/** What a comparison found beyond its node. */
type More = Partial<Pick<Check, "pane" | "actual" | "args">>;

/** A comparison of one node with the expected values. */
export function compared(
  subject: CheckSubject,
  name: string,
  node: JsonNode | null,
  expected: readonly string[],
  mismatch: Mismatch | null,
  { pane = "payload", actual = node && (scalarText(node) ?? spelled(node)), args = {} }: More = {},
): Check {
  return { subject, name, pane, actual, expected, mismatch, range: node?.range ?? null, args };
}

function spelled(node: JsonNode): string {
  return node.type === "array" ? `an array of ${node.items.length}` : "an object";
}

/** A comparison of a header parameter, which may be one that is not protected. */
export function comparedInHeader(
  subject: CheckSubject,
  header: JsonObject,
  expected: readonly string[],
  mismatch: Mismatch | null,
): Check {
  const check = compared(subject, subject, valueIn(header, subject), expected, mismatch, { pane: "header" });
  return isUnprotected(header, subject) ? { ...check, isUnprotected: true } : check;
}

/** The value of a member; null if there is none. */
export function valueIn(object: JsonObject, name: string): JsonNode | null {
  return lastMember(object, name)?.value ?? null;
}

/** The text of a string member; empty if there is none. */
export function textIn(object: JsonObject, name: string): string {
  const node = valueIn(object, name);
  return node?.type === "string" ? node.value : "";
}

/** What Envoy and Istio report for a mismatch: no provider for that issuer, or none that accepts that audience. */
export function asVerifierSays({ verifier }: Policy, mismatch: Mismatch, variant: "iss" | "aud"): Mismatch {
  const isPlain = mismatch.variant === "other" || (variant === "aud" && mismatch.variant === "nearly");
  return verifier === "envoy" && isPlain ? { rule: "PRV-13", variant } : mismatch;
}
