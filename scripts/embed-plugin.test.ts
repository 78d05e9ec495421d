import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { embedPageOf } from "./embed-plugin.ts";

describe("the embed page", () => {
  const index = readFileSync(new URL("../index.html", import.meta.url), "utf8");

  it("is the start page with a marker and another title", () => {
    const embed = embedPageOf(index);
    expect(embed).toContain('<html lang="en" data-page="embed">');
    expect(embed).toContain("<title>Jotscope, attack lab</title>");
    expect(embed).toContain('src="/src/main.tsx"');
  });

  it("has no still frame of the workbench, nor the script that shows it", () => {
    const built = index
      .replace('<div id="root"></div>', '<div id="root"><div class="app"><main>still</main></div></div>')
      .replace("<title>", '<script src="./first-frame.js" integrity="sha384-x"></script>\n    <title>');
    expect(embedPageOf(built)).toBe(embedPageOf(index));
  });

  it("is not built from a page without a place for the marker", () => {
    expect(() => embedPageOf("<html></html>")).toThrow(/cannot be told/);
  });
});
