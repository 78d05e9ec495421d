import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CHECK_SAMPLES } from "../../testing/policy.ts";
import { parseJson } from "../json/parse.ts";
import type { JsonObject } from "../json/types.ts";
import { checkPolicy } from "./checks.ts";
import { difference, editDistance, nearest } from "./difference.ts";
import { PRESETS, presetText, presetToken, recognise } from "./presets.ts";
import { readPolicy } from "./read-policy.ts";
import { POLICY_MEMBERS, type Policy } from "./members.ts";
import type { Check } from "./types.ts";

const NOW = 1_800_000_000;
const object = (value: object) => parseJson(JSON.stringify(value)).root as JsonObject;

function policyOf(value: object): Policy {
  const reading = readPolicy(JSON.stringify(value));
  if (reading.kind !== "policy") throw new Error(reading.kind);
  expect(reading.problems).toEqual([]);
  return reading.policy;
}
function check(
  policy: object,
  payload: object,
  header: object = { alg: "RS256" },
  signatureBytes = 256,
): readonly Check[] {
  return checkPolicy(
    policyOf(policy),
    { header: object(header), payload: object(payload), signatureBytes },
    { now: NOW, leeway: 0 },
  );
}
const failures = (checks: readonly Check[]) =>
  checks.flatMap(({ mismatch }) => (mismatch ? [`${mismatch.rule}/${mismatch.variant}`] : []));

describe("reading a policy", () => {
  test("white space is not a policy", () => {
    expect(readPolicy(" \n").kind).toBe("empty");
  });

  test("what is not a JSON object is reported with its place", () => {
    expect(readPolicy('{"iss": }')).toMatchObject({ kind: "unreadable", problems: [{ code: "json" }] });
    expect(readPolicy("[]")).toMatchObject({
      kind: "unreadable",
      problems: [{ code: "not-object", range: { start: 0, end: 2 } }],
    });
  });

  test("an unknown member or one of a wrong type is named, and the rest applies", () => {
    const reading = readPolicy('{"iss":"a","isss":"b","maxAge":"1 h"}');
    expect(reading).toMatchObject({
      kind: "policy",
      policy: { iss: ["a"] },
      problems: [
        { code: "unknown-member", name: "isss" },
        { code: "wrong-type", name: "maxAge", expected: "a number of seconds" },
      ],
    });
  });

  test("an empty list of values is reported: nothing would satisfy it", () => {
    const reading = readPolicy('{"aud":[],"algorithms":[],"jtiDenyList":[],"scopes":[]}');
    expect(reading).toMatchObject({
      kind: "policy",
      problems: [
        { code: "wrong-type", name: "aud", expected: "a string or a non-empty array of strings" },
        { code: "wrong-type", name: "algorithms" },
      ],
    });
    // No other empty list asks for anything either, so nothing passes because of it.
    expect(reading.kind === "policy" && reading.policy).toEqual({});
  });

  test("other verifiers' names are accepted, and one value means a list of one", () => {
    expect(policyOf({ issuer: "a", audience: ["b"], algs: "ES256", clockTolerance: 5, required: "exp" })).toEqual({
      iss: ["a"],
      aud: ["b"],
      algorithms: ["ES256"],
      leeway: 5,
      requiredClaims: ["exp"],
    });
  });

  test("any text is read or reported", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(["empty", "unreadable", "policy"]).toContain(readPolicy(text).kind);
      }),
    );
  });
});

test.each(CHECK_SAMPLES)("$policy passes $passes and names $fails", ({ policy, passes, fails, says }) => {
  expect(failures(check(policy, passes))).toEqual([]);
  expect(failures(check(policy, fails))).toEqual([says]);
});

