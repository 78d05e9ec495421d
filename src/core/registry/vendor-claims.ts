/** An unregistered claim of a widely used issuer. */
export interface VendorClaim {
  /** What it is for, in one sentence. */
  readonly says: string;
  /** The manual that says so. */
  readonly source: string;
}

const ENTRA = "Microsoft identity platform, access token claims";
const KEYCLOAK = "Keycloak, server administration guide";
const COGNITO = "Amazon Cognito, using tokens";

/** By name, as of 2026-07. */
const ROWS: ReadonlyMap<string, readonly [says: string, source: string]> = new Map([
  ["scp", ["What the client may do on the user's behalf: the delegated permissions.", ENTRA]],
  ["tid", ["The Entra tenant that the user signed in to.", ENTRA]],
  ["oid", ["The user or application in the Entra tenant, the same for all of its apps.", ENTRA]],
  ["appid", ["The client that the token was issued to, in tokens of version 1.0.", ENTRA]],
  ["appidacr", ["How the client authenticated: 0 not at all, 1 by a secret, 2 by a certificate.", ENTRA]],
  ["upn", ["The user's sign-in name. It can change, so nothing should be found by it.", ENTRA]],
  ["unique_name", ["A name of the user for display. It is not unique.", ENTRA]],
  ["ver", ["The version of the token's format.", ENTRA]],
  ["uti", ["Entra's name for this one token.", ENTRA]],
  ["rh", ["For Entra itself. APIs ignore it.", ENTRA]],
  ["aio", ["For Entra itself. APIs ignore it.", ENTRA]],
  ["wids", ["The directory roles of the user in the tenant.", ENTRA]],
  ["idp", ["Where the user signed in, if not in the tenant itself.", ENTRA]],
  ["tfp", ["The user flow of Azure AD B2C that issued the token.", "Azure AD B2C, overview of tokens"]],
  ["realm_access", ["The user's roles in the whole realm.", KEYCLOAK]],
  ["resource_access", ["The user's roles by client.", KEYCLOAK]],
  ["session_state", ["The user's session at Keycloak, as sid.", KEYCLOAK]],
  ["allowed-origins", ["The web origins that the client may call from.", KEYCLOAK]],
  ["typ", ["What the token is, by Keycloak's names: Bearer, ID, Refresh, Offline, Logout.", KEYCLOAK]],
  ["token_use", ["What the token is for: id or access.", COGNITO]],
  ["cognito:username", ["The user's name in the user pool.", COGNITO]],
  ["cognito:groups", ["The user's groups in the user pool.", COGNITO]],
  ["origin_jti", ["The sign-in that the token comes from. Revoking the refresh token revokes it.", COGNITO]],
  ["event_id", ["The sign-in, as Cognito logs it.", COGNITO]],
  ["hd", ["The Google Workspace domain of the user.", "Google Identity, OpenID Connect"]],
  ["permissions", ["What the client may do at the API.", "Auth0, role-based access control"]],
  ["gty", ["The grant that the token was issued for.", "Auth0, access tokens"]],
  ["org_id", ["The organization that the user signed in to.", "Auth0, organizations"]],
  ["firebase", ["How the user signed in, and with which identities.", "Firebase, verify ID tokens"]],
  ["user_id", ["The user, like sub.", "Firebase, verify ID tokens"]],
  [
    "app_metadata",
    ["What the project stores about the user, and the user cannot change.", "Supabase, JSON Web Tokens"],
  ],
  ["user_metadata", ["What the user may change at will: base no decision on it.", "Supabase, JSON Web Tokens"]],
  ["aal", ["How strongly the user was authenticated: aal1 or aal2.", "Supabase, JSON Web Tokens"]],
  ["session_id", ["The user's session.", "Supabase, JSON Web Tokens"]],
  [
    "kubernetes.io",
    ["The namespace, pod and service account that the token was made for.", "Kubernetes, service account tokens"],
  ],
]);

/** What widely used issuers mean by an unregistered claim; null if none is known to use it. */
export function vendorClaim(name: string): VendorClaim | null {
  const row = ROWS.get(name);
  return row ? { says: row[0], source: row[1] } : null;
}
