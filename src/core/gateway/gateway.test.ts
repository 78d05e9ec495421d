import { isPlaceholder } from "../verifier/settings.ts";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { parseAst } from "vite";
import { describe, expect, test } from "vitest";
import type { Judgement } from "../crypto/types.ts";
import { parseJson } from "../json/parse.ts";
import type { JsonObject } from "../json/types.ts";
import { readPolicy } from "../policy/read-policy.ts";
import type { Policy } from "../policy/members.ts";
import { wholeObject } from "../json/query.ts";
import { processedPayload } from "../envelope/disclosures.ts";
import { parseToken } from "../envelope/parse.ts";
import { selectiveOf } from "../envelope/selective.ts";
import { CODE_TARGETS } from "./code.ts";
import type { Walk, WalkContext } from "./types.ts";
import { WRITTEN } from "../verifier/read.ts";
import { writeConfiguration } from "../verifier/write.ts";
import { walkGateway } from "./walk.ts";

const NOW = 1_800_000_000;
const CLAIMS = { iss: "https://id.example", sub: "ada", aud: "orders", exp: NOW + 60, jti: "1", scope: "read write" };
const segment = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const judged = (state: Judgement["state"]): Judgement => ({
  state,
  reason: { code: state === "verified" ? "verified" : "mismatch" },
  alg: "HS256",
  key: state === "no-key" ? null : { source: "secret", material: null, secretBytes: 32 },
  passedOver: [],
  weak: null,
  software: false,
});

function walk(
  claims: object = {},
  policy: object = {},
  more: Partial<WalkContext> = {},
  header: object = { alg: "HS256" },
): Walk {
  const token = parseToken(`${segment(header)}.${segment({ ...CLAIMS, ...claims })}.AAAA`);
  const root = (text: string | undefined) => {
    const node = parseJson(text ?? "").root;
    return node?.type === "object" ? (node satisfies JsonObject) : null;
  };
  return walkGateway({
    token,
    arrival: null,
    header: root(token.header?.text),
    payload: root(token.payload?.text),
    judgement: judged("verified"),
    policy: readPolicy(JSON.stringify(policy)),
    clock: { now: NOW, leeway: 0 },
    mapping: [
      { claim: "sub", header: "X-User-ID" },
      { claim: "scope", header: "X-User-Roles" },
    ],
    realm: "orders-api",
    ...more,
  });
}
const outcomes = ({ steps }: Walk) => Object.fromEntries(steps.map(({ id, outcome }) => [id, outcome]));

