import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CASES_FOLDER } from "../../testing/cases.ts";
import { rounds } from "../../testing/rounds.ts";
import { judged, objectFrom, presented, readingOf } from "../../testing/verifier.ts";
import { differenceWords, firstDifference } from "./difference.ts";
import { glob } from "./glob.ts";
import { changeFor, judge } from "./judge.ts";
import { all, any, fold, is, not } from "./logic.ts";
import { loadYaml } from "./load-yaml.ts";
import { readConfiguration } from "./read.ts";
import type { Condition, ConditionOutcome, Logic } from "./types.ts";

// Before the reader of YAML is there.
const SIGN = "x-google-issuer: 1";
const withoutYaml = readConfiguration(SIGN);
await loadYaml();

test("a text that may be YAML waits for its reader", () => {
  expect([withoutYaml.is, readConfiguration(SIGN).is]).toEqual(["needs-yaml", "not-known"]);
});

const GITHUB = "https://token.actions.githubusercontent.com";
const KEY = "token.actions.githubusercontent.com";

const push = {
  iss: GITHUB,
  aud: "sts.amazonaws.com",
  sub: "repo:blue-yard/kiln:ref:refs/heads/main",
  repository: "blue-yard/kiln",
  repository_owner: "blue-yard",
  repository_id: "40711",
  repository_owner_id: "8812",
  ref: "refs/heads/main",
  event_name: "push",
};
const withIds = { ...push, sub: "repo:blue-yard@8812/kiln@40711:ref:refs/heads/main" };

