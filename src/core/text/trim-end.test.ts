import fc from "fast-check";
import { expect, test } from "vitest";
import { trimEndOf } from "./trim-end.ts";

test.each([
  [/=/, /=+$/],
  [/\//, /\/+$/],
  [/[\r\n]/, /[\r\n]+$/],
  [/[\s:]/, /[\s:]+$/],
  [/[^\s\w.-]/, /[^\s\w.-]+$/u],
])("equals a replacement of %s at the end", (character, run) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("=", "/", "\r", "\n", " ", ":", "a", "é", "😀")), (pieces) => {
      const text = pieces.join("");
      expect(trimEndOf(text, character)).toBe(text.replace(run, ""));
    }),
  );
});
