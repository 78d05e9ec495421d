import { describe, expect, test } from "vitest";
import {
  AUD,
  KEY,
  judged,
  presented,
  push,
  readingOf,
  statement,
  sub,
  trust,
  withIds,
} from "../../../testing/verifier.ts";
import { glob } from "../glob.ts";
import { loadReader, readConfiguration } from "../load-read.ts";

await loadReader();

describe("AWS IAM trust policy", () => {
  const names = trust(statement({ StringEquals: AUD, StringLike: sub("repo:blue-yard/kiln:*") }));

  test("the pattern with names matches the sub with names, and not the one with IDs", () => {
    expect(judged(names, presented(push)).outcome).toBe("accepted");
    const { outcome, sentence, by } = judged(names, presented(withIds));
    expect(outcome).toBe("refused");
    expect(sentence).toMatch(/ids of owner and repository/);
    expect(by).toMatchObject({ Federated: "met", Action: "met", [`${KEY}:aud`]: "met", [`${KEY}:sub`]: "unmet" });
  });

  test("accepts nothing whose signature is not known to verify, or that has expired", () => {
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

  test.each<[string, unknown, string]>([
    ["everybody", "*", "refused"],
    ["every account", { AWS: "*" }, "unknown"],
    ["every provider", { Federated: "*" }, "unknown"],
    ["another provider", { Federated: "arn:aws:iam::123456789012:oidc-provider/idp.example" }, "accepted"],
  ])("a Deny for %s", (_, Principal, outcome) => {
    const denies = (condition: object) =>
      trust(statement({ StringEquals: AUD }), { Effect: "Deny", Principal, Action: "sts:*", Condition: condition });
    expect(judged(denies({ StringLike: sub("repo:blue-yard/*") }), presented(push)).outcome).toBe(outcome);
    expect(judged(denies({ StringLike: sub("repo:red-yard/*") }), presented(push)).outcome).toBe("accepted");
  });

  test("an Allow for everybody is not called accepted", () => {
    expect(judged(trust(statement({ StringEquals: AUD }, { Principal: "*" })), presented(push)).outcome).toBe(
      "unknown",
    );
  });

  test.each<[string, string, object, string]>([
    ["token.actions.githubusercontent.com", "repository_owner_id", { repository_owner_id: "v" }, "met"],
    ["token.actions.githubusercontent.com/acme", "ref", { ref: "v" }, "met"],
    ["token.actions.acme.ghe.com", "actor_id", { actor_id: "w" }, "unmet"],
    ["token.actions.githubusercontent.com", "runner_environment", { runner_environment: "v" }, "unknown"],
    ["gitlab.com", "project_id", { project_id: "v" }, "met"],
    ["gitlab.com", "namespace_path", { namespace_path: "v" }, "unknown"],
    ["agent.buildkite.com", "pipeline_slug", { pipeline_slug: "v" }, "met"],
    ["oidc.circleci.com/org/o1", "oidc.circleci.com/project-id", { "oidc.circleci.com/project-id": "v" }, "met"],
    ["app.terraform.io", "terraform_workspace_id", { terraform_workspace_id: "v" }, "unknown"],
  ])("keys of %s: %s", (provider, claim, claims, expected) => {
    const policy = trust(
      statement(
        { StringEquals: { [`${provider}:${claim}`]: "v" } },
        { Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${provider}` } },
      ),
    );
    const { conditions } = judged(policy, presented({ iss: `https://${provider}`, ...claims }));
    expect(conditions.find(({ condition }) => condition.name.includes("StringEquals"))?.outcome).toBe(expected);
  });

  test("the case of a condition key does not matter", () => {
    const keys = { [`${KEY.toUpperCase()}:AUD`]: "sts.amazonaws.com", [`${KEY}:Sub`]: push.sub };
    expect(judged(trust(statement({ StringEquals: keys })), presented(push)).outcome).toBe("accepted");
  });

  test("what only the request knows makes the whole unknown, and never met", () => {
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

  test("statements are an OR, and a Deny that covers the token wins", () => {
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

  test("another issuer's provider does not match, and its keys are not in the request", () => {
    const { by } = judged(names, presented({ ...push, iss: "https://gitlab.com" }));
    expect([by["Federated"], by[`${KEY}:sub`]]).toEqual(["unmet", "unmet"]);
  });

  test("azp replaces aud if there is one", () => {
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

  test("what the command line prints around a policy is skipped", () => {
    expect(readingOf({ Role: { RoleName: "x", AssumeRolePolicyDocument: names } }).kind).toBe("aws-trust-policy");
  });

  test("a bucket policy is not a role's", () => {
    const bucket = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }],
    };
    expect(readConfiguration(JSON.stringify(bucket)).is).toBe("not-known");
  });

  test("a truncated file is judged as far as it goes, and accepts nothing", () => {
    const text = JSON.stringify(trust(statement({ StringEquals: { ...AUD, ...sub(push.sub) } })));
    expect(judged(text, presented(push)).outcome).toBe("accepted");
    expect(judged(text.slice(0, -2), presented(push)).outcome).toBe("unknown");
  });

  test.each<[string, object, readonly string[]]>([
    ["aud and sub are required", { StringEquals: AUD, StringLike: sub("repo:blue-yard/*") }, []],
    ["nothing is", {}, ["aud", "sub"]],
    ["no owner is named", { StringEquals: AUD, StringLike: sub("repo:*") }, ["sub"]],
    ["the owner's name continues", { StringEquals: AUD, StringLike: sub("repo:blue-*/kiln:*") }, ["sub"]],
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

test("the case of an operator does not matter", () => {
  for (const operator of ["stringequals", "STRINGEQUALS", "forAnyValue:stringEquals"]) {
    const policy = trust(statement({ [operator]: { ...AUD, ...sub(push.sub) } }));
    expect(judged(policy, presented(push)).outcome, operator).toBe("accepted");
    expect(judged(policy, presented(withIds)).outcome, operator).toBe("refused");
  }
});
