import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdit, smallestEdit } from "./edit.ts";
import { applyEdits } from "./edits.ts";
import type { TextEdit } from "./range.ts";
import { rounds } from "../../testing/rounds.ts";

const texts = fc
  .array(fc.constantFrom("a", "b", "🔑", "🔒", "\ud83d", "\udd11"), { maxLength: 8 })
  .map((parts) => parts.join(""));

describe("the smallest edit", () => {
  it("is only the difference", () => {
    expect(smallestEdit('{"sub":"a"}', '{"sub":"ab"}')).toEqual({ range: { start: 9, end: 9 }, insert: "b" });
    expect(smallestEdit("same", "same")).toBeNull();
  });

  it("turns the one text into the other, whatever they are", () => {
    fc.assert(
      fc.property(texts, texts, (from, to) => {
        const edit = smallestEdit(from, to);
        expect(edit === null ? from : applyEdit(from, edit)).toBe(to);
      }),
      { numRuns: rounds(2000) },
    );
  });

  it("replaces a surrogate pair whole", () => {
    expect(smallestEdit("x🔑y", "x🔒y")).toEqual({ range: { start: 1, end: 3 }, insert: "🔒" });
    const half = /^[\udc00-\udfff]|[\ud800-\udbff]$/;
    const pairs = fc.array(fc.constantFrom("a", "🔑", "🔒", "𐄑"), { maxLength: 6 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(pairs, pairs, (from, to) => {
        const edit = smallestEdit(from, to);
        if (edit === null) return;
        expect(edit.insert).not.toMatch(half);
        expect(from.slice(edit.range.start, edit.range.end)).not.toMatch(half);
      }),
    );
  });
});

it("several edits equal single ones, applied from the end of the text to its start", () => {
  const cuts = fc.uniqueArray(fc.nat({ max: 20 }), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(cuts, fc.array(fc.string({ maxLength: 3 }), { minLength: 4, maxLength: 4 }), (places, inserts) => {
      const text = "abcdefghijklmnopqrst";
      const sorted = places.toSorted((a, b) => a - b);
      const edits = inserts
        .map((insert, index) => ({
          range: { start: sorted[2 * index] ?? -1, end: sorted[2 * index + 1] ?? -1 },
          insert,
        }))
        .filter(({ range }) => range.end >= 0);
      expect(applyEdits(text, edits)).toBe(edits.reduceRight(applyEdit, text));
      expect(applyEdits(text, edits.toReversed())).toBe(applyEdits(text, edits));
    }),
  );
  const [a, b] = ["a", "b"].map((insert) => ({ range: { start: 1, end: 1 }, insert })) as [TextEdit, TextEdit];
  expect(applyEdits("xyz", [{ range: { start: 1, end: 2 }, insert: "Y" }, a, b])).toBe("xbaYz");
});
