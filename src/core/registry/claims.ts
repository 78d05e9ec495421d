import type { ValueKind } from "./value-kind.ts";

/** A registered claim whose JSON shape its specification settles. The full registry, with words, is `claims-registry.ts`. */
export interface ClaimRow {
  readonly name: string;
  readonly kind: ValueKind;
  readonly spec: string;
}

/** Spec, kind, names: the claims of IANA's "JSON Web Token Claims" (as of 2026-07-20) whose type is told by the spec named here. */
const GROUPS: readonly (readonly [spec: string, kind: ValueKind, names: string])[] = [
  ["RFC 7519 section 4.1", "string", "iss sub jti"],
  ["RFC 7519 section 4.1.3", "string|strings", "aud"],
  ["RFC 7519 section 4.1", "epoch", "exp nbf iat"],
  ["OpenID Connect Core 1.0 section 2", "epoch", "auth_time"],
  ["OpenID Connect Core 1.0 section 2", "string", "azp nonce acr at_hash c_hash"],
  ["OpenID Connect Core 1.0 section 2", "strings", "amr"],
  ["OpenID Connect Core 1.0 section 5.1", "epoch", "updated_at"],
  [
    "OpenID Connect Core 1.0 section 5.1",
    "string",
    "name given_name family_name middle_name nickname preferred_username profile picture website email gender birthdate zoneinfo locale phone_number",
  ],
  ["OpenID Connect Core 1.0 section 5.1", "boolean", "email_verified phone_number_verified"],
  ["OpenID Connect Core 1.0 section 5.1.1", "object", "address"],
  ["OpenID Connect Core 1.0 section 5.6.2", "object", "_claim_names _claim_sources"],
  ["OpenID Connect Core 1.0 section 7.4", "object", "sub_jwk"],
  ["OpenID Connect Front-Channel Logout 1.0 section 3", "string", "sid"],
  ["RFC 7800 section 3.1", "object", "cnf"],
  ["RFC 8417 section 2.2", "object", "events"],
  ["RFC 8417 section 2.2", "epoch", "toe"],
  ["RFC 8417 section 2.2", "string", "txn"],
  ["RFC 8693 section 4", "object", "act may_act"],
  ["RFC 8693 section 4", "string", "scope client_id"],
  ["RFC 9396 section 9.1", "objects", "authorization_details"],
  ["RFC 9449 section 4.2", "string", "htm htu ath"],
  ["RFC 9901 section 4.2.4.1", "strings", "_sd"],
  ["RFC 9901 section 4.1.1", "string", "_sd_alg"],
  ["RFC 9901 section 4.3", "string", "sd_hash"],
  ["SD-JWT VC section 3.2.2.1", "string", "vct"],
  ["Token Status List section 6.1", "object", "status"],
];

/** Claims with a settled shape, by name. A Map, so that `__proto__` is no member of it. */
export const CLAIMS: ReadonlyMap<string, ClaimRow> = new Map(
  GROUPS.flatMap(([spec, kind, names]) => names.split(" ").map((name) => [name, { name, kind, spec }] as const)),
);