describe("an SD-JWT", () => {
  const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");
  const disclosure = segment(["salt", "email", "ada@shop.example"]);
  const bound = (payload: object = {}): string =>
    `${segment({ alg: "ES256" })}.${segment({ ...CLAIMS, _sd: [sha256(disclosure)], ...payload })}.AAAA~${disclosure}~`;
  const binding = (claims: object = {}, header: object = {}, of = bound()): string =>
    `${segment({ alg: "ES256", typ: "kb+jwt", ...header })}.${segment({ aud: "https://verifier.example", nonce: "n", iat: NOW, sd_hash: sha256(of), ...claims })}.AAAA`;
  const ofCnf = (state: Judgement["state"]): Judgement => ({
    ...judged(state),
    key: { source: "cnf", material: null, secretBytes: null },
  });
  const walked = (text: string, more: Partial<WalkContext>, policy: object = {}): Walk => {
    const token = parseToken(text);
    const selective = selectiveOf(token);
    const payload = wholeObject(processedPayload(token.payload!.json, selective));
    return walk({}, policy, { token, header: wholeObject(token.header!.json), payload, ...more });
  };

  test("is forwarded if its key binding verifies with the key in cnf and belongs to it", () => {
    const { stopped, steps } = walked(bound() + binding(), { binding: ofCnf("verified") });
    expect(stopped).toBeNull();
    expect(steps.find(({ id }) => id === "signature")?.comparisons.map(({ what, result }) => [what, result])).toEqual([
      ["signature", "passed"],
      ["key binding", "passed"],
      ["typ of the key binding", "passed"],
      ["sd_hash", "passed"],
    ]);
    expect(walked(bound(), {}).stopped).toBeNull();
  });

  test.each([
    ["does not verify", binding(), ofCnf("invalid")],
    ["has no key to verify it with", binding(), judged("no-key")],
    ["is unsigned", binding({}, { alg: "none" }), ofCnf("unsigned")],
    ["cannot be judged", binding(), undefined],
    ["is of another type", binding({}, { typ: "JWT" }), ofCnf("verified")],
    ["belongs to other disclosures", binding({}, {}, bound({ jti: "2" })), ofCnf("verified")],
    ["has no sd_hash", binding({ sd_hash: undefined }), ofCnf("verified")],
  ] as const)("is refused if its key binding %s, whatever audience that names", (_, kb, judgement) => {
    const policy = { aud: ["https://verifier.example", "orders"], nonce: "n" };
    const { stopped, answer } = walked(bound() + kb, { binding: judgement }, policy);
    expect(stopped).toBe("signature");
    expect(answer).toMatchObject({ kind: "refused", status: 401, error: "invalid_token" });
  });

  test("waits for the judgement on its key binding", () => {
    expect(walked(bound() + binding(), { binding: null }).answer.kind).toBe("pending");
  });

  test("says where the key of its key binding was not compared with cnf", () => {
    const { steps } = walked(bound() + binding(), { binding: judged("verified") });
    const compared = steps.find(({ id }) => id === "signature")?.comparisons ?? [];
    expect(compared.find(({ what }) => what === "key of the key binding")?.result).toBe("not-asked");
  });

  test("is refused if its disclosures cannot be compared with their digests", () => {
    const { stopped, steps } = walked(bound({ _sd_alg: "md5" }), {});
    expect(stopped).toBe("structure");
    expect(steps.find(({ id }) => id === "structure")?.comparisons).toContainEqual(
      expect.objectContaining({ what: "disclosures", result: "failed" }),
    );
  });
});

describe("a good token", () => {
  const POLICY = {
    algorithms: ["HS256"],
    iss: "https://id.example",
    aud: "orders",
    jtiDenyList: ["2"],
    requiredClaims: ["sub"],
    scopes: ["read"],
  };

  test("passes every step, and the service gets the mapped fields", () => {
    const result = walk({}, POLICY);
    expect(result.stopped).toBe(null);
    expect(new Set(Object.values(outcomes(result)))).toEqual(new Set(["passed"]));
    expect(result.answer).toEqual({
      kind: "forwarded",
      headers: [
        { name: "X-User-ID", value: "ada" },
        { name: "X-User-Roles", value: "read,write" },
      ],
    });
  });

  test("leaves comparing steps unchecked without a policy, and each says what is missing", () => {
    const { steps, answer } = walk();
    expect(answer.kind).toBe("forwarded");
    expect(steps.filter(({ outcome }) => outcome === "passed").length).toBe(7);
    expect(steps.filter(({ outcome }) => outcome === "unchecked").map(({ id, missing }) => [id, missing])).toEqual([
      ["issuer", { member: "iss", value: "https://id.example" }],
      ["audience", { member: "aud", value: "orders" }],
      ["replay", { member: "jtiDenyList", value: [""] }],
      ["claims", { member: "requiredClaims", value: ["sub"] }],
      ["roles", { member: "scopes", value: ["read"] }],
    ]);
  });

  test("without exp and nbf has no time to compare", () => {
    const time = walk({ exp: undefined }).steps.find(({ id }) => id === "time");
    expect(time).toMatchObject({ outcome: "unchecked", missing: { member: "requiredClaims", value: ["exp"] } });
  });

  test.each(Object.keys(POLICY))("with a policy whose %s is blank compares as with none", (member) => {
    const blank = { ...POLICY, [member]: [""] };
    const { [member]: _, ...without } = POLICY as Readonly<Record<string, unknown>>;
    expect(outcomes(walk({}, blank))).toEqual(outcomes(walk({}, without)));
  });

  test("cannot break out of its field with a claim: line breaks and what no field carries are encoded", () => {
    const { forwarded } = walk({ sub: "ada\r\nX-Admin: 1\u00e9%" });
    expect(forwarded[0]?.value).toBe("ada%0D%0AX-Admin: 1%C3%A9%25");
  });
});

