import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countOf, eachCandidate, readLengths, readMask, type Keyspace, type MaskReading } from "./mask.ts";

function spaces(reading: MaskReading): readonly Keyspace[] {
  if (reading.kind === "unusable") throw new Error(reading.problem.code);
  return reading.keyspaces;
}

function texts(keyspace: Keyspace, from = 0, count = keyspace.count): string[] {
  const all: string[] = [];
  eachCandidate(keyspace, from, count, (bytes, length) => {
    all.push(new TextDecoder().decode(bytes.slice(0, length)));
    return false;
  });
  return all;
}

describe("a mask", () => {
  it("expands to every text of its classes, the last position changing first", () => {
    const [keyspace] = spaces(readMask("a?db"));
    expect(texts(keyspace as Keyspace)).toEqual(["a0b", "a1b", "a2b", "a3b", "a4b", "a5b", "a6b", "a7b", "a8b", "a9b"]);
  });

  it.each([
    ["?l", 26],
    ["?u", 26],
    ["?d", 10],
    ["?s", 33],
    ["?a", 95],
    ["?h", 16],
    ["?H", 16],
    ["??", 1],
    ["?l?l?d?d", 67_600],
    ["plain", 1],
  ])("%s has %d candidates", (mask, count) => {
    expect(countOf(spaces(readMask(mask)))).toBe(count);
  });

  it("allows a custom class to contain classes, with each character once", () => {
    expect(texts(spaces(readMask("?1?1", "ab"))[0] as Keyspace)).toEqual(["aa", "ab", "ba", "bb"]);
    expect(countOf(spaces(readMask("?1", "?d?dx")))).toBe(11);
  });

  it("writes literal characters outside ASCII as their UTF-8 bytes", () => {
    expect(texts(spaces(readMask("é🔑?d"))[0] as Keyspace)[3]).toBe("é🔑3");
  });

  it.each([
    ["", { code: "empty" }],
    ["ab?", { code: "dangling", range: { start: 2, end: 3 } }],
    ["a?xb", { code: "unknown-class", range: { start: 1, end: 3 }, name: "x" }],
    ["?1", { code: "empty" }],
    ["?a".repeat(129), { code: "too-long", limit: 128 }],
  ])("%j is refused, with the place", (mask, problem) => {
    expect(readMask(mask)).toEqual({ kind: "unusable", problem });
  });

  it("does not take names of Object.prototype for classes", () => {
    expect(readMask("?c").kind).toBe("unusable");
    expect(readLengths("é", 1, 1)).toEqual({
      kind: "unusable",
      problem: { code: "not-ascii", range: { start: 0, end: 1 } },
    });
  });

  it("with more candidates than can be counted is refused with their order of magnitude", () => {
    expect(readMask("?a".repeat(9))).toEqual({
      kind: "unusable",
      problem: { code: "too-many", log10: expect.closeTo(9 * Math.log10(95), 6) },
    });
    expect(readMask("?a".repeat(8)).kind).toBe("keyspaces");
  });

  it("split into ranges gives the same candidates as a whole", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("?d", "?1", "x"), { minLength: 1, maxLength: 4 }),
        fc.nat(),
        (parts, cut) => {
          const [keyspace] = spaces(readMask(parts.join(""), "abc")) as [Keyspace];
          const at = cut % (keyspace.count + 1);
          const whole = texts(keyspace);
          expect([...texts(keyspace, 0, at), ...texts(keyspace, at, keyspace.count - at)]).toEqual(whole);
          expect(new Set(whole).size).toBe(keyspace.count);
        },
      ),
    );
  });
});

describe("a character set with lengths", () => {
  it("yields short texts first", () => {
    const all = spaces(readLengths("ab", 1, 2)).flatMap((keyspace) => texts(keyspace));
    expect(all).toEqual(["a", "b", "aa", "ab", "ba", "bb"]);
  });

  it("refuses invalid lengths", () => {
    for (const [least, most] of [
      [0, 2],
      [3, 2],
      [1.5, 2],
    ] as const) {
      expect(readLengths("ab", least, most)).toEqual({ kind: "unusable", problem: { code: "lengths" } });
    }
  });
});
