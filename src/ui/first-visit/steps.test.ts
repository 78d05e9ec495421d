import fc from "fast-check";
import { expect, test } from "vitest";
import { type Progress, STEPS, stepsDone } from "./steps.ts";

const at = (state: Progress["state"], provenance: Progress["provenance"] = "original"): Progress => ({
  state,
  provenance,
});

test("each act completes its step: paste, key, edit, break, fix", () => {
  const acts = [
    at("no-key"),
    at("verified"),
    at("verified", "re-signed"),
    at("invalid", "kept"),
    at("verified", "re-signed"),
  ];
  expect(acts.map((_, index) => acts.slice(0, index + 1).reduce(stepsDone, 0))).toEqual([1, 2, 3, 4, 5]);
});

test("a token that arrives with its key completes two steps at once", () => {
  expect(stepsDone(0, at("verified"))).toBe(2);
});

test("the end is not reached before something was broken", () => {
  expect(stepsDone(3, at("verified", "re-signed"))).toBe(3);
});

test("while a judgement is pending nothing is completed, and an empty page undoes nothing", () => {
  expect(stepsDone(0, at("pending"))).toBe(0);
  expect(stepsDone(3, at("empty"))).toBe(3);
});

test("whatever happens, no step is undone and none is beyond the last", () => {
  const state = fc.constantFrom<Progress["state"]>("empty", "malformed", "no-key", "pending", "verified", "invalid");
  const progress = fc.record({
    state,
    provenance: fc.constantFrom<Progress["provenance"]>("original", "re-signed", "kept"),
  });
  fc.assert(
    fc.property(fc.array(progress), (acts) => {
      let done = 0;
      for (const act of acts) {
        const next = stepsDone(done, act);
        expect(next).toBeGreaterThanOrEqual(done);
        expect(next).toBeLessThanOrEqual(STEPS.length);
        done = next;
      }
    }),
  );
});
