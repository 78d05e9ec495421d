/**
 * Who issues tokens of a certain look, and what kinds of tokens there are: for naming a token in the user's words, never
 * for trusting it. Facts from the vendors' documentation and the registry of media types, as of 2026-07.
 */

/** What is looked at: claims and header parameters as texts; absent and other values are "". `has` is true for any value. */
export interface LookedAt {
  readonly header: (name: string) => string;
  readonly claim: (name: string) => string;
  readonly has: (claim: string) => boolean;
}

interface IssuerRow {
  readonly name: string;
  /** Held against `iss`. */
  readonly iss?: RegExp;
  /** Where `iss` alone does not tell. */
  readonly is?: (token: LookedAt) => boolean;
  /** The issuer belongs to a service that the public uses, whatever host it stands on. */
  readonly isPublic: boolean;
}

const ISSUERS: readonly IssuerRow[] = [
  { name: "Firebase", iss: /^https:\/\/securetoken\.google\.com\//, isPublic: true },
  { name: "Google", iss: /^(?:https:\/\/)?accounts\.google\.com$/, isPublic: true },
  { name: "a Google service account", iss: /(?:^|@)[\w.-]*gserviceaccount\.com$/, isPublic: true },
  {
    name: "Microsoft Entra",
    iss: /^https:\/\/(?:sts\.windows\.net|login\.microsoftonline\.(?:com|us)|login\.partner\.microsoftonline\.cn)\//,
    isPublic: true,
  },
  { name: "Azure AD B2C", iss: /^https:\/\/[\w-]+\.b2clogin\.com\//, isPublic: true },
  { name: "Auth0", iss: /^https:\/\/[\w.-]+\.auth0\.com\/$/, isPublic: true },
  { name: "Okta", iss: /^https:\/\/[\w-]+\.okta(?:preview|-emea)?\.com(?:\/|$)/, isPublic: true },
  { name: "Amazon Cognito", iss: /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com\//, isPublic: true },
  { name: "Supabase", iss: /^https:\/\/[\w-]+\.supabase\.(?:co|in)\/auth\/v1$|^supabase(?:-demo)?$/, isPublic: true },
  { name: "Apple", iss: /^https:\/\/appleid\.apple\.com$/, isPublic: true },
  { name: "GitHub Actions", iss: /^https:\/\/token\.actions\.githubusercontent\.com(?:\/|$)/, isPublic: true },
  { name: "GitLab", iss: /^https:\/\/gitlab\.com$/, isPublic: true },
  { name: "Clerk", iss: /^https:\/\/clerk\.|\.clerk\.accounts\.dev$/, isPublic: true },
  {
    name: "Kubernetes",
    iss: /^kubernetes\/serviceaccount$|^https:\/\/(?:kubernetes\.default\.svc|oidc\.eks\.[\w-]+\.amazonaws\.com\/|container\.googleapis\.com\/)/,
    is: ({ claim }) => claim("sub").startsWith("system:serviceaccount:"),
    isPublic: true,
  },
  { name: "Keycloak", iss: /\/realms\/[^/]+$/, isPublic: false },
  { name: "Dex", iss: /^https?:\/\/[^/]+\/dex$/, isPublic: false },
  { name: "Istio's samples", iss: /^testing@secure\.istio\.io$/, isPublic: false },
  { name: "smallstep", is: ({ claim }) => /\/1\.0\/(?:sign|ssh)/.test(claim("aud")), isPublic: false },
  { name: "NATS", is: ({ has, header }) => has("nats") && header("alg").startsWith("ed25519"), isPublic: false },
  { name: "Hasura", is: ({ has }) => has("https://hasura.io/jwt/claims"), isPublic: false },
  {
    name: "an AWS load balancer",
    is: ({ header }) => header("signer").startsWith("arn:aws:elasticloadbalancing:"),
    isPublic: true,
  },
  { name: "SPIFFE", is: ({ claim }) => claim("sub").startsWith("spiffe://"), isPublic: false },
  { name: "a decentralized identifier", iss: /^did:[a-z\d]+:/, isPublic: false },
  {
    name: "jwt.io's example",
    is: ({ claim }) => claim("sub") === "1234567890" && /^(?:John Doe|Jane Doe)$/.test(claim("name")),
    isPublic: false,
  },
];

/** Kinds of tokens, with their article, by the media type in `typ` (RFC 7515 section 4.1.9), without `application/`. */
const TYPES: Readonly<Record<string, string>> = {
  "at+jwt": "an access token",
  "logout+jwt": "a logout token",
  "dpop+jwt": "a DPoP proof",
  "secevent+jwt": "a security event token",
  "oauth-authz-req+jwt": "a request object",
  "token-introspection+jwt": "an introspection response",
  "client-authentication+jwt": "a client assertion",
  "entity-statement+jwt": "an OpenID Federation entity statement",
  "openid4vci-proof+jwt": "a proof of a credential request",
  "statuslist+jwt": "a token status list",
  "wit+jwt": "a workload identity token",
  "kb+jwt": "a key-binding JWT",
  "vc+jwt": "a verifiable credential",
  "vc+ld+jwt": "a verifiable credential",
  "vp+jwt": "a verifiable presentation",
  "sd+jwt": "an SD-JWT",
  "vc+sd-jwt": "an SD-JWT credential",
  "dc+sd-jwt": "an SD-JWT credential",
  "example+sd-jwt": "an SD-JWT",
};

/** The issuer that a token names, in words that can follow "of"; null where it is none that is known here. */
export function issuerOf(token: LookedAt): { readonly name: string; readonly isPublic: boolean } | null {
  const iss = token.claim("iss");
  return ISSUERS.find((row) => (row.iss?.test(iss) ?? false) || (row.is?.(token) ?? false)) ?? null;
}

/** What a token says that it is, with its article, by `typ`, or by claims that only such tokens have; null where nothing tells. */
export function kindOf({ header, claim, has }: LookedAt): string | null {
  const typed =
    TYPES[
      header("typ")
        .toLowerCase()
        .replace(/^application\//, "")
    ];
  if (typed !== undefined) return typed;
  const use = (claim("token_use") || claim("typ")).toLowerCase();
  if (use === "access" || use === "bearer") return "an access token";
  if (use === "id") return "an ID Token";
  if (use === "refresh" || use === "offline") return "a refresh token";
  if (use === "logout") return "a logout token";
  if (claim("sub").startsWith("system:serviceaccount:")) return "a service account's token";
  if (/^supabase(?:-demo)?$/.test(claim("iss")) && !has("sub")) return "an API key";
  if (has("vc")) return "a verifiable credential";
  if (has("vp")) return "a verifiable presentation";
  if (claim("response_type") !== "" && claim("client_id") !== "") return "a request object";
  if (has("scope") || has("scp") || has("permissions")) return "an access token";
  if (has("at_hash") || has("c_hash") || has("nonce")) return "an ID Token";
  if (claim("iss") !== "" && claim("iss") === claim("sub") && has("aud")) return "a client assertion";
  return null;
}
