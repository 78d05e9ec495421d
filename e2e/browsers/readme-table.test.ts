import { expect, test } from "vitest";
import { CAPABILITIES } from "./capabilities.ts";
import { type Column, columnsOf, withColumns } from "./readme-table.ts";

const has = CAPABILITIES.map((_, index) => index % 2 === 0);
const chromium: Column = { name: "Chromium", version: "1", has };
const webkit: Column = { name: "WebKitGTK", version: "2", has: has.map((value) => !value) };
const empty = "before\n<!-- browsers: written by `npm run test:browsers -- --update` -->\n<!-- /browsers -->\nafter\n";

test("reads back what it wrote, and leaves the text around it alone", () => {
  const readme = withColumns(empty, [webkit, chromium]);
  expect(columnsOf(readme)).toEqual([chromium, webkit]);
  expect(readme).toMatch(/^before\n/);
  expect(readme).toMatch(/\nafter\n$/);
});

test("an engine that was not found keeps its column, and one that was found gets a new one", () => {
  const newer: Column = { name: "Chromium", version: "3", has: has.map(() => true) };
  expect(columnsOf(withColumns(withColumns(empty, [chromium, webkit]), [newer]))).toEqual([newer, webkit]);
});

test("a README without a place for the table is reported", () => {
  expect(() => columnsOf("nothing")).toThrow(/README/);
});
