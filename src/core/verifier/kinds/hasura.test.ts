import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

test("Hasura: claims under another name are found and named", () => {
  const settings = { type: "RS256", key: "k", audience: "orders", claims_namespace: "https://a.example" };
  const claims = { ...idp, "https://hasura.io/jwt/claims": { "x-hasura-default-role": "user" } };
  expect(judged(settings, presented(claims)).sentence).toMatch(/hasura\.io\/jwt\/claims/);
  expect(judged({ ...settings, claims_namespace: undefined }, presented(claims)).outcome).toBe("accepted");
});
