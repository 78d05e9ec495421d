import fc from "fast-check";
import { expect, test } from "vitest";
import { createKeyedLines } from "./keyed-lines.ts";

test("a line inserted in the middle keeps the keys of all others", () => {
  const keyed = createKeyedLines();
  const before = keyed("a\nb\nc").map(({ key }) => key);
  const after = keyed("a\nnew\nb\nc").map(({ key }) => key);
  expect([after[0], after[2], after[3]]).toEqual(before);
  expect(before).not.toContain(after[1]);
});

test("a line that is typed in keeps its key", () => {
  const keyed = createKeyedLines();
  const before = keyed("a\nb\nc").map(({ key }) => key);
  expect(keyed("a\nbb\nc").map(({ key }) => key)).toEqual(before);
});

test("whatever texts follow each other, lines add up to the text, starts are right and keys are unique", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "\n") });
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      const keyed = createKeyedLines();
      for (const one of texts) {
        const lines = keyed(one);
        expect(lines.map((line) => line.text).join("")).toBe(one);
        expect(lines.every((line) => one.startsWith(line.text, line.start))).toBe(true);
        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
      }
    }),
  );
});
