import { expect, test } from "vitest";
import { productFiles } from "./expressions/collect.ts";
import { importsOf, reachedFrom } from "./lib/reach.ts";

/** Where the page, its first frame, its service worker and its builds begin. */
const BEGINNINGS = [
  "src/main.tsx",
  "src/first-frame.ts",
  "src/still-frame.tsx",
  "src/sw/sw.ts",
  "src/jsx/jsx-runtime.ts",
  "src/jsx/jsx-dev-runtime.ts",
  "vite.config.ts",
  "vite.single.config.ts",
];

/** A declaration is read by the compiler alone. */
const isDeclaration = (file: string): boolean => file.endsWith(".d.ts");
const product = productFiles().filter((file) => !isDeclaration(file));

test("code that only tests reach is in src/testing", () => {
  const reached = reachedFrom(BEGINNINGS);
  expect(product.filter((file) => !reached.has(file))).toEqual([]);
});

test("the product imports no test-only code", () => {
  const isForTests = (file: string): boolean => /^src\/testing\/|\.test\.tsx?$/.test(file);
  const importing = product.flatMap((file) =>
    importsOf(file)
      .filter(isForTests)
      .map((other) => `${file} ← ${other}`),
  );
  expect(importing).toEqual([]);
});
