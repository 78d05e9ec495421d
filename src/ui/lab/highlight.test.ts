import { describe, expect, it } from "vitest";
import { codePieces } from "./highlight.ts";

describe("pieces of a line of code", () => {
  it("separates keywords, strings and comments from the rest", () => {
    expect(codePieces('  const a = "x"; // why')).toEqual([
      { text: "  ", kind: "word" },
      { text: "const", kind: "keyword" },
      { text: " a = ", kind: "word" },
      { text: '"x"', kind: "string" },
      { text: "; ", kind: "word" },
      { text: "// why", kind: "comment" },
    ]);
  });

  it("keeps every character, also of a pattern with slashes", () => {
    for (const line of ["const A = /^-----BEGIN (RSA )?/;", "a / b / c", "`${x}`", " * doc"])
      expect(
        codePieces(line)
          .map(({ text }) => text)
          .join(""),
      ).toBe(line);
  });
});
