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
import { readConfiguration } from "./read.ts";
import type { Condition, ConditionOutcome, Logic } from "./types.ts";

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
    ["sub", "abc", "abd", false, /character 3: “c” where “d”/],
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
/** Those whose verifier the page reads. */
const read = cases.filter(({ configuration }) => readConfiguration(configuration).is === "read");

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
