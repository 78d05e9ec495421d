import { expect, test } from "vitest";
import { characterWords, lineAt, lineWords } from "./lines.ts";

test("lines count from 1, and a line break belongs to the line that it ends", () => {
  expect([0, 1, 2, 3, 4].map((offset) => lineAt("a\nb\n", offset))).toEqual([1, 1, 2, 2, 3]);
});

test("a range over several lines names the first and the last", () => {
  expect(lineWords("a\nb\nc", { start: 2, end: 5 })).toBe("lines 2 to 3");
  expect(lineWords("a\nb\nc", { start: 2, end: 4 })).toBe("line 2");
  expect(lineWords("a\nb\nc", { start: 4, end: 4 })).toBe("line 3");
});

test("characters count from 1", () => {
  expect(characterWords({ start: 0, end: 1 })).toBe("character 1");
  expect(characterWords({ start: 97, end: 99 })).toBe("characters 98 to 99");
  expect(characterWords({ start: 159, end: 159 })).toBe("character 160");
});
