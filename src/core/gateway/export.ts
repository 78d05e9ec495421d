import type { Policy } from "../policy/types.ts";

/** A form that a policy can be written in: configuration of a gateway, or code of a library. */
export interface ExportTarget {
  readonly id: string;
  readonly title: string;
  readonly write: (policy: Policy, alg: string) => string;
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);
const text = (value: string): string => JSON.stringify(value);
const list = (values: readonly string[] | undefined): readonly string[] => values ?? [];
const first = (values: readonly string[] | undefined, otherwise: string): string => values?.[0] ?? otherwise;
const algorithms = ({ algorithms: allowed }: Policy, alg: string): readonly string[] =>
  allowed ?? (alg && alg !== "none" ? [alg] : ["RS256"]);
const issuer = ({ iss }: Policy): string => first(iss, "https://issuer.example");
const jwks = (policy: Policy): string => `${issuer(policy).replace(/\/$/, "")}/.well-known/jwks.json`;
/** A list in single quotes, for Lua, YAML and Python alike. */
const quotes = (values: readonly string[]): string => values.map((value) => text(value)).join(", ");
const needed = ({ requiredClaims }: Policy): readonly string[] => [...new Set(["exp", ...list(requiredClaims)])];

/** Every target; each writes what it can check itself, and says in a comment what it can not. */
export const EXPORT_TARGETS: readonly ExportTarget[] = [
  {
    id: "kong",
    title: "Kong",
    write: (
      policy,
      alg,
    ) => `# Kong, declarative. The credential's key equals the claim iss; its algorithm is the only one taken.
_format_version: "3.0"
consumers:
  - username: issuer
    jwt_secrets:
      - key: ${text(issuer(policy))}
        algorithm: ${algorithms(policy, alg)[0]}
        ${algorithms(policy, alg)[0]?.startsWith("HS") === true ? "secret: the-shared-secret" : "rsa_public_key: |\n          -----BEGIN PUBLIC KEY-----\n          ...\n          -----END PUBLIC KEY-----"}
plugins:
  - name: jwt
    config:
      key_claim_name: iss
      claims_to_verify: [exp, nbf]
      ${policy.maxLifetime === undefined ? "# maximum_expiration: 3600" : `maximum_expiration: ${policy.maxLifetime}`}
# Not checked by this plugin: aud, typ, scopes. Check them in the service.
`,
  },
  {
    id: "envoy",
    title: "Envoy jwt_authn",
    write: (policy) => `# Envoy, HTTP filter
name: envoy.filters.http.jwt_authn
typed_config:
  "@type": type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication
  providers:
    issuer:
      issuer: ${text(issuer(policy))}
      audiences: [${quotes(list(policy.aud))}]
      clock_skew_seconds: ${policy.leeway ?? 0}
      remote_jwks:
        http_uri: { uri: ${text(jwks(policy))}, cluster: issuer, timeout: 5s }
        cache_duration: { seconds: 300 }
      claim_to_headers:
        - { header_name: x-user-id, claim_name: sub }
  rules:
    - match: { prefix: / }
      requires: { provider_name: issuer }
# A clock_skew_seconds of 0 means Envoy's default, 60. Scopes and roles: an RBAC filter behind this one.
`,
  },
  {
    id: "apisix",
    title: "Apache APISIX",
    write: (policy, alg) => `# APISIX, openid-connect plugin of a route (keys come from the issuer's metadata)
plugins:
  openid-connect:
    bearer_only: true
    use_jwks: true
    discovery: ${text(`${issuer(policy).replace(/\/$/, "")}/.well-known/openid-configuration`)}
    client_id: ${text(first(policy.aud, "your-api"))}
    client_secret: unused
    token_signing_alg_values_expected: ${algorithms(policy, alg)[0]}
    ${policy.scopes ? `required_scopes: [${quotes(policy.scopes)}]` : "# required_scopes: []"}
    claim_validator:
      issuer: { valid_issuers: [${quotes(policy.iss ?? [issuer(policy)])}] }
      audience: { required: true, match_with_client_id: true }
`,
  },
  {
    id: "nginx",
    title: "nginx with njs",
    write: (
      policy,
      alg,
    ) => `// nginx, njs module: js_import auth from auth.js; auth_request /_auth; with js_content auth.check.
// The key's JWK stands in the variable $jwk. Only one algorithm is taken.
async function check(r) {
  const field = r.headersIn.Authorization || "";
  const [header, payload, signature] = field.replace(/^Bearer /i, "").split(".");
  const read = (part) => JSON.parse(Buffer.from(part, "base64url").toString());
  try {
    if (read(header).alg !== ${text(algorithms(policy, alg)[0] ?? "RS256")}) throw new Error("alg");
    const key = await crypto.subtle.importKey("jwk", JSON.parse(r.variables.jwk), ${webCrypto(algorithms(policy, alg)[0] ?? "RS256")}, false, ["verify"]);
    const signed = Buffer.from(\`\${header}.\${payload}\`);
    if (!(await crypto.subtle.verify(${webCrypto(algorithms(policy, alg)[0] ?? "RS256")}, key, Buffer.from(signature, "base64url"), signed))) throw new Error("signature");
    const claims = read(payload);
    const now = Date.now() / 1000;
    if (typeof claims.exp !== "number" || now >= claims.exp + ${policy.leeway ?? 0}) throw new Error("exp");
    if (claims.nbf > now + ${policy.leeway ?? 0}) throw new Error("nbf");
    if (![${quotes(policy.iss ?? [issuer(policy)])}].includes(claims.iss)) throw new Error("iss");
    ${policy.aud ? `if (![].concat(claims.aud).some((aud) => [${quotes(policy.aud)}].includes(aud))) throw new Error("aud");` : "// aud is not checked: the policy names none."}
    r.headersOut["X-User-ID"] = encodeURIComponent(claims.sub);
    r.return(204);
  } catch (error) {
    r.headersOut["WWW-Authenticate"] = 'Bearer error="invalid_token"';
    r.return(401);
  }
}
export default { check };
`,
  },
  {
    id: "traefik",
    title: "Traefik",
    write: (
      policy,
    ) => `# Traefik Hub, JWT middleware. Open-source Traefik verifies no tokens: put forwardAuth to a service of yours in its place.
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: jwt }
spec:
  plugin:
    jwt:
      jwksUrl: ${text(jwks(policy))}
      claims: ${text(
        [
          ...list(policy.iss).map((iss) => `Equals(\`iss\`, \`${iss}\`)`),
          ...list(policy.aud)
            .slice(0, 1)
            .map((aud) => `Equals(\`aud\`, \`${aud}\`)`),
          ...list(policy.scopes).map((scope) => `SplitContains(\`scope\`, \` \`, \`${scope}\`)`),
        ].join(" && "),
      )}
      forwardHeaders: { X-User-ID: sub }
