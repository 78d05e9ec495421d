import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CASES_FOLDER } from "../../../testing/cases.ts";
import { judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader, readConfiguration } from "../load-read.ts";

await loadReader();

const IDP = "https://idp.example/";

describe("API Management", () => {
  const policy = (inside: string, attributes = "") =>
    `<inbound><validate-jwt header-name="Authorization" ${attributes}>${inside}</validate-jwt></inbound>`;
  const claims = { iss: IDP, aud: "a" };
  const issuers = `<issuers><issuer>${IDP}</issuer></issuers>`;
  const audience = "<audiences><audience>a</audience></audiences>";

  test.each([
    [`${issuers}${audience}`, "", "accepted"],
    [`${issuers}<audiences><audience>{{api}}</audience></audiences>`, "", "unknown"],
    [
      `${issuers}<audiences><audience>@(context.Request.Url.Host == "x" ? "a" : "b>")</audience></audiences>`,
      "",
      "unknown",
    ],
    [`<openid-config url="https://idp.example/.well-known/openid-configuration"/>${audience}`, "", "unknown"],
    [`${issuers}${audience}`, 'token-value="@((string)context.Variables["t"])"', "accepted"],
    [`<!-- ${issuers} --><issuers><issuer>x</issuer></issuers>`, "", "refused"],
  ])("%s with %s is %s", (inside, attributes, outcome) => {
    expect(judged(policy(inside, attributes), presented(claims)).outcome).toBe(outcome);
  });

  test("times follow clock-skew, and exp is required unless disabled", () => {
    const { now } = presented({});
    const late = { ...claims, exp: now - 20 };
    expect(judged(policy(issuers + audience), presented(late)).outcome).toBe("refused");
    expect(judged(policy(issuers + audience, 'clock-skew="30"'), presented(late)).outcome).toBe("accepted");
    const none = { ...claims, exp: undefined };
    expect(judged(policy(issuers + audience), presented(none)).outcome).toBe("refused");
    expect(judged(policy(issuers + audience, 'require-expiration-time="false"'), presented(none)).outcome).toBe(
      "accepted",
    );
  });

  test("a branch of a choice is not known to apply", () => {
    const text = `<choose><when condition="@(true)">${policy(issuers + audience)}</when></choose>`;
    expect(judged(text, presented(claims)).outcome).toBe("unknown");
  });

  test("custom entities are not resolved, and none expands", () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "${"x".repeat(100)}"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${policy(`<issuers><issuer>&b;</issuer></issuers>`)}`;
    expect(judged(bomb, presented(claims)).outcome).not.toBe("accepted");
    expect(judged(policy("<a>".repeat(3000)), presented(claims)).outcome).toBe("unknown");
    expect(readConfiguration(`<validate-jwt ${"@(".repeat(20_000)}`).is).toBe("read");
  });

  test("places refer to the text", () => {
    const text = policy(`<required-claims><claim name="x"><value> y </value></claim></required-claims>${audience}`);
    const found = readingOf(text).conditions.find(({ name }) => name.endsWith("/audience"));
    expect(text.slice(found?.range?.start, found?.range?.end)).toBe("a");
  });

  test("security: no audience, no signature, every tenant", () => {
    expect(readingOf(policy(issuers, 'require-signed-tokens="false"')).dangers.map(({ claim }) => claim)).toEqual([
      "aud",
      "signature",
    ]);
    const any = `<validate-azure-ad-token tenant-id="common"><audiences><audience>a</audience></audiences></validate-azure-ad-token>`;
    expect(readingOf(any).dangers.map(({ claim }) => claim)).toEqual(["tid"]);
  });
});

describe("oauth2-proxy", () => {
  const claims = { iss: IDP, aud: "ui", email: "a@b.example" };
  test.each([
    [`oauth2-proxy --provider=oidc --oidc-issuer-url=${IDP} --client-id=ui --email-domain=b.example`, "accepted"],
    [`oauth2-proxy --provider=oidc --oidc-issuer-url=${IDP} --client-id=x --email-domain=b.example`, "refused"],
    [
      `OAUTH2_PROXY_OIDC_ISSUER_URL=${IDP}\nOAUTH2_PROXY_CLIENT_ID=ui\nOAUTH2_PROXY_EMAIL_DOMAINS=c.example,b.example\n`,
      "accepted",
    ],
    [`environment:\n  OAUTH2_PROXY_OIDC_ISSUER_URL: ${IDP}\n  OAUTH2_PROXY_CLIENT_ID: "x"\n`, "refused"],
    [
      `env:\n- name: OAUTH2_PROXY_OIDC_ISSUER_URL\n  value: ${IDP}\n- name: OAUTH2_PROXY_CLIENT_ID\n  value: ui\n`,
      "accepted",
    ],
    [
      `        - --oidc-issuer-url=${IDP}\n        - --client-id=ui\n        - --email-domain=*\n        - --cookie-secret=$(SECRET)\n`,
      "accepted",
    ],
    [
      `oauth2-proxy --oidc-issuer-url=${IDP} --client-id=x --oidc-audience-claim=azp --oidc-audience-claim=aud --oidc-extra-audience=ui`,
      "accepted",
    ],
    [`oauth2-proxy --oidc-issuer-url=https://o.example --client-id=x --extra-jwt-issuers=${IDP}=ui`, "accepted"],
    [`oauth2-proxy --oidc-issuer-url=${IDP} --client-id=ui --skip-jwt-bearer-tokens=false`, "refused"],
    [`oauth2-proxy --oidc-issuer-url=${IDP} --client-id=ui --allowed-role=admin`, "refused"],
  ])("%s is %s", (text, outcome) => {
    expect(readingOf(text).kind).toBe("oauth2-proxy");
    expect(judged(text, presented(claims)).outcome).toBe(outcome);
  });

  test("a Keycloak role counts, of the realm or of a client", () => {
    const text = `oauth2-proxy --oidc-issuer-url=${IDP} --client-id=ui --allowed-role=web:admin`;
    const roles = { ...claims, resource_access: { web: { roles: ["admin"] } } };
    expect(judged(text, presented(roles)).outcome).toBe("accepted");
  });
});