const statement = (condition: object, more: object = {}) => ({
  Effect: "Allow",
  Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${KEY}` },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: condition,
  ...more,
});
const trust = (...statements: readonly object[]) => ({ Version: "2012-10-17", Statement: statements });
const AUD = { [`${KEY}:aud`]: "sts.amazonaws.com" };
const sub = (...values: readonly string[]) => ({ [`${KEY}:sub`]: values.length === 1 ? values[0] : values });

describe("logic", () => {
  const OUTCOMES = ["met", "unmet", "unknown"] as const;
  const leaves: readonly Condition[] = Array.from({ length: 5 }, (_, index) => ({
    name: String(index),
    group: "",
    range: null,
    judge: () => ({ outcome: "unknown", why: "", claim: null, token: null, wanted: null, pieces: null }),
  }));
  const logics = fc.letrec<{ logic: Logic }>((tie) => ({
    logic: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(...leaves).map(is),
      fc.array(tie("logic"), { maxLength: 3 }).map((of) => all(...of)),
      fc.array(tie("logic"), { maxLength: 3 }).map((of) => any(...of)),
      tie("logic").map(not),
    ),
  })).logic;
  const assignments = fc.array(fc.constantFrom(...OUTCOMES), { minLength: 5, maxLength: 5 });
  const outcome = (logic: Logic, given: readonly ConditionOutcome[]) =>
    fold(logic, (condition) => given[Number(condition.name)] ?? "unknown");
  /** The logic of someone who knows everything. */
  const known = (logic: Logic, given: readonly ConditionOutcome[]): boolean => {
    if (logic.op === "is") return given[Number(logic.condition.name)] === "met";
    if (logic.op === "not") return !known(logic.of, given);
    return logic.op === "all" ? logic.of.every((one) => known(one, given)) : logic.of.some((one) => known(one, given));
  };
  const completions = (given: readonly ConditionOutcome[]): readonly (readonly ConditionOutcome[])[] =>
    given.reduce<readonly (readonly ConditionOutcome[])[]>(
      (found, one) =>
        found.flatMap((start) =>
          (one === "unknown" ? (["met", "unmet"] as const) : [one]).map((next) => [...start, next]),
        ),
      [[]],
    );

  test("what is said to be accepted or refused is so, whatever the unknown conditions turn out to be", () => {
    fc.assert(
      fc.property(logics, assignments, (logic, given) => {
        const said = outcome(logic, given);
        for (const complete of completions(given))
          if (said !== "unknown") expect(known(logic, complete)).toBe(said === "met");
      }),
      { numRuns: rounds(2000) },
    );
  });

  test("where everything is known, nothing is said to be unknown", () => {
    fc.assert(
      fc.property(logics, assignments, (logic, given) => {
        const complete = given.map((one) => (one === "unknown" ? "met" : one));
        expect(outcome(logic, complete)).toBe(known(logic, complete) ? "met" : "unmet");
      }),
      { numRuns: rounds(1000) },
    );
  });

  test("an unknown condition in an otherwise met group leaves it unknown", () => {
    const [one, other] = leaves as readonly [Condition, Condition];
    expect(outcome(all(is(one), is(other)), ["met", "unknown"])).toBe("unknown");
    expect(outcome(any(is(one), is(other)), ["unmet", "unknown"])).toBe("unknown");
  });
});

describe("patterns", () => {
  test("a wildcard is shown as what it matched", () => {
    expect(glob("repo:a/b:ref:x", "repo:a/*:ref:?")).toEqual([
      { text: "repo:a/", wild: false },
      { text: "b", wild: true },
      { text: ":ref:", wild: false },
      { text: "x", wild: true },
    ]);
    expect(glob("ab", "a*b")?.[1]).toEqual({ text: "", wild: true });
    expect(glob("aXbXc", "a*Xc")?.[1]).toEqual({ text: "XbX".slice(0, 2), wild: true });
    expect(glob("ab", "A*")).toBeNull();
    expect(glob("", "?")).toBeNull();
    expect(glob("", "*")).not.toBeNull();
  });

  test("it matches as a regular expression would, and its parts make up the value", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "/", "*", "?"), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (value, pattern) => {
        const expression = new RegExp(
          `^${[...pattern].map((one) => (one === "*" ? "[^]*" : one === "?" ? "[^]" : `\\u{${one.charCodeAt(0).toString(16)}}`)).join("")}$`,
          "u",
        );
        const found = glob(value, pattern);
        expect(found !== null).toBe(expression.test(value));
        if (found) expect(found.map((piece) => piece.text).join("")).toBe(value);
      }),
      { numRuns: rounds(3000) },
    );
  });

  test("the first different character is found, up to a wildcard", () => {
    expect(firstDifference("repo:a@1", "repo:a/b")).toEqual({ at: 6, token: "@", wanted: "/" });
    expect(firstDifference("abc", "a*", true)).toBeNull();
    expect(firstDifference("a", "ab")).toEqual({ at: 1, token: "", wanted: "b" });
    expect(firstDifference("a😀", "a😁")?.token).toBe("😀");
  });

  test.each([
    ["aud", "x/", "x", false, /slash/],
    ["aud", "x", "x ", false, /space/],
    ["sub", "Repo", "repo", false, /case/],
    ["sub", "repo:a/b", "repo:a/*", false, /ordinary character/],
    ["sub", "repo:a@1/b@2:x", "repo:a/b:*", true, /ids of owner and repository/],
    ["sub", "repo:a@1/c@2:x", "repo:a/b:*", true, /character 7/],
    ["sub", "abc", "abd", false, /“abc” and not “abd”: they differ at character 3, “c” where “d”/],
  ])("%s %s against %s is said in its own words", (claim, token, wanted, pattern, words) => {
    expect(differenceWords(claim, token, wanted, pattern)).toMatch(words);
  });
});

describe("AWS IAM trust policy", () => {
  const names = trust(statement({ StringEquals: AUD, StringLike: sub("repo:blue-yard/kiln:*") }));

  test("the pattern of names takes the sub with names, and not the one with ids", () => {
    expect(judged(names, presented(push)).outcome).toBe("accepted");
    const { outcome, sentence, by } = judged(names, presented(withIds));
    expect(outcome).toBe("refused");
    expect(sentence).toMatch(/ids of owner and repository/);
    expect(by).toMatchObject({ Federated: "met", Action: "met", [`${KEY}:aud`]: "met", [`${KEY}:sub`]: "unmet" });
  });

  test("it accepts nothing whose signature is not known to verify, or that has expired", () => {
    expect(judged(names, presented(push, { signature: "unknown" })).outcome).toBe("unknown");
    expect(judged(names, presented(push, { signature: "unmet" })).outcome).toBe("refused");
    expect(judged(names, presented({ ...push, exp: 1 })).outcome).toBe("refused");
    expect(judged(names, presented(push, { alg: "PS256" })).outcome).toBe("refused");
  });

  test.each<[string, object, object, string]>([
    ["StringEquals takes a star literally", { StringEquals: { ...AUD, ...sub("repo:blue-yard/*") } }, push, "unmet"],
    [
      "StringLike with several values is an or",
      { StringEquals: AUD, StringLike: sub("x", "repo:blue-yard/*") },
      push,
      "met",
    ],
    ["StringEqualsIgnoreCase", { StringEqualsIgnoreCase: sub("REPO:blue-yard/kiln:ref:refs/heads/main") }, push, "met"],
    ["StringNotLike", { StringNotLike: sub("*:pull_request") }, push, "met"],
    ["StringNotLike of what it is", { StringNotLike: sub("*:ref:*", "y") }, push, "unmet"],
    ["StringNotEquals of an absent claim", { StringNotEquals: sub("x") }, { ...push, sub: undefined }, "met"],
    ["StringLike of an absent claim", { StringLike: sub("*") }, { ...push, sub: undefined }, "unmet"],
    ["StringLikeIfExists of an absent claim", { StringLikeIfExists: sub("x") }, { ...push, sub: undefined }, "met"],
    ["ForAllValues of an absent claim", { "ForAllValues:StringLike": sub("x") }, { ...push, sub: undefined }, "met"],
    ["an operator that is not judged", { ArnLike: sub("*") }, push, "unknown"],
    ["a policy variable", { StringLike: sub("repo:${aws:PrincipalTag/x}/*") }, push, "unknown"],
    ["Null", { Null: { [`${KEY}:sub`]: "false" } }, push, "met"],
    ["several values without a set operator", { StringLike: sub("a") }, { ...push, sub: ["a", "b"] }, "unknown"],
  ])("%s", (_, condition, claims, expected) => {
    expect(judged(trust(statement(condition)), presented(claims)).by[`${KEY}:sub`]).toBe(expected);
  });

  test("what only the request knows leaves the whole unknown, and never met", () => {
    const policy = trust(
      statement({ StringEquals: { ...AUD, ...sub(push.sub) }, IpAddress: { "aws:SourceIp": "192.0.2.0/24" } }),
    );
    const { outcome, by } = judged(policy, presented(push));
    expect([outcome, by["aws:SourceIp"]]).toEqual(["unknown", "unknown"]);
    expect(
      judged(trust(statement({ StringEquals: { ...AUD, ...sub(push.sub) } }, { Extra: 1 })), presented(push)).by[
        "Extra"
      ],
    ).toBe("unknown");
  });

  test("statements are an or, and a Deny that covers the token wins", () => {
    const other = statement({ StringEquals: sub("repo:blue-yard/other:x") });
    const fits = statement({ StringEquals: { ...AUD, ...sub(push.sub) } });
    expect(judged(trust(other, fits), presented(push)).outcome).toBe("accepted");
    const deny = statement({ StringLike: sub("*:refs/heads/main") }, { Effect: "Deny", Sid: "NotMain" });
    const denied = judged(trust(fits, deny), presented(push));
    expect(denied.outcome).toBe("refused");
    expect(denied.sentence).toMatch(/Deny/);
    const elsewhere = statement({ IpAddress: { "aws:SourceIp": "192.0.2.0/24" } }, { Effect: "Deny" });
    expect(judged(trust(fits, elsewhere), presented(push)).outcome).toBe("unknown");
  });

  test("another issuer's provider does not fit, and its keys are not in the request", () => {
    const { by } = judged(names, presented({ ...push, iss: "https://gitlab.com" }));
    expect([by["Federated"], by[`${KEY}:sub`]]).toEqual(["unmet", "unmet"]);
  });

  test("azp stands for aud where there is one", () => {
    const google = {
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Principal: { Federated: "accounts.google.com" },
        Action: ["sts:AssumeRoleWithWebIdentity"],
        Condition: { StringEquals: { "accounts.google.com:aud": "front", "accounts.google.com:oaud": "back" } },
      },
    };
    const claims = { iss: "https://accounts.google.com", aud: "back", azp: "front", sub: "1" };
    expect(judged(google, presented(claims)).outcome).toBe("accepted");
    expect(judged(google, presented({ ...claims, azp: undefined })).outcome).toBe("refused");
  });

  test("what the command line prints around a policy is read through", () => {
    expect(readingOf({ Role: { RoleName: "x", AssumeRolePolicyDocument: names } }).kind).toBe("aws-trust-policy");
  });

  test("a policy of a bucket is none of a role", () => {
    const bucket = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }],
    };
    expect(readConfiguration(JSON.stringify(bucket)).is).toBe("not-known");
  });

  test("a file that breaks off is judged as far as it goes, and accepts nothing", () => {
    const text = JSON.stringify(trust(statement({ StringEquals: { ...AUD, ...sub(push.sub) } })));
    expect(judged(text, presented(push)).outcome).toBe("accepted");
    expect(judged(text.slice(0, -2), presented(push)).outcome).toBe("unknown");
  });

  test.each<[string, object, readonly string[]]>([
    ["aud and sub are asked for", { StringEquals: AUD, StringLike: sub("repo:blue-yard/*") }, []],
    ["nothing is", {}, ["aud", "sub"]],
    ["no owner is named", { StringEquals: AUD, StringLike: sub("repo:*") }, ["sub"]],
    ["the owner's name goes on", { StringEquals: AUD, StringLike: sub("repo:blue-*/kiln:*") }, ["sub"]],
    ["one of several values is open", { StringEquals: AUD, StringLike: sub("repo:blue-yard/*", "*") }, ["sub"]],
    [
      "another condition closes it",
      { StringEquals: { ...AUD, [`${KEY}:repository_id`]: "40711" }, StringLike: sub("repo:*") },
      [],
    ],
    [
      "a condition passes without the claim",
      { StringEquals: AUD, "ForAllValues:StringEquals": sub(push.sub) },
      ["sub", "sub"],
    ],
  ])("security: %s", (_, condition, claims) => {
    const found = readingOf(trust(statement(condition))).dangers;
    expect(found.map(({ claim }) => claim)).toEqual(claims);
  });

  test("the attack names a value that the pattern really matches", () => {
    const [danger] = readingOf(trust(statement({ StringEquals: AUD, StringLike: sub("repo:blue-*/kiln:*") }))).dangers;
    const [, pattern = "", value = ""] = /“(.+?)” also matches “(.+?)”/.exec(danger?.attack ?? "") ?? [];
    expect(glob(value, pattern)).not.toBeNull();
    expect(value).toMatch(/^repo:blue-mallory\//);
  });
});

describe("a change of the verifier", () => {
  const text = JSON.stringify(
    trust(statement({ StringEquals: { ...AUD, ...sub("repo:blue-yard/kiln:ref:refs/heads/dev") } })),
    null,
    2,
  );
  const offered = (configuration: string, to: ReturnType<typeof presented>) => {
    const { about } = judged(configuration, to);
    return about && changeFor(configuration, about, to);
  };

  test("adds exactly the token's value, and then takes the token", () => {
    const change = offered(text, presented(push));
    expect(change?.value).toBe(push.sub);
    expect(JSON.parse(change?.text ?? "").Statement[0].Condition.StringEquals[`${KEY}:sub`]).toEqual([
      "repo:blue-yard/kiln:ref:refs/heads/dev",
      push.sub,
    ]);
    expect(judged(change?.text ?? "", presented(push)).outcome).toBe("accepted");
    expect(judged(change?.text ?? "", presented({ ...push, sub: `${push.sub}2` })).outcome).toBe("refused");
  });

  test("is not offered for a token that may be anybody's, nor where another condition refuses it as well", () => {
    expect(offered(text, presented(push, { signature: "unknown" }))).toBeNull();
    expect(offered(text, presented(push, { signature: "unmet" }))).toBeNull();
    expect(offered(text, presented({ ...push, aud: "other" }))).toBeNull();
    expect(offered(text, presented({ ...push, iss: "https://gitlab.com" }))).toBeNull();
    expect(offered(text, presented({ ...push, exp: 5 }))).toBeNull();
  });

  test("a value with a wildcard in it is no exact value in a pattern", () => {
    const like = JSON.stringify(trust(statement({ StringEquals: AUD, StringLike: sub("repo:x/y") })));
    expect(offered(like, presented({ ...push, sub: "*" }))).toBeNull();
    expect(offered(like, presented(push))?.value).toBe(push.sub);
  });

  test("a pull request's run is said to be rightly refused", () => {
    const fork = { ...push, sub: "repo:blue-yard/kiln:pull_request", event_name: "pull_request" };
    expect(offered(text, presented(fork))?.caution).toMatch(/pull request/);
  });
});

describe("Entra federated credential", () => {
  const credential = {
    name: "prod",
    issuer: GITHUB,
    subject: "repo:Blue-Yard/kiln:environment:Prod",
    audiences: ["api://AzureADTokenExchange"],
  };
  const claims = { ...push, aud: "api://AzureADTokenExchange", sub: "repo:Blue-Yard/kiln:environment:Prod" };
  const flexible = (value: string) => ({
    ...credential,
    subject: null,
    claimsMatchingExpression: { value, languageVersion: 1 },
  });

  test("compares letter by letter, case included", () => {
    expect(judged(credential, presented(claims)).outcome).toBe("accepted");
    const other = judged(credential, presented({ ...claims, sub: claims.sub.toLowerCase() }));
    expect([other.outcome, other.by["subject"]]).toEqual(["refused", "unmet"]);
    expect(other.sentence).toMatch(/upper and lower case/);
  });

  test("several credentials are an or", () => {
    expect(judged([{ ...credential, name: "dev", subject: "x" }, credential], presented(claims)).outcome).toBe(
      "accepted",
    );
    expect(judged({ value: [{ ...credential, subject: "x" }] }, presented(claims)).outcome).toBe("refused");
  });

  test.each([
    ["claims['sub'] matches 'repo:Blue-Yard/*'", "met"],
    ["claims['sub'] eq 'repo:Blue-Yard/*'", "unmet"],
    ["claims['sub'] matches 'repo:Blue-Yard/*' and claims['job_workflow_ref'] eq 'x'", "unmet"],
    ["claims['sub'] matches 'a' or claims['sub'] matches 'b'", "unknown"],
    ["claims['actor'] eq 'me'", "unknown"],
  ])("%s is %s", (value, outcome) => {
    expect(judged(flexible(value), presented(claims)).by["value"]).toBe(outcome);
  });

  test("an owner behind a wildcard lets strangers in", () => {
    expect(readingOf(flexible("claims['sub'] matches 'repo:Blue*'")).dangers.map(({ claim }) => claim)).toEqual([
      "sub",
    ]);
    expect(readingOf(credential).dangers).toEqual([]);
  });

  test("a member that is not known is not met", () => {
    expect(judged({ ...credential, trustedTenants: ["x"] }, presented(claims)).by["trustedTenants"]).toBe("unknown");
  });
});

describe("settings of sub", () => {
  const keys = (...include_claim_keys: readonly string[]) => ({ use_default: false, include_claim_keys });

  test.each<[string, object, object, string]>([
    ["the default form", { use_default: true }, push, "accepted"],
    ["the default form with ids", { use_default: true }, withIds, "accepted"],
    [
      "a key that sub lacks",
      keys("repo", "context", "job_workflow_ref"),
      { ...push, job_workflow_ref: "w" },
      "refused",
    ],
    [
      "a key that sub has",
      keys("repo", "ref"),
      { ...push, sub: "repo:blue-yard/kiln:ref:refs/heads/main" },
      "accepted",
    ],
    ["another value", keys("repository_owner"), { ...push, sub: "repository_owner:red" }, "refused"],
    [
      "an environment with a colon",
      keys("repo", "context"),
      { ...push, environment: "a:b", sub: "repo:blue-yard/kiln:environment:a%3Ab" },
      "accepted",
    ],
    ["another issuer's token", { use_default: true }, { ...push, iss: "https://gitlab.com" }, "refused"],
  ])("GitHub: %s", (_, setting, claims, outcome) => {
    expect(judged(setting, presented(claims)).outcome).toBe(outcome);
  });

  test("GitLab: a part too many", () => {
    const setting = { ci_id_token_sub_claim_components: ["project_path", "ref"] };
    const claims = {
      iss: "https://gitlab.com",
      sub: "project_path:a/b:ref:main",
      project_path: "a/b",
      ref: "main",
      ref_type: "branch",
    };
    expect(judged(setting, presented(claims)).outcome).toBe("accepted");
    expect(judged(setting, presented({ ...claims, sub: "project_path:a/b:ref_type:branch:ref:main" })).outcome).toBe(
      "refused",
    );
  });
});

describe("YAML", () => {
  const idp = { iss: "https://idp.example", aud: "orders", sub: "u1" };
  const outcomes = (text: string, claims: object, more: object = {}) => judged(text, presented(claims, more));

  test("what is broken, nested or referred to too often is bounded, with a reason, and accepts nothing", () => {
    const spring =
      "spring: {security: {oauth2: {resourceserver: {jwt: {issuer-uri: 'https://idp.example', audiences: [orders]}}}}}\n";
    expect(outcomes(spring, idp).outcome).toBe("accepted");
    expect(outcomes(`${spring}a: [`, idp).outcome).toBe("unknown");
    const laughs = `a0: &a0 x\n${Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array.from({ length: 9 }, () => `*a${n}`).join(",")}]`).join("\n")}\n`;
    const bomb = judged(`${laughs}${spring}`, presented(idp));
    expect([bomb.outcome, bomb.conditions.some(({ why }) => why.includes("aliases"))]).toEqual(["unknown", true]);
    expect(readConfiguration(`${SIGN}\na: ${"[".repeat(5000)}`).is).toBe("not-known");
    expect(readConfiguration(`${SIGN}\na: ${"x".repeat(250_000)}`).is).toBe("not-known");
  });

  test("places are those of the text", () => {
    const text =
      "spring:\n  security:\n    oauth2:\n      resourceserver:\n        jwt:\n          issuer-uri: https://idp.example\n";
    const { range } = readingOf(text).conditions[0]!;
    expect(text.slice(range?.start, range?.end)).toBe("https://idp.example");
    expect(readingOf(text).dangers.map(({ claim }) => claim)).toEqual(["aud"]);
  });

  test("Spring: a placeholder is not judged, the clock may be off by 60 s, and RS256 alone is taken", () => {
    const spring = (issuer: string) =>
      `spring:\n  security:\n    oauth2:\n      resourceserver:\n        jwt:\n          issuer-uri: ${issuer}\n          audiences: [orders]\n`;
    expect(outcomes(spring("${ISSUER}"), idp).outcome).toBe("unknown");
    expect(outcomes(spring("https://idp.example/"), idp).sentence).toMatch(/slash/);
    expect(outcomes(spring("https://idp.example"), { ...idp, exp: presented({}).now - 30 }).outcome).toBe("accepted");
    expect(outcomes(spring("https://idp.example"), idp, { alg: "ES256" }).outcome).toBe("refused");
  });

  const kubernetes = (rules = "") => `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt:
  - issuer:
      url: https://idp.example
      audiences: [orders, other]
${rules}    claimMappings:
      username:
        claim: email
`;

  test("Kubernetes: issuers are an or; an e-mail address that is said to be unverified is no name", () => {
    const claims = { ...idp, email: "a@b.example" };
    expect(outcomes(kubernetes(), claims).outcome).toBe("accepted");
    expect(outcomes(kubernetes(), { ...claims, email_verified: false }).outcome).toBe("refused");
    expect(outcomes(kubernetes(), idp).outcome).toBe("refused");
    const rule = "    claimValidationRules:\n      - claim: hd\n        requiredValue: b.example\n";
    expect(outcomes(kubernetes(rule), claims).by["hd"]).toBe("unmet");
    expect(outcomes(kubernetes(rule), { ...claims, hd: "b.example" }).outcome).toBe("accepted");
  });

  test("Kubernetes: an expression that is not evaluated leaves the whole unknown", () => {
    const rule = "    claimValidationRules:\n      - expression: 'claims.groups.exists(g, g.size() > 3)'\n";
    expect(outcomes(kubernetes(rule), { ...idp, email: "a@b.example" }).outcome).toBe("unknown");
  });

  test("Kubernetes: the flags say the same, with RS256 alone", () => {
    const flags =
      "kube-apiserver --oidc-issuer-url=https://idp.example --oidc-client-id=orders --oidc-required-claim=hd=b.example";
    expect(outcomes(flags, { ...idp, hd: "b.example" }).outcome).toBe("accepted");
    expect(outcomes(flags, { ...idp, hd: "c.example" }).by["oidc-required-claim"]).toBe("unmet");
    expect(outcomes(flags, { ...idp, hd: "b.example" }, { alg: "ES256" }).outcome).toBe("refused");
  });

  const authorization = (action: string, rule: string) => `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
spec: {jwtRules: [{issuer: "https://idp.example", audiences: [orders]}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p}
spec: {action: ${action}, rules: [${rule}]}
`;

  test.each([
    ["ALLOW", "{when: [{key: 'request.auth.claims[realm][roles]', values: [admin]}]}", "accepted"],
    ["ALLOW", "{when: [{key: 'request.auth.claims[realm][roles]', values: ['adm*']}]}", "accepted"],
    ["ALLOW", "{when: [{key: 'request.auth.claims[realm][roles]', values: ['a*n']}]}", "refused"],
    ["ALLOW", "{when: [{key: 'request.auth.claims[realm][roles]', notValues: [admin]}]}", "refused"],
    ["ALLOW", "{from: [{source: {requestPrincipals: ['https://idp.example/*']}}]}", "accepted"],
    ["ALLOW", "{from: [{source: {requestPrincipals: ['https://other.example/*']}}]}", "refused"],
    ["ALLOW", "{when: [{key: 'source.ip', values: ['192.0.2.1']}]}", "unknown"],
    ["ALLOW", "{to: [{operation: {methods: [GET]}}]}", "unknown"],
    ["ALLOW", "", "refused"],
    ["DENY", "{from: [{source: {requestPrincipals: ['*']}}]}", "refused"],
    ["DENY", "{when: [{key: 'request.auth.claims[sub]', values: [u2]}]}", "accepted"],
    ["CUSTOM", "{}", "unknown"],
  ])("Istio: %s %s is %s", (action, rule, outcome) => {
    expect(outcomes(authorization(action, rule), { ...idp, realm: { roles: ["reader", "admin"] } }).outcome).toBe(
      outcome,
    );
  });

  const filter = (rules: string) => `
providers:
  one: {issuer: "https://idp.example", audiences: [orders], remote_jwks: {}}
  two: {issuer: "https://other.example", audiences: [orders], remote_jwks: {}}
rules: [${rules}]
`;

  test.each([
    ["", "accepted"],
    ["{match: {prefix: /}, requires: {provider_name: one}}", "accepted"],
    ["{match: {prefix: /}, requires: {provider_name: two}}", "refused"],
    [
      "{match: {prefix: /}, requires: {requires_any: {requirements: [{provider_name: one}, {provider_name: two}]}}}",
      "accepted",
    ],
    [
      "{match: {prefix: /}, requires: {requires_all: {requirements: [{provider_name: one}, {provider_name: two}]}}}",
      "refused",
    ],
    ["{match: {prefix: /}, requires: {provider_and_audiences: {provider_name: one, audiences: [x]}}}", "refused"],
    [
      "{match: {prefix: /a}, requires: {provider_name: one}}, {match: {prefix: /}, requires: {provider_name: two}}",
      "unknown",
    ],
    [
      "{match: {prefix: /a}, requires: {provider_name: two}}, {match: {prefix: /}, requires: {provider_name: two}}",
      "refused",
    ],
  ])("Envoy: %s is %s", (rules, outcome) => {
    expect(outcomes(filter(rules), idp).outcome).toBe(outcome);
  });

  test("Kong: the credential is found by a claim, and no time is checked that is not listed", () => {
    const text = (extra: string) =>
      `consumers:\n  - jwt_secrets:\n      - {key: "https://idp.example", algorithm: RS256}\nplugins:\n  - {name: jwt, config: {${extra}}}\n`;
    expect(outcomes(text(""), { ...idp, exp: 5 }).outcome).toBe("accepted");
    expect(outcomes(text("claims_to_verify: [exp]"), { ...idp, exp: 5 }).outcome).toBe("refused");
    expect(outcomes(text("key_claim_name: client"), idp).sentence).toMatch(/no client/);
  });

  test("Vault: a glob's question mark is a character, and a token with aud needs bound_audiences", () => {
    const role = (more: object) => ({ role_type: "jwt", user_claim: "sub", ...more });
    const globs = role({
      bound_audiences: ["orders"],
      bound_claims_type: "glob",
      bound_claims: { "/realm/name": ["a*", "b?"] },
    });
    expect(judged(globs, presented({ ...idp, realm: { name: "abc" } })).outcome).toBe("accepted");
    expect(judged(globs, presented({ ...idp, realm: { name: "bx" } })).outcome).toBe("refused");
    expect(judged(globs, presented({ ...idp, realm: { name: "b?" } })).outcome).toBe("accepted");
    expect(judged(role({}), presented(idp)).by["bound_audiences"]).toBe("unmet");
    expect(judged(role({}), presented({ ...idp, aud: undefined })).outcome).toBe("accepted");
  });

  test("Cloud Endpoints: without listed audiences the service's own address counts", () => {
    const text =
      "swagger: '2.0'\nhost: api.example\nsecurityDefinitions:\n  a:\n    x-google-issuer: https://idp.example\n";
    expect(outcomes(text, { ...idp, aud: "https://api.example" }).outcome).toBe("accepted");
    expect(outcomes(text, idp).by["x-google-audiences"]).toBe("unmet");
  });

  test("API Gateway: client_id counts only where aud is absent, and a kid is needed", () => {
    const authorizer = {
      JwtConfiguration: { Issuer: "https://idp.example", Audience: ["web"] },
      AuthorizationScopes: ["a", "b"],
    };
    const claims = { iss: "https://idp.example", client_id: "web", scope: "x b" };
    expect(judged(authorizer, presented(claims)).outcome).toBe("accepted");
    expect(judged(authorizer, presented({ ...claims, aud: "other" })).by["Audience"]).toBe("unmet");
    expect(judged(authorizer, presented(claims, { header: objectFrom({ alg: "RS256" }) })).by["kid"]).toBe("unmet");
  });
});

