import { expect, test } from "vitest";
import { judged, objectFrom, presented } from "../../../testing/verifier.ts";
import { loadReader, readConfiguration } from "../load-read.ts";

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

test("API Gateway: the Serverless Framework's authorizer has issuer and audience in other members", () => {
  const authorizers = (audience: string) =>
    `provider:\n  name: aws\n  httpApi:\n    authorizers:\n      shop:\n        type: jwt\n        identitySource: $request.header.Authorization\n        issuerUrl: https://idp.example\n        audience:\n          - ${audience}\n`;
  const token = presented({ iss: "https://idp.example", client_id: "web" });
  expect(judged(authorizers("web"), token)).toMatchObject({
    outcome: "accepted",
    by: { issuerUrl: "met", audience: "met" },
  });
  expect(judged(authorizers("other"), token)).toMatchObject({ outcome: "refused", by: { audience: "unmet" } });
});

test.each([
  "console:\n  oidc:\n    issuerUrl: https://idp.example\n    audience: api\n",
  "issuerUrl: https://idp.example\naudience: api\n",
  '{"oidc":{"issuerUrl":"https://idp.example","audience":"x","clientId":"y"}}',
])("API Gateway: another product's issuerUrl and audience are not an authorizer: %s", (text) => {
  expect(readConfiguration(text).is).toBe("not-known");
});

test("API Gateway: only the first of several authorizers is read, so its result does not decide", () => {
  const serverless = (...audiences: string[]) => ({
    httpApi: {
      authorizers: Object.fromEntries(
        audiences.map((audience) => [
          audience,
          { identitySource: "$request.header.Authorization", issuerUrl: "https://idp.example", audience },
        ]),
      ),
    },
  });
  const template = (...audiences: string[]) => ({
    Resources: Object.fromEntries(
      audiences.map((audience) => [
        audience,
        { Properties: { JwtConfiguration: { Issuer: "https://idp.example", Audience: [audience] } } },
      ]),
    ),
  });
  for (const written of [serverless, template]) {
    const token = presented({ iss: "https://idp.example", aud: "b" });
    expect(judged(written("b"), token).outcome).toBe("accepted");
    expect(judged(written("a"), token).outcome).toBe("refused");
    expect(judged(written("a", "b"), token).outcome).toBe("unknown");
    expect(judged(written("b", "a"), token).outcome).toBe("unknown");
  }
});
