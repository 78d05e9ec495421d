import { beforeAll, describe, expect, it } from "vitest";
import { wholeObject } from "../json/query.ts";
import { parseJson } from "../json/parse.ts";
import { changeFor, judge } from "./judge.ts";
import { loadReader, readConfiguration } from "./load-read.ts";
import type { Presented } from "./types.ts";
import { isQuick } from "../../testing/rounds.ts";

beforeAll(async () => {
  await loadReader();
});

const object = (value: object) => wholeObject(parseJson(JSON.stringify(value)));
const presented = (claims: object, header: object = { alg: "RS256" }): Presented => ({
  header: object(header),
  claims: object(claims),
  signature: "met",
  now: 1000,
  leeway: 0,
});
function outcome(configuration: object | string, claims: object, header?: object) {
  const read = readConfiguration(typeof configuration === "string" ? configuration : JSON.stringify(configuration));
  if (read.is !== "read") throw new Error(read.is);
  return judge(read.reading, presented({ exp: 2000, ...claims }, header)).outcome;
}

const KEY = "token.actions.githubusercontent.com";
const GITHUB = { iss: `https://${KEY}`, aud: "sts.amazonaws.com", sub: "repo:blue/kiln:ref:refs/heads/main" };
const Federated = `arn:aws:iam::123456789012:oidc-provider/${KEY}`;
const allow = {
  Effect: "Allow",
  Principal: { Federated },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: { StringEquals: { [`${KEY}:sub`]: GITHUB.sub } },
};
const policy = (...Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });

describe("an AWS trust policy", () => {
  it("the members of a principal are alternatives, in Allow and in Deny", () => {
    expect(outcome(policy(allow), GITHUB)).toBe("accepted");
    const withService = { ...allow, Principal: { Federated, Service: "ec2.amazonaws.com" } };
    expect(outcome(policy(withService), GITHUB)).toBe("accepted");
    const deny = { ...allow, Effect: "Deny", Principal: { Federated, AWS: "arn:aws:iam::1:root" } };
    expect(outcome(policy(allow, deny), GITHUB)).toBe("refused");
  });

  it("whether everybody includes this token is unknown", () => {
    const deny = { Effect: "Deny", Principal: { AWS: "*" }, Action: "sts:AssumeRoleWithWebIdentity" };
    expect(outcome(policy(allow, deny), GITHUB)).toBe("unknown");
  });

  it.each([
    { Condition: [{ StringEquals: { [`${KEY}:sub`]: "nobody" } }] },
    { Condition: { StringEquals: [{ [`${KEY}:sub`]: "nobody" }] } },
  ])("a condition of another shape is not ignored: %j", (more) => {
    expect(outcome(policy({ ...allow, ...more }), GITHUB)).toBe("unknown");
  });

  it("offers nothing that admits a user who signed in another way", () => {
    const cognito = "cognito-identity.amazonaws.com";
    const text = JSON.stringify(
      policy({
        ...allow,
        Principal: { Federated: cognito },
        Condition: { "ForAnyValue:StringLike": { [`${cognito}:amr`]: "authenticated" } },
      }),
    );
    const read = readConfiguration(text);
    const token = presented({
      iss: `https://${cognito}`,
      aud: "pool",
      sub: "guest",
      amr: ["unauthenticated"],
      exp: 2000,
    });
    const { about } = judge(read.is === "read" ? read.reading : (null as never), token);
    expect(about).toMatchObject({ claim: "amr", outcome: "unmet" });
    expect(changeFor(text, about!, token)).toBeNull();
  });
});

describe("a Vault role", () => {
  const role = { role_type: "jwt", user_claim: "sub", bound_audiences: ["vault"], policies: ["default"] };
  it("a required address or age is not ignored", () => {
    expect(outcome(role, { aud: "vault", sub: "a" })).toBe("accepted");
    expect(outcome({ ...role, token_bound_cidrs: ["10.0.0.0/8"] }, { aud: "vault", sub: "a" })).toBe("unknown");
    expect(outcome({ ...role, max_age: 60 }, { aud: "vault", sub: "a" })).toBe("unknown");
  });
  it("a subject is one string", () => {
    expect(outcome({ ...role, bound_subject: "a" }, { aud: "vault", sub: ["x", "a"] })).toBe("refused");
  });
});

describe("Kubernetes", () => {
  const flags = (more: string) => `kube-apiserver --oidc-issuer-url=https://i --oidc-client-id=c ${more}`;
  it("a flag's commas are its own", () => {
    expect(
      outcome(flags("--oidc-signing-algs=RS256,ES256"), { iss: "https://i", aud: "c", sub: "a" }, { alg: "ES256" }),
    ).toBe("accepted");
    expect(
      outcome(flags("--oidc-required-claim=group=a,b"), { iss: "https://i", aud: "c", sub: "a", group: "a" }),
    ).toBe("refused");
  });
  it("a required claim is a string under its own name", () => {
    const required = flags("--oidc-required-claim=team=admins");
    const claims = { iss: "https://i", aud: "c", sub: "a" };
    expect(outcome(required, { ...claims, team: "admins" })).toBe("accepted");
    expect(outcome(required, { ...claims, team: ["x", "admins"] })).toBe("refused");
    const dotted = flags("--oidc-required-claim=a.b=admins");
    expect(outcome(dotted, { ...claims, a: { b: "admins" } })).toBe("refused");
  });
});

describe("Istio", () => {
  const rule = (action: string, when: string) => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: p }
spec:
  action: ${action}
  rules:
  - ${when}
`;
  const claims = { iss: "https://i", sub: "mallory" };
  it("both values and notValues count", () => {
    const when = `when: [{ key: request.auth.principal, values: ["https://i/*"], notValues: ["https://i/mallory"] }]`;
    expect(outcome(rule("ALLOW", when), claims)).toBe("refused");
    expect(outcome(rule("ALLOW", when), { ...claims, sub: "ada" })).toBe("accepted");
  });
  it("an empty list of principals admits nobody", () => {
    expect(outcome(rule("ALLOW", `from: [{ source: { requestPrincipals: ["*"] } }]`), {})).toBe("refused");
  });
  it("what another service decides is unknown", () => {
    expect(outcome(rule("CUSTOM", `from: [{ source: { requestPrincipals: ["https://i/ada"] } }]`), claims)).toBe(
      "unknown",
    );
  });
});

it(".NET settings that name no audience check one anyway", () => {
  const read = readConfiguration(
    JSON.stringify({ TokenValidationParameters: { ValidIssuer: "https://i", ValidateIssuer: true } }),
  );
  if (read.is !== "read") throw new Error(read.is);
  expect(judge(read.reading, presented({ iss: "https://i", aud: "x", exp: 2000 })).outcome).toBe("unknown");
  expect(read.reading.dangers).toEqual([]);
});

it.skipIf(isQuick)("no setting, reference or fault takes more than linear time", () => {
  const keys = JSON.stringify({ include_claim_keys: Array.from({ length: 60 }, () => "repo"), use_default: false });
  const claims = {
    ...GITHUB,
    repository: "blue/kiln",
    repository_id: "1",
    repository_owner: "blue",
    repository_owner_id: "2",
  };
  expect(outcome(keys, claims)).not.toBe("accepted");
  const faults = `apiVersion: security.istio.io/v1\n${"- @a\n".repeat(10_000)}`;
  expect(readConfiguration(faults).is).toMatch(/not-known|read/);
});
