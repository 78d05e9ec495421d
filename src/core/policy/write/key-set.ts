/** Where widely used issuers publish their keys (`jwks_uri` of their metadata), as of 2026-07. */
const ADDRESSES: readonly (readonly [iss: RegExp, address: string])[] = [
  [/^(?:https:\/\/)?accounts\.google\.com$/, "https://www.googleapis.com/oauth2/v3/certs"],
  [
    /^https:\/\/securetoken\.google\.com\/.+$/,
    "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com",
  ],
  [/^https:\/\/(login\.microsoftonline\.(?:com|us))\/([\w.-]+)\/v2\.0$/, "https://$1/$2/discovery/v2.0/keys"],
  [/^https:\/\/sts\.windows\.net\/([\w.-]+)\/$/, "https://login.microsoftonline.com/$1/discovery/keys"],
  [/^https:\/\/appleid\.apple\.com$/, "https://appleid.apple.com/auth/keys"],
  [/^(https:\/\/token\.actions\.githubusercontent\.com)$/, "$1/.well-known/jwks"],
  [/^(https:\/\/gitlab\.com)$/, "$1/oauth/discovery/keys"],
  [/^(https:\/\/[\w.-]+\.okta(?:preview|-emea)?\.com\/oauth2\/\w+)$/, "$1/v1/keys"],
  [/^(https:\/\/[\w.-]+\.okta(?:preview|-emea)?\.com)$/, "$1/oauth2/v1/keys"],
  [/^(https?:\/\/[^\s?#]+\/realms\/[^\s/?#]+)$/, "$1/protocol/openid-connect/certs"],
  [/^(https:\/\/kubernetes\.default\.svc(?:\.[\w.-]+)?)$/, "$1/openid/v1/jwks"],
  [/^(https?:\/\/[^\s?#"'\\<>`]+?)\/?$/, "$1/.well-known/jwks.json"],
];

/** Where an issuer's keys are, and the source: its documentation, the usual convention, or only a placeholder. */
interface KeySet {
  readonly url: string;
  readonly is: "documented" | "usual" | "placeholder";
}

/**
 * The address of an issuer's key set: the documented one, else the usual one; a placeholder if `iss` is not an address.
 */
export function keySetOf(iss: string): KeySet {
  const at = ADDRESSES.findIndex(([pattern]) => pattern.test(iss));
  const row = ADDRESSES[at];
  if (!row) return { url: "https://issuer.example/.well-known/jwks.json", is: "placeholder" };
  return { url: iss.replace(row[0], row[1]), is: at === ADDRESSES.length - 1 ? "usual" : "documented" };
}

/** The address alone. */
export function keySetAddress(iss: string): string {
  return keySetOf(iss).url;
}
