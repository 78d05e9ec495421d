import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_JSON_DEPTH, MAX_JSON_PROBLEMS, parseJson } from "./parse.ts";
import type { JsonNode } from "./types.ts";
import { isQuick, rounds } from "../../testing/rounds.ts";

/** Text that is nearly JSON: pieces of it in any order, and real JSON with a piece changed. */
const pieces = fc.constantFrom(
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  '"a"',
  '"',
  "1",
  "-",
  "0",
  "1.5e3",
  "1e",
  "true",
  "null",
  "nul",
  " ",
  "\n",
  "\u00a0",
  "\ufeff",
  "\\",
  '"\\u00e9"',
  '"\\x"',
  '"\t"',
  "//",
  "/*",
  "*/",
  "\f",
  "'",
  "\0",
  "🔑",
  "\ud800",
  ".5",
  "+1",
  "01",
  ";",
  "NaN",
);
const soup = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(""));
const json = fc
  .tuple(fc.json(), fc.constantFrom(0, 1, 2))
  .map(([text, space]) => JSON.stringify(JSON.parse(text), null, space));
const mutated = fc.tuple(json, fc.nat(), fc.nat(3), pieces).map(([text, at, length, piece]) => {
  const start = at % (text.length + 1);
  return text.slice(0, start) + piece + text.slice(start + length);
});
const anyText = fc.oneof(soup, json, mutated, fc.string({ unit: "binary", maxLength: 20 }));

