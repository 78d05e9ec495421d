import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Policy } from "../policy/members.ts";
import { readPolicy } from "../policy/read-policy.ts";
import { rounds } from "../../testing/rounds.ts";
import { NOW, objectFrom, presented, readingOf } from "../../testing/verifier.ts";
import { judge } from "./judge.ts";
import { loadReader } from "./load-read.ts";
import { WRITTEN } from "./read.ts";
import { policyToWrite, writeConfiguration } from "./write.ts";

await loadReader();

const policyOf = (policy: object): Policy => {
  const reading = readPolicy(JSON.stringify(policy));
  return reading.kind === "policy" ? reading.policy : {};
};
const writerOf = (id: string) => WRITTEN.find((one) => one.id === id)!.write;

/** The token used to write a policy: its values stand in for what the policy does not say. */
const OWN = { alg: "RS256", iss: "https://own.example", aud: "own-api", sub: "own-subject" };

/** What Hasura needs in its claims. */
const SESSION = { "x-hasura-default-role": "user", "x-hasura-allowed-roles": ["user"] };

/** An issuer for each kind that supports only some. */
const OWN_ISSUER: Readonly<Partial<Record<string, string>>> = {
  supabase: "https://acme.auth0.com/",
  "aspnet-azure-ad": "https://sts.windows.net/6f1c2d3e-0000-4a4b-8c8c-1a2b3c4d5e6f/",
};

/** What one kind requires in addition to the policy, or compares in its own way. */
const OF_KIND: Readonly<
  Partial<
    Record<
      string,
      {
        readonly needsSub?: true;
        readonly oneAudience?: true;
        readonly unsure?: true;
        /** Only the first of the algorithms is used. */
        readonly oneAlgorithm?: true;
        /** A token without aud passes. */
        readonly audienceOptional?: true;
        /** A token without iss passes. */
        readonly issuerOptional?: true;
        /** Both forms of a Microsoft tenant's issuer are taken. */
        readonly bothVersions?: true;
        /** A final slash of an issuer is ignored. */
        readonly looseSlash?: true;
      }
    >
  >
> = {
  // Several values would need an operator for sets.
  "aws-trust-policy": { oneAudience: true },
  "vault-role": { needsSub: true },
  "kubernetes-authentication": { needsSub: true },
  "gcp-attribute-condition": { needsSub: true },
  "azure-validate-jwt": { unsure: true },
  istio: { needsSub: true },
  kong: { oneAlgorithm: true },
  hasura: { oneAlgorithm: true, issuerOptional: true },
  apisix: { oneAlgorithm: true },
  quarkus: { oneAlgorithm: true },
  postgrest: { audienceOptional: true },
  "kong-kubernetes": { oneAlgorithm: true },
  "kong-openid-connect": { unsure: true },
  "traefik-require": { unsure: true, looseSlash: true },
  "aspnet-azure-ad": { bothVersions: true },
};

/** Texts that break quotes, lines, comments, patterns and placeholders. */
const NASTY = [
  "a b",
  'q"uote',
  "q'uote",
  "back\\slash",
  "line\nbreak",
  "a,b",
  "#x",
  "- y",
  "{a: b}",
  "é\u2028",
  "a?b",
  "${x}",
  "/x~1",
];
const TENANT = "6f1c2d3e-0000-4a4b-8c8c-1a2b3c4d5e6f";
const ISSUERS = [
  `https://login.microsoftonline.com/${TENANT}/v2.0`,
  `https://sts.windows.net/${TENANT}/`,
  "https://login.microsoftonline.com/00000000-1111-4a4b-8c8c-1a2b3c4d5e6f/v2.0",
  "https://idp.example",
  "https://idp.example/",
  "https://token.actions.githubusercontent.com",
  "http://dex.local:5556/dex",
  'https://idp.example/a"b #c: d',
  "https://acme.eu.auth0.com/",
  "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab1",
  "https://example.clerk.accounts.dev",
];
const AUDIENCES = ["api", "api://orders", "https://orders.example", ...NASTY];
const SUBJECTS = ["u1", "repo:blue/kiln:ref:refs/heads/main", "repo:blue/kiln:pull_request", ...NASTY];
const PATTERNS = ["repo:blue/*", "repo:b*blue/kiln", "*:pull_request", "repo:*:ref:*", "*"];
const CLAIMS = ["team", "ref", "repository", "realm.name", "https://a.example/role"];
const VALUES = ["blue", "red", "12", "true", ...NASTY];