describe("checking a token against it", () => {
  const payload = {
    iss: "https://id.example/",
    sub: "ada",
    aud: ["a", "b"],
    iat: NOW - 100,
    exp: NOW + 500,
    scope: "read write",
    realm_access: { roles: ["user"] },
  };

  test("an expected token passes every check, and each names both values", () => {
    const checks = check(
      {
        algorithms: ["RS256"],
        iss: "https://id.example/",
        aud: "b",
        sub: "ada",
        requiredClaims: ["exp"],
        maxAge: 100,
        maxLifetime: 600,
        scopes: ["read"],
        roles: ["user"],
      },
      payload,
    );
    expect(failures(checks)).toEqual([]);
    expect(checks.map(({ subject }) => subject)).toEqual([
      "alg",
      "iss",
      "aud",
      "sub",
      "required",
      "age",
      "lifetime",
      "scope",
      "role",
    ]);
    expect(checks.find(({ subject }) => subject === "role")).toMatchObject({
      name: "realm_access.roles",
      actual: "user",
      expected: ["user"],
    });
  });

  test.each([
    [{ algorithms: ["ES256"] }, {}, "HDR-02/not-allowed"],
    [{ typ: "at+jwt" }, {}, "HDR-04/typ-missing"],
    [{ iss: "https://id.example" }, {}, "CLM-01/slash"],
    [{ iss: "http://localhost:8080/realms/a" }, { iss: "https://id.example/realms/a" }, "CLM-02/host"],
    [{ iss: "https://else.example" }, {}, "CLM-02/other"],
    [{ iss: "https://id.example/ " }, {}, "CLM-21/policy-space"],
    [{ iss: "https://login.microsoftonline.com/{tenantid}/v2.0" }, {}, "CLM-04/placeholder"],
    [{ iss: "a" }, { iss: undefined }, "CLM-04/missing"],
    [{ iss: "https://login.microsoftonline.com/t-1/v2.0" }, { iss: "https://sts.windows.net/t-1/" }, "CLM-03/v1"],
    [{ iss: "https://sts.windows.net/t-1/" }, { iss: "https://login.microsoftonline.com/t-1/v2.0" }, "CLM-03/v2"],
    [{ aud: "c" }, {}, "CLM-05/other"],
    [{ aud: "A" }, {}, "CLM-05/nearly"],
    [{ aud: "c" }, { aud: undefined }, "CLM-08/missing"],
    [{ aud: "c" }, { aud: "https://graph.microsoft.com" }, "CLM-10/api"],
    [
      { aud: "0f3b1c4e-0000-4000-8000-000000000001" },
      { aud: "api://0f3b1c4e-0000-4000-8000-000000000001" },
      "CLM-07/form",
    ],
    [{ aud: "c" }, { aud: undefined, token_use: "access", client_id: "c" }, "PRV-01/access-right-client"],
    [{ aud: "p" }, { iss: "https://securetoken.google.com/q", aud: "q" }, "PRV-03/aud"],
    [{ aud: "web" }, { iss: "https://accounts.google.com", aud: "ios" }, "PRV-04/aud"],
    [{ aud: "https://api.example" }, { iss: "https://accounts.google.com", aud: "web" }, "CLM-05/other"],
    [
      { aud: "https://api.example" },
      { iss: "https://accounts.google.com", aud: "web", at_hash: "a", scope: undefined },
      "CLM-09/audience",
    ],
    [{ aud: "orders" }, { aud: "web", nonce: "n", scope: undefined }, "CLM-09/audience"],
    [{ aud: "orders" }, { aud: "web", nonce: "n", scope: "openid" }, "CLM-05/other"],
    [{ aud: "https://b.example" }, { aud: "https://a.example", nonce: "n" }, "CLM-05/other"],
    [{ aud: "vault" }, { iss: "https://kubernetes.default.svc", aud: "https://kubernetes.default.svc" }, "PRV-09/aud"],
    [{ sub: "repo:Org/app:ref:refs/heads/main" }, { sub: "repo:org/app:ref:refs/heads/main" }, "PRV-06/case"],
    [{ sub: "repo:org/app:ref:refs/heads/main" }, { sub: "repo:org/app:environment:prod" }, "PRV-06/environment"],
    [{ sub: "repo:org/app:ref:refs/heads/main" }, { sub: "repo:org@1/app@2:ref:refs/heads/main" }, "PRV-07/ids"],
    [{ sub: "grace" }, {}, "CLM-14/other"],
    [{ client: "spa" }, { azp: "cli" }, "CLM-17/client"],
    [{ requiredClaims: ["exp"] }, { exp: undefined }, "TIM-08/required"],
    [{ requiredClaims: ["tid"] }, {}, "CLM-19/missing"],
    [{ claims: { scope: "read" } }, {}, "CLM-19/value"],
    [{ maxAge: 99 }, {}, "TIM-12/old"],
    [{ maxAge: 99 }, { iat: undefined }, "TIM-12/no-iat"],
    [{ maxLifetime: 599 }, {}, "TIM-07/long"],
    [{ jtiDenyList: ["x"] }, { jti: "x" }, "CLM-20/denied"],
    [{ nonce: "n" }, { nonce: "m" }, "CLM-20/nonce"],
    [{ scopes: ["read", "admin"] }, {}, "CLM-18/scope"],
    [{ roles: ["admin"] }, {}, "CLM-18/role"],
    [{ verifier: "envoy" }, { exp: 1.5 }, "CLM-22/type"],
    [{ verifier: "apisix" }, {}, "PRV-12/key"],
    [{ verifier: "kong" }, { iss: undefined }, "PRV-11/key"],
  ])("%j against %j is %s", (policy, change, expected) => {
    expect(failures(check(policy, { ...payload, ...change }))).toEqual([expected]);
  });

  test("Kong limits PS signatures, and no others", () => {
    expect(failures(check({ verifier: "kong" }, payload, { alg: "PS256" }, 384))).toEqual(["PRV-17/length"]);
    expect(failures(check({ verifier: "kong" }, payload, { alg: "RS256" }, 384))).toEqual([]);
  });

  test("Envoy compares audiences without scheme and final slash, others character by character", () => {
    const change = { ...payload, aud: "https://api.example/" };
    expect(failures(check({ aud: "api.example", verifier: "envoy" }, change))).toEqual([]);
    expect(failures(check({ aud: "api.example" }, change))).toEqual(["CLM-05/nearly"]);
  });

  test("leeway applies to the maximum age", () => {
    expect(failures(check({ maxAge: 90, leeway: 10 }, payload))).toEqual([]);
  });

  test("at_hash is the left half of the access token's hash (the example of OpenID Connect Core appendix A.3)", () => {
    const accessToken = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
    expect(failures(check({ accessToken }, { ...payload, at_hash: "77QmUPtjPfzWtF2AnpK9RQ" }))).toEqual([]);
    const half = createHash("sha512").update("c").digest().subarray(0, 32).toString("base64url");
    expect(failures(check({ code: "c" }, { ...payload, c_hash: half }, { alg: "ES512" }))).toEqual([]);
    expect(failures(check({ code: "d" }, { ...payload, c_hash: half }, { alg: "ES512" }))).toEqual(["CLM-19/hash"]);
  });

  test("a DPoP proof has ath for the access token, and no hash of the code (RFC 9449 section 4.2)", () => {
    const proof = { typ: "dpop+jwt", alg: "ES256" };
    const ath = createHash("sha256").update("t").digest("base64url");
    expect(failures(check({ accessToken: "t", code: "c" }, { ...payload, ath }, proof))).toEqual([]);
    expect(failures(check({ accessToken: "t", code: "c" }, payload, proof))).toEqual(["CLM-19/missing"]);
    expect(failures(check({ accessToken: "t", code: "c" }, payload, { alg: "ES256" }))).toHaveLength(2);
  });
});

