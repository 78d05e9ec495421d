import { expect, test } from "vitest";
import { judged, objectFrom, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

test("API Gateway: client_id counts only without aud, and a kid is required", () => {
  const authorizer = {
    JwtConfiguration: { Issuer: "https://idp.example", Audience: ["web"] },
    AuthorizationScopes: ["a", "b"],
  };
  const claims = { iss: "https://idp.example", client_id: "web", scope: "x b" };
  expect(judged(authorizer, presented(claims)).outcome).toBe("accepted");
  expect(judged(authorizer, presented({ ...claims, aud: "other" })).by["Audience"]).toBe("unmet");
  expect(judged(authorizer, presented(claims, { header: objectFrom({ alg: "RS256" }) })).by["kid"]).toBe("unmet");
});

test("API Gateway: a token with a later iat is refused", () => {
  const authorizer = { JwtConfiguration: { Issuer: "https://idp.example", Audience: ["web"] } };
  const claims = { iss: "https://idp.example", aud: "web" };
  expect(judged(authorizer, presented({ ...claims, iat: presented({}).now + 30 })).outcome).toBe("refused");
  expect(judged(authorizer, presented({ ...claims, iat: undefined })).outcome).toBe("accepted");
});

test("API Gateway: an authorizer of the Serverless Framework says the same in other members", () => {
  const authorizers = (audience: string) =>
    `provider:\n  name: aws\n  httpApi:\n    authorizers:\n      shop:\n        type: jwt\n        identitySource: $request.header.Authorization\n        issuerUrl: https://idp.example\n        audience:\n          - ${audience}\n`;
  const token = presented({ iss: "https://idp.example", client_id: "web" });
  expect(judged(authorizers("web"), token)).toMatchObject({
    outcome: "accepted",
    by: { issuerUrl: "met", audience: "met" },
  });
  expect(judged(authorizers("other"), token)).toMatchObject({ outcome: "refused", by: { audience: "unmet" } });
});