describe("Quarkus", () => {
  const claims = { iss: IDP, aud: "a", sub: "u" };
  test.each([
    [`quarkus.oidc.auth-server-url=${IDP}\nquarkus.oidc.token.audience=a\n`, "accepted"],
    ["quarkus.oidc.auth-server-url=https://other.example\nquarkus.oidc.token.audience=a\n", "unknown"],
    [`quarkus.oidc.auth-server-url=${IDP}\nquarkus.oidc.token.audience=b\n`, "refused"],
    ["quarkus.oidc.token.issuer=any\nquarkus.oidc.token.audience=a\n", "accepted"],
    [`quarkus.oidc.token.issuer=${IDP}\nquarkus.oidc.token.required-claims.level=3\n`, "refused"],
    [`%prod.mp.jwt.verify.issuer=${IDP}\nmp.jwt.verify.audiences=a\n`, "accepted"],
    [`quarkus:\n  oidc:\n    token:\n      issuer: ${IDP}\n      audience: [b, a]\n`, "accepted"],
    [`MP_JWT_VERIFY_ISSUER=${IDP}\nMP_JWT_VERIFY_AUDIENCES=b\n`, "refused"],
    ["mp.jwt.verify.issuer=${ISSUER}\n", "unknown"],
  ])("%j is %s", (text, outcome) => {
    expect(readingOf(text).kind).toBe("quarkus");
    expect(judged(text, presented(claims)).outcome).toBe(outcome);
  });

  test("a configured algorithm is the only one", () => {
    const text = `quarkus.oidc.token.issuer=${IDP}\nquarkus.oidc.token.audience=a\nquarkus.oidc.token.signature-algorithm=es256\n`;
    expect(judged(text, presented(claims)).outcome).toBe("refused");
    expect(judged(text, presented(claims, { alg: "ES256" })).outcome).toBe("accepted");
  });

  test("MicroProfile accepts RS256 unless another algorithm is configured", () => {
    const text = `mp.jwt.verify.issuer=${IDP}\n`;
    expect(judged(text, presented(claims, { alg: "ES256" })).outcome).toBe("refused");
    expect(
      judged(`${text}mp.jwt.verify.publickey.algorithm=ES256\n`, presented(claims, { alg: "ES256" })).outcome,
    ).toBe("accepted");
  });
});