`,
  },
  {
    id: "spring",
    title: "Spring Security",
    write: (policy, alg) => `// Spring Security 6, resource server
@Bean
JwtDecoder jwtDecoder() {
  NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(${text(jwks(policy))})
${algorithms(policy, alg)
  .map((name) => `      .jwsAlgorithm(SignatureAlgorithm.${name})`)
  .join("\n")}
      .build();
  decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
      new JwtTimestampValidator(Duration.ofSeconds(${policy.leeway ?? 0})),
      new JwtIssuerValidator(${text(issuer(policy))})${policy.aud ? `,\n      new JwtClaimValidator<List<String>>("aud", aud -> aud != null && !Collections.disjoint(aud, List.of(${quotes(policy.aud)})))` : ""}));
  return decoder;
}
${list(policy.scopes)
  .map((scope) => `// http.authorizeHttpRequests(a -> a.anyRequest().hasAuthority(${text(`SCOPE_${scope}`)}));`)
  .join("\n")}
`,
  },
  {
    id: "jose",
    title: "jose (JavaScript)",
    write: (policy, alg) => `import { createRemoteJWKSet, jwtVerify } from "jose";

const keys = createRemoteJWKSet(new URL(${text(jwks(policy))}));
const { payload } = await jwtVerify(token, keys, ${json({
      algorithms: algorithms(policy, alg),
      ...(policy.iss ? { issuer: policy.iss } : {}),
      ...(policy.aud ? { audience: policy.aud } : {}),
      ...(policy.sub?.length === 1 ? { subject: policy.sub[0] } : {}),
      ...(policy.typ?.length === 1 ? { typ: policy.typ[0] } : {}),
      ...(policy.leeway === undefined ? {} : { clockTolerance: policy.leeway }),
      ...(policy.maxAge === undefined ? {} : { maxTokenAge: policy.maxAge }),
      requiredClaims: needed(policy),
    })});
