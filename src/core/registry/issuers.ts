import { wholeValue } from "../json/query.ts";
import type { JsonDocument, JsonNode } from "../json/types.ts";
import { mediaType } from "./media-types.ts";

/**
 * Who issues tokens that look a certain way, and what kinds of tokens there are: for naming a token in the user's words
 * and choosing a preset, never for trusting it. Facts from the vendors' documentation, as of 2026-07.
 */

/**
 * The parts of a token that patterns examine: claims and header parameters as texts; absent and non-text values are "".
 * `has` is true for any value.
 */
export interface LookedAt {
  readonly header: (name: string) => string;
  readonly claim: (name: string) => string;
  readonly has: (claim: string) => boolean;
}

/** The header and claims of a token, ready for the patterns. If a text breaks off, what was read in full. */
export function lookAt(header: JsonDocument, payload: JsonDocument): LookedAt {
  const text = (node: JsonNode | null): string => (node?.type === "string" ? node.value : "");
  return {
    header: (name) => text(wholeValue(header, name)),
    claim: (name) => text(wholeValue(payload, name)),
    has: (name) => wholeValue(payload, name) !== null,
  };
}

interface IssuerRow {
  readonly id: string;
  /** Follows "a token of". */
  readonly name: string;
  /** Which of the issuer's kinds of token the pattern identifies, if it does. */
  readonly detail?: string;
  /** Matched against the whole of `iss` (RFC 7519 section 4.1.1). */
  readonly iss?: RegExp;
  /** For cases that `iss` alone does not decide. */
  readonly is?: (token: LookedAt) => boolean;
  /** The issuer belongs to a public service, whatever its host. */
  readonly isPublic: boolean;
  /** Where the issuer documents that value. */
  readonly source: string;
}

const ENTRA = { name: "Microsoft Entra", isPublic: true, source: "Microsoft identity platform, access token claims" };

