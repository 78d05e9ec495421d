import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const outcomes = (text: string, claims: object, more: object = {}) => judged(text, presented(claims, more));

test("Spring: a placeholder is not judged, the clock may be off by 60 s, and RS256 alone is taken", () => {
  const spring = (issuer: string) =>
    `spring:\n  security:\n    oauth2:\n      resourceserver:\n        jwt:\n          issuer-uri: ${issuer}\n          audiences: [orders]\n`;
  expect(outcomes(spring("${ISSUER}"), idp).outcome).toBe("unknown");
  expect(outcomes(spring("https://idp.example/"), idp).sentence).toMatch(/slash/);
  expect(outcomes(spring("https://idp.example"), { ...idp, exp: presented({}).now - 30 }).outcome).toBe("accepted");
  expect(outcomes(spring("https://idp.example"), idp, { alg: "ES256" }).outcome).toBe("refused");
});
