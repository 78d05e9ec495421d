import { expect, test } from "vitest";
import { judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

test("Identity-Aware Proxy: issuer and ES256 are required too", () => {
  const settings = { iap: { expectedAudience: "/projects/1/apps/a" } };
  const claims = { iss: "https://cloud.google.com/iap", aud: "/projects/1/apps/a" };
  expect(judged(settings, presented(claims, { alg: "ES256" })).outcome).toBe("accepted");
  expect(judged(settings, presented(claims)).by["alg"]).toBe("unmet");
  expect(judged(settings, presented({ ...claims, iss: "https://idp.example" }, { alg: "ES256" })).outcome).toBe(
    "refused",
  );
});