describe("presets", () => {
  test.each(PRESETS.map((preset) => [preset.id, preset] as const))(
    "%s reads without a problem and knows what it cites",
    (_, preset) => {
      const reading = readPolicy(presetText(preset, presetToken(null, null)));
      expect(reading).toMatchObject({ kind: "policy", problems: [] });
      expect(preset.source).toMatch(/\S/);
      for (const name of Object.keys(preset.policy(presetToken(null, null)))) expect(POLICY_MEMBERS).toContain(name);
    },
  );

  test.each([
    ["github-actions", { iss: "https://token.actions.githubusercontent.com" }],
    ["entra-v1", { iss: "https://sts.windows.net/9f/" }],
    ["entra-v2", { iss: "https://login.microsoftonline.com/9f/v2.0" }],
    ["cognito", { iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x" }],
    ["supabase", { iss: "https://abc.supabase.co/auth/v1" }],
    ["firebase", { iss: "https://securetoken.google.com/p" }],
    ["auth0", { iss: "https://x.eu.auth0.com/" }],
    ["keycloak", { iss: "https://sso.example/realms/main" }],
    ["google", { iss: "https://accounts.google.com" }],
    ["apple", { iss: "https://appleid.apple.com" }],
    ["kubernetes", { iss: "https://kubernetes.default.svc.cluster.local" }],
  ])("%s recognises its tokens, which pass the policy that it proposes", (id, claims) => {
    const token = presetToken(object({ alg: "RS256" }), object(claims));
    expect(recognise(token)?.id).toBe(id);
  });

  test("a token of no known issuer is not recognised", () => {
    expect(recognise(presetToken(object({ alg: "HS256" }), object({ iss: "https://id.example" })))).toBe(null);
  });
});

describe("difference", () => {
  test("the parts of a difference add up to both texts", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 30 }),
        fc.string({ unit: "binary", maxLength: 30 }),
        (a, b) => {
          const parts = difference(a, b);
          const join = (kind: string) =>
            parts
              .filter((part) => part.kind === "same" || part.kind === kind)
              .map(({ text }) => text)
              .join("");
          expect(join("actual")).toBe(a);
          expect(join("expected")).toBe(b);
        },
      ),
    );
  });

  test("shows the one character that differs", () => {
    expect(difference("auth0|64F1", "auth0|64f1")).toEqual([
      { kind: "same", text: "auth0|64" },
      { kind: "actual", text: "F" },
      { kind: "expected", text: "f" },
      { kind: "same", text: "1" },
    ]);
  });

  test("the edit distance is symmetric, zero only for equal texts, and stops at its limit", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        expect(editDistance(a, b, 50)).toBe(editDistance(b, a, 50));
        expect(editDistance(a, b, 50) === 0).toBe(a === b);
        expect(editDistance(a, b, 2)).toBeLessThanOrEqual(3);
      }),
    );
    expect(editDistance("kitten", "sitting", 10)).toBe(3);
    expect(nearest("abd", ["xyz", "abc"])).toBe("abc");
  });
});