describe("PostgREST", () => {
  test.each([
    [".role", { role: "a" }, "met"],
    [".a.roles[1]", { a: { roles: ["x", "y"] } }, "met"],
    ['.\\"https://x.example/role\\".key', { "https://x.example/role": { key: "k" } }, "met"],
    ['.r[?(@ == \\"b\\")]', { r: ["a", "b"] }, "met"],
    ['.r[?(@ *== \\"zz\\")]', { r: ["a", "b"] }, "unmet"],
    [".r[0][1:]", { r: ["/g"] }, "met"],
    [".r[0][5:]", { r: ["/g"] }, "unmet"],
    [".r..x", { r: "a" }, "unknown"],
    [".role", {}, "unmet"],
  ])("the role at %s of %j is %s", (path, claims, outcome) => {
    const text = `jwt-secret = "@k"\njwt-role-claim-key = "${path}"\n`;
    expect(judged(text, presented(claims)).by["jwt-role-claim-key"]).toBe(outcome);
  });

  test("without a role the anonymous role’s rights decide", () => {
    const text = 'jwt-secret = "@k"\ndb-anon-role = "anon"\njwt-aud = "x"\n';
    const { outcome, sentence } = judged(text, presented({ aud: "x" }));
    expect([outcome, sentence.includes("“anon”")]).toEqual(["unknown", true]);
  });

  test("a plain secret is for HS256, and times may be off by 30 s", () => {
    const { now } = presented({});
    const plain = 'jwt-secret = "reallyreallyreallyreallyverysafe"\n';
    expect(judged(plain, presented({ role: "a" })).by["alg"]).toBe("unmet");
    expect(judged(plain, presented({ role: "a", exp: now - 20 }, { alg: "HS256" })).outcome).toBe("accepted");
    expect(
      judged("PGRST_JWT_SECRET=@k\nPGRST_JWT_AUD=x\n", presented({ role: "a", aud: "y" })).by["PGRST_JWT_AUD"],
    ).toBe("unmet");
  });
});

describe("nginx and Apache", () => {
  test("a map compares without case, and an expression by its own rules", () => {
    const text = (entries: string) =>
      `map $jwt_claim_grp $ok { ${entries} }\nlocation / { auth_jwt x; auth_jwt_require $ok; }\n`;
    const by = (entries: string, grp: string) => judged(text(entries), presented({ grp })).by["$ok"];
    expect(by("admin 1;", "ADMIN")).toBe("met");
    expect(by("~admin 1;", "ADMIN")).toBe("unmet");
    expect(by("~*^adm 1;", "ADMIN")).toBe("met");
    expect(by('"a" "0"; default 1;', "a")).toBe("unmet");
    expect(by("include more.conf;", "a")).toBe("unknown");
    expect(by("~(?<=x)y 1;", "a")).toBe("unknown");
    expect(by("default $request_uri;", "a")).toBe("unknown");
  });

  test("which of several locations applies depends on the request", () => {
    const text = (second: string) =>
      `map $jwt_claim_a $a { 1 1; }\nmap $jwt_claim_b $b { 1 1; }\nserver { auth_jwt x; location /a { auth_jwt_require $a; } location /b { auth_jwt_require ${second}; } }`;
    expect(judged(text("$b"), presented({ a: 1 })).outcome).toBe("unknown");
    expect(judged(text("$b"), presented({ a: 1, b: 1 })).outcome).toBe("accepted");
    expect(judged(text("$b"), presented({})).outcome).toBe("refused");
  });

  test("Apache: of one line and of several lines one is enough", () => {
    const text = (inside: string) =>
      `OIDCOAuthVerifyJwksUri x\n<Location /a>\nAuthType oauth20\n${inside}\n</Location>\n`;
    const outcome = (inside: string, claims: object) => judged(text(inside), presented(claims)).outcome;
    expect(outcome("Require claim a:1 b:2", { b: 2 })).toBe("accepted");
    expect(outcome("Require claim a:1\nRequire claim b:2", { a: 1 })).toBe("accepted");
    expect(outcome("<RequireAll>\nRequire claim a:1\nRequire claim b:2\n</RequireAll>", { a: 1 })).toBe("refused");
    expect(outcome("Require claim http://x.example/r:admin", { "http://x.example/r": "admin" })).toBe("accepted");
    expect(outcome("Require claims_expr '.a == 1'", { a: 1 })).toBe("unknown");
    expect(outcome("Require valid-user", {})).toBe("accepted");
  });

  test("depth, open quotes and length never stop the reader", () => {
    for (const text of [
      `auth_jwt x; ${"a { ".repeat(30_000)}`,
      `auth_jwt x; "${"\\".repeat(50_000)}`,
      `auth_jwt x;${"}".repeat(50_000)}`,
    ])
      expect(readConfiguration(text).is).toMatch(/read|not-known/);
  });
});

test("Traefik: a plugin’s own members count, and an unknown function is named", () => {
  const text = (inside: string) => `http:\n  middlewares:\n    m:\n      plugin:\n        jwt:\n          ${inside}\n`;
  expect(judged(text("{PayloadFields: [grp], Iss: x}"), presented({ iss: "x", grp: 1 })).outcome).toBe("accepted");
  expect(judged(text("{PayloadFields: [grp], Iss: x}"), presented({ iss: "x" })).outcome).toBe("refused");
  const { sentence, outcome } = judged(text("{jwksUrl: x, claims: 'Fancy(`a`, `b`)'}"), presented({ a: "b" }));
  expect([outcome, sentence.includes("Fancy()")]).toEqual(["unknown", true]);
  expect(judged(text("{jwksUrl: x, claims: 'Equals(`a`, `b`) &&'}"), presented({ a: "b" })).outcome).toBe("unknown");
});

