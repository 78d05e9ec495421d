import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const outcomes = (text: string, claims: object, more: object = {}) => judged(text, presented(claims, more));

test("Cloud Endpoints: without listed audiences the service's own address counts", () => {
  const text =
    "swagger: '2.0'\nhost: api.example\nsecurityDefinitions:\n  a:\n    x-google-issuer: https://idp.example\n";
  expect(outcomes(text, { ...idp, aud: "https://api.example" }).outcome).toBe("accepted");
  expect(outcomes(text, idp).by["x-google-audiences"]).toBe("unmet");
});
