import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const sheets = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".css"))
  .map((name) => `src/${name.replaceAll("\\", "/")}`);

/** A style sheet without what holds on paper alone, which no key waits for. */
function onScreen(file: string): string {
  const css = readFileSync(file, "utf8");
  const start = css.indexOf("@media print {");
  if (start < 0) return css;
  return css.slice(0, start) + css.slice(css.indexOf("\n}", start));
}

test("no style on the screen looks around with :has(), which costs at every node that comes or goes", () => {
  expect(sheets.length).toBeGreaterThan(20);
  expect(sheets.filter((file) => onScreen(file).includes(":has("))).toEqual([]);
});