const some = (values: readonly string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const policies = fc.record(
  {
    iss: some(ISSUERS),
    aud: some(AUDIENCES),
    sub: some([...SUBJECTS, ...PATTERNS]),
    algorithms: some(["RS256", "RS384", "ES256", "PS256"]),
    claims: fc.dictionary(fc.constantFrom(...CLAIMS), some(VALUES), { maxKeys: 2 }),
    scopes: some(["read", "write"]),
    typ: some(["JWT"]),
    nonce: fc.constant("n"),
    roles: some(["admin"]),
  },
  { requiredKeys: [] },
);

/** Tokens in which each part is what the policy requires, something else of the same kind, or absent. */
const tokensFor = (policy: Policy) => {
  const near = (asked: readonly string[] | undefined, own: string, others: readonly string[]) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...(asked ?? [own])).map((value) => value.replaceAll("*", "kiln")) },
      { weight: 1, arbitrary: fc.constantFrom(...others) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    );
  const claims = Object.fromEntries(
    CLAIMS.map((path) => [path, near(policy.claims?.find((one) => one.path === path)?.values, "blue", VALUES)]),
  );
  return fc.record({
    alg: fc.oneof({ weight: 4, arbitrary: fc.constant("RS256") }, fc.constantFrom("RS384", "ES256", "PS256")),
    iss: near(policy.iss, OWN.iss, ISSUERS),
    aud: near(policy.aud, OWN.aud, AUDIENCES),
    more: fc.array(fc.constantFrom(...AUDIENCES), { maxLength: 1 }),
    sub: near(policy.sub, OWN.sub, SUBJECTS),
    scope: fc.constantFrom(undefined, "read", "write", "read write"),
    claims: fc.record(claims),
  });
};

const wild = (pattern: string, value: string): boolean =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`))
      .join("[^]*")}$`,
  ).test(value);

const withoutSlash = (iss: string): string => iss.replace(/\/$/, "");

/** The tenant of a Microsoft issuer; any other issuer as it is. */
const tenantOf = (iss: string): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(iss)?.[0] ?? iss;

