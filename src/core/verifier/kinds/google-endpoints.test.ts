import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const outcomes = (text: string, claims: object, more: object = {}) => judged(text, presented(claims, more));

test("Cloud Endpoints: without listed audiences the service's own URL counts", () => {
  const text =
    "swagger: '2.0'\nhost: api.example\nsecurityDefinitions:\n  a:\n    x-google-issuer: https://idp.example\n";
  expect(outcomes(text, { ...idp, aud: "https://api.example" }).outcome).toBe("accepted");
  expect(outcomes(text, idp).by["x-google-audiences"]).toBe("unmet");
});

test("OpenAPI 3 lists the audiences; they are compared without scheme and final slash", () => {
  const text =
    "openapi: 3.0.4\nx-google-api-management: {}\ncomponents:\n  securitySchemes:\n    a:\n      type: oauth2\n      x-google-auth:\n        issuer: https://idp.example\n        jwksUri: https://idp.example/k\n        audiences: [https://orders.example]\n";
  expect(outcomes(text, { ...idp, aud: "https://orders.example/" }).outcome).toBe("accepted");
  expect(outcomes(text, { ...idp, aud: "https://other.example" }).by["audiences"]).toBe("unmet");
});
