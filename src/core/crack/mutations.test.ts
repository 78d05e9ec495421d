import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileMutations, eachMutation, mutationFactor } from "./mutations.ts";
import type { MutationChoice } from "./types.ts";

const ALL: MutationChoice = { case: true, digits: true, suffixes: true, years: true, leet: true };

function mutate(word: string, choice: MutationChoice): string[] {
  const all: string[] = [];
  const bytes = new TextEncoder().encode(`..${word}..`);
  eachMutation(compileMutations(choice, 2026), bytes, 2, bytes.length - 2, (found, length) => {
    all.push(new TextDecoder().decode(found.slice(0, length)));
    return false;
  });
  return all;
}

describe("mutations of a word", () => {
  it("start with the word itself, which is alone if no mutation is chosen", () => {
    expect(mutate("Acme", {})).toEqual(["Acme"]);
    expect(mutate("Acme", ALL)[0]).toBe("Acme");
  });

  it.each([
    ["case", "aCme", ["acme", "Acme", "ACME"]],
    ["leet", "acme-test", ["4cm3-7357", "@cme-te$t"]],
    ["digits", "acme", ["acme1", "acme42", "acme123"]],
    ["suffixes", "acme", ["acme!", "acme-secret", "my-acme", "jwt_acme"]],
    ["years", "acme", ["acme1999", "acme2027", "acme2026!"]],
  ] as const)("by %s of %s include %j", (name, word, wanted) => {
    expect(mutate(word, { [name]: true })).toEqual(expect.arrayContaining([...wanted]));
  });

  it("are combined with one another", () => {
    expect(mutate("acme", ALL)).toEqual(expect.arrayContaining(["Acme2024!", "ACME123", "4cm31", "my@cme"]));
  });

  it("stop at next year", () => {
    expect(mutate("acme", { years: true })).not.toContain("acme2028");
  });

  it("are unique, no more than the stated factor, and keep every byte that is not an ASCII letter", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }), (word) => {
        const all = mutate(word, { case: true, leet: true });
        expect(new Set(all).size).toBe(all.length);
        expect(all.length).toBeLessThanOrEqual(mutationFactor(compileMutations({ case: true, leet: true }, 2026)));
        for (const form of all) {
          expect(form.replace(/[\x00-\x7f]/g, "")).toBe(word.replace(/[\x00-\x7f]/g, ""));
        }
      }),
    );
  });

  it("are not made from text too long to be a word", () => {
    const long = "a".repeat(300);
    expect(mutate(long, ALL)).toEqual([long]);
  });

  it("stop as soon as they are told to", () => {
    let calls = 0;
    const bytes = new TextEncoder().encode("acme");
    expect(eachMutation(compileMutations(ALL, 2026), bytes, 0, 4, () => (calls += 1) === 7)).toBe(true);
    expect(calls).toBe(7);
  });
});
