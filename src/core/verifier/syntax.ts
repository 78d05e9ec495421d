/** The syntax of a configuration; `text`: its own; `code`: of a programming language. */
export type Syntax = "json" | "yaml" | "hcl" | "toml" | "xml" | "text" | "code";

/** Longer texts are rejected with a reason before any parser sees them. */
export const MOST_CONFIGURATION = 10_000_000;

/** A longer text is read in a worker: here it would hold up typing. */
export const LIVE_CONFIGURATION = 20_000;

/** Why a text longer than its syntax's parser can handle is not read. */
export const tooLong = (syntax: string, most: number): string =>
  `${syntax} over ${most / 1_000_000} MB is not read: paste the part about tokens`;

/** What marks a verifier's file that is not JSON: any other text is not read as a configuration. */
const SIGNS: readonly (readonly [Syntax, RegExp])[] = [
  ["xml", /<(?:validate-(?:jwt|azure-ad-token)|VerifyJWT)\b/],
  // An INI file, whose values are no TOML.
  ["text", /^[ \t]*\[auth\.jwt\]/m],
  [
    "text",
    /^[ \t]*auth_oauth2\.\w|\brabbitmq_auth_backend_oauth2[ \t]*,|\bhttp-request[ \t][^\n]{0,400}\bjwt_(?:verify|payload_query|header_query)\b/m,
  ],
  // A Caddyfile may start with a brace.
  ["text", /^[ \t]*(?:jwtauth\b[^\n]{0,200}\{|authorization[ \t]+policy[ \t])/m],
  // A text that starts like JSON is none of the following. A name in brackets is a TOML table, not a JSON list.
  ["json", /^\s*(?:\{|\[(?![\w.-]+[\](]|\[[\w.-]+\]))/],
  ["toml", /^[ \t]*\[(?:auth|http\.middlewares)(?:\]|\.)/m],
  ["yaml", /^[ \t]*(?:AssumeRolePolicyDocument|JwtConfiguration|identitySource):/m],
  ["hcl", /^[ \t]*(?:resource|module|data) "|^[ \t]*attribute_(?:mapping|condition)\b/m],
  [
    "toml",
    /^[ \t]*(?:oidc_issuer_url|email_domains|skip_jwt_bearer_tokens|jwt-aud|jwt-secret|jwt-role-claim-key)[ \t]*=/m,
  ],
  [
    "text",
    /--attribute-(?:mapping|condition)\b|\boidc-issuer-url\b|\bidentityProviderConfigName=|--(?:extra-jwt-issuers|skip-jwt-bearer-tokens)\b/,
  ],
  ["text", /\b(?:OAUTH2_PROXY|PGRST|MP_JWT|SMALLRYE_JWT|QUARKUS_OIDC)_[A-Z]/],
  [
    "text",
    /\bspring\.security\.oauth2\.resourceserver\.jwt\.[\w-]{1,40}(?:\[\d{1,4}\])?[ \t]*=|\bSPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_/,
  ],
  [
    "text",
    /\b(?:vault|bao) write\b|\bfederated-credential create\b|\bfederatedIdentityCredentials@|\bHASURA_GRAPHQL_JWT_SECRET\b/,
  ],
  ["yaml", /\bkafka\.strimzi\.io\/|^[ \t]*(?:jwksEndpointUri|validIssuerUri|x-tyk-api-gateway|enable_jwt):/m],
  [
    "text",
    /\boauth\.(?:valid\.issuer\.uri|jwks\.endpoint\.uri|introspection\.endpoint\.uri)[ \t]*=|\bsasl[._]oauthbearer[._](?:expected|jwks)[._]/i,
  ],
  ["text", /\bmp\.jwt\.|\bsmallrye\.jwt\.|\bquarkus\.oidc\./],
  // A table printed by `vault read`.
  ["text", /^[ \t]*Key[ \t]+Value[ \t]*\r?\n[ \t]*-{3}[ \t]+-{5}/m],
  ["text", /\bauth_jwt(?:_[a-z]{1,30})?[ \t]/],
  [
    "text",
    /^[ \t]*(?:OIDC[A-Z]|OAuth2TokenVerify[ \t]|Require (?:not )?(?:oauth2_)?claim|AuthType (?:oauth20?|openid-connect|auth-openidc)\b)/m,
  ],
  [
    "yaml",
    /^[ \t]*attribute(?:Mapping|Condition):|security\.istio\.io\/|gateway\.envoyproxy\.io\/|\bAuthenticationConfiguration\b|\b(?:remote|local)_jwks\b|\bresourceserver(?:\.jwt(?:\.[\w-]{1,40})?)?:|\bjwt_authn\b|\bjwt_secrets:|\bkonghq\.com\/|\bkongCredType:|\b(?:name|plugin): ["']?openid-connect\b|\bx-google-(?:issuer|auth|api-management)\b/m,
  ],
  [
    "yaml",
    /\btraefik\.(?:io|containo\.us)\/|\bmiddlewares:|\bjwt-auth:|\bjwtAuth:|\bopenid-connect:|^(?:quarkus|mp|smallrye):|^[ \t]*(?:oidcConfig|identityProviders):|\boidc\.config:|\brequestedIDTokenClaims:|\brequestedScopes:|\bjwtProviders:|\brealms\.jwt\.|\ballowed_issuer:|^[ \t]*(?:-[ \t]+)?handler:[ \t]*["']?jwt\b|^[ \t]*trusted_issuers:|^[ \t]*auth\.jwt:/m,
  ],
  ["text", /\btraefik\.http\.middlewares\.[\w-]{1,80}\.plugin\./],
  // An environment, which may stand in a manifest beside another verifier's resources.
  ["text", /\bGF_AUTH_JWT_[A-Z]/],
  // The calls of libraries, and the settings that are code; last, since a comment or a part of another file has them too.
  [
    "code",
    /\.verify(?:Async)?\b[\s)(<]|\bverify\(|\bjwtVerify\b|\bjwtFromRequest\b|\bissuerBaseURL\b|\bexpress-oauth2-jwt-bearer\b|\bexpress-?jwt\b|\bjwt\.decode\b/i,
  ],
  [
    "code",
    /\bSIMPLE_JWT\b|\bJWT(?:::|\.)decode\b|\bJWT\.require\b|\bjwt\.(?:Parse|NewParser)|\boidc\.Config\{|\bValidation::/,
  ],
  ["code", /\bTokenValidationParameters\b[\s\S]{0,9}[{(=;]|\bTokenValidationParameters\.\w{1,60} =|\bAddJwtBearer\(/],
];

/** The syntax of a text, recognised by its verifier's words. */
export function syntaxOf(text: string): Syntax {
  return SIGNS.find(([, sign]) => sign.test(text))?.[0] ?? "json";
}

/** Whether a text may be a configuration that is not JSON. */
export function mayBeConfiguration(text: string): boolean {
  return text.length <= MOST_CONFIGURATION && syntaxOf(text) !== "json";
}
