import { expect, test } from "vitest";
import { insertedCount } from "./inserted.ts";

test("a typed character is one, an emoji too", () => {
  expect(insertedCount("ab", "abc", { inputType: "insertText", data: "c" })).toBe(1);
  expect(insertedCount("ab", "ab😀", { inputType: "insertText", data: "😀" })).toBe(1);
});

test("a paste counts by the difference of the texts", () => {
  expect(insertedCount("", "Bearer x", { inputType: "insertFromPaste", data: null })).toBe(8);
});

test("a paste that repeats the text in its place counts by its own length", () => {
  expect(insertedCount("abc", "abc", { inputType: "insertFromPaste", data: "abc" })).toBe(3);
});

test("a field filled by a script counts by the difference", () => {
  expect(insertedCount("old", "new token", {})).toBe(9);
});

test("undo, redo and deletions insert nothing", () => {
  expect(insertedCount("", "Bearer x", { inputType: "historyUndo" })).toBe(0);
  expect(insertedCount("abc", "", { inputType: "deleteByCut" })).toBe(0);
});
