import type { Check } from "../policy/types.ts";
import type { Policy } from "../policy/members.ts";
import type { GatewayAnswer, StepId, WalkContext } from "./types.ts";

const DESCRIPTIONS: Readonly<Record<StepId, string>> = {
  extract: "The request has more than one token",
  structure: "The access token is malformed",
  decrypt: "The access token cannot be decrypted",
  algorithm: "The access token's algorithm or type is not accepted",
  key: "The access token's key is not known",
  signature: "The access token's signature is not valid",
  time: "The access token expired",
  issuer: "The access token's issuer is not accepted",
  audience: "The access token is for another audience",
  replay: "The access token was revoked or already used",
  claims: "The access token lacks a required claim",
  roles: "The access token does not permit this",
  forward: "",
};

const REASONS = { 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden" } as const;

/**
 * The response to the client from the step that refused (RFC 6750 section 3): a bare challenge if there was no token,
 * `invalid_request` for several tokens, `insufficient_scope` with 403 if the token is good but not sufficient, and
 * `invalid_token` with 401 for everything else.
 */
export function refusal(
  step: StepId,
  { realm, token, payload, clock, arrival }: WalkContext,
  checks: readonly Check[],
  policy: Policy,
): GatewayAnswer {
  // Another scheme, or none, is not a token to a resource server, which then sends no error (RFC 6750 section 3.1).
  const absent = token.form === "empty" || (step === "extract" && authorizationFields(arrival?.pasted ?? "") < 2);
  const status = step === "roles" ? 403 : step === "extract" && !absent ? 400 : 401;
  const error = absent
    ? null
    : step === "roles"
      ? "insufficient_scope"
      : step === "extract"
        ? "invalid_request"
        : "invalid_token";
  const nbf = payload?.members.findLast(({ name }) => name === "nbf")?.value;
  const early = step === "time" && nbf?.type === "number" && clock.now < nbf.value - (policy.leeway ?? clock.leeway);
  const scope =
    step === "roles"
      ? checks.find(({ subject, mismatch }) => subject === "scope" && mismatch)?.expected.join(" ")
      : undefined;
  const parameters = [
    ["realm", realm],
    ...(error === null
      ? []
      : [
          ["error", error],
          ["error_description", early ? "The access token is not yet valid" : DESCRIPTIONS[step]],
        ]),
    ...(scope === undefined ? [] : [["scope", scope]]),
  ].map(([name, value]) => `${name}="${quoted(value ?? "")}"`);
  const challenge = `WWW-Authenticate: Bearer ${parameters.join(",\n  ")}`;
  return { kind: "refused", status, error, response: `HTTP/1.1 ${status} ${REASONS[status]}\n${challenge}` };
}

/** How many `Authorization` fields a pasted request has, as lines of the request or as arguments of curl. */
export function authorizationFields(pasted: string): number {
  return pasted.match(/^[^\S\n\r\u2028\u2029]*(?:-H\s+["'])?authorization\s*:/gim)?.length ?? 0;
}

/** The characters that RFC 6750 section 3 allows in these values. */
function quoted(text: string): string {
  return text.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, "?");
}
