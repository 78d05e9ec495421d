import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const outcomes = (text: string, claims: object, more: object = {}) => judged(text, presented(claims, more));

test("Kong: the credential is found by a claim, and no time is checked that is not listed", () => {
  const text = (extra: string) =>
    `consumers:\n  - jwt_secrets:\n      - {key: "https://idp.example", algorithm: RS256}\nplugins:\n  - {name: jwt, config: {${extra}}}\n`;
  expect(outcomes(text(""), { ...idp, exp: 5 }).outcome).toBe("accepted");
  expect(outcomes(text("claims_to_verify: [exp]"), { ...idp, exp: 5 }).outcome).toBe("refused");
  expect(outcomes(text("key_claim_name: client"), idp).sentence).toMatch(/no client/);
});

test("Kong: a credential without an algorithm is for HS256", () => {
  const text = `consumers:\n  - jwt_secrets:\n      - {key: "https://idp.example", secret: s}\nplugins:\n  - {name: jwt, config: {}}\n`;
  expect(outcomes(text, idp).by["algorithm"]).toBe("unmet");
  expect(outcomes(text, idp, { alg: "HS256" }).outcome).toBe("accepted");
});
