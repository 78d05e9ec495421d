import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64Url, encodeBase64Url, isStrictBase64Url, MAX_BASE64URL_PROBLEMS } from "./base64url.ts";
import { rounds } from "../../testing/rounds.ts";

const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];
const bytesOf = (text: string): number[] => [...decodeBase64Url(text).bytes];

describe("encoding base64url", () => {
  it("matches the example in RFC 7515 appendix C", () => {
    expect(encodeBase64Url(Uint8Array.of(3, 236, 255, 224, 193))).toBe("A-z_4ME");
  });

  it("matches Node's own encoder for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(encodeBase64Url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
      }),
    );
  });
});

describe("decoding base64url", () => {
  it("round-trips any bytes without problems", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { bytes: back, problems } = decodeBase64Url(encodeBase64Url(bytes));
        expect([...back]).toEqual([...bytes]);
        expect(problems).toEqual([]);
      }),
    );
  });

  it("has no problems exactly for the one canonical text of some bytes", () => {
    const characters = fc.constantFrom(..."AZaz09-_+/= \n.é🔑BQgw");
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 9 }), (parts) => {
        const text = parts.join("");
        const canonical = Buffer.from(text, "base64url").toString("base64url") === text;
        expect(isStrictBase64Url(text)).toBe(canonical);
        expect(decodeBase64Url(text).problems.length === 0).toBe(canonical);
      }),
      { numRuns: rounds(2000) },
    );
  });

  it("reads + and / as - and _, and names each", () => {
    expect(bytesOf("A+z/4ME")).toEqual([3, 236, 255, 224, 193]);
    expect(decodeBase64Url("A+z/4ME", 10).problems).toEqual([
      { code: "standard-alphabet", range: { start: 11, end: 12 }, character: "+" },
      { code: "standard-alphabet", range: { start: 13, end: 14 }, character: "/" },
    ]);
  });

  it("skips padding, and lists it once", () => {
    expect(bytesOf("YQ==")).toEqual(utf8("a"));
    expect(decodeBase64Url("YQ==").problems).toEqual([{ code: "padding", range: { start: 2, end: 4 } }]);
  });

  it("skips white space, a run of one character as one problem with its code point", () => {
    expect(bytesOf("Y  W\nE")).toEqual(utf8("aa"));
    expect(decodeBase64Url("Y  W\nE").problems).toEqual([
      { code: "white-space", range: { start: 1, end: 3 }, codePoint: 32 },
      { code: "white-space", range: { start: 4, end: 5 }, codePoint: 10 },
    ]);
  });

  it("skips any other character, surrogate pairs whole, and names it", () => {
    expect(bytesOf("Y🔑W\u200bE")).toEqual(utf8("aa"));
    expect(decodeBase64Url("Y🔑W\u200bE").problems).toEqual([
      { code: "character", range: { start: 1, end: 3 }, codePoint: 0x1f511 },
      { code: "character", range: { start: 4, end: 5 }, codePoint: 0x200b },
    ]);
  });

  it("names a dangling last character, and reads the bytes before it", () => {
    expect(bytesOf("YWFhY")).toEqual(utf8("aaa"));
    expect(decodeBase64Url("YWFhY").problems).toEqual([{ code: "length", range: { start: 4, end: 5 } }]);
  });

  it("names unused bits that are not zero, and the right character (RFC 4648 section 3.5)", () => {
    expect(decodeBase64Url("YR").problems).toEqual([
      { code: "trailing-bits", range: { start: 1, end: 2 }, canonical: "Q" },
    ]);
    expect(decodeBase64Url("YWF=").problems).toEqual([
      { code: "trailing-bits", range: { start: 2, end: 3 }, canonical: "E" },
      { code: "padding", range: { start: 3, end: 4 } },
    ]);
  });

  it("lists problems in text order, within the text, never overlapping", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), fc.nat(100), (text, offset) => {
        let end = offset;
        for (const { range } of decodeBase64Url(text, offset).problems) {
          expect(range.start).toBeGreaterThanOrEqual(end);
          expect(range.end).toBeGreaterThan(range.start);
          end = range.end;
        }
        expect(end).toBeLessThanOrEqual(offset + text.length);
      }),
    );
  });

  it("stays small and fast on a megabyte of invalid text", () => {
    const started = performance.now();
    expect(decodeBase64Url("+ ".repeat(500_000)).problems.length).toBeLessThanOrEqual(MAX_BASE64URL_PROBLEMS + 1);
    expect(decodeBase64Url("A".repeat(1_000_000)).bytes).toHaveLength(750_000);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