function isAccepted(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The value of a tree, as JSON.parse would build it; `__proto__` members are kept as own ones, as it does. */
function valueOf(node: JsonNode): unknown {
  switch (node.type) {
    case "object":
      return Object.fromEntries(node.members.map(({ name, value }) => [name, valueOf(value)]));
    case "array":
      return node.items.map(valueOf);
    default:
      return node.value;
  }
}

const problemsOf = (text: string): unknown[] =>
  parseJson(text).problems.map(({ code, range }) => [code, text.slice(range.start, range.end), range.start]);

describe("reading JSON", () => {
  it("has no problems exactly if JSON.parse accepts the text, and then reads the same value", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { root, problems } = parseJson(text);
        expect(problems.length === 0).toBe(isAccepted(text));
        if (problems.length === 0) expect(root && valueOf(root)).toEqual(JSON.parse(text));
      }),
      { numRuns: rounds(5000) },
    );
  });

  it("gives every problem a place within the text, in text order, and every node the place of its own text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { root, problems } = parseJson(text);
        let last = 0;
        for (const { range } of problems) {
          expect(range.start).toBeGreaterThanOrEqual(last);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(text.length);
          last = range.start;
        }
        if (!root || problems.length > 0) return;
        const walk = (node: JsonNode): void => {
          expect(JSON.parse(text.slice(node.range.start, node.range.end))).toEqual(valueOf(node));
          if (node.type === "array") node.items.forEach(walk);
          if (node.type !== "object") return;
          for (const { name, nameRange, range, value } of node.members) {
            expect(JSON.parse(text.slice(nameRange.start, nameRange.end))).toBe(name);
            expect(range).toEqual({ start: nameRange.start, end: value.range.end });
            walk(value);
          }
        };
        walk(root);
      }),
      { numRuns: rounds(2000) },
    );
  });

  it("keeps member order, duplicates, and numbers as written", () => {
    const { root } = parseJson('{"b":1.0,"a":9007199254740993,"b":2}');
    expect(
      root?.type === "object" && root.members.map(({ name, value }) => [name, value.type === "number" && value.raw]),
    ).toEqual([
      ["b", "1.0"],
      ["a", "9007199254740993"],
      ["b", "2"],
    ]);
  });

  it.each([
    ["", [["empty", "", 0]]],
    [" \n", [["empty", " \n", 0]]],
    ["{", [["unclosed-object", "{", 0]]],
    ['{"a":1,}', [["trailing-comma", ",", 6]]],
    ["[1,2,]", [["trailing-comma", ",", 4]]],
    ["[1,,2]", [["value-expected", ",", 3]]],
    ['{"a" 1}', [["colon-expected", "1", 5]]],
    ['{"a"}', [["colon-expected", "}", 4]]],
    ['{"a":}', [["value-expected", "}", 5]]],
    ['{"a":1 "b":2}', [["comma-expected", '"b"', 7]]],
    ["{a:1}", [["name-expected", "a", 1]]],
    ['{"a":tru}', [["word", "tru", 5]]],
    ['{"a":01}', [["number", "01", 5]]],
    ['{"a":-}', [["number", "-", 5]]],
    ['{"a":1.}', [["number", "1.", 5]]],
    ['{"a":.5}', [["number", ".5", 5]]],
    ['{"a":NaN}', [["word", "NaN", 5]]],
    ['{"a":1}}', [["trailing-content", "}", 7]]],
    ['{} {"b":1} ', [["trailing-content", '{"b":1}', 3]]],
    ['"a', [["string-unterminated", '"a', 0]]],
    [
      '"a\\x\\u12"',
      [
        ["string-escape", "\\x", 2],
        ["string-escape", "\\u12", 4],
      ],
    ],
    ['{"a":"b\nc"}', [["string-control-character", "\n", 7]]],
    ['{"a":"b\n,"c":1}', [["string-unterminated", '"b', 5]]],
    [
      '// x\n{"a":/* y */1}',
      [
        ["comment", "// x", 0],
        ["comment", "/* y */", 10],
      ],
    ],
    ['\ufeff{"a":1}', [["character", "\ufeff", 0]]],
    ['{"a":\u00a01}', [["character", "\u00a0", 5]]],
    [
      "[1}",
      [
        ["unclosed-array", "[", 0],
        ["character", "}", 2],
      ],
    ],
    ['{"a":[1}', [["unclosed-array", "[", 5]]],
    [
      '{"a":1,"b":tru,"c":02',
      [
        ["unclosed-object", "{", 0],
        ["word", "tru", 11],
        ["number", "02", 19],
      ],
    ],
    [
      '{"iss":"joe","ex',
      [
        ["unclosed-object", "{", 0],
        ["string-unterminated", '"ex', 13],
      ],
    ],
    [
      '{"a":',
      [
        ["unclosed-object", "{", 0],
        ["value-expected", "", 5],
      ],
    ],
  ])("says what is wrong with %j, and where", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it("keeps what came before and after a problem", () => {
    const { root } = parseJson('{"alg":"HS256",typ:tru,"kid":"1",}');
    expect(root && valueOf(root)).toEqual({ alg: "HS256", kid: "1" });
  });

  it("reads members named __proto__ as ordinary ones", () => {
    const { root } = parseJson('{"__proto__":{"x":1}}');
    expect(root?.type === "object" && root.members[0]?.name).toBe("__proto__");
    expect(Object.prototype).not.toHaveProperty("x");
  });
});

describe("deep nesting", () => {
  const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

  it("is read to its limit, and reported where it exceeds it", () => {
    expect(parseJson(nested(MAX_JSON_DEPTH)).problems).toEqual([]);
    expect(parseJson(nested(MAX_JSON_DEPTH + 1)).problems).toEqual([
      { code: "depth", range: { start: MAX_JSON_DEPTH, end: MAX_JSON_DEPTH + 1 } },
    ]);
  });

  // Quadratic work would run into the test's own time limit many times over.
  it.skipIf(isQuick)("does not hang or overflow, a million brackets deep or wide", () => {
    expect(parseJson("[".repeat(1_000_000)).problems).toHaveLength(1);
    expect(parseJson(`${"[".repeat(999)}${"}".repeat(1_000_000)}`).problems).toHaveLength(MAX_JSON_PROBLEMS);
    expect(parseJson(`[${'"\n'.repeat(500_000)}`).problems).toHaveLength(MAX_JSON_PROBLEMS);
    expect(parseJson(`[${"a\u00a0".repeat(500_000)}`).problems).toHaveLength(MAX_JSON_PROBLEMS);
    expect(parseJson(`{"a":${"\\".repeat(1_000_000)}`).problems).toHaveLength(3);
    expect(parseJson(`"${"\\".repeat(1_000_000)}\n`).problems).toHaveLength(1);
  });
});