describe("settings in JSON", () => {
  const idp = { iss: "https://idp.example", aud: "orders", sub: "u1" };

  test("ASP.NET: one and many are one set, the clock's slack is that of the file, and what is switched off is not asked", () => {
    const settings = (more: object) => ({
      TokenValidationParameters: { ValidIssuer: "https://idp.example", ValidAudiences: ["orders"], ...more },
    });
    const late = presented({ ...idp, exp: presented({}).now - 200 });
    expect(judged(settings({}), late).outcome).toBe("accepted");
    expect(judged(settings({ ClockSkew: "00:01:00" }), late).by["ClockSkew"]).toBe("unmet");
    expect(judged(settings({ ClockSkew: "00:01:00", ValidateLifetime: false }), late).outcome).toBe("accepted");
    expect(judged(settings({ ValidAudience: "orders ", ValidAudiences: [] }), presented(idp)).sentence).toMatch(
      /space/,
    );
    expect(readingOf(settings({ ValidateAudience: false })).dangers.map(({ claim }) => claim)).toEqual(["aud"]);
    expect(judged(settings({ SignatureValidator: "x" }), presented(idp)).outcome).toBe("unknown");
  });

  test("App Service: the client id is an audience beside the allowed ones", () => {
    const settings = (allowedAudiences: readonly string[]) => ({
      identityProviders: {
        azureActiveDirectory: {
          registration: { openIdIssuer: "https://idp.example", clientId: "app" },
          validation: { allowedAudiences },
        },
      },
    });
    expect(judged(settings(["api"]), presented({ ...idp, aud: "app" })).outcome).toBe("accepted");
    expect(judged(settings(["api"]), presented(idp)).by["allowedAudiences"]).toBe("unmet");
  });

  test("Hasura: claims under another name are found and named", () => {
    const settings = { type: "RS256", key: "k", audience: "orders", claims_namespace: "https://a.example" };
    const claims = { ...idp, "https://hasura.io/jwt/claims": { "x-hasura-default-role": "user" } };
    expect(judged(settings, presented(claims)).sentence).toMatch(/hasura\.io\/jwt\/claims/);
    expect(judged({ ...settings, claims_namespace: undefined }, presented(claims)).outcome).toBe("accepted");
  });

  test("Identity-Aware Proxy: the issuer and ES256 are asked for as well", () => {
    const settings = { iap: { expectedAudience: "/projects/1/apps/a" } };
    const claims = { iss: "https://cloud.google.com/iap", aud: "/projects/1/apps/a" };
    expect(judged(settings, presented(claims, { alg: "ES256" })).outcome).toBe("accepted");
    expect(judged(settings, presented(claims)).by["alg"]).toBe("unmet");
    expect(judged(settings, presented({ ...claims, iss: "https://idp.example" }, { alg: "ES256" })).outcome).toBe(
      "refused",
    );
  });
});

