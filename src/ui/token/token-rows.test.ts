import { expect, test } from "vitest";
import { cutRuns } from "../../editor/cut-runs.ts";
import { cutBlocks } from "./token-rows.ts";

const HEADER = { kind: "header", range: { start: 0, end: 36 } };
const PAYLOAD = { kind: "payload", range: { start: 37, end: 300 } };
const text = `${"h".repeat(36)}.${"p".repeat(263)}.${"s".repeat(43)}`;

test.each([9, 10, 45, 1000])("blocks of rows of %i characters are the text, and whole rows but for the last", (row) => {
  const blocks = cutBlocks(cutRuns(text, [HEADER, PAYLOAD], []), row);
  const lengths = blocks.map(({ runs }) => runs.reduce((sum, { text: { length } }) => sum + length, 0));
  expect(blocks.map(({ runs }) => runs.map((piece) => piece.text).join("")).join("")).toBe(text);
  for (const [index, { start, rows }] of blocks.entries()) {
    expect(start).toBe(lengths.slice(0, index).reduce((sum, length) => sum + length, 0));
    expect(rows).toBe(Math.ceil(lengths[index]! / row));
    if (index < blocks.length - 1) expect(lengths[index]).toBe(8 * row);
  }
});

test("a run that is cut starts once", () => {
  const pieces = cutBlocks(cutRuns(text, [HEADER, PAYLOAD], []), 9).flatMap(({ runs }) => runs);
  const starts = pieces.filter(({ isStart }) => isStart).map(({ run }) => run.start);
  expect(starts).toEqual([0, 36, 37, 300]);
  expect(pieces.filter(({ run }) => run.start === 37).length).toBeGreaterThan(3);
});
