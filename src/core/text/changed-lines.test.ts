import { expect, test } from "vitest";
import { changedLines } from "./changed-lines.ts";

const BEFORE = '{\n  "iss": "a",\n  "sub": "user-42",\n  "exp": 1\n}';

/** The changed lines as they are, with what they were. */
const told = (after: string, before = BEFORE) =>
  changedLines(before, after).map(({ start, end, was, gone }) => [after.slice(start, end).trim(), was, ...gone]);

test("a line with other content is changed, with what it said", () => {
  expect(told(BEFORE.replace("user-42", "user-7"))).toEqual([['"sub": "user-7",', '"sub": "user-42",']]);
  expect(told(BEFORE)).toEqual([]);
});

test("a new line replaced nothing, and the comma that it adds to its neighbour is not a change", () => {
  expect(told(BEFORE.replace('"exp": 1', '"exp": 1,\n  "jti": "x"'))).toEqual([['"jti": "x"', null]]);
  expect(told(BEFORE.replace("{", '{\n  "jti": "x",'))).toEqual([['"jti": "x",', null]]);
});

test("a removed line is reported at the one after it", () => {
  expect(told(BEFORE.replace('  "sub": "user-42",\n', ""))).toEqual([['"exp": 1', null, '"sub": "user-42",']]);
});

test("a member renamed or replaced among others is the line that was there", () => {
  expect(told(BEFORE.replace('"sub"', '"subject"'))).toEqual([['"subject": "user-42",', '"sub": "user-42",']]);
  expect(told(BEFORE.replace('"iss": "a"', '"x": 1,\n  "iss": "b"'))).toEqual([
    ['"x": 1,', null],
    ['"iss": "b",', '"iss": "a",'],
  ]);
});

test("white space does not count", () => {
  expect(told(BEFORE.replaceAll("  ", "\t"))).toEqual([]);
});

test("a different text is changed as a whole, however long", () => {
  const long = Array.from({ length: 2000 }, (_, index) => `line ${index}`).join("\n");
  const other = long.replaceAll("line", "row");
  expect(changedLines(long, other).length).toBe(2000);
  expect(changedLines(BEFORE, '{"sub":1}').length).toBe(1);
  expect(changedLines("", "a\nb").length).toBe(2);
});
