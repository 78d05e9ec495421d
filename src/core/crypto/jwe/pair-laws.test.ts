import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brokenLaw, PAIRS } from "../../../testing/crypto/pair-laws.ts";
import { rounds, sampled } from "../../../testing/rounds.ts";

describe("decrypt(encrypt(x)) = x, jose opens what the page makes, and the page what jose makes", () => {
  it.each(sampled(PAIRS))("%s with %s, in the compact form and in JSON", async (alg, enc) => {
    expect(await brokenLaw(alg, enc, new TextEncoder().encode('{"sub":"1","name":"Jané"}'), true)).toBe("");
  });

  it("for any octets", async () => {
    const octets = fc.uint8Array({ maxLength: 70 }).map((bytes) => Uint8Array.from(bytes));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PAIRS), octets, async ([alg, enc], content) => {
        expect(await brokenLaw(alg, enc, content, true)).toBe("");
      }),
      { numRuns: rounds(60) },
    );
  }, 120_000);
});