${policy.scopes ? `const scopes = String(payload.scope ?? "").split(" ");\nif (!${json(policy.scopes)}.every((scope) => scopes.includes(scope))) throw new Error("403: insufficient_scope");\n` : ""}`,
  },
  {
    id: "pyjwt",
    title: "PyJWT (Python)",
    write: (policy, alg) => `import jwt

keys = jwt.PyJWKClient(${text(jwks(policy))})
claims = jwt.decode(
    token,
    keys.get_signing_key_from_jwt(token),
    algorithms=[${quotes(algorithms(policy, alg))}],
    ${policy.iss ? `issuer=[${quotes(policy.iss)}],` : "# issuer: the policy names none"}
    ${policy.aud ? `audience=[${quotes(policy.aud)}],` : '# audience: the policy names none; a token with aud needs options={"verify_aud": False}'}
    leeway=${policy.leeway ?? 0},
    options={"require": [${quotes(needed(policy))}]},
)
${policy.scopes ? `missing = {${quotes(policy.scopes)}} - set(claims.get("scope", "").split())\nif missing:\n    raise PermissionError("403: insufficient_scope")\n` : ""}`,
  },
  {
    id: "golang-jwt",
    title: "golang-jwt (Go)",
    write: (policy, alg) => `// golang-jwt v5; keyfunc from github.com/MicahParks/keyfunc/v3
keys, err := keyfunc.NewDefault([]string{${text(jwks(policy))}})
if err != nil {
	return err
}
token, err := jwt.Parse(raw, keys.Keyfunc,
	jwt.WithValidMethods([]string{${quotes(algorithms(policy, alg))}}),
	${policy.iss ? `jwt.WithIssuer(${text(issuer(policy))}),` : "// no issuer in the policy"}
	${policy.aud ? `jwt.WithAudience(${text(first(policy.aud, ""))}),` : "// no audience in the policy"}
	jwt.WithLeeway(${policy.leeway ?? 0}*time.Second),
	jwt.WithExpirationRequired(),
)
`,
  },
];

/** Web Cryptography's parameters of an algorithm, as JavaScript; they serve to import the key and to verify. */
function webCrypto(alg: string): string {
  const hash = `hash: "SHA-${alg.slice(2)}"`;
  switch (alg.slice(0, 2)) {
    case "HS":
      return `{ name: "HMAC", ${hash} }`;
    case "PS":
      return `{ name: "RSA-PSS", ${hash}, saltLength: ${Number(alg.slice(2)) / 8} }`;
    case "ES":
      return `{ name: "ECDSA", ${hash}, namedCurve: "P-${alg === "ES512" ? 521 : alg.slice(2)}" }`;
    case "Ed":
      return '{ name: "Ed25519" }';
    default:
      return `{ name: "RSASSA-PKCS1-v1_5", ${hash} }`;
  }
}
