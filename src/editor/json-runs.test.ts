import fc from "fast-check";
import { expect, test } from "vitest";
import { beginsAsJson, lineRuns } from "./json-runs.ts";

const kinds = (line: string): readonly (readonly [string, string | null])[] =>
  lineRuns(line, []).map(({ text, kind }) => [text, kind]);

test("a name, its colon, a number and a comma are separate runs", () => {
  expect(kinds('  "exp": 1795342980,')).toEqual([
    ["  ", null],
    ['"exp"', "name"],
    [":", "punctuation"],
    [" ", null],
    ["1795342980", "number"],
    [",", "punctuation"],
  ]);
});

test("a string value stays plain, even if it looks like JSON", () => {
  expect(kinds('"a:1,{}"')).toEqual([['"a:1,{}"', null]]);
});

test("an invisible character is a run of its own, within a name too", () => {
  expect(kinds('"ad\u200bmin":')).toEqual([
    ['"ad', "name"],
    ["\u200b", "invisible"],
    ['min"', "name"],
    [":", "punctuation"],
  ]);
});

test("the runs of any line add up to the line", () => {
  const line = fc.string({ unit: fc.constantFrom('"', "\\", ":", "{", "1", "a", "\u202e", " ", "true") });
  fc.assert(
    fc.property(line, (text) => {
      expect(
        lineRuns(text, [])
          .map((run) => run.text)
          .join(""),
      ).toBe(text);
    }),
  );
});

test("text that does not start as JSON has no names, numbers or punctuation, but still invisible characters", () => {
  expect(["Order 4711: {12, true}", "  -17 items"].map(beginsAsJson)).toEqual([false, false]);
  expect(["", "  \n", '\n {"a":1', "[1", '"x"', "\ufeff{}"].map(beginsAsJson)).toEqual([
    null,
    null,
    true,
    true,
    true,
    true,
  ]);
  const runs = lineRuns("Order 4711: {12,\u200btrue}", [], [], false);
  expect(runs.map(({ text, kind }) => [text, kind])).toEqual([
    ["Order 4711: {12,", null],
    ["\u200b", "invisible"],
    ["true}", null],
  ]);
});
