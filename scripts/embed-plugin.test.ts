import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { embedPageOf } from "./embed-plugin.ts";

describe("the page for frames", () => {
  const index = readFileSync(new URL("../index.html", import.meta.url), "utf8");

  it("is the start page with a mark and another title", () => {
    const embed = embedPageOf(index);
    expect(embed).toContain('<html lang="en" data-page="embed">');
    expect(embed).toContain("<title>Jotscope, attack lab</title>");
    expect(embed).toContain('src="/src/main.tsx"');
  });

  it("is not made of a page that has no place for the mark", () => {
    expect(() => embedPageOf("<html></html>")).toThrow(/can not be told/);
  });
});
