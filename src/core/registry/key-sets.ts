import { issuerOf, type IssuerId, type LookedAt } from "./issuers.ts";

/**
 * Where an issuer's public keys are: its key set, or the document that points to it (OpenID Connect Discovery 1.0
 * section 4).
 */
interface KeySource {
  readonly kind: "key-set" | "discovery";
  readonly url: string;
  /** The issuer documents this address; otherwise it only follows from `iss`, which anybody can write. */
  readonly isDocumented: boolean;
}

/**
 * The addresses of key sets, by issuer; a function takes `iss` without its trailing slash. From the vendors'
 * documentation, as of 2026-07.
 */
const KEY_SETS: Partial<Record<IssuerId, string | ((iss: string) => string)>> = {
  firebase: "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com",
  google: "https://www.googleapis.com/oauth2/v3/certs",
  "entra-v2": (iss) => `${iss.replace(/\/v2\.0$/, "")}/discovery/v2.0/keys`,
  auth0: (iss) => `${iss}/.well-known/jwks.json`,
  cognito: (iss) => `${iss}/.well-known/jwks.json`,
  supabase: (iss) => `${iss}/.well-known/jwks.json`,
  apple: "https://appleid.apple.com/auth/keys",
  "github-actions": "https://token.actions.githubusercontent.com/.well-known/jwks",
  keycloak: (iss) => `${iss}/protocol/openid-connect/certs`,
};

/**
 * Where to find the keys that verify a token's signature: at the address that its issuer documents, else where
 * discovery at `iss` says. Null if `iss` is not a web address. Fetches nothing, verifies nothing.
 */
export function keySourceOf(token: LookedAt): KeySource | null {
  const row = issuerOf(token);
  const documented = row === null ? undefined : KEY_SETS[row.id];
  if (typeof documented === "string") return { kind: "key-set", url: documented, isDocumented: true };
  const iss = webAddress(token.claim("iss"));
  if (iss === null) return null;
  if (documented !== undefined) return { kind: "key-set", url: documented(iss), isDocumented: true };
  return { kind: "discovery", url: `${iss}/.well-known/openid-configuration`, isDocumented: false };
}

/** An `iss` as a web address, without a trailing slash; http only where nobody else can listen in. */
function webAddress(iss: string): string | null {
  if (!URL.canParse(iss)) return null;
  const { protocol, hostname, href, search, hash } = new URL(iss);
  const isLocal = hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
  if (search !== "" || hash !== "" || !(protocol === "https:" || (protocol === "http:" && isLocal))) return null;
  return href.replace(/\/$/, "");
}

/**
 * A POSIX shell command that prints the key set. The address stays one word, whatever characters it contains, and the
 * answer of the discovery document is used as a web address only.
 */
export function keySetCommand({ kind, url }: KeySource): string {
  const quoted = `'${url.replaceAll("'", String.raw`'\''`)}'`;
  if (kind === "key-set") return `curl -fsS ${quoted}`;
  const protocols = url.startsWith("http:") ? "http,https" : "https";
  return `curl -fsS --proto '=${protocols}' --url "$(curl -fsS ${quoted} | jq -r .jwks_uri)"`;
}
