import { describe, expect, test } from "vitest";
import { judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

/** A configuration, a token that it accepts, and which changes to the token make which conditions fail. */
interface Sample {
  readonly kind: string;
  readonly text: string;
  readonly claims: object;
  readonly alg?: string;
  /** The claims to change, and the last part of the name of the condition that each one flips. */
  readonly flips: readonly (readonly [change: object, condition: string])[];
  /** Claims without which the token is still accepted. */
  readonly optional?: readonly string[];
  /** An addition to the text that the page does not know. */
  readonly strange?: readonly [at: string, added: string];
}

const IDP = "https://idp.example/";
const TENANT = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";

const SAMPLES: readonly Sample[] = [
  {
    kind: "azure-validate-jwt",
    text: `<policies><inbound><validate-jwt header-name="Authorization" clock-skew="5">
  <openid-config url="https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration" />
  <audiences><audience>a</audience><audience>b</audience></audiences>
  <required-claims><claim name="roles" match="all"><value>r</value><value>w</value></claim>
  <claim name="scp" match="any" separator=" "><value>read</value><value>write</value></claim></required-claims>
</validate-jwt></inbound></policies>`,
    claims: {
      iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
      aud: "b",
      roles: ["w", "x", "r"],
      scp: "email write",
    },
    flips: [
      [{ iss: `https://sts.windows.net/${TENANT}/` }, "url"],
      [{ aud: "c" }, "audience"],
      [{ roles: ["w"] }, "roles"],
      [{ scp: "email" }, "scp"],
    ],
    strange: ["<audiences>", "<guards/><audiences>"],
  },
  {
    kind: "azure-validate-jwt",
    text: `<validate-azure-ad-token tenant-id="${TENANT}"><client-application-ids><application-id>app</application-id></client-application-ids><audiences><audience>api</audience></audiences></validate-azure-ad-token>`,
    claims: { iss: `https://sts.windows.net/${TENANT}/`, aud: "api", appid: "app" },
    flips: [
      [{ iss: "https://sts.windows.net/ffffffff-bbbb-4ccc-8ddd-eeeeeeeeeeee/" }, "tenant-id"],
      [{ iss: IDP }, "tenant-id"],
      [{ appid: "other" }, "application-id"],
      [{ aud: "other" }, "audience"],
    ],
  },
  {
    kind: "traefik",
    text: "apiVersion: traefik.io/v1alpha1\nkind: Middleware\nspec:\n  plugin:\n    jwt:\n      jwksUrl: https://idp.example/keys\n      claims: (Equals(`grp`, `admin`) || Prefix(`sub`, `ops:`)) && SplitContains(`scope`, ` `, `write`) && !Contains(`areas`, `closed`)\n",
    claims: { grp: "admin", sub: "u1", scope: "read write", areas: ["open"] },
    flips: [
      [{ grp: "user" }, "Equals(`grp`, `admin`)"],
      [{ scope: "read" }, "SplitContains(`scope`, ` `, `write`)"],
      [{ areas: ["open", "closed"] }, "!Contains(`areas`, `closed`)"],
    ],
    optional: ["sub", "areas"],
    strange: ["      jwksUrl", "      guards: 1\n      jwksUrl"],
  },
  {
    kind: "apisix",
    text: JSON.stringify({
      consumers: [{ plugins: { "jwt-auth": { key: "acme", algorithm: "RS256", public_key: "k" } } }],
      routes: [{ plugins: { "jwt-auth": { key_claim_name: "client" } } }],
    }),
    claims: { client: "acme" },
    flips: [[{ client: "other" }, "key"]],
    strange: ['"key":"acme"', '"guards":1,"key":"acme"'],
  },
  {
    kind: "nginx",
    text: `map $jwt_claim_aud $is_ours { default 0; ~^orders(-|$) 1; }
map $jwt_claim_iss $from_idp { ${IDP} 1; }
server {
  auth_jwt "x";
  auth_jwt_claim_set $email info email;
  auth_jwt_require $is_ours $from_idp $email error=403;
  if ($jwt_claim_level != "3") { return 403; }
}`,
    claims: { iss: IDP, aud: "orders-api", info: { email: "a@b.example" }, level: 3 },
    flips: [
      [{ aud: "ordersapi" }, "$is_ours"],
      [{ iss: "https://other.example/" }, "$from_idp"],
      [{ info: {} }, "$email"],
      [{ level: 2 }, "if ($jwt_claim_level != 3)"],
    ],
    strange: ['auth_jwt "x";', 'auth_jwt "x"; auth_jwt_guard on;'],
  },
  {
    kind: "apache",
    text: `OIDCOAuthVerifyJwksUri ${IDP}keys
<Location /api>
  AuthType oauth20
  <RequireAll>
    Require claim aud:api aud:other
    Require claim "scope~(^| )write($| )"
    Require not claim state:blocked
  </RequireAll>
</Location>
`,
    claims: { aud: ["x", "other"], scope: "read write", state: "ok" },
    flips: [
      [{ scope: "read" }, "Require claim scope~(^| )write($| )"],
      [{ state: "blocked" }, "Require not claim state:blocked"],
    ],
    optional: ["state"],
    strange: ["    Require not", "    Require guards 1\n    Require not"],
  },
  {
    kind: "oauth2-proxy",
    text: `provider = "oidc"\noidc_issuer_url = "${IDP}"\nclient_id = "ui"\noidc_extra_audiences = ["api"]\nemail_domains = [".b.example", "c.example"]\nallowed_groups = ["ops", "dev"]\nskip_jwt_bearer_tokens = true\n`,
    claims: { iss: IDP, aud: ["api"], email: "ann@c.example", groups: ["dev"] },
    flips: [
      [{ iss: "https://idp.example" }, "oidc_issuer_url"],
      [{ aud: "account" }, "client_id"],
      [{ email: "ann@d.example" }, "email_domains"],
      [{ email_verified: false }, "email_verified"],
      [{ groups: ["x"] }, "allowed_groups"],
    ],
  },
  {
    kind: "quarkus",
    text: `mp.jwt.verify.publickey.location=key.pem\nmp.jwt.verify.issuer=${IDP}\nmp.jwt.verify.audiences=a,b\nsmallrye.jwt.required.claims=email\nmp.jwt.verify.token.age=120\n`,
    claims: { iss: IDP, aud: "b", sub: "u1", email: "x" },
    flips: [
      [{ iss: "x" }, "mp.jwt.verify.issuer"],
      [{ aud: "c" }, "mp.jwt.verify.audiences"],
      [{ email: undefined }, "email"],
      [{ sub: undefined }, "sub"],
      [{ iat: 5 }, "mp.jwt.verify.token.age"],
    ],
    strange: ["mp.jwt.verify.issuer", "mp.jwt.verify.guards=1\nmp.jwt.verify.issuer"],
  },
  {
    kind: "postgrest",
    text: 'jwt-secret = "@keys.json"\njwt-aud = "api"\njwt-role-claim-key = ".access.roles[?(@ ^== \\"pg_\\")]"\n',
    claims: { aud: ["x", "api"], access: { roles: ["a", "pg_user"] } },
    flips: [
      [{ aud: "x" }, "jwt-aud"],
      [{ access: { roles: ["a"] } }, "jwt-role-claim-key"],
      [{ iat: 9_000_000_000 }, "iat"],
    ],
    optional: ["aud"],
    strange: ["jwt-aud", 'jwt-guards = "1"\njwt-aud'],
  },
  {
    kind: "supabase",
    text: '[auth.third_party.aws_cognito]\nenabled = true\nuser_pool_id = "eu-west-1_Abc"\nuser_pool_region = "eu-west-1"\n',
    claims: { iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc", role: "authenticated" },
    flips: [
      [{ iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abd" }, "user_pool_id"],
      [{ role: undefined }, "role"],
      [{ role: "anon" }, "role"],
    ],
    strange: ["enabled", "guards = 1\nenabled"],
  },
  {
    kind: "cognito",
    text: JSON.stringify({
      UserPoolClient: { UserPoolId: "eu-west-1_Abc", ClientId: "c1", AllowedOAuthScopes: ["a/read"] },
    }),
    claims: {
      iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc",
      token_use: "access",
      client_id: "c1",
      scope: "a/read",
    },
    flips: [
      [{ iss: IDP }, "UserPoolId"],
      [{ client_id: "c2", aud: "c1" }, "ClientId"],
      [{ scope: "a/read a/write" }, "AllowedOAuthScopes"],
    ],
    optional: ["scope"],
    strange: ['"ClientId"', '"Guards":1,"ClientId"'],
  },
  {
    kind: "rabbitmq",
    text: "auth_oauth2.resource_server_id = mq\nauth_oauth2.issuer = https://idp.example\nauth_oauth2.additional_scopes_key = roles\n",
    claims: { aud: "web mq", scope: "openid", roles: ["mq.read:*/*"] },
    flips: [
      [{ aud: "web" }, "auth_oauth2.resource_server_id"],
      [{ roles: ["mq.other"] }, "auth_oauth2.scope_prefix"],
    ],
    optional: ["scope"],
    strange: ["auth_oauth2.issuer", "auth_oauth2.guards = 1\nauth_oauth2.issuer"],
  },
  {
    kind: "kafka",
    text: `apiVersion: kafka.strimzi.io/v1\nkind: Kafka\nspec:\n  kafka:\n    listeners:\n    - name: a\n      authentication:\n        type: oauth\n        validIssuerUri: ${IDP}\n        jwksEndpointUri: ${IDP}keys\n        checkAudience: true\n        clientId: kafka\n        userNameClaim: name\n        customClaimCheck: "@.team == 'shop'"\n`,
    claims: { iss: IDP, aud: ["kafka"], typ: "Bearer", name: "ann", team: "shop" },
    flips: [
      [{ iss: "https://idp.example" }, "validIssuerUri"],
      [{ aud: "web" }, "clientId"],
      [{ typ: "ID" }, "checkAccessTokenType"],
      [{ name: undefined }, "userNameClaim"],
      [{ team: "stock" }, "@.team == 'shop'"],
    ],
    strange: ["        clientId", "        guards: 1\n        clientId"],
  },
  {
    kind: "kafka",
    text: `sasl.oauthbearer.jwks.endpoint.url=${IDP}keys\nsasl.oauthbearer.expected.issuer=${IDP}\nsasl.oauthbearer.expected.audience=a,b\n`,
    claims: { iss: IDP, aud: "b", sub: "u1" },
    flips: [
      [{ iss: "https://idp.example" }, "sasl.oauthbearer.expected.issuer"],
      [{ aud: "c" }, "sasl.oauthbearer.expected.audience"],
      [{ sub: undefined }, "sasl.oauthbearer.sub.claim.name"],
      [{ iat: undefined }, "iat"],
    ],
    strange: ["sasl.oauthbearer.expected.issuer", "sasl.oauthbearer.guards=1\nsasl.oauthbearer.expected.issuer"],
  },
  {
    kind: "haproxy",
    text: `frontend a
  http-request set-var(txn.iss) http_auth_bearer,jwt_payload_query('$.iss')
  http-request set-var(txn.exp) http_auth_bearer,jwt_payload_query('$.exp','int')
  http-request set-var(txn.now) date()
  http-request deny unless { http_auth_bearer,jwt_verify("RS256","/k.pem") -m int 1 }
  http-request deny unless { var(txn.iss) -m str ${IDP} }
  http-request deny if { var(txn.exp),sub(txn.now) -m int lt 0 }
`,
    claims: { iss: IDP },
    flips: [[{ iss: "https://idp.example" }, `var(txn.iss) -m str ${IDP}`.replace(/^.*\/(?!\/)/, "")]],
    strange: ["  http-request deny if", "  http-request deny unless guards\n  http-request deny if"],
  },
  {
    kind: "caddy",
    text: `a.example {\n  jwtauth {\n    jwk_url ${IDP}keys\n    issuer_whitelist ${IDP}\n    audience_whitelist a b\n    user_claims uid\n  }\n}\n`,
    claims: { iss: IDP, aud: ["b"], uid: 7 },
    flips: [
      [{ iss: "https://idp.example" }, "issuer_whitelist"],
      [{ aud: "c" }, "audience_whitelist"],
      [{ uid: undefined }, "user_claims"],
    ],
    strange: ["    user_claims", "    guards on\n    user_claims"],
  },
  {
    kind: "tyk",
    text: JSON.stringify({
      "x-tyk-api-gateway": {
        server: {
          authentication: {
            securitySchemes: {
              jwt: {
                signingMethod: "rsa",
                source: `${IDP}keys`,
                skipKid: true,
                basePolicyClaims: ["pol"],
                allowedIssuers: [IDP],
                allowedAudiences: ["a"],
                customClaimValidation: { team: { type: "exact_match", allowedValues: ["shop"] } },
              },
            },
          },
        },
      },
    }),
    claims: { iss: IDP, aud: "a", sub: "u1", pol: "p", team: "shop" },
    flips: [
      [{ iss: "https://idp.example" }, "allowedIssuers"],
      [{ aud: "b" }, "allowedAudiences"],
      [{ sub: undefined }, "sub"],
      [{ pol: undefined }, "0"],
      [{ team: "stock" }, "team"],
    ],
    strange: ['"skipKid"', '"guards":1,"skipKid"'],
  },
  {
    kind: "argocd",
    text: `name: SSO\nissuer: ${IDP}\nclientID: cd\ncliClientID: cli\nrequestedScopes: [openid]\n`,
    claims: { iss: IDP, aud: "cli" },
    flips: [
      [{ iss: "https://idp.example" }, "issuer"],
      [{ aud: "web" }, "clientID"],
    ],
    strange: ["clientID", "guards: 1\nclientID"],
  },
  {
    kind: "contour",
    text: `apiVersion: projectcontour.io/v1\nkind: HTTPProxy\nspec:\n  virtualhost:\n    jwtProviders:\n    - name: p\n      default: true\n      issuer: ${IDP}\n      audiences: [a]\n`,
    claims: { iss: IDP, aud: "a" },
    flips: [
      [{ iss: "https://idp.example" }, "issuer"],
      [{ aud: "b" }, "audiences"],
    ],
    strange: ["      issuer", "      guards: 1\n      issuer"],
  },
  {
    kind: "elasticsearch",
    text: `xpack.security.authc.realms.jwt.r:\n  token_type: id_token\n  allowed_issuer: ${IDP}\n  allowed_audiences: [a]\n  claims.principal: email\n  required_claims.team: [shop]\n`,
    claims: { iss: IDP, aud: "a", sub: "u1", email: "x", team: "shop" },
    flips: [
      [{ iss: "https://idp.example" }, "xpack.security.authc.realms.jwt.r.allowed_issuer"],
      [{ aud: "b" }, "xpack.security.authc.realms.jwt.r.allowed_audiences"],
      [{ sub: undefined }, "sub"],
      [{ email: undefined }, "xpack.security.authc.realms.jwt.r.claims.principal"],
      [{ team: "stock" }, "xpack.security.authc.realms.jwt.r.required_claims.team"],
      [{ iat: undefined }, "iat"],
    ],
    strange: ["  allowed_issuer", "  guards: 1\n  allowed_issuer"],
  },
  {
    kind: "oathkeeper",
    text: JSON.stringify({
      id: "r",
      authenticators: [
        {
          handler: "jwt",
          config: {
            trusted_issuers: [IDP],
            target_audience: ["a", "b"],
            required_scope: ["read"],
            scope_strategy: "exact",
          },
        },
      ],
    }),
    claims: { iss: IDP, aud: ["b", "a"], scope: "read write" },
    flips: [
      [{ iss: "https://idp.example" }, "trusted_issuers"],
      [{ aud: ["a"] }, "target_audience"],
      [{ scope: "write" }, "required_scope"],
    ],
    strange: ['"scope_strategy"', '"guards":1,"scope_strategy"'],
  },
  {
    kind: "nomad",
    text: JSON.stringify({ JWKSURL: `${IDP}keys`, BoundIssuer: [IDP], BoundAudiences: ["a"] }),
    claims: { iss: IDP, aud: "a" },
    flips: [
      [{ iss: "https://idp.example" }, "BoundIssuer"],
      [{ aud: "b" }, "BoundAudiences"],
    ],
    strange: ['"BoundIssuer"', '"Guards":1,"BoundIssuer"'],
  },
  {
    kind: "jotscope-policy",
    text: JSON.stringify({
      algorithms: ["RS256"],
      iss: IDP,
      aud: ["a", "b"],
      requiredClaims: ["email"],
      claims: { "org.id": "7" },
    }),
    claims: { iss: IDP, aud: "b", email: "x", org: { id: "7" } },
    flips: [
      [{ iss: "https://idp.example" }, "iss"],
      [{ aud: "c" }, "aud"],
      [{ email: undefined }, "email"],
      [{ org: { id: "8" } }, "claims"],
    ],
  },
  {
    kind: "jsonwebtoken",
    text: `const payload = jwt.verify(token, key, {\n  issuer: "${IDP}",\n  audience: ["a", "b"],\n  subject: "u1",\n});\n`,
    claims: { iss: IDP, aud: "b", sub: "u1" },
    flips: [
      [{ iss: "https://idp.example" }, "issuer"],
      [{ aud: "c" }, "audience"],
      [{ sub: "u2" }, "subject"],
    ],
    strange: ["subject:", "guards: 1,\n  subject:"],
  },
  {
    kind: "pyjwt",
    text: `import jwt\n\npayload = jwt.decode(token, key, algorithms=["RS256"], audience="b", issuer="${IDP}", options={"require": ["sub"]})\n`,
    claims: { iss: IDP, aud: ["a", "b"], sub: "u1" },
    flips: [
      [{ iss: "https://idp.example" }, "issuer"],
      [{ aud: "c" }, "audience"],
      [{ sub: undefined }, "require"],
    ],
    strange: ["issuer=", "guards=1, issuer="],
  },
];

describe.each(SAMPLES.map((one, index) => [`${one.kind} ${index}`, one] as const))("%s", (_, sample) => {
  const { kind, text, claims, flips, optional = [], strange } = sample;
  const last = (name: string): string => name.replace(/^.*(?<!~1)\/(?!\/)/, "");
  const outcomeOf = (given: object, more: object = {}) => judged(text, presented(given, more));

  test("the token that it accepts", () => {
    expect(readingOf(text).kind).toBe(kind);
    const { outcome, conditions } = outcomeOf(claims);
    expect(conditions.filter((one) => one.outcome === "unknown").map((one) => one.condition.name)).toEqual([]);
    expect(outcome).toBe("accepted");
  });

  test.each(flips)("%j stands against %s", (change, condition) => {
    const { outcome, conditions, about } = outcomeOf({ ...claims, ...change });
    const against = conditions.filter((one) => one.outcome === "unmet").map((one) => last(one.condition.name));
    expect(against).toContain(condition);
    expect(outcome).toBe("refused");
    expect(last(about?.condition.name ?? "")).toBe(condition);
  });

  test("removing a claim never makes it accepted, least of all a required one", () => {
    for (const name of Object.keys(claims)) {
      const without = outcomeOf({ ...claims, [name]: undefined }).outcome;
      if (optional.includes(name)) expect(without, name).toBe("accepted");
      else expect(without, name).not.toBe("accepted");
      for (const [change] of flips) {
        if (name in change) continue;
        expect(outcomeOf({ ...claims, ...change, [name]: undefined }).outcome, name).not.toBe("accepted");
      }
    }
  });

  test("neither an unknown signature nor a token outside its times is accepted", () => {
    expect(outcomeOf(claims, { signature: "unknown" }).outcome).toBe("unknown");
    expect(outcomeOf(claims, { signature: "unmet" }).outcome).toBe("refused");
    expect(outcomeOf({ ...claims, exp: 1000 }).outcome).toBe("refused");
  });

  test("an unknown member makes it unknown", () => {
    if (strange === undefined) return;
    const [at, added] = strange;
    expect(text).toContain(at);
    expect(judged(text.replace(at, added), presented(claims)).outcome).toBe("unknown");
  });

  test("a truncated file never throws, and places stay inside it", () => {
    for (let end = 0; end < text.length; end += 7) {
      const part = text.slice(0, end);
      for (const whole of [part, `${part}"`, `${part}\n<`]) {
        try {
          for (const { range } of readingOf(whole).conditions)
            if (range !== null) expect(range.end).toBeLessThanOrEqual(whole.length);
        } catch (error) {
          expect(String(error)).toMatch(/not read/);
        }
      }
    }
  });
});
