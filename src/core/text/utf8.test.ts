import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeUtf8, encodeUtf8, findLoneSurrogates, hasLoneSurrogate } from "./utf8.ts";
import { rounds } from "../../testing/rounds.ts";

describe("reading UTF-8", () => {
  it("returns every text without lone surrogates, a leading BOM included", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(decodeUtf8(encodeUtf8(text))).toEqual({ text, problems: [] });
      }),
    );
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b)).text).toBe("\ufeff{");
  });

  it("shows invalid bytes as U+FFFD, with their places in bytes and text", () => {
    const bytes = Uint8Array.of(0x61, 0xff, 0xfe, 0xf0, 0x9f, 0x94, 0x91, 0xe2, 0x82, 0x62);
    expect(decodeUtf8(bytes)).toEqual({
      text: "a\ufffd\ufffd🔑\ufffdb",
      problems: [
        { byteRange: { start: 1, end: 3 }, range: { start: 1, end: 3 } },
        { byteRange: { start: 7, end: 9 }, range: { start: 5, end: 6 } },
      ],
    });
  });

  it.each([
    ["an overlong slash", [0xc0, 0xaf], 2],
    ["an overlong three-byte form", [0xe0, 0x80, 0x80], 3],
    ["a surrogate", [0xed, 0xa0, 0x80], 3],
    ["a code point past U+10FFFF", [0xf4, 0x90, 0x80, 0x80], 4],
    ["a lone continuation", [0x80], 1],
    ["a truncated end", [0xf0, 0x9f], 1],
  ])("refuses %s", (_, bytes, replacements) => {
    const { text, problems } = decodeUtf8(Uint8Array.from(bytes));
    expect(text).toBe("\ufffd".repeat(replacements));
    expect(problems).toEqual([{ byteRange: { start: 0, end: bytes.length }, range: { start: 0, end: replacements } }]);
  });

  it("accounts for every U+FFFD that the bytes did not contain", () => {
    const hostile = fc.constantFrom(0x61, 0x80, 0x9f, 0xa0, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xbd, 0xf0, 0xf4, 0xff);
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 30 }), (list) => {
        const { text, problems } = decodeUtf8(Uint8Array.from(list));
        let rest = "";
        let at = 0;
        const good: number[] = [];
        let byte = 0;
        for (const { range, byteRange } of problems) {
          expect(text.slice(range.start, range.end)).toMatch(/^\ufffd+$/);
          rest += text.slice(at, range.start);
          good.push(...list.slice(byte, byteRange.start));
          at = range.end;
          byte = byteRange.end;
        }
        rest += text.slice(at);
        good.push(...list.slice(byte));
        expect([...encodeUtf8(rest)]).toEqual(good);
      }),
      { numRuns: rounds(1000) },
    );
  });
});

describe("lone surrogates", () => {
  it("are found in their places, and pairs are not", () => {
    expect(findLoneSurrogates("a\ud800b🔑\udc00")).toEqual([
      { start: 1, end: 2 },
      { start: 5, end: 6 },
    ]);
    expect(hasLoneSurrogate("🔑")).toBe(false);
    expect(hasLoneSurrogate("\udd11\ud83d")).toBe(true);
  });
});
