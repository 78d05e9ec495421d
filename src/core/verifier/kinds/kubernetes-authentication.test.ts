import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const outcomes = (text: string, claims: object, more: object = {}) => judged(text, presented(claims, more));

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
