import { describe, expect, test } from "vitest";
import { objectFrom } from "../../testing/verifier.ts";
import { issuerSetting } from "./issuer-settings.ts";

const GITHUB = { iss: "https://token.actions.githubusercontent.com", sub: "repo:blue/kiln:ref:refs/heads/main" };
const words = (claims: object, claim: string, wanted = "x") =>
  issuerSetting(objectFrom(claims), claim, wanted)?.words ?? null;

describe("the issuer's own setting", () => {
  test.each([
    [GITHUB, "aud", /`audience`/],
    [GITHUB, "sub", /include_claim_keys/],
    [GITHUB, "environment", /`environment`/],
    [{ iss: "https://gitlab.com" }, "aud", /`id_tokens`/],
    [{ iss: "https://gitlab.com" }, "sub", /ci_id_token_sub_claim_components/],
    [{ iss: "https://app.terraform.io" }, "aud", /TFC_WORKLOAD_IDENTITY_AUDIENCE/],
    [{ iss: "https://kubernetes.default.svc.cluster.local" }, "aud", /serviceAccountToken\.audience/],
    [{ iss: "https://oidc.eks.eu-west-1.amazonaws.com/id/AB12" }, "sub", /serviceAccountName/],
    [{ iss: "https://acme.eu.auth0.com/" }, "aud", /`audience`/],
    [{ iss: "https://acme.okta.com/oauth2/default" }, "aud", /authorization server/],
    [{ iss: "https://login.microsoftonline.com/t-1/v2.0" }, "iss", /requestedAccessTokenVersion/],
    [{ iss: "https://sso.example/realms/blue" }, "aud", /Audience mapper/],
    [{ iss: "https://sso.example/realms/blue" }, "team", /protocol mapper/],
    [{ iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_A1" }, "aud", /client_id/],
    [{ iss: "https://accounts.google.com" }, "aud", /--audiences/],
  ])("of %j for %s", (claims, claim, expected) => {
    expect(words(claims, claim)).toMatch(expected);
  });

  test("is named with its source and date", () => {
    expect(issuerSetting(objectFrom(GITHUB), "aud", "x")).toMatchObject({
      issuer: "GitHub Actions",
      source: expect.stringContaining("GitHub Docs"),
      date: "2026-11-30",
    });
  });

  test("is not given for an unknown issuer, nor for a claim that nothing sets", () => {
    expect(words({ iss: "https://idp.example" }, "aud")).toBeNull();
    expect(words({ iss: "https://acme.eu.auth0.com/" }, "exp")).toBeNull();
    expect(words(GITHUB, "constructor")).toBeNull();
  });

  test("for GitHub’s IDs names the switch for them, and advises against names", () => {
    const ids = { ...GITHUB, sub: "repo:blue@12/kiln@34:ref:refs/heads/main" };
    expect(words(ids, "sub", "repo:blue/kiln:*")).toMatch(
      /^It is better to have the verifier expect.*use_immutable_subject: false/,
    );
    expect(words(GITHUB, "sub", "repo:blue@12/kiln@34:ref:refs/heads/main")).toMatch(/use_immutable_subject: true/);
    expect(words(ids, "sub", "repo:blue@12/kiln@34:ref:refs/heads/release")).toMatch(/include_claim_keys/);
  });
});