describe("the step that refuses, and what the client gets", () => {
  test.each([
    ["algorithm", walk({}, { algorithms: ["RS256"] }), 401, "invalid_token"],
    ["algorithm", walk({}, {}, { judgement: judged("unsigned") }, { alg: "none" }), 401, "invalid_token"],
    ["key", walk({}, {}, { judgement: judged("no-key") }), 401, "invalid_token"],
    ["key", walk({}, {}, { judgement: judged("key-error") }), 401, "invalid_token"],
    ["signature", walk({}, {}, { judgement: judged("invalid") }), 401, "invalid_token"],
    ["time", walk({ exp: NOW }), 401, "invalid_token"],
    ["time", walk({ nbf: NOW + 1 }), 401, "invalid_token"],
    ["issuer", walk({}, { iss: "https://id.example/" }), 401, "invalid_token"],
    ["audience", walk({}, { aud: "billing" }), 401, "invalid_token"],
    ["replay", walk({}, { jtiDenyList: ["1"] }), 401, "invalid_token"],
    ["claims", walk({}, { requiredClaims: ["tid"] }), 401, "invalid_token"],
    ["roles", walk({}, { scopes: ["admin"] }), 403, "insufficient_scope"],
  ] as const)("%s", (step, result, status, error) => {
    expect(result.stopped).toBe(step);
    const reached = result.steps.findIndex(({ id }) => id === step);
    for (const [index, { outcome }] of result.steps.entries()) {
      if (index < reached) expect(["passed", "unchecked"]).toContain(outcome);
      else expect(outcome).toBe(index === reached ? "failed" : "skipped");
    }
    expect(result.answer).toMatchObject({ kind: "refused", status, error });
    const { response } = result.answer as { response: string };
    expect(response).toMatch(
      new RegExp(`^HTTP/1\\.1 ${status} [\\w ]+\nWWW-Authenticate: Bearer realm="orders-api",\n  error="${error}"`),
    );
    expect(result.steps[reached]?.comparisons.some((one) => one.result === "failed")).toBe(true);
  });

  test("two values are compared character by character, a value and words are not", () => {
    const wantedIn = (result: ReturnType<typeof walk>) =>
      result.steps.find(({ id }) => id === result.stopped)?.comparisons.map(({ wanted }) => wanted);
    expect(wantedIn(walk({}, { iss: "https://id.example/" }))).toEqual(["https://id.example/"]);
    expect(wantedIn(walk({}, { aud: ["a", "b"] }))).toEqual([undefined]);
    expect(wantedIn(walk({}, { jtiDenyList: ["1"] }))).toEqual([undefined]);
    expect(wantedIn(walk({}, {}, { judgement: judged("no-key") }))).toEqual([undefined]);
    expect(wantedIn(walk({ iss: undefined }, { iss: "https://id.example/" }))).toEqual([undefined]);
  });

  test("without a token: a challenge without an error (RFC 6750 section 3.1)", () => {
    const { answer, stopped } = walk({}, {}, { token: parseToken("") });
    expect(stopped).toBe("extract");
    expect(answer).toMatchObject({
      status: 401,
      error: null,
      response: 'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm="orders-api"',
    });
  });

  test("two Authorization fields are a bad request", () => {
    const pasted = "Authorization: Bearer a.b.c\nAuthorization: Bearer d.e.f";
    expect(walk({}, {}, { arrival: { pasted, removals: [] } }).answer).toMatchObject({
      status: 400,
      error: "invalid_request",
    });
  });

  test("a field without a scheme is distinguished from a bare token that was pasted", () => {
    expect(walk({}, {}, { arrival: { pasted: "Authorization: eyJh.eyJh.AAAA", removals: [] } }).stopped).toBe(
      "extract",
    );
    expect(walk().stopped).toBe(null);
  });

  test("another scheme, or none, is answered as if there were no token", () => {
    for (const pasted of ["Authorization: eyJh.eyJh.AAAA", "Authorization: Basic eyJh.eyJh.AAAA"]) {
      expect(walk({}, {}, { arrival: { pasted, removals: [] } }).answer, pasted).toMatchObject({
        status: 401,
        error: null,
        response: 'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm="orders-api"',
      });
    }
  });

  test("the policy's leeway takes precedence over the page's", () => {
    expect(walk({ exp: NOW - 5 }, { leeway: 10 }).stopped).toBe(null);
    expect(walk({ exp: NOW - 5 }, { leeway: 0 }, { clock: { now: NOW, leeway: 10 } }).stopped).toBe("time");
  });

  test("while the verdict is pending, nothing after it is reported", () => {
    const result = walk({ exp: NOW }, {}, { judgement: null });
    expect(result.answer).toEqual({ kind: "pending" });
    expect(outcomes(result)).toMatchObject({ algorithm: "passed", key: "skipped", time: "skipped" });
  });

  test("a realm cannot break out of its quotes", () => {
    const { answer } = walk({}, { aud: "x" }, { realm: 'a"\r\nX: y' });
    expect((answer as { response: string }).response).toContain('realm="a???X: y"');
  });
});

