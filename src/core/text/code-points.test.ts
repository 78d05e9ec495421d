import { describe, expect, it } from "vitest";
import { describeCodePoint, findInvisible } from "./code-points.ts";
import { findHomoglyphs } from "./homoglyphs.ts";

describe("describing a code point", () => {
  it.each([
    [0x200b, "U+200B ZERO WIDTH SPACE"],
    [0x20, "U+0020 SPACE"],
    [0x416, "U+0416 Ж"],
    [0x1f511, "U+1F511 🔑"],
    [0x1, "U+0001 CONTROL CHARACTER"],
    [0xd800, "U+D800 LONE SURROGATE"],
    [0xfe0f, "U+FE0F VARIATION SELECTOR"],
    [0xe0041, "U+E0041 TAG CHARACTER"],
    [0x301, "U+0301"],
    [0xffff, "U+FFFF UNASSIGNED"],
  ])("%i is %s", (codePoint, words) => {
    expect(describeCodePoint(codePoint)).toBe(words);
  });
});

describe("finding invisible characters", () => {
  it("gives place, character and kind", () => {
    const text = "a\u202eb\u200bc\0d\u00a0e\u2028f\u{e0041}g";
    expect(findInvisible(text).map(({ range, codePoint, kind }) => [range.start, range.end, codePoint, kind])).toEqual([
      [1, 2, 0x202e, "bidi"],
      [3, 4, 0x200b, "zero-width"],
      [5, 6, 0, "control"],
      [7, 8, 0xa0, "space"],
      [9, 10, 0x2028, "line"],
      [11, 13, 0xe0041, "invisible"],
    ]);
  });

  it("finds nothing in visible text, in any script", () => {
    expect(findInvisible("Hello wörld 🔑 Привет 你好 !~")).toEqual([]);
  });
});

describe("finding look-alikes", () => {
  it("reads Cyrillic, Greek and full-width letters as what they look like", () => {
    expect(findHomoglyphs("аdmin").map(({ looksLike, range }) => [looksLike, range])).toEqual([
      ["a", { start: 0, end: 1 }],
    ]);
    expect(findHomoglyphs("ＡΑА").map(({ looksLike }) => looksLike)).toEqual(["A", "A", "A"]);
    expect(findHomoglyphs("𝐚").map(({ range }) => range)).toEqual([{ start: 0, end: 2 }]);
  });

  it("finds none in ASCII, nor in letters that resemble no ASCII letter", () => {
    expect(findHomoglyphs("admin ßжü")).toEqual([]);
  });
});
