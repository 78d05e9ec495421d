import fc from "fast-check";
import { createScanner } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { minifyJson } from "./minify.ts";
import { printJson } from "./print.ts";

const spaces = fc.constantFrom("", " ", "\n", "\r\n", "\t", "  \n ");
/** JSON in all its spellings: any white space, escapes where none are needed, numbers as nobody would write them. */
const { spelled } = fc.letrec<{ spelled: string; object: string; array: string; scalar: string }>((tie) => ({
  scalar: fc.constantFrom(
    '"a"',
    '"\\u0061\\/\\n"',
    '"\\\\"',
    '"\\\\\\""',
    '"{,:[ ]}"',
    '""',
    "1.0",
    "-0",
    "1E3",
    "9007199254740993",
    "true",
    "false",
    "null",
    '"🔑"',
  ),
  array: fc
    .tuple(fc.array(tie("spelled"), { maxLength: 4 }), spaces)
    .map(([items, space]) => `[${space}${items.join(`${space},`)}${space}]`),
  object: fc
    .tuple(
      fc.array(fc.tuple(fc.constantFrom('"a"', '"b"', '"__proto__"', '"\\u0061"'), tie("spelled")), { maxLength: 4 }),
      spaces,
    )
    .map(
      ([members, space]) => `{${space}${members.map(([name, value]) => `${name}${space}:${value}`).join(`,${space}`)}}`,
    ),
  spelled: fc.oneof({ maxDepth: 4 }, tie("scalar"), tie("array"), tie("object")),
}));
const json = fc.tuple(spaces, spelled, spaces).map((parts) => parts.join(""));

function tokensOf(text: string): string[] {
  const scanner = createScanner(text, true);
  const tokens: string[] = [];
  while (scanner.scan() !== 17) tokens.push(text.slice(scanner.getTokenOffset(), scanner.getPosition()));
  return tokens;
}

describe("printing JSON", () => {
  it("keeps every token as it was spelled", () => {
    fc.assert(
      fc.property(json, (text) => {
        expect(tokensOf(printJson(text))).toEqual(tokensOf(text));
        expect(tokensOf(minifyJson(text))).toEqual(tokensOf(text));
        expect(minifyJson(text)).toBe(tokensOf(text).join(""));
      }),
    );
  });

  it("is lossless: a pretty print, minified, is the minified text", () => {
    fc.assert(
      fc.property(json, (text) => {
        expect(minifyJson(printJson(text))).toBe(minifyJson(text));
      }),
    );
  });

  it("is idempotent", () => {
    fc.assert(
      fc.property(json, (text) => {
        expect(printJson(printJson(text))).toBe(printJson(text));
      }),
    );
  });

  it("formats like JSON.stringify with two spaces", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text);
        expect(printJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
        expect(minifyJson(JSON.stringify(value, null, 1))).toBe(JSON.stringify(value));
      }),
    );
  });

  it("leaves text that is not JSON as is", () => {
    const broken = fc.tuple(json, fc.constantFrom("{", "]", "x", "\u00a0", "//")).map(([text, end]) => text + end);
    fc.assert(
      fc.property(fc.oneof(broken, fc.string({ unit: "binary" })), (text) => {
        try {
          JSON.parse(text);
        } catch {
          expect(printJson(text)).toBe(text);
          expect(minifyJson(text)).toBe(text);
        }
      }),
    );
  });

  it("leaves text alone that nests too deep or would grow too much", () => {
    const deep = "[".repeat(1001) + "]".repeat(1001);
    expect(printJson(deep)).toBe(deep);
    const steep = `${"[".repeat(900)}${"1,".repeat(100_000)}1${"]".repeat(900)}`;
    expect(printJson(steep)).toBe(steep);
  });
});
