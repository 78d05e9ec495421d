import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { placeAt } from "./place-at.ts";

/** The place at the bar of a text, with the replaced text in place of its range. */
function at(marked: string): Record<string, unknown> | null {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const place = placeAt(text, offset);
  if (place === null) return null;
  const { range, siblings, ...rest } = place;
  return { ...rest, replaces: text.slice(range.start, range.end), beside: [...siblings.keys()] };
}

describe("what is at a caret", () => {
  test.each<[string, Record<string, unknown> | null]>([
    ["{|}", { kind: "name", inside: [], replaces: "", typed: "", commaAt: null, needsComma: false }],
    ['{"au|}', { kind: "name", replaces: '"au', typed: "au", hasColon: false }],
    ['{"a": 1,\n  "au|\n}', { kind: "name", replaces: '"au', typed: "au", beside: ["a"] }],
    ['{"a": 1\n  "au|\n}', { kind: "name", commaAt: 7 }],
    ['{\n  |\n  "a": 1}', { kind: "name", replaces: "", needsComma: true, beside: ["a"] }],
    ['{"a|ud": 1, "b": 2}', { kind: "name", replaces: '"aud"', typed: "a", hasColon: true, beside: ["b"] }],
    ['{"alg": |}', { kind: "value", of: "alg", replaces: "", typed: "" }],
    [
      '{"alg": "R|S256", "kid": "x"}',
      { kind: "value", of: "alg", replaces: '"RS256"', typed: "R", beside: ["alg", "kid"] },
    ],
    ['{"alg": "RS256"|}', { kind: "value", of: "alg", replaces: '"RS256"', typed: "" }],
    ['{"alg": |\n  "kid": "x"}', { kind: "value", of: "alg", needsComma: true }],
    ['{"exp": 17|00, "a": 1}', { kind: "value", of: "exp", replaces: "1700", typed: "17", needsComma: false }],
    ['{"aud": ["a", |]}', { kind: "value", inside: ["aud"], of: 1, replaces: "" }],
    ['{"aud": ["a" |]}', { kind: "value", inside: ["aud"], of: 1, commaAt: 12 }],
    ['{"cnf": {"jwk": {"kty": "EC", "crv": "|"}}}', { kind: "value", inside: ["cnf", "jwk"], of: "crv" }],
    ['{"a" |: 1}', null],
    ["|{}", null],
    ["{} |", null],
    ["plain| text", null],
    ["|", null],
  ])("%s", (marked, expected) => {
    if (expected === null) expect(at(marked)).toBeNull();
    else expect(at(marked)).toMatchObject(expected);
  });

  test("in truncated text is still found", () => {
    expect(at('{"a": {"b": "x|')).toMatchObject({ kind: "value", inside: ["a"], of: "b", typed: "x" });
    expect(at('{"a": [1, 2], // {\n "|')).toMatchObject({ kind: "name", inside: [], beside: ["a"] });
  });

  test("never fails, and replaces what the caret touches", () => {
    const piece = fc.constantFrom("{", "}", "[", "]", ",", ":", '"', "a", "\\", "\n", " ", "/", "*", "1");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(40), (pieces, offset) => {
        const text = pieces.join("");
        const place = placeAt(text, Math.min(offset, text.length));
        if (place === null) return;
        const caret = Math.min(offset, text.length);
        expect(place.range.start).toBeLessThanOrEqual(caret);
        expect(place.range.end).toBeGreaterThanOrEqual(caret);
      }),
    );
  });
});
