import fc from "fast-check";
import { expect, test } from "vitest";
import { hasLoneSurrogate } from "../core/text/utf8.ts";
import { cutPieces, PIECE_LENGTH } from "./pieces.ts";
import { rounds } from "../testing/rounds.ts";

const textOf = (pieces: ReturnType<typeof cutPieces>): string =>
  pieces.flatMap(({ runs }) => runs.map(({ text }) => text)).join("");

test("a long segment keeps its name in every piece that it runs through", () => {
  const text = `${"h".repeat(PIECE_LENGTH + 5)}.${"p".repeat(PIECE_LENGTH)}`;
  const pieces = cutPieces(text, [
    { range: { start: 0, end: PIECE_LENGTH + 5 }, kind: "header" },
    { range: { start: PIECE_LENGTH + 6, end: text.length }, kind: "payload" },
  ]);
  expect(pieces.map(({ runs }) => runs.map(({ kind }) => kind))).toEqual([
    ["header"],
    ["header", null, "payload"],
    ["payload"],
  ]);
});

test("pieces never split a surrogate pair, and add up to the text", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "😀"), { minLength: 9000, maxLength: 9100 }), (characters) => {
      const text = characters.join("");
      const pieces = cutPieces(text, []);
      expect(textOf(pieces)).toBe(text);
      expect(pieces.every(({ runs }) => runs.every((run) => !hasLoneSurrogate(run.text)))).toBe(true);
    }),
    { numRuns: rounds(10) },
  );
});
