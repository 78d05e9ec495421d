import { expect, test } from "vitest";
import { standingWords } from "./words.ts";

test("a verified signature covers the detached bytes, and is never said to if it covers hashes of them", () => {
  expect(standingWords("verified", "7 bytes", false)).toEqual({
    tone: "ok",
    words: "The signature is over exactly these 7 bytes.",
  });
  expect(standingWords("invalid", "7 bytes", false).tone).toBe("warn");
  expect(standingWords("no-key", "7 bytes", false)).toEqual({ tone: null, words: "7 bytes" });
  for (const state of ["verified", "invalid", "no-key"]) {
    expect(standingWords(state, "7 bytes", true)).toEqual({
      tone: "info",
      words: "The signature is over hashes in sigD, not over these 7 bytes.",
    });
  }
});
