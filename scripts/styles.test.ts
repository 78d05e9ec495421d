import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const sheets = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".css"))
  .map((name) => `src/${name.replaceAll("\\", "/")}`);

/** A style sheet without its print rules, which cost nothing on screen. */
function onScreen(file: string): string {
  const css = readFileSync(file, "utf8");
  const start = css.indexOf("@media print {");
  if (start < 0) return css;
  return css.slice(0, start) + css.slice(css.indexOf("\n}", start));
}

test("no screen style uses :has(), which costs time for every node added or removed", () => {
  expect(sheets.length).toBeGreaterThan(20);
  expect(sheets.filter((file) => onScreen(file).includes(":has("))).toEqual([]);
});

test("every breakpoint follows the size of text, so larger text gets the layout of a narrower window", () => {
  const inPixels = sheets.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/@(?:media|container)[^{]*\dpx[^{]*/g)].map(
      ([query]) => `${file}: ${query}`,
    ),
  );
  expect(inPixels).toEqual([]);
});

test("an underline's style and colour are properties of their own: WebKit drops a text-decoration that has both", () => {
  const short = sheets.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/text-decoration: [a-z-]+ [^;]*/g)].map(([rule]) => `${file}: ${rule}`),
  );
  expect(short).toEqual([]);
});

/** Classes shared on purpose: the first frame has their base, and a part of the page adds to it. */
const SHARED: ReadonlySet<string> = new Set(["mark", "not-now", "top", "verdict"]);

test("no class is styled alone in two parts of the page, where the later one would change the earlier", () => {
  const parts = new Map<string, Set<string>>();
  for (const file of sheets.filter((name) => !name.startsWith("src/ui/styles/"))) {
    const part = file.split("/").slice(0, -1).join("/");
    const css = onScreen(file).replaceAll(/\/\*[^]*?\*\//g, "");
    for (const [, list = ""] of css.matchAll(/(?:^|[{};])\s*((?:\.[\w-]+\s*,\s*)*\.[\w-]+)\s*\{/g))
      for (const [, name = ""] of list.matchAll(/\.([\w-]+)/g))
        parts.set(name, (parts.get(name) ?? new Set()).add(part));
  }
  const twice = [...parts].filter(([name, all]) => all.size > 1 && !SHARED.has(name)).map(([name]) => name);
  expect(twice).toEqual([]);
});