describe("Traefik’s functions, as documented", () => {
  const outcome = (expression: string, claims: object) =>
    judged(
      `http:\n  middlewares:\n    m:\n      plugin:\n        jwt:\n          jwksUrl: https://i.example/k\n          claims: '${expression}'\n`,
      presented(claims),
    ).outcome;
  test.each([
    ["Equals(`a`, `x`)", { a: "x" }, "accepted"],
    ["Equals(`a`, `true`)", { a: true }, "accepted"],
    ["Equals(`a`, `x`)", { a: ["x"] }, "refused"],
    ["Contains(`a`, `x`)", { a: ["x", "y"] }, "accepted"],
    ["Contains(`a`, `x`)", { a: ["xy"] }, "refused"],
    ["Contains(`a`, `x`)", { a: "yxz" }, "accepted"],
    ["OneOf(`a`, `x`, `y`)", { a: ["y"] }, "accepted"],
    ["OneOf(`a`, `x`, `y`)", { a: "y" }, "unknown"],
    ["OneOf(`a`, `x`, `y`)", { a: "z" }, "refused"],
    ["Equals(`a.b`, `x`)", { a: { b: "x" } }, "accepted"],
    ["Equals(`a.b`, `x`)", { "a.b": "x" }, "refused"],
    ["Equals(`a\\.b`, `x`)", { "a.b": "x" }, "accepted"],
    ["Equals(`a\\.b`, `x`)", { a: { b: "x" } }, "refused"],
    ["!Equals(`a`, `x`)", { a: "y" }, "accepted"],
    ["Equals(`a`, `x`) || Equals(`b`, `y`) && Equals(`c`, `z`)", { a: "x" }, "accepted"],
  ])("%s of %j is %s", (expression, claims, expected) => {
    expect(outcome(expression, claims)).toBe(expected);
  });

  test("a dot in a claim’s own name is reported", () => {
    const { sentence } = judged(
      "http:\n  middlewares:\n    m:\n      plugin:\n        jwt:\n          claims: Equals(`https://a.example/r`, `x`)\n",
      presented({ "https://a.example/r": "x" }),
    );
    expect(sentence).toContain(String.raw`\.`);
  });
});

test("Apache: two adjacent blocks of one name both apply", () => {
  const text =
    "<Location /a>\nAuthType oauth20\n<RequireAll>\n<RequireAny>\nRequire claim a:1\nRequire claim a:2\n</RequireAny>\n<RequireAny>\nRequire claim b:1\n</RequireAny>\n</RequireAll>\n</Location>\n";
  expect(judged(text, presented({ a: 2, b: 1 })).outcome).toBe("accepted");
  expect(judged(text, presented({ a: 2 })).outcome).toBe("refused");
});

test("Apache: everything denied, or granted to everybody", () => {
  const text = (line: string) => `<Location /a>\nAuthType oauth20\nRequire all ${line}\n</Location>\n`;
  expect(judged(text("denied"), presented({})).outcome).toBe("refused");
  expect(readingOf(text("granted")).dangers.map(({ claim }) => claim)).toContain("token");
  expect(readingOf(text("denied")).dangers.map(({ claim }) => claim)).not.toContain("token");
});

test("Supabase and others in TOML: an invalid line is named, and the rest applies", () => {
  const text = '[auth.third_party.auth0]\nenabled = true\ntenant = "acme"\n';
  const claims = { iss: "https://acme.auth0.com/", role: "authenticated" };
  expect(judged(text, presented(claims)).outcome).toBe("accepted");
  const { outcome, conditions } = judged(`x = \n${text}`, presented(claims));
  expect([outcome, conditions.some(({ why }) => why.includes("line 1"))]).toEqual(["unknown", true]);
  expect(judged(text.replace("true", "false"), presented(claims)).outcome).toBe("refused");
});

const texts = (file: string): readonly string[] => {
  const path = join(CASES_FOLDER, file);
  if (CASES_FOLDER === "" || !existsSync(path)) return [];
  const list = JSON.parse(readFileSync(path, "utf8")) as readonly { readonly text?: string }[];
  return Object.values(list)
    .flat()
    .flatMap(({ text }) => text ?? []);
};

test.skipIf(texts("errors.json").length === 0)("an error message or prose is not a configuration", () => {
  for (const text of [...texts("errors.json"), ...texts("unrelated.json"), ...texts("seeds.json")])
    expect(readConfiguration(text).is, text).not.toBe("read");
});