describe("what is none", () => {
  test.each(["", "  ", "{}", "[]", "null", "hello", '{"iss":"x"}', "{"])(
    "%s is not taken for a configuration",
    (text) => {
      expect(readConfiguration(text).is).not.toBe("read");
    },
  );

  test("without a token nothing is met, and nothing is refused", () => {
    const reading = readingOf(trust(statement({ StringEquals: { ...AUD, ...sub("x") } })));
    const { outcome } = judge(reading, { header: null, claims: null, signature: "unknown", now: 0, leeway: 0 });
    expect(outcome).toBe("unknown");
  });
});

interface Case {
  readonly id: string;
  readonly kind: string | readonly string[];
  readonly configuration: string;
  readonly header: object;
  readonly claims: object;
  readonly now: number;
  readonly conditions: readonly {
    readonly condition: string;
    readonly also?: readonly string[];
    readonly outcome: string;
  }[];
  readonly neverMet?: readonly string[];
  readonly security?: readonly string[];
}

const file = join(CASES_FOLDER, "relying-party.json");
const cases =
  CASES_FOLDER !== "" && existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as { cases: readonly Case[] }).cases
    : [];
/** Cases that need the evaluation of CEL, which the page names and does not judge yet. */
const OPEN = ["kubernetes-email-verified"];
/** Those whose verifier the page reads. */
const read = cases.filter(
  ({ id, configuration }) => !OPEN.includes(id) && readConfiguration(configuration).is === "read",
);

describe.skipIf(cases.length === 0)("cases from public threads", () => {
  test.each(read.map((one) => [one.id, one] as const))("%s", (_, one) => {
    const reading = readingOf(one.configuration);
    expect([one.kind].flat()).toContain(reading.kind);
    const { conditions } = judge(reading, {
      header: objectFrom(one.header),
      claims: objectFrom(one.claims),
      signature: "met",
      now: one.now,
      leeway: 0,
    });
    for (const { condition, also = [], outcome } of one.conditions) {
      const found = conditions.filter(({ condition: { name } }) =>
        [condition, ...also].some(
          (other) =>
            name === other ||
            name.endsWith(`/${other}`) ||
            name.endsWith(`.${other}`) ||
            name.split("/").includes(other) ||
            name.includes(`/${other}/`),
        ),
      );
      expect(
        found.map((each) => each.outcome),
        condition,
      ).toContain(outcome);
    }
    for (const name of one.neverMet ?? [])
      expect(conditions.filter(({ condition, outcome }) => condition.name.endsWith(name) && outcome === "met")).toEqual(
        [],
      );
    for (const claim of one.security ?? []) expect(reading.dangers.map((danger) => danger.claim)).toContain(claim);
  });
});
