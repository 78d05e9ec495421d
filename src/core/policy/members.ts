/** The value of each kind of member once read. */
interface Kinds {
  readonly texts: readonly string[];
  /** At least one: an empty list would allow nothing, which nobody intends. */
  readonly values: readonly string[];
  readonly text: string;
  readonly seconds: number;
  readonly claims: readonly { readonly path: string; readonly values: readonly string[] }[];
  readonly verifier: "kong" | "envoy" | "apisix";
}

export type MemberKind = keyof Kinds;

/** The members of a policy: the values of each, and its names in verifiers. */
const MEMBERS = {
  /** `alg` values that are accepted (RFC 8725 section 3.1). */
  algorithms: ["values", "algs", "alg", "allowedAlgorithms"],
  iss: ["values", "issuer", "issuers"],
  aud: ["values", "audience", "audiences"],
  sub: ["values", "subject"],
  /** `typ` of the header, compared without case and without `application/` (RFC 7515 section 4.1.9). */
  typ: ["values", "type"],
  /** The client that the token was issued to: `azp`, `client_id`, `appid` or `cid`. */
  client: ["values", "azp", "client_id", "clientId"],
  /** Claims that must be present. */
  requiredClaims: ["texts", "required", "require"],
  /** Values of other claims, by path. */
  claims: ["claims"],
  /** The most seconds since `iat`. */
  maxAge: ["seconds", "max_age", "maxTokenAge", "maximumAge"],
  /** The most seconds between `iat` and `exp`. */
  maxLifetime: ["seconds", "maximumLifetime"],
  /** Leeway in seconds, for all times. */
  leeway: ["seconds", "clockTolerance", "clockSkew"],
  /** `jti` values of revoked or used tokens. */
  jtiDenyList: ["texts", "denyList", "deniedJti", "jti_deny_list", "jti"],
  nonce: ["text"],
  scopes: ["texts", "scope", "requiredScopes"],
  roles: ["texts", "role", "requiredRoles"],
  /** Where the roles are, as a path: `realm_access.roles`. */
  rolesClaim: ["text", "rolesPath"],
  /** Where the scopes are, if not in `scope`, `scp`, `scopes` or `permissions`. */
  scopesClaim: ["text"],
  /** The access token, or the authorization code, that came with an ID Token (OpenID Connect Core section 3.3.2.11). */
  accessToken: ["text", "access_token"],
  code: ["text"],
  /** The verifier whose own limits on types and lengths also apply. */
  verifier: ["verifier"],
} as const satisfies Readonly<Record<string, readonly [kind: MemberKind, ...aliases: string[]]>>;

/**
 * What a verifier expects of a token, as a small JSON document. Every member is optional; an absent one is not checked.
 * If a member lists several values, one is enough, except for scopes, roles and required claims, which are all required.
 */
export type Policy = { readonly [Name in keyof typeof MEMBERS]?: Kinds[(typeof MEMBERS)[Name][0]] };

/** The names of all members, for completion. */
export const POLICY_MEMBERS = Object.keys(MEMBERS) as readonly (keyof Policy)[];

const BY_NAME: ReadonlyMap<string, { readonly name: keyof Policy; readonly kind: MemberKind }> = new Map(
  POLICY_MEMBERS.flatMap((name) => {
    const [kind, ...aliases] = MEMBERS[name];
    return [name, ...aliases].map((alias) => [alias, { name, kind }] as const);
  }),
);

/** The policy member for a name, whichever verifier uses that name, and its type; null if unknown. */
export function memberCalled(name: string): { readonly name: keyof Policy; readonly kind: MemberKind } | null {
  return BY_NAME.get(name) ?? null;
}
