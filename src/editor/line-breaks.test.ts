import fc from "fast-check";
import { expect, test } from "vitest";
import { carryOver, shownText, toShown } from "./line-breaks.ts";

const text = fc.string({ unit: fc.constantFrom("a", "b", "\r", "\n", "\r\n") });

test("a textarea shows every kind of line break as LF", () => {
  expect(shownText("a\r\nb\rc\nd")).toBe("a\nb\nc\nd");
});

test("carriage returns outside the change survive an edit of the shown text", () => {
  expect(carryOver("one\r\ntwo\r\nthree", "one\ntwo!\nthree")).toBe("one\r\ntwo!\r\nthree");
  expect(carryOver("a\r\nb", "ab")).toBe("ab");
});

test("whatever the text holds, the text after an edit is what was typed", () => {
  fc.assert(
    fc.property(text, text, (before, typed) => {
      const after = shownText(typed);
      expect(shownText(carryOver(before, after))).toBe(after);
    }),
  );
});

test("an unchanged text keeps its carriage returns", () => {
  fc.assert(
    fc.property(text, (before) => {
      expect(carryOver(before, shownText(before))).toBe(before);
    }),
  );
});

test("offsets move back by one for each CRLF before them", () => {
  expect(toShown("a\r\nb\r\nc", 6)).toBe(4);
  expect(toShown("abc", 2)).toBe(2);
});
