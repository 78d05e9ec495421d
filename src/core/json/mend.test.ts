import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applied, mendJson } from "./mend.ts";

const mended = (text: string): string | null => {
  const mends = mendJson(text);
  return mends && applied(text, mends);
};
const kinds = (text: string): readonly string[] => (mendJson(text) ?? []).map(({ kind }) => kind);

describe("what other languages and people write", () => {
  test.each([
    ["{'a': 'b'}", '{"a": "b"}'],
    [`{'it\\'s': 'say "x"'}`, `{"it's": "say \\"x\\""}`],
    ["{“a”: ‘b’}", '{"a": "b"}'],
    ["{'a': True, 'b': False, 'c': None}", '{"a": true, "b": false, "c": null}'],
    ["{a: undefined, $b: NaN, c_1: -Infinity}", '{"a": null, "$b": null, "c_1": null}'],
    ['{"a": 1,}', '{"a": 1}'],
    ["[1, 2, ]", "[1, 2 ]"],
    ['{"a": 1 "b": 2}', '{"a": 1, "b": 2}'],
    ['{\n  "a": [1 2]\n  "b": {}\n  "c": 3\n}', '{\n  "a": [1, 2],\n  "b": {},\n  "c": 3\n}'],
    ['{"a": 1, // one\n "b": 2 /* two */ }', '{"a": 1, \n "b": 2  }'],
    ['{"a": 1 // one\n "b": 2}', '{"a": 1, \n "b": 2}'],
    ["{1: +2, 'x': .5, 'y': 5., 'z': 0x1F, 'w': 1_000}", '{"1": 2, "x": 0.5, "y": 5.0, "z": 31, "w": 1000}'],
    ['{\u00a0"a":\u00a0"\u00a0"}', '{ "a": "\u00a0"}'],
    ["{“a”:\u2003“b”}", '{"a": "b"}'],
    ['{\u200b"a": 1}\u00a0', '{"a": 1} '],
    ["{'aud': ('a')}", null],
    ['{"a": 01}', null],
    ['{"a": 1', null],
    ['{"a": "b}', null],
    ['{"a" 1}', null],
    ['{"a": }', null],
    ['{"a": yes}', null],
    ["{} {}", null],
    ["", null],
    ["[,]", null],
    ['{"a": 1}', null],
  ])("%s", (text, expected) => {
    expect(mended(text)).toBe(expected);
  });

  test("is repaired and listed place by place", () => {
    expect(kinds("{'a': True, b: 1,} // x")).toEqual(["single-quotes", "word", "name", "trailing-comma", "comment"]);
    expect(mendJson("{'a': True}")?.[1]).toEqual({
      kind: "word",
      found: "True",
      edit: { range: { start: 6, end: 10 }, insert: "true" },
    });
  });

  test("repaired text is JSON, and JSON is left alone", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "'a'",
      '"b"',
      "c",
      "1",
      "True",
      "//",
      "\n",
      "#",
      "“",
      "”",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = mended(pieces.join(" "));
        if (text !== null) expect(() => JSON.parse(text)).not.toThrow();
      }),
    );
    fc.assert(fc.property(fc.json(), (text) => mendJson(text) === null));
  });
});
