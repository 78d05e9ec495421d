/** An issuer that many tokens come from, told by the shape of `iss` (RFC 7519 section 4.1.1). */
interface IssuerRow {
  readonly pattern: RegExp;
  readonly name: string;
  /** Where the issuer documents that value, looked up in 2026-07. */
  readonly source: string;
}

const ROWS: readonly IssuerRow[] = (
  [
    [/^(?:https:\/\/)?accounts\.google\.com$/, "Google", "Google Identity, OpenID Connect"],
    [/^https:\/\/securetoken\.google\.com\/[^/]+$/, "Firebase Authentication", "Firebase, verify ID tokens"],
    [
      /^https:\/\/login\.microsoftonline\.com\/[^/]+\/v2\.0$/,
      "Microsoft Entra ID (v2.0 token)",
      "Microsoft identity platform, access token claims",
    ],
    [
      /^https:\/\/sts\.windows\.net\/[^/]+\/$/,
      "Microsoft Entra ID (v1.0 token)",
      "Microsoft identity platform, access token claims",
    ],
    [/^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com\/[\w-]+$/, "Amazon Cognito", "Amazon Cognito, using tokens"],
    [/^https:\/\/[\w.-]+\.auth0\.com\/$/, "Auth0", "Auth0, ID token structure"],
    [/^https:\/\/[\w.-]+\.okta(?:preview)?\.com(?:\/oauth2\/\w+)?$/, "Okta", "Okta, OpenID Connect and OAuth 2.0 API"],
    [/^https:\/\/appleid\.apple\.com$/, "Apple", "Sign in with Apple, token validation"],
    [
      /^https:\/\/token\.actions\.githubusercontent\.com(?:\/[\w-]+)?$/,
      "GitHub Actions",
      "GitHub Actions, OpenID Connect reference",
    ],
    [/^https:\/\/gitlab\.com$/, "GitLab.com", "GitLab, ID token authentication"],
    [
      /^https:\/\/[^/]+(?:\/auth)?\/realms\/[^/]+$/,
      "Keycloak (by the shape of its address)",
      "Keycloak, OpenID Connect endpoints",
    ],
    [/^kubernetes\/serviceaccount$/, "Kubernetes (old service account token)", "Kubernetes, service account tokens"],
    [/^https:\/\/kubernetes\.default\.svc(?:\.cluster\.local)?$/, "Kubernetes", "Kubernetes, service account tokens"],
    [/^https:\/\/[\w-]+\.supabase\.co\/auth\/v1$/, "Supabase Auth", "Supabase, JSON Web Tokens"],
    [/^https:\/\/[\w-]+\.clerk\.accounts\.dev$/, "Clerk (development instance)", "Clerk, session tokens"],
  ] as const
).map(([pattern, name, source]) => ({ pattern, name, source }));

/** Who an `iss` value usually is; null where its shape tells nothing. A name proves nothing: the signature does. */
export function knownIssuer(iss: string): { readonly name: string; readonly source: string } | null {
  const row = ROWS.find(({ pattern }) => pattern.test(iss));
  return row === undefined ? null : { name: row.name, source: row.source };
}