describe.each(WRITTEN.map((one) => [one.id, one] as const))("%s", (id, { kind, write }) => {
  const { abilities } = write;
  const {
    needsSub = false,
    oneAudience = false,
    unsure = false,
    oneAlgorithm = false,
    audienceOptional = false,
    issuerOptional = false,
    bothVersions = false,
    looseSlash = false,
  } = OF_KIND[id] ?? {};
  const isAsked = (name: keyof Policy): boolean => abilities.checks.includes(name);

  /** The values of a policy that the configuration can require; undefined: it requires none. */
  function asked(name: "iss" | "aud" | "sub", policy: Policy, issuer: string): readonly string[] | undefined {
    if (!isAsked(name)) return undefined;
    const own = abilities.needs?.includes(name) === true ? [OWN[name]] : undefined;
    const values = (policy[name] ?? own)?.filter((value) => abilities.cannot?.(name, value, issuer) !== true);
    return abilities.single?.includes(name) === true ? values?.slice(0, 1) : values;
  }

  test("what is written reads as this kind, and accepts exactly the tokens that the policy's own members do", () => {
    const cases = policies.map(policyOf).chain((policy) => fc.tuple(fc.constant(policy), tokensFor(policy)));
    fc.assert(
      fc.property(cases, ([policy, token]) => {
        const { text } = writeConfiguration(write, policy, OWN);
        const issuers = asked("iss", policy, "");
        const issuer = issuers?.[0] ?? policy.iss?.[0] ?? OWN.iss;
        const [audiences, subjects] = [asked("aud", policy, issuer), asked("sub", policy, issuer)];
        if ([issuers, audiences, subjects].some((values) => values?.length === 0)) {
          expect(text).toBeNull();
          return;
        }
        const reading = readingOf(text ?? "");
        expect(reading.kind).toBe(kind);
        const aud = token.aud === undefined ? undefined : [token.aud, ...(oneAudience ? [] : token.more)];
        const alg = isAsked("algorithms") ? token.alg : "RS256";
        const { "realm.name": realm, ...claims } = token.claims;
        const held = {
          iss: token.iss,
          aud: aud?.length === 1 ? aud[0] : aud,
          sub: token.sub,
          scope: token.scope,
          iat: NOW - 60,
          exp: NOW + 600,
          ...claims,
          realm: { name: realm },
          "https://hasura.io/jwt/claims": SESSION,
          role: "authenticated",
        };
        const algorithms = (policy.algorithms ?? ["RS256"]).filter((name) => abilities.algorithms.test(name));
        const only = oneAlgorithm ? algorithms.slice(0, 1) : algorithms;
        const isTaken =
          (!isAsked("algorithms") || (only.length > 0 ? only : ["RS256"]).includes(alg)) &&
          (issuers === undefined ||
            issuers.includes(token.iss ?? "") ||
            (issuerOptional && token.iss === undefined) ||
            (bothVersions && issuers.map(tenantOf).includes(tenantOf(token.iss ?? ""))) ||
            (looseSlash && issuers.map(withoutSlash).includes(withoutSlash(token.iss ?? "")))) &&
          (audiences === undefined ||
            (audienceOptional && aud === undefined) ||
            aud?.some((one) => audiences.includes(one)) === true) &&
          (subjects === undefined || (token.sub !== undefined && subjects.some((one) => wild(one, token.sub ?? "")))) &&
          (!needsSub || token.sub !== undefined) &&
          (!isAsked("scopes") || (policy.scopes ?? []).every((one) => token.scope?.split(" ").includes(one))) &&
          (policy.claims ?? [])
            .filter(({ path, values }) => abilities.canClaim?.(path, values, issuer) === true)
            .every(({ path, values }) => values.includes(token.claims[path] ?? ""));
        const verdict = judge(reading, presented(held, { alg, claims: objectFrom(held) }));
        // Whether another issuer is accepted depends on metadata that the page does not fetch.
        if (unsure && !isTaken && verdict.outcome === "unknown") return;
        expect([verdict.outcome, verdict.sentence]).toEqual([isTaken ? "accepted" : "refused", verdict.sentence]);
      }),
      { numRuns: rounds(250) },
    );
  });

  test("reports what it does not check, and nothing else", () => {
    const iss = OWN_ISSUER[id] ?? "https://idp.example";
    const all = policyOf({ iss, aud: "api", sub: "u1", scopes: ["a"], nonce: "n", typ: "JWT" });
    const { text, remarks } = writeConfiguration(write, all, OWN);
    const said = /Not checked here: (.*?)\. Check/.exec(`${text}${remarks.join("\n")}`)?.[1]?.split(", ");
    const names = ["iss", "aud", "sub", "typ", "nonce", "scopes"] as const;
    expect(said).toEqual(names.filter((name) => !isAsked(name)));
  });

  test("is a complete sample of its kind without policy or token", () => {
    const { text } = writeConfiguration(write, {}, { alg: "" });
    expect(readingOf(text ?? "").kind).toBe(kind);
    expect(text).not.toMatch(/\bundefined\b|\[object|\bNaN\b/);
  });
});

test("the written clock skew is the one the judgement uses", () => {
  for (const kind of ["envoy", "aspnet", "hasura"] as const) {
    const { text } = writeConfiguration(writerOf(kind), policyOf({ iss: "https://i", aud: "a", leeway: 90 }), OWN);
    const at = (late: number) =>
      judge(
        readingOf(text ?? ""),
        presented({ iss: "https://i", aud: "a", exp: NOW - late, "https://hasura.io/jwt/claims": SESSION }),
      ).outcome;
    expect([at(89), at(91)], kind).toEqual(["accepted", "refused"]);
  }
});

test("Kong's longest lifetime is judged, and the claims that it verifies are required", () => {
  const { text } = writeConfiguration(
    writerOf("kong"),
    policyOf({ iss: "https://i", maxLifetime: 60, requiredClaims: ["nbf"] }),
    OWN,
  );
  const outcome = (claims: object) => judge(readingOf(text ?? ""), presented({ iss: "https://i", ...claims })).outcome;
  expect(outcome({ exp: NOW + 60 })).toBe("accepted");
  expect(outcome({ exp: NOW + 61 })).toBe("refused");
  expect(outcome({ exp: NOW + 60, nbf: undefined })).toBe("refused");
});

test("a value that would accept more than the policy does is not written", () => {
  const aws = (policy: object) => writeConfiguration(writerOf("aws-trust-policy"), policyOf(policy), OWN);
  expect(aws({ sub: "repo:blue/${aws:username}:*" }).text).toBeNull();
  expect(aws({ sub: ["repo:blue/k?ln:*", "repo:blue/kiln:*"] }).text).not.toContain("k?ln");
  expect(aws({ sub: ["repo:blue/k?ln:*", "repo:blue/kiln:*"] }).remarks.join(" ")).toContain("Left out of sub");
});

test("without a policy the open token says what to require", () => {
  const token = objectFrom({
    iss: "https://token.actions.githubusercontent.com",
    aud: "sts.amazonaws.com",
    sub: "repo:blue/kiln:ref:refs/heads/main",
  });
  const policy = policyToWrite("", objectFrom({ alg: "RS256" }), token);
  expect(policy).toMatchObject({ iss: ["https://token.actions.githubusercontent.com"], aud: ["sts.amazonaws.com"] });
  expect(policyToWrite('{"aud":"x"}', null, token)).toEqual({ aud: ["x"] });
  expect(policyToWrite("", null, null)).toEqual({});
});

test("nginx compares exact characters, and one audience of a list", () => {
  const { text } = writeConfiguration(
    writerOf("nginx"),
    policyOf({ iss: "https://i.example", aud: "orders", scopes: "read" }),
    OWN,
  );
  const outcome = (claims: object) =>
    judge(readingOf(text ?? ""), presented({ iss: "https://i.example", aud: "orders", scope: "read", ...claims }))
      .outcome;
  expect(outcome({})).toBe("accepted");
  expect(outcome({ aud: ["billing", "orders"] })).toBe("accepted");
  expect(outcome({ scope: "write read" })).toBe("accepted");
  expect(outcome({ scope: "write-read" })).toBe("refused");
  expect(outcome({ aud: "ORDERS" })).toBe("refused");
  expect(outcome({ aud: "orders2" })).toBe("refused");
  expect(outcome({ iss: "https://i-example" })).toBe("refused");
  expect(outcome({ iss: "https://i.example\n" })).toBe("refused");
});

test("APISIX has a consumer for each issuer of a shared secret, and says what it does not compare", () => {
  const { text } = writeConfiguration(
    writerOf("apisix"),
    policyOf({ algorithms: "HS256", iss: ["https://a.example", "https://b.example"], aud: "orders" }),
    { alg: "HS256" },
  );
  const outcome = (iss: string, alg = "HS256") => judge(readingOf(text ?? ""), presented({ iss }, { alg })).outcome;
  expect([outcome("https://b.example"), outcome("https://c.example"), outcome("https://a.example", "RS256")]).toEqual([
    "accepted",
    "refused",
    "refused",
  ]);
  expect(text).toContain("does not compare aud");
});

test("Supabase names the issuers that it has settings for, and no others", () => {
  const write = (iss: string) => writeConfiguration(writerOf("supabase"), policyOf({ iss }), OWN).text;
  expect(write("https://securetoken.google.com/kiln-1")).toContain('project_id = "kiln-1"');
  expect(write("https://acme.us.auth0.com/")).toContain('tenant_region = "us"');
  expect(write("https://acme.us.auth0.com")).toBeNull();
  expect(write("https://idp.example")).toBeNull();
});

test.each<[string, object, object, string]>([
  ["the audience", { aud: "orders" }, {}, "accepted"],
  ["another audience", { aud: "orders" }, { aud: "api" }, "refused"],
  ["the other version of the tenant", {}, { iss: `https://sts.windows.net/${TENANT}/` }, "accepted"],
  [
    "another tenant",
    {},
    { iss: "https://login.microsoftonline.com/00000000-1111-4a4b-8c8c-1a2b3c4d5e6f/v2.0" },
    "refused",
  ],
  ["neither scp nor roles", {}, { scp: undefined }, "refused"],
])("AzureAd: %s", (_, policy, claims, outcome) => {
  const iss = `https://login.microsoftonline.com/${TENANT}/v2.0`;
  const { text } = writeConfiguration(writerOf("aspnet-azure-ad"), policyOf({ iss, aud: "orders", ...policy }), OWN);
  const token = presented({ iss, aud: "orders", scp: "read", ...claims });
  expect(judge(readingOf(text ?? ""), token).outcome).toBe(outcome);
});

test("AzureAd: the client id is taken from the audience, and another issuer is not written", () => {
  const write = (policy: object) => writeConfiguration(writerOf("aspnet-azure-ad"), policyOf(policy), OWN).text;
  expect(write({ iss: `https://sts.windows.net/${TENANT}/`, aud: `api://${TENANT}` })).toContain(
    `"ClientId": "${TENANT}"`,
  );
  expect(write({ iss: "https://idp.example", aud: "orders" })).toBeNull();
});

test.each<[string, object, object, string]>([
  ["one of the audiences", { aud: ["a", "b"] }, { aud: "b" }, "accepted"],
  ["no other audience", { aud: ["a", "b"] }, { aud: "c" }, "refused"],
  ["all scopes", { scopes: ["read", "write"] }, { scope: "write read" }, "accepted"],
  ["one scope of two", { scopes: ["read", "write"] }, { scope: "read" }, "refused"],
  ["an extra slash at the issuer, which its metadata may have", {}, { iss: "https://i.example/" }, "unknown"],
  ["a slack", { leeway: 90 }, { exp: NOW - 89 }, "accepted"],
  ["beyond the slack", { leeway: 90 }, { exp: NOW - 91 }, "refused"],
])("Kong openid-connect: %s", (_, policy, claims, outcome) => {
  const iss = "https://i.example";
  const { text } = writeConfiguration(writerOf("kong-openid-connect"), policyOf({ iss, ...policy }), OWN);
  expect(judge(readingOf(text ?? ""), presented({ iss, ...claims })).outcome).toBe(outcome);
});

test("Envoy Gateway: each issuer has its rule, and a claim within an object is required by its path", () => {
  const policy = {
    iss: ["https://a.example", "https://b.example"],
    aud: "orders",
    claims: { "realm.name": ["x", "y"] },
  };
  const { text } = writeConfiguration(writerOf("envoy-gateway"), policyOf(policy), OWN);
  const outcome = (claims: object) =>
    judge(
      readingOf(text ?? ""),
      presented({ iss: "https://b.example", aud: "orders", realm: { name: "y" }, ...claims }),
    ).outcome;
  expect([outcome({}), outcome({ realm: { name: "z" } }), outcome({ iss: "https://c.example" })]).toEqual([
    "accepted",
    "refused",
    "refused",
  ]);
});

test("Traefik's jwt-middleware: all paths into one object are required", () => {
  const policy = { iss: "https://i.example", claims: { "realm.name": "x", "realm.id": "1" } };
  const { text } = writeConfiguration(writerOf("traefik-require"), policyOf(policy), OWN);
  const outcome = (realm: object) =>
    judge(readingOf(text ?? ""), presented({ iss: "https://i.example", realm })).outcome;
  expect([outcome({ name: "x", id: "1" }), outcome({ name: "x", id: "2" }), outcome({ name: "z", id: "1" })]).toEqual([
    "accepted",
    "refused",
    "refused",
  ]);
});

test("Traefik's jwt-middleware: any one value of a claim and all of what is inside it", () => {
  const policy = { iss: "https://i.example", aud: ["a", "b"], claims: { aud: ["b", "c"] } };
  const { text } = writeConfiguration(writerOf("traefik-require"), policyOf(policy), OWN);
  const outcome = (aud: string) => judge(readingOf(text ?? ""), presented({ iss: "https://i.example", aud })).outcome;
  expect([outcome("b"), outcome("a"), outcome("c")]).toEqual(["accepted", "refused", "refused"]);
});
