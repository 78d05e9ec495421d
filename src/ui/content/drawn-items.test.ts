import { expect, test } from "vitest";
import type { Item } from "../../core/content/types.ts";
import { drawnItems, drawnValue, MOST_LINES } from "./drawn-items.ts";

const count = (items: readonly Item[]): number =>
  items.reduce((sum, { items: inner = [] }) => sum + 1 + count(inner), 0);

test("the total number of lines is limited, however they nest, and long values are cut", () => {
  const wide = (depth: number): readonly Item[] =>
    Array.from({ length: 40 }, () => ({ name: "n", value: "v", ...(depth > 0 && { items: wide(depth - 1) }) }));
  const tree = wide(2);
  const drawn = drawnItems(tree, MOST_LINES);
  expect([count(drawn.items), drawn.isCut]).toEqual([MOST_LINES, true]);
  const small = [{ name: "a", value: "1", items: [{ name: "b", value: "2" }] }];
  expect(drawnItems(small, 2)).toEqual({ items: small, isCut: false });
  expect(drawnItems(small, 1).isCut).toBe(true);
  expect(drawnValue("x".repeat(3000))).toBe(`${"x".repeat(2000)}… (3,000 characters)`);
  expect(drawnValue("x".repeat(2000))).toHaveLength(2000);
});
