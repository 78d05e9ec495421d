import type { JsonObject } from "../json/types.ts";
import { lastMember } from "../json/query.ts";
import { type IssuerId, issuerOf, type LookedAt } from "../registry/issuers.ts";
import { mediaTypeName } from "../registry/media-types.ts";
import { valuesOf } from "./claim-path.ts";

/** A policy to start from. `policy` fills it from the open token. */
interface Preset {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** The issuers whose tokens it is for. */
  readonly issuers?: readonly IssuerId[];
  /** Other signs of these tokens. */
  readonly matches?: (token: PresetToken) => boolean;
  readonly policy: (token: PresetToken) => Readonly<Record<string, unknown>>;
}

/** The input of presets: claims as strings. */
interface PresetToken {
  readonly alg: string;
  readonly typ: string;
  readonly iss: string;
  readonly aud: readonly string[];
  readonly claim: (name: string) => string;
  readonly looked: LookedAt;
}

/** The claims that presets use; an absent one is "". */
export function presetToken(header: JsonObject | null, payload: JsonObject | null): PresetToken {
  const text = (object: JsonObject | null, name: string): string => {
    const node = object && lastMember(object, name)?.value;
    return node?.type === "string" ? node.value : "";
  };
  return {
    alg: text(header, "alg"),
    typ: text(header, "typ"),
    iss: text(payload, "iss"),
    aud: valuesOf((payload && lastMember(payload, "aud")?.value) ?? null),
    claim: (name) => text(payload, name),
    looked: {
      header: (name) => text(header, name),
      claim: (name) => text(payload, name),
      has: (name) => payload !== null && lastMember(payload, name) !== null,
    },
  };
}

const one = (values: readonly string[], otherwise: string): string => values[0] ?? otherwise;
const ofToken = ({ iss, aud }: PresetToken) => ({ iss: iss || "https://issuer.example", aud: one(aud, "your-api") });
/** The asymmetric algorithms that this kind of issuer uses: never those with a shared secret. */
const ASYMMETRIC = ["RS256", "PS256", "ES256", "EdDSA"];

