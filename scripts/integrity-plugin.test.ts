import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { withIntegrity } from "./integrity-plugin.ts";

const FILES: Readonly<Record<string, string>> = { "assets/a.js": "a", "assets/b.js": "b", "assets/c.css": "c" };
const sum = (file: string): string =>
  `integrity="sha384-${createHash("sha384")
    .update(FILES[file] ?? "")
    .digest("base64")}"`;
const mark = (html: string): string => withIntegrity(html, (file) => FILES[file] ?? null);

describe("integrity hashes in a built page", () => {
  test("are on scripts, style sheets and preloaded modules, however the tag ends", () => {
    expect(mark('<script type="module" crossorigin src="./assets/a.js"></script>')).toBe(
      `<script type="module" crossorigin src="./assets/a.js" ${sum("assets/a.js")}></script>`,
    );
    expect(mark('<link rel="modulepreload" crossorigin href="./assets/b.js">')).toContain(sum("assets/b.js"));
    expect(mark('<link rel="stylesheet" href="./assets/c.css" />')).toBe(
      `<link rel="stylesheet" href="./assets/c.css" ${sum("assets/c.css")} />`,
    );
  });

  test("are on nothing that browsers do not check", () => {
    const icon = '<link rel="icon" href="./favicon.svg" /><a href="./assets/a.js">a</a>';
    expect(mark(icon)).toBe(icon);
  });

  test("are not invented for a missing file", () => {
    expect(() => mark('<script src="./assets/none.js"></script>')).toThrow(/none\.js/);
  });
});
