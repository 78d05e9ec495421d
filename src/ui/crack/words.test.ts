import { describe, expect, it } from "vitest";
import { countWords, sizeWords, spanWords } from "./words.ts";

describe("words for numbers", () => {
  it.each([
    [0, "0"],
    [999_999, "999,999"],
    [1_000_000, "1 million"],
    [1_234_567, "1.23 million"],
    [456_976_000_000, "457 billion"],
    [6.6e15, "6.6 quadrillion"],
    [1e40, "10 to the power of 40"],
  ])("count %d as %s", (count, words) => {
    expect(countWords(count)).toBe(words);
  });

  it.each([
    [0.2, "under a second"],
    [1, "1 second"],
    [59.8, "1 minute"],
    [3_600, "1 hour"],
    [200_000, "2 days"],
    [31_557_600 * 12_000, "12,000 years"],
    [31_557_600 * 3e6, "3 million years"],
    [1e30, "longer than the age of the universe"],
    [Infinity, "longer than the age of the universe"],
  ])("call %d seconds %s", (seconds, words) => {
    expect(spanWords(seconds)).toBe(words);
  });

  it("size files", () => {
    expect([512, 140_000, 1_400_000, 99_000_000].map(sizeWords)).toEqual(["512 bytes", "140 kB", "1.4 MB", "99 MB"]);
  });
});
