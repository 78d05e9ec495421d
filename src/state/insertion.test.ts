import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { insertedTexts } from "./insertion.ts";

describe("the inserted text", () => {
  it("is among the readings, even if its start or end repeats its surroundings", () => {
    expect(insertedTexts("eyJA.B.C", "eyJX.Y.ZeyJA.B.C")).toContain("eyJX.Y.Z");
    expect(insertedTexts("eyJA.B.C", "eyJA.B.CeyJX.Y.Z")).toContain("eyJX.Y.Z");
  });

  it("is what replaced a selection", () => {
    expect(insertedTexts("long.before.and.after", "long.XYZ.and.after")).toEqual(["XYZ"]);
    expect(insertedTexts("a.b.c", "a.XYZ.c")).toContain("XYZ");
  });

  it("is first of all the whole text if everything was replaced, even if the old one starts or ends alike", () => {
    expect(insertedTexts("https://x.example/?q=abc", "eyJA.B.Cc")[0]).toBe("eyJA.B.Cc");
    expect(insertedTexts("even so", "eyJA.B.C")[0]).toBe("eyJA.B.C");
  });

  it("is nothing after a deletion", () => {
    expect(insertedTexts("abc", "ac")).toEqual([]);
    expect(insertedTexts("abc", "abc")).toEqual([]);
  });

  it("is among the readings for any insertion before or after a text", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (old, inserted) => {
        expect(insertedTexts(old, inserted + old)).toContain(inserted);
        expect(insertedTexts(old, old + inserted)).toContain(inserted);
      }),
    );
  });
});