/** All presets, specific ones before general ones. Facts from the vendors' documentation as of 2026-07. */
export const PRESETS: readonly Preset[] = [
  {
    id: "github-actions",
    title: "GitHub Actions",
    source: "GitHub Docs, OpenID Connect reference",
    issuers: ["github-actions"],
    policy: ({ aud, claim }) => ({
      algorithms: ["RS256"],
      iss: "https://token.actions.githubusercontent.com",
      aud: one(aud, "sts.amazonaws.com"),
      sub: claim("sub") || "repo:owner/name:ref:refs/heads/main",
      requiredClaims: ["exp", "nbf", "iat", "jti"],
    }),
  },
  {
    id: "kubernetes",
    title: "Kubernetes service account",
    source: "Kubernetes documentation, Managing Service Accounts",
    issuers: ["kubernetes"],
    policy: ({ iss, aud, claim }) => ({
      algorithms: ["RS256", "ES256"],
      iss: iss || "https://kubernetes.default.svc.cluster.local",
      aud: one(aud, "https://kubernetes.default.svc.cluster.local"),
      ...(claim("sub") ? { sub: claim("sub") } : {}),
      requiredClaims: ["exp", "sub"],
    }),
  },
  {
    id: "entra-v2",
    title: "Microsoft Entra, v2.0",
    source: "Microsoft identity platform, access token claims",
    issuers: ["entra-v2"],
    policy: ({ iss, aud }) => ({
      algorithms: ["RS256"],
      iss: iss || "https://login.microsoftonline.com/your-tenant-id/v2.0",
      aud: one(aud, "your-client-id"),
      claims: { ver: "2.0" },
      requiredClaims: ["exp", "nbf", "tid", "oid"],
    }),
  },
  {
    id: "entra-v1",
    title: "Microsoft Entra, v1.0",
    source: "Microsoft identity platform, access token claims",
    issuers: ["entra-v1"],
    policy: ({ iss, aud }) => ({
      algorithms: ["RS256"],
      iss: iss || "https://sts.windows.net/your-tenant-id/",
      aud: one(aud, "api://your-client-id"),
      claims: { ver: "1.0" },
      requiredClaims: ["exp", "nbf", "tid", "oid"],
    }),
  },
  {
    id: "cognito",
    title: "Amazon Cognito, access token",
    source: "Amazon Cognito developer guide, verifying JSON web tokens",
    issuers: ["cognito"],
    policy: ({ iss, aud, claim }) =>
      claim("token_use") === "id"
        ? {
            algorithms: ["RS256"],
            iss,
            aud: one(aud, "your-app-client-id"),
            claims: { token_use: "id" },
            requiredClaims: ["exp", "sub"],
          }
        : {
            algorithms: ["RS256"],
            iss: iss || "https://cognito-idp.eu-central-1.amazonaws.com/your-user-pool-id",
            client: claim("client_id") || "your-app-client-id",
            claims: { token_use: "access" },
            requiredClaims: ["exp", "sub"],
          },
  },
  {
    id: "supabase",
    title: "Supabase",
    source: "Supabase documentation, JWT claims reference",
    issuers: ["supabase"],
    policy: ({ iss }) => ({
      algorithms: ["ES256", "RS256", "HS256"],
      iss: iss || "https://your-project.supabase.co/auth/v1",
      aud: "authenticated",
      requiredClaims: ["exp", "sub", "role", "session_id"],
    }),
  },
  {
    id: "firebase",
    title: "Firebase ID token",
    source: "Firebase documentation, Verify ID Tokens",
    issuers: ["firebase"],
    policy: ({ iss, aud }) => ({
      algorithms: ["RS256"],
      iss: iss || "https://securetoken.google.com/your-project",
      aud: one(aud, "your-project"),
      requiredClaims: ["exp", "iat", "sub", "auth_time"],
    }),
  },
  {
    id: "google",
    title: "Google ID token",
    source: "Google Identity, Verify the Google ID token on your server side",
    issuers: ["google"],
    policy: ({ aud }) => ({
      algorithms: ["RS256"],
      iss: ["https://accounts.google.com", "accounts.google.com"],
      aud: one(aud, "your-client-id.apps.googleusercontent.com"),
      requiredClaims: ["exp", "iat", "sub"],
    }),
  },
  {
    id: "apple",
    title: "Sign in with Apple",
    source: "Apple developer documentation, Verifying a user",
    issuers: ["apple"],
    policy: ({ aud }) => ({
      algorithms: ["RS256"],
      iss: "https://appleid.apple.com",
      aud: one(aud, "your.bundle.id"),
      requiredClaims: ["exp", "iat", "sub"],
    }),
  },
  {
    id: "auth0",
    title: "Auth0",
    source: "Auth0 documentation, Validate Access Tokens",
    issuers: ["auth0"],
    policy: ({ iss, aud }) => ({
      algorithms: ["RS256"],
      iss: iss || "https://your-tenant.auth0.com/",
      aud: one(aud, "https://your-api"),
      requiredClaims: ["exp", "iat", "sub"],
    }),
  },
  {
    id: "keycloak",
    title: "Keycloak",
    source: "Keycloak documentation, Securing applications",
    issuers: ["keycloak"],
    policy: ({ iss, aud }) => ({
      algorithms: ["RS256", "ES256", "EdDSA"],
      iss: iss || "https://keycloak.example/realms/your-realm",
      aud: one(aud, "your-api"),
      claims: { typ: "Bearer" },
      requiredClaims: ["exp", "iat", "azp"],
    }),
  },
  {
    id: "rfc9068",
    title: "Access token (RFC 9068)",
    source: "RFC 9068 sections 2 and 4",
    matches: ({ typ }) => mediaTypeName(typ) === "at+jwt",
    policy: (token) => ({
      algorithms: ASYMMETRIC,
      typ: "at+jwt",
      ...ofToken(token),
      requiredClaims: ["iss", "exp", "aud", "sub", "client_id", "iat", "jti"],
    }),
  },
  {
    id: "logout",
    title: "Logout token (OpenID Connect)",
    source: "OpenID Connect Back-Channel Logout section 2.4",
    matches: ({ typ }) => mediaTypeName(typ) === "logout+jwt",
    policy: (token) => ({
      algorithms: ASYMMETRIC,
      typ: "logout+jwt",
      ...ofToken(token),
      requiredClaims: ["iss", "aud", "iat", "exp", "jti", "events"],
      maxAge: 120,
      jtiDenyList: [],
    }),
  },
  {
    id: "dpop",
    title: "DPoP proof",
    source: "RFC 9449 sections 4.2 and 4.3",
    matches: ({ typ }) => mediaTypeName(typ) === "dpop+jwt",
    policy: ({ claim }) => ({
      algorithms: ["ES256", "PS256", "EdDSA"],
      typ: "dpop+jwt",
      claims: { htm: claim("htm") || "POST", htu: claim("htu") || "https://server.example/token" },
      requiredClaims: ["jti", "htm", "htu", "iat"],
      maxAge: 60,
      jtiDenyList: [],
    }),
  },
  {
    id: "id-token",
    title: "ID Token (OpenID Connect)",
    source: "OpenID Connect Core section 3.1.3.7",
    matches: ({ claim }) => claim("nonce") !== "" || claim("at_hash") !== "",
    policy: (token) => ({
      algorithms: ["RS256", "ES256", "PS256", "EdDSA"],
      ...ofToken(token),
      ...(token.claim("azp") ? { client: token.claim("azp") } : {}),
      ...(token.claim("nonce") ? { nonce: token.claim("nonce") } : {}),
      requiredClaims: ["iss", "sub", "aud", "exp", "iat"],
    }),
  },
  {
    id: "own",
    title: "From this token",
    source: "What the token claims: change it to what your service expects",
    policy: (token) => ({
      algorithms: [token.alg && token.alg !== "none" ? token.alg : "RS256"],
      ...ofToken(token),
      requiredClaims: ["exp", "sub"],
    }),
  },
];

/** The preset for a token; null if none recognises it. */
export function recognise(token: PresetToken): Preset | null {
  const issuer = issuerOf(token.looked)?.id;
  return PRESETS.find(({ issuers, matches }) => issuers?.some((id) => id === issuer) || matches?.(token)) ?? null;
}

/** The preset's policy as the text of the editor. */
export function presetText(preset: Preset, token: PresetToken): string {
  return `${JSON.stringify(preset.policy(token), null, 2)}\n`;
}