describe("the policy as configuration and code", () => {
  const policyOf = (policy: object): Policy => {
    const reading = readPolicy(JSON.stringify(policy));
    return reading.kind === "policy" ? reading.policy : {};
  };
  const policy = policyOf({
    algorithms: ["ES256"],
    iss: "https://id.example",
    aud: "orders",
    scopes: ["read"],
    leeway: 5,
    requiredClaims: ["sub"],
  });
  const EXPORT_TARGETS = [
    ...CODE_TARGETS,
    ...WRITTEN.map(({ id, title, write: writer }) => ({
      id,
      title,
      write: (wanted: Policy, alg: string) => {
        const { text, remarks } = writeConfiguration(writer, wanted, { alg });
        return [text ?? "", ...(writer.comment === null ? remarks.map((remark) => JSON.stringify(remark)) : [])].join(
          "\n",
        );
      },
    })),
  ];
  const write = (id: string, wanted: Policy, alg = "RS256"): string =>
    EXPORT_TARGETS.find((target) => target.id === id)?.write(wanted, alg) ?? "";
  const IDS = EXPORT_TARGETS.map(({ id }) => id);

  test.each(EXPORT_TARGETS.map((target) => [target.title, target] as const))(
    "%s names the issuer, and leaves no placeholder",
    (_, target) => {
      const text = target.write(policy, "ES256");
      // A Vault role's issuer is that of its auth method; PostgREST asks for none; Supabase only has settings for
      // some issuers, AzureAd for Microsoft's.
      if (!["vault-role", "postgrest", "supabase", "aspnet-azure-ad"].includes(target.id))
        expect(text.replaceAll("[.]", ".")).toContain("id.example");
      expect(text).not.toMatch(/\bundefined\b|\[object|\bNaN\b/);
      expect(target.write({}, "")).not.toMatch(/\bundefined\b|\[object|\bNaN\b/);
    },
  );

  test.each([
    "kong",
    "apisix",
    "nginx-njs",
    "spring",
    "spring-security",
    "aspnet",
    "hasura",
    "jose",
    "pyjwt",
    "golang-jwt",
  ])("%s pins the algorithm", (id) => {
    expect(write(id, policy, "HS256")).toContain("ES256");
  });

  const HOSTILE = [
    'x"\nPWNED: 1\n#',
    "x'\r\nPWNED\r\n",
    "x`) || PWNED(`",
    "${PWNED}",
    "${{ PWNED }}",
    "x\\",
    "x\u2028PWNED\u2029\u0085PWNED",
    "*/ PWNED /*",
    "\ud800PWNED",
    '"""\nPWNED\n"""',
    "\\u0022PWNED",
    "\u202ePWNED",
  ];
  /** A script uses `${` itself; the tests of core/verify-code check what its words come to, as bash reads them. */
  const isShell = (id: string): boolean => id === "step" || id === "openssl";
  /** What is not in quotes. */
  const outside = (text: string, id: string): string =>
    (isShell(id) ? text.replace(/\$'(?:[^'\\]|\\.)*'|'[^']*'|\\'/g, "''") : text)
      .replace(/"(?:[^"\\\r\n]|\\.)*"/g, '""')
      .replace(/(?<=<(?:audience|issuer|value)>)[^<>\n]*(?=<)/g, "");

  test.each(IDS)("values stay inside their quotes and on their line, in %s", (id) => {
    for (const value of HOSTILE) {
      const all = {
        algorithms: [value, "RS256"],
        iss: [value, `https://id.example/${value}`],
        aud: [value],
        sub: [value],
        typ: [value],
        scopes: [value],
        requiredClaims: [value],
        roles: [value],
        jtiDenyList: [value],
        nonce: value,
        claims: { [value]: value },
      };
      for (const wanted of [
        all,
        { ...all, algorithms: ["HS256", value] },
        { ...all, algorithms: [value] },
        { iss: value },
      ]) {
        for (const alg of [value, "RS256", ""]) {
          const text = write(id, policyOf(wanted), alg);
          expect(outside(text, id), value).not.toContain("PWNED");
          // Only the lines that are always there, and no character that breaks a line elsewhere or hides.
          expect(text).not.toMatch(/[\r\u007f-\u009f\u2028-\u202e]|\p{Surrogate}/u);
          if (!isShell(id)) expect(text.replaceAll("`${header}", "")).not.toContain("${");
        }
      }
    }
  });

  test("and in Traefik's expression, which is a text within a text", () => {
    for (const value of HOSTILE) {
      const text = write("traefik", policyOf({ iss: [value, "b"], aud: [value], scopes: [value] }));
      if (isPlaceholder(value)) {
        expect(text).toBe("");
        continue;
      }
      const expression = JSON.parse(/^ +claims: (".*")$/m.exec(text)?.[1] ?? "") as string;
      // Raw texts have no escapes, so they are removed first.
      expect(expression.replace(/`[^`]*`|"(?:[^"\\]|\\.)*"/g, "_"), value).toBe(
        "(Equals(_, _) || Equals(_, _)) && (Equals(_, _) || OneOf(_, _)) && SplitContains(_, _, _)",
      );
    }
  });

  test.each(["jose", "nginx-njs"])("the code for %s is JavaScript, whatever the values", (id) => {
    for (const value of HOSTILE) {
      const all = {
        iss: [value],
        aud: [value],
        sub: [value],
        typ: [value, "b"],
        scopes: [value],
        requiredClaims: [value],
      };
      const text = write(id, policyOf({ ...all, maxAge: 9.5, leeway: 1e21 }));
      expect(() => parseAst(text), text).not.toThrow();
    }
  });

  test("a shared secret is never looked up in a key set, nor taken along with one", () => {
    for (const id of ["envoy", "traefik", "spring-security", "jose", "pyjwt", "golang-jwt", "apisix"]) {
      expect(write(id, policyOf({ algorithms: ["HS256"] })), id).not.toMatch(
        /jwks\.json|well-known|SignatureAlgorithm/,
      );
      const both = write(id, policyOf({ algorithms: ["HS256", "RS256"] }));
      expect(both, id).toMatch(/jwks\.json|openid-configuration/);
      expect(both, id).toContain("Left out: HS256.");
    }
    expect(write("spring-security", policyOf({ algorithms: ["HS384"] }))).toContain("MacAlgorithm.HS384");
  });

  test("names only algorithms that the target knows", () => {
    const presets = policyOf({ algorithms: ["RS256", "PS256", "ES256", "EdDSA", "none", "ES256K"] });
    expect(write("spring-security", presets)).not.toMatch(/SignatureAlgorithm\.(?:EdDSA|none|ES256K)/);
    expect(write("spring-security", presets)).toContain("Left out: EdDSA, ES256K.");
    for (const id of IDS) expect(write(id, presets), id).not.toMatch(/\bnone\b(?! are| may)(?=")/);
    expect(write("jose", policyOf({}), "none")).toMatch(/^\/\/ This token is unsigned .*\n$/);
    expect(write("jose", policyOf({}), "")).toContain('algorithms: ["RS256"]');
  });

  test("Kong checks nbf only if the policy requires it, since it refuses a token without it", () => {
    expect(write("kong", policyOf({}))).toContain("claims_to_verify: [exp]");
    expect(write("kong", policyOf({ requiredClaims: ["nbf"] }))).toContain("claims_to_verify: [exp, nbf]");
  });

  test("of several issuers each one is accepted, or the rest reported as left out", () => {
    const two = policyOf({ iss: ["https://a.example", "https://b.example"] });
    expect(write("traefik", two)).toContain("Equals(`iss`, `https://a.example`) || Equals(`iss`, `https://b.example`)");
    for (const id of ["kong", "envoy"]) {
      expect(write(id, two), id).toContain("Only the first of 2 values for iss.");
    }
    for (const id of ["apisix", "traefik", ...CODE_TARGETS.map((target) => target.id)]) {
      expect(write(id, two), id).toContain("https://b.example");
    }
  });

  test("a typ is checked or reported as unchecked, and Spring is configured to accept it", () => {
    const typed = policyOf({ typ: "at+jwt", roles: ["admin"], nonce: "n" });
    expect(write("spring-security", typed)).toContain('new JwtTypeValidator(List.of("at+jwt", "application/at+jwt"))');
    expect(write("kong", typed)).toContain("Not checked here: typ, nonce, roles. Check them in the service.");
    for (const { id } of CODE_TARGETS) expect(write(id, typed), id).toContain("Not checked here: nonce, roles.");
  });

  test("the keys are where the issuer documents them", () => {
    for (const [iss, address] of [
      ["https://accounts.google.com", "https://www.googleapis.com/oauth2/v3/certs"],
      ["https://token.actions.githubusercontent.com", "https://token.actions.githubusercontent.com/.well-known/jwks"],
      ["https://sso.example/realms/shop", "https://sso.example/realms/shop/protocol/openid-connect/certs"],
      ["https://login.microsoftonline.com/t-1/v2.0", "https://login.microsoftonline.com/t-1/discovery/v2.0/keys"],
      ["https://sts.windows.net/t-1/", "https://login.microsoftonline.com/t-1/discovery/keys"],
      ["https://tenant.auth0.com/", "https://tenant.auth0.com/.well-known/jwks.json"],
      ["supabase", "https://issuer.example/.well-known/jwks.json"],
    ] as const) {
      expect(write("jose", policyOf({ iss })), iss).toContain(`new URL("${address}")`);
    }
  });

  describe("the module for nginx, run", () => {
    const key = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const wanted = policyOf({ ...policy, iss: "https://id.example", aud: "orders", typ: "JWT", scopes: ["read"] });
    const claims = { ...CLAIMS, exp: Math.floor(Date.now() / 1000) + 600 };

    async function answer(authorization: string | undefined, text = write("nginx-njs", wanted, "ES256")) {
      const module = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`)) as {
        default: { check: (r: unknown) => Promise<void> };
      };
      const sent = { status: 0, headers: {} as Record<string, string> };
      await module.default.check({
        headersIn: authorization === undefined ? {} : { Authorization: authorization },
        headersOut: sent.headers,
        variables: { jwk: JSON.stringify(key.publicKey.export({ format: "jwk" })) },
        return: (status: number) => {
          sent.status = status;
        },
      });
      return sent;
    }
    const token = (payload: object, header: object = { alg: "ES256", typ: "JWT" }) => {
      const input = `${segment(header)}.${segment(payload)}`;
      return `Bearer ${input}.${sign("sha256", Buffer.from(input), { key: key.privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
    };

    test("lets a valid token pass, and tells the service who the user is", async () => {
      expect(await answer(token(claims))).toEqual({ status: 204, headers: { "X-User-ID": "ada" } });
    });

    test.each<readonly [name: string, authorization: string | undefined, status: number]>([
      ["no token", undefined, 401],
      ["another scheme", token(claims).replace("Bearer", "Basic"), 401],
      ["a fourth segment", `${token(claims)}.AAAA`, 401],
      ["none", `Bearer ${segment({ alg: "none" })}.${segment(claims)}.`, 401],
      ["another algorithm", token(claims, { alg: "ES384", typ: "JWT" }), 401],
      ["crit", token(claims, { alg: "ES256", typ: "JWT", crit: ["x"], x: 1 }), 401],
      ["different typ", token(claims, { alg: "ES256", typ: "at+jwt" }), 401],
      ["a bad signature", token(claims).replace(/.{8}$/, "AAAAAAAA"), 401],
      ["expired", token({ ...claims, exp: 1 }), 401],
      ["exp as text", token({ ...claims, exp: String(claims.exp) }), 401],
      ["nbf as text", token({ ...claims, nbf: "later" }), 401],
      ["not yet", token({ ...claims, nbf: claims.exp }), 401],
      ["another issuer", token({ ...claims, iss: "https://id.example/" }), 401],
      ["another audience", token({ ...claims, aud: ["billing"] }), 401],
      ["no sub", token({ ...claims, sub: undefined }), 401],
      ["too little scope", token({ ...claims, scope: "write" }), 403],
    ])("refuses %s", async (_, authorization, status) => {
      const sent = await answer(authorization);
      expect(sent.status).toBe(status);
      expect(sent.headers["X-User-ID"]).toBeUndefined();
    });

    test("uses only the subset of the language that njs has", () => {
      expect(write("nginx-njs", wanted)).not.toMatch(/(?:const|let) [[{]|\.\.\.|\bfor \(|\?\?|\?\./);
    });
  });
});

describe("a nested token", () => {
  const outerHeader = parseJson('{"alg":"RS256","cty":"JWT"}').root as JsonObject;
  const outer = (state: Judgement["state"]) => {
    const token = parseToken(`${segment({ alg: "RS256", cty: "JWT" })}.${segment("x")}.AAAA`);
    return { outer: [{ token, header: outerHeader, judgement: judged(state) }] };
  };
  const WANTED = { algorithms: ["HS256", "RS256"], typ: ["at+jwt"], iss: "https://id.example" };
  const header = { alg: "HS256", typ: "at+jwt" };

  test("passes if each layer verifies, by the innermost claims", () => {
    const result = walk({}, WANTED, outer("verified"), header);
    expect(result.stopped).toBe(null);
    expect(result.forwarded).toContainEqual({ name: "X-User-ID", value: "ada" });
  });

  test.each([
    ["invalid", "signature"],
    ["no-key", "key"],
    ["malformed", "structure"],
  ] as const)("is stopped by an outer layer that is %s", (state, stopped) => {
    expect(walk({}, WANTED, outer(state), header).stopped).toBe(stopped);
    expect(walk({}, WANTED, { ...outer("verified"), judgement: judged(state) }, header).stopped).toBe(stopped);
  });

  test("has an algorithm in each layer for the policy to allow", () => {
    expect(walk({}, { ...WANTED, algorithms: ["HS256"] }, outer("verified"), header).stopped).toBe("algorithm");
    expect(walk({}, { ...WANTED, algorithms: ["RS256"] }, outer("verified"), header).stopped).toBe("algorithm");
  });

  test("waits for the judgement on each layer", () => {
    const [layer] = outer("verified").outer;
    expect(walk({}, WANTED, { outer: [{ ...layer!, judgement: null }] }, header).answer.kind).toBe("pending");
  });

  test("names the layer of each compared value", () => {
    const { steps } = walk({}, WANTED, outer("verified"), header);
    const names = steps.find(({ id }) => id === "signature")?.comparisons.map(({ what }) => what);
    expect(names).toEqual(["signature, layer 1", "signature, layer 2"]);
  });
});

test("a well-formed token whose payload is not a JSON object has no claims set, and is not called malformed", () => {
  const text = `${segment({ alg: "HS256" })}.dGV4dA.AAAA`;
  const result = walk({}, {}, { token: parseToken(text), payload: null, judgement: judged("verified") });
  expect(result.steps.find(({ id }) => id === "structure")).toMatchObject({
    outcome: "failed",
    summary: "no claims set",
  });
});

describe("an encrypted token", () => {
  const jwe = parseToken(`${segment({ alg: "dir", enc: "A256GCM", kid: "k" })}..AAAA.AAAA.AAAA`);
  const header = parseJson(jwe.header?.text ?? "").root as JsonObject;
  const opened = (state: Judgement["state"], source: "secret" | "private-key" = "private-key") => ({
    ...judged(state),
    key: state === "no-key" ? null : { source, material: null, secretBytes: null },
  });
  /** The JWE around a signed token. */
  const around = (state: Judgement["state"], more: Partial<WalkContext> = {}) =>
    walk({}, {}, { outer: [{ token: jwe, header, judgement: opened(state) }], ...more });

  test("is decrypted before its content is judged, and only it has such a step", () => {
    expect(walk().steps.map(({ id }) => id)).not.toContain("decrypt");
    const result = around("decrypted");
    expect(result.stopped).toBe(null);
    expect(result.steps.map(({ id }) => id).slice(0, 4)).toEqual(["extract", "structure", "decrypt", "algorithm"]);
    expect(outcomes(result)).toMatchObject({ decrypt: "passed", signature: "passed" });
    expect(around("decrypted", { judgement: judged("invalid") }).stopped).toBe("signature");
  });

  test("that does not decrypt is refused there, and no later step passes", () => {
    const result = walk({}, {}, { token: jwe, header, payload: null, judgement: opened("no-key") });
    expect(result.stopped).toBe("decrypt");
    expect(result.steps.find(({ id }) => id === "decrypt")?.summary).toBe("no key");
    expect(outcomes(result)).toMatchObject({ structure: "passed", signature: "skipped", forward: "skipped" });
    expect(result.answer).toMatchObject({ kind: "refused", status: 401, error: "invalid_token" });
  });

  test("that exceeds a decryption limit is reported as such, and not as a failed tag", () => {
    const over: readonly Judgement["reason"][] = [
      { code: "p2c-limit", count: 5_000_000, limit: 1_000_000 },
      { code: "zip-bomb", limit: 10_000_000 },
    ];
    for (const reason of over) {
      const judgement = { ...opened("unsupported"), reason };
      const decrypt = walk({}, {}, { token: jwe, header, payload: null, judgement }).steps.find(
        ({ id }) => id === "decrypt",
      );
      expect(decrypt).toMatchObject({ outcome: "failed", summary: "over the limit" });
      expect(decrypt?.comparisons.find(({ what }) => what === "enc")?.result).toBe("passed");
    }
  });

  test("with claims and no signature is refused unless its key is shared: anyone can encrypt for a public key", () => {
    const claims = { token: jwe, header };
    expect(walk({}, {}, { ...claims, judgement: opened("decrypted") }).stopped).toBe("signature");
    const shared = walk({}, {}, { ...claims, judgement: opened("decrypted", "secret") });
    expect(shared.stopped).toBe(null);
    expect(outcomes(shared)).toMatchObject({ algorithm: "unchecked", key: "unchecked", signature: "passed" });
    const listed = walk(
      {},
      { algorithms: ["RS256"] },
      {
        ...claims,
        judgement: opened("decrypted", "secret"),
      },
    );
    expect(listed.stopped).toBe("algorithm");
  });

  test("is pending while it is decrypted", () => {
    const result = walk({}, {}, { outer: [{ token: jwe, header, judgement: null }] });
    expect(result.answer.kind).toBe("pending");
    expect(outcomes(result)).toMatchObject({ decrypt: "skipped" });
  });
});
