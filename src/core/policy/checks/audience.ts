import { idTokenSign } from "../../claims/id-token.ts";
import type { JsonObject } from "../../json/types.ts";
import { valuesOf } from "../claim-path.ts";
import { askedFor, audienceMismatch, isAddress, knownApi } from "../compare.ts";
import { nearestPair } from "../difference.ts";
import type { Check, Mismatch } from "../types.ts";
import type { Policy } from "../members.ts";
import { asVerifierSays, compared, type PolicyCheck, textIn, valueIn } from "./check.ts";

/** `aud` names one of those expected (RFC 7519 section 4.1.3). */
export const audience: PolicyCheck = ({ policy, header, payload, binding }) => {
  if (!policy.aud) return [];
  // The key binding names the verifier; the SD-JWT's own aud, if any, is the issuer's restriction.
  const isRestricted = !binding || valueIn(payload, "aud") !== null;
  return [...(isRestricted ? [named(policy, payload, header)] : []), ...(binding ? [named(policy, binding)] : [])];
};

function named(policy: Policy, payload: JsonObject, header?: JsonObject): Check {
  const aud = valueIn(payload, "aud");
  const expected = policy.aud ?? [];
  const actual = aud?.type === "null" ? [] : valuesOf(aud).filter((value) => value !== "");
  const isMeant = actual.some((value) => matches(value, policy));
  const [near, closest] = nearestPair(actual, expected);
  const azp = textIn(payload, "azp") || textIn(payload, "client_id");
  const sign =
    header &&
    idTokenSign(
      (name) => valueIn(payload, name),
      (name) => valueIn(header, name),
    );
  const asked = askedFor(textIn(payload, "iss"));
  const args = {
    closest,
    near,
    asked,
    empty: aud !== null && actual.length === 0 ? 1 : 0,
    api: actual.map(knownApi).find((api) => api !== null) ?? "",
    azp,
    sign: sign ?? "",
  };
  const mismatch = isMeant
    ? null
    : (cognito(payload, policy) ??
      asVerifierSays(policy, ofKind(audienceMismatch(actual, expected, textIn(payload, "iss")), sign, actual), "aud"));
  return compared("aud", "aud", aud, expected, mismatch, { actual: aud && actual.join(", "), args });
}

/** An ID Token is for a client, and no service's address will be in its `aud`: the wrong kind of token is the cause. */
function ofKind(mismatch: Mismatch, sign: string | null | undefined, actual: readonly string[]): Mismatch {
  const isPlain = mismatch.rule === "CLM-05" && mismatch.variant === "other";
  return isPlain && sign && !actual.some(isAddress) ? { rule: "CLM-09", variant: "audience" } : mismatch;
}

/**
 * Envoy compares audiences without scheme and without one trailing slash; all others compare character by character.
 */
function matches(actual: string, { aud = [], verifier }: Policy): boolean {
  const bare = (value: string): string =>
    verifier === "envoy" ? value.replace(/^https?:\/\//, "").replace(/\/$/, "") : value;
  return aud.some((wanted) => bare(wanted) === bare(actual));
}

/** Cognito access tokens have no `aud`; their client is in `client_id`. */
function cognito(payload: JsonObject, { aud = [] }: Policy): Mismatch | null {
  if (textIn(payload, "token_use") !== "access" || valueIn(payload, "aud") !== null) return null;
  const client = valueIn(payload, "client_id");
  const isRight = client?.type === "string" && aud.includes(client.value);
  return { rule: "PRV-01", variant: isRight ? "access-right-client" : "access" };
}
