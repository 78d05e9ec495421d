import { describe, expect, test } from "vitest";
import type { Judgement } from "../crypto/types.ts";
import { parseJson } from "../json/parse.ts";
import type { JsonObject } from "../json/types.ts";
import { readPolicy } from "../policy/read-policy.ts";
import { parseToken } from "../token/parse.ts";
import { EXPORT_TARGETS } from "./export.ts";
import type { Walk, WalkContext } from "./types.ts";
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
  more: Partial<WalkContext> & { header?: never } = {},
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

describe("a good token", () => {
  test("passes every step, and the service gets the mapped fields", () => {
    const result = walk({}, { algorithms: ["HS256"], iss: "https://id.example", aud: "orders", scopes: ["read"] });
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

  test("a claim can not break out of its field: line breaks and what no field carries are encoded", () => {
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
    expect(result.steps.map(({ outcome }) => outcome)).toEqual(
      result.steps.map((_, index) => (index < reached ? "passed" : index === reached ? "failed" : "skipped")),
    );
    expect(result.answer).toMatchObject({ kind: "refused", status, error });
    const { response } = result.answer as { response: string };
    expect(response).toMatch(
      new RegExp(`^HTTP/1\\.1 ${status} [\\w ]+\nWWW-Authenticate: Bearer realm="orders-api",\n  error="${error}"`),
    );
    expect(result.steps[reached]?.comparisons.some((one) => one.result === "failed")).toBe(true);
  });

  test("no token at all: a challenge without an error (RFC 6750 section 3.1)", () => {
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

  test("a field without a scheme is told apart from a bare token that was pasted", () => {
    expect(walk({}, {}, { arrival: { pasted: "Authorization: eyJh.eyJh.AAAA", removals: [] } }).stopped).toBe(
      "extract",
    );
    expect(walk().stopped).toBe(null);
  });

  test("leeway of the policy counts before that of the page", () => {
    expect(walk({ exp: NOW - 5 }, { leeway: 10 }).stopped).toBe(null);
    expect(walk({ exp: NOW - 5 }, { leeway: 0 }, { clock: { now: NOW, leeway: 10 } }).stopped).toBe("time");
  });

  test("while the verdict is on its way, nothing behind it is said", () => {
    const result = walk({ exp: NOW }, {}, { judgement: null });
    expect(result.answer).toEqual({ kind: "pending" });
    expect(outcomes(result)).toMatchObject({ algorithm: "passed", key: "skipped", time: "skipped" });
  });

  test("a realm can not break out of its quotes", () => {
    const { answer } = walk({}, { aud: "x" }, { realm: 'a"\r\nX: y' });
    expect((answer as { response: string }).response).toContain('realm="a???X: y"');
  });
});

describe("the policy as configuration and code", () => {
  const reading = readPolicy(
    '{"algorithms":["ES256"],"iss":"https://id.example","aud":"orders","scopes":["read"],"leeway":5,"requiredClaims":["sub"]}',
  );
  const policy = reading.kind === "policy" ? reading.policy : {};
  test.each(EXPORT_TARGETS.map((target) => [target.title, target] as const))(
    "%s names the issuer, and leaves no hole",
    (_, target) => {
      const text = target.write(policy, "ES256");
      expect(text).toContain("id.example");
      expect(text).not.toMatch(/undefined|\[object|NaN/);
      expect(target.write({}, "")).not.toMatch(/undefined|\[object|NaN/);
    },
  );

  test.each(["kong", "apisix", "nginx", "spring", "jose", "pyjwt", "golang-jwt"])("%s pins the algorithm", (id) => {
    expect(EXPORT_TARGETS.find((target) => target.id === id)?.write(policy, "HS256")).toContain("ES256");
  });
});
