import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdit, smallestEdit } from "./edit.ts";
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
