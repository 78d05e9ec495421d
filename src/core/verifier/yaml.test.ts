import { expect, test } from "vitest";
import { idp, judged, presented, readingOf } from "../../testing/verifier.ts";
import { loadReader, readConfiguration } from "./load-read.ts";

await loadReader();

const SIGN = "x-google-issuer: 1";
const outcomes = (text: string, claims: object, more: object = {}) => judged(text, presented(claims, more));

test("what is broken, nested or referred to too often is bounded, with a reason, and accepts nothing", () => {
  const spring =
    "spring: {security: {oauth2: {resourceserver: {jwt: {issuer-uri: 'https://idp.example', audiences: [orders]}}}}}\n";
  expect(outcomes(spring, idp).outcome).toBe("accepted");
  expect(outcomes(`${spring}a: [`, idp).outcome).toBe("unknown");
  const laughs = `a0: &a0 x\n${Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array.from({ length: 9 }, () => `*a${n}`).join(",")}]`).join("\n")}\n`;
  const bomb = judged(`${laughs}${spring}`, presented(idp));
  expect([bomb.outcome, bomb.conditions.some(({ why }) => why.includes("aliases"))]).toEqual(["unknown", true]);
  expect(readConfiguration(`${SIGN}\na: ${"[".repeat(5000)}`).is).toBe("not-known");
  expect(readConfiguration(`${SIGN}\na: ${"x".repeat(250_000)}`).is).toBe("not-known");
});

test("places are those of the text", () => {
  const text =
    "spring:\n  security:\n    oauth2:\n      resourceserver:\n        jwt:\n          issuer-uri: https://idp.example\n";
  const { range } = readingOf(text).conditions[0]!;
  expect(text.slice(range?.start, range?.end)).toBe("https://idp.example");
  expect(readingOf(text).dangers.map(({ claim }) => claim)).toEqual(["aud"]);
});
