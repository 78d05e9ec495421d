import { describe, expect, test } from "vitest";
import { GITHUB, push, judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

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

  test("compares exactly, case included", () => {
    expect(judged(credential, presented(claims)).outcome).toBe("accepted");
    const other = judged(credential, presented({ ...claims, sub: claims.sub.toLowerCase() }));
    expect([other.outcome, other.by["subject"]]).toEqual(["refused", "unmet"]);
    expect(other.sentence).toMatch(/only in letter case/);
  });

  test("several credentials are an OR", () => {
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

  test("an owner before a wildcard lets strangers in", () => {
    expect(readingOf(flexible("claims['sub'] matches 'repo:Blue*'")).dangers.map(({ claim }) => claim)).toEqual([
      "sub",
    ]);
    expect(readingOf(credential).dangers).toEqual([]);
  });

  test("an unknown member is not met", () => {
    expect(judged({ ...credential, trustedTenants: ["x"] }, presented(claims)).by["trustedTenants"]).toBe("unknown");
  });
});
