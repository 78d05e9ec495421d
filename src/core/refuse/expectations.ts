import { lastMember } from "../json/query.ts";
import type { JsonObject } from "../json/types.ts";
import { valuesOf } from "../policy/claim-path.ts";
import type { Policy } from "../policy/members.ts";
import type { Expectations } from "./types.ts";

/**
 * What a correct service pins: the policy's values, else the good token's own algorithm, issuer and audience (RFC 8725
 * sections 3.1, 3.8 and 3.9). Anything neither specifies is not required.
 */
export function expectationsOf(policy: Policy, alg: string, params: JsonObject, claims: JsonObject): Expectations {
  const own = (name: "iss" | "aud"): readonly string[] | undefined => {
    const values = valuesOf(lastMember(claims, name)?.value ?? null);
    return values.length > 0 ? values : undefined;
  };
  const [iss, aud] = [policy.iss ?? own("iss"), policy.aud ?? own("aud")];
  // A resource server refuses every other type if its access tokens have this one (RFC 9068 section 4).
  const typ = policy.typ ?? (isAccessToken(params) ? ["at+jwt"] : undefined);
  return {
    algorithms: policy.algorithms ?? [alg],
    ...(iss && { iss }),
    ...(aud && { aud }),
    ...(typ && { typ }),
    ...(policy.sub && { sub: policy.sub }),
    ...(policy.requiredClaims && { requiredClaims: policy.requiredClaims }),
    ...(policy.maxAge !== undefined && { maxAge: policy.maxAge }),
  };
}

/** Whether `typ` marks an access token of RFC 9068. */
function isAccessToken(params: JsonObject): boolean {
  const [typ = ""] = valuesOf(lastMember(params, "typ")?.value ?? null);
  return /^(?:application\/)?at\+jwt$/i.test(typ);
}