/** The first match counts: specific patterns come before general ones. */
const ISSUERS = [
  {
    id: "firebase",
    name: "Firebase",
    iss: /^https:\/\/securetoken\.google\.com\/[^/]+$/,
    isPublic: true,
    source: "Firebase, verify ID tokens",
  },
  {
    id: "google",
    name: "Google",
    iss: /^(?:https:\/\/)?accounts\.google\.com$/,
    isPublic: true,
    source: "Google Identity, OpenID Connect",
  },
  {
    id: "google-service-account",
    name: "a Google service account",
    iss: /^[\w.@-]*gserviceaccount\.com$/,
    isPublic: true,
    source: "Google Identity, OAuth 2.0 for server to server applications",
  },
  {
    ...ENTRA,
    id: "entra-v2",
    detail: "v2.0 token",
    iss: /^https:\/\/login\.(?:microsoftonline\.(?:com|us)|partner\.microsoftonline\.cn)\/[^/]+\/v2\.0$/,
  },
  { ...ENTRA, id: "entra-v1", detail: "v1.0 token", iss: /^https:\/\/sts\.windows\.net\/[^/]+\/$/ },
  {
    ...ENTRA,
    id: "entra",
    iss: /^https:\/\/(?:sts\.windows\.net|login\.microsoftonline\.(?:com|us)|login\.partner\.microsoftonline\.cn)\//,
  },
  {
    id: "b2c",
    name: "Azure AD B2C",
    iss: /^https:\/\/[\w-]+\.b2clogin\.com\//,
    isPublic: true,
    source: "Azure AD B2C, overview of tokens",
  },
  {
    id: "auth0",
    name: "Auth0",
    iss: /^https:\/\/[\w.-]+\.auth0\.com\/$/,
    isPublic: true,
    source: "Auth0, ID token structure",
  },
  {
    id: "okta",
    name: "Okta",
    iss: /^https:\/\/[\w-]+\.okta(?:preview|-emea)?\.com(?:\/|$)/,
    isPublic: true,
    source: "Okta, OpenID Connect and OAuth 2.0 API",
  },
  {
    id: "cognito",
    name: "Amazon Cognito",
    iss: /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com\//,
    isPublic: true,
    source: "Amazon Cognito, using tokens",
  },
  {
    id: "supabase",
    name: "Supabase",
    iss: /^https:\/\/[\w-]+\.supabase\.(?:co|in)\/auth\/v1$|^supabase(?:-demo)?$/,
    isPublic: true,
    source: "Supabase, JSON Web Tokens",
  },
  {
    id: "apple",
    name: "Apple",
    iss: /^https:\/\/appleid\.apple\.com$/,
    isPublic: true,
    source: "Sign in with Apple, token validation",
  },
  {
    id: "github-actions",
    name: "GitHub Actions",
    iss: /^https:\/\/token\.actions\.githubusercontent\.com(?:\/[\w-]+)?$/,
    isPublic: true,
    source: "GitHub Actions, OpenID Connect reference",
  },
  {
    id: "gitlab",
    name: "GitLab",
    iss: /^https:\/\/gitlab\.com$/,
    isPublic: true,
    source: "GitLab, ID token authentication",
  },
  {
    id: "clerk",
    name: "Clerk",
    iss: /^https:\/\/(?:clerk\.[\w.-]+|[\w.-]+\.clerk\.accounts\.dev)$/,
    isPublic: true,
    source: "Clerk, session tokens",
  },
  {
    id: "kubernetes",
    name: "Kubernetes",
    iss: /^kubernetes\/serviceaccount$|^https:\/\/(?:kubernetes\.default(?:[.:/]|$)|oidc\.eks\.[\w-]+\.amazonaws\.com\/|container\.googleapis\.com\/)/,
    is: ({ claim }) => claim("sub").startsWith("system:serviceaccount:"),
    isPublic: true,
    source: "Kubernetes, service account tokens",
  },
  {
    id: "keycloak",
    name: "Keycloak",
    iss: /^https?:\/\/[^/]+\/(?:[^?#]*\/)?realms\/[^/]+$/,
    isPublic: false,
    source: "Keycloak, OpenID Connect endpoints",
  },
  { id: "dex", name: "Dex", iss: /^https?:\/\/[^/]+\/dex$/, isPublic: false, source: "Dex, getting started" },
  {
    id: "istio-samples",
    name: "Istio's samples",
    iss: /^testing@secure\.istio\.io$/,
    isPublic: false,
    source: "Istio, end-user authentication",
  },
  {
    id: "smallstep",
    name: "smallstep",
    is: ({ claim }) => /\/1\.0\/(?:sign|ssh)/.test(claim("aud")),
    isPublic: false,
    source: "step-ca, provisioners",
  },
  {
    id: "nats",
    name: "NATS",
    is: ({ has, header }) => has("nats") && header("alg").startsWith("ed25519"),
    isPublic: false,
    source: "NATS, decentralized JWT authentication",
  },
  {
    id: "hasura",
    name: "Hasura",
    is: ({ has }) => has("https://hasura.io/jwt/claims"),
    isPublic: false,
    source: "Hasura, authentication using JWTs",
  },
  {
    id: "aws-load-balancer",
    name: "an AWS load balancer",
    is: ({ header }) => header("signer").startsWith("arn:aws:elasticloadbalancing:"),
    isPublic: true,
    source: "Elastic Load Balancing, authenticate users",
  },
  {
    id: "spiffe",
    name: "SPIFFE",
    is: ({ claim }) => claim("sub").startsWith("spiffe://"),
    isPublic: false,
    source: "JWT-SVID",
  },
  {
    id: "did",
    name: "a decentralized identifier",
    iss: /^did:[a-z\d]+:/,
    isPublic: false,
    source: "W3C Decentralized Identifiers",
  },
  {
    id: "jwt-io",
    name: "jwt.io's example",
    is: ({ claim }) => claim("sub") === "1234567890" && /^(?:John Doe|Jane Doe)$/.test(claim("name")),
    isPublic: false,
    source: "jwt.io",
  },
] as const satisfies readonly IssuerRow[];

/** The id of an issuer's row. */
export type IssuerId = (typeof ISSUERS)[number]["id"];

/** What the page says about an issuer. */
interface Issuer {
  readonly id: IssuerId;
  readonly name: string;
  readonly detail?: string;
  readonly isPublic: boolean;
  readonly source: string;
}

/** The issuer that a token names; null if it is unknown. */
export function issuerOf(token: LookedAt): Issuer | null {
  const iss = token.claim("iss");
  return rows.find((row) => (row.iss?.test(iss) ?? false) || (row.is?.(token) ?? false)) ?? null;
}

/**
 * Who an `iss` value usually belongs to; null if its shape tells nothing. A name proves nothing: the signature does.
 */
export function knownIssuer(iss: string): Issuer | null {
  return rows.find((row) => row.iss?.test(iss) ?? false) ?? null;
}

const rows: readonly (IssuerRow & Issuer)[] = ISSUERS;

/**
 * What kind of token it claims to be, with an article, by `typ` or by claims that only such tokens have; null if
 * nothing tells.
 */
export function kindOf({ header, claim, has }: LookedAt): string | null {
  const typ = header("typ");
  const typed = typ.toLowerCase() === "jwt" ? null : mediaType(typ);
  if (typed !== null) return typed.kind;
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
  if (has("sub_jwk")) return "a self-issued ID Token";
  if (isAuthorizationResponse({ claim, has })) return "an authorization response (JARM)";
  if (has("scope") || has("scp") || has("permissions")) return "an access token";
  if (has("at_hash") || has("c_hash") || has("nonce")) return "an ID Token";
  if (claim("iss") !== "" && claim("iss") === claim("sub") && has("aud")) return "a client assertion";
  return null;
}

/**
 * Whether the claims are the parameters of an authorization response and what JARM adds (JARM section 2.1): a code or an error
 * with the request's state, for a client, and no subject. Without a state, a code may be anything, such as an invitation's.
 */
export function isAuthorizationResponse({ claim, has }: Pick<LookedAt, "claim" | "has">): boolean {
  const isResponse = claim("code") !== "" || /^[a-z_]+$/.test(claim("error"));
  return isResponse && ["iss", "aud", "exp", "state"].every(has) && !has("sub");
}
