import fc from "fast-check";
import { expect, test } from "vitest";
import { cutRuns } from "./cut-runs.ts";
import { type Mark, marksKey, marksOf } from "./runs.ts";

const range = fc.tuple(fc.nat(30), fc.nat(30)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
const mark: fc.Arbitrary<Mark> = fc.record({ range, severity: fc.constantFrom("error", "security", "warn", "info") });

test("runs are cut at the ends of segments and marks", () => {
  const stretches = [
    { range: { start: 0, end: 3 }, kind: "header" },
    { range: { start: 4, end: 7 }, kind: "payload" },
  ] as const;
  expect(cutRuns("abc.def", stretches, [{ range: { start: 5, end: 6 }, severity: "error" }])).toEqual([
    { start: 0, text: "abc", kind: "header", severity: null },
    { start: 3, text: ".", kind: null, severity: null },
    { start: 4, text: "d", kind: "payload", severity: null },
    { start: 5, text: "e", kind: "payload", severity: "error" },
    { start: 6, text: "f", kind: "payload", severity: null },
  ]);
});

test("where marks overlap the most severe shows", () => {
  const runs = cutRuns(
    "abcd",
    [],
    [
      { range: { start: 0, end: 3 }, severity: "warn" },
      { range: { start: 2, end: 4 }, severity: "error" },
    ],
  );
  expect(runs.map(({ text, severity }) => [text, severity])).toEqual([
    ["ab", "warn"],
    ["c", "error"],
    ["d", "error"],
  ]);
});

test("the runs of any text add up to it, and none is empty", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 25 }), fc.array(mark), (text, marks) => {
      const runs = cutRuns(text, [], marks);
      expect(runs.map((run) => run.text).join("")).toBe(text);
      expect(runs.every((run) => run.text !== "")).toBe(true);
    }),
  );
});

test("marks keep their key", () => {
  fc.assert(
    fc.property(fc.array(mark), (marks) => {
      expect(marksOf(marksKey(marks))).toEqual(marks);
    }),
  );
});
