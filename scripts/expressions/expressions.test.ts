import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isQuick } from "../../src/testing/rounds.ts";
import { type Collected, type Expression, expressionsIn, productFiles } from "./collect.ts";
import { type Pump, pumpsFor } from "./hostile.ts";
import { countingExpression, TooManySteps } from "./steps.ts";

/** How often a piece is repeated at first, and at most, while the steps seem to grow too fast. */
const FIRST = 32;
const LAST = 1024;
/** Twice the text is twice the steps; a bounded repetition may take a little more before it reaches its bound. */
const MOST_GROWTH = 2.6;
const MOST_STEPS = 4_000_000;

const textOf = ({ before, piece, after }: Pump, count: number): string => before + piece.repeat(count) + after;

/** The text that makes an expression take more than in proportion to its length; null where none does. */
function slowText(source: string, flags: string): string | null {
  // A sticky expression is tried at one place after the other, as the loop around it does.
  const run = countingExpression(source, flags.replace("y", flags.includes("g") ? "" : "g"));
  const growsAt = (pump: Pump, count: number): boolean =>
    run(textOf(pump, 2 * count), MOST_STEPS).steps > MOST_GROWTH * run(textOf(pump, count), MOST_STEPS).steps;
  for (const pump of pumpsFor(source, flags)) {
    try {
      let count = FIRST;
      while (count < LAST && growsAt(pump, count)) count *= 2;
      if (count >= LAST) return JSON.stringify(pump);
    } catch (thrown) {
      if (!(thrown instanceof TooManySteps || thrown instanceof RangeError)) throw thrown;
      return JSON.stringify(pump);
    }
  }
  return null;
}

// A quick run counts no steps.
describe.skipIf(isQuick)("the step counter", () => {
  test.each([
    [/=+$/, "a long run before something else"],
    [/\\+(?:u002e|\.)/g, "backslashes"],
    [/^(a+)+$/, "nested repetitions"],
    [/(?:\s|\\+[nrt]|\\)+x/y, "overlapping branches"],
    [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "dots"],
    [/^\s*a/gm, "line breaks"],
    [/"(?:[^"]*")*x/, "quotes"],
    [/(?<=x\s*)y/g, "lookbehind"],
    [/\s*"[^"]*"|[^,\t]*/y, "tabs, in a loop over cells"],
  ])("%s is found to be slow", ({ source, flags }) => {
    expect(slowText(source, flags)).not.toBeNull();
  });

  test.each([/(?<!\\)\\+(?:u002e|\.)/g, /^[^\s@]+@[^\s@][^\s@.]*\.[^\s@]+$/, /a{1,60}b/g, /^\s*(?:a|b)\s*$/, /.*$/gm])(
    "%s is not",
    ({ source, flags }) => {
      expect(slowText(source, flags)).toBeNull();
    },
  );
});

// The lint rule checks each of them too; only a full run reads and runs them all.
describe.skipIf(isQuick)("the product's regular expressions", () => {
  const collected: Readonly<Record<string, Collected>> = Object.fromEntries(
    (isQuick ? [] : productFiles()).map((file) => [file, expressionsIn(file, readFileSync(file, "utf8"))]),
  );

  /** Built from each pasted text, so they cannot be run in advance. */
  const BUILT_FROM_INPUT = {
    "src/core/keys/formats/xml-key.ts": "a fixed expression for each of ten element names, which begins at a bracket",
    "src/core/keys/text/repair.ts": "one class of characters, repeated and alone",
  };

  /** Those that modules assemble as they load. */
  async function builtExpressions(): Promise<readonly Expression[]> {
    const found: Expression[] = [];
    const files = Object.entries(collected).flatMap(([file, { built }]) =>
      built.length > 0 && !(file in BUILT_FROM_INPUT) ? [{ file, built }] : [],
    );
    for (const { file, built } of files) {
      const before = found.length;
      const native = globalThis.RegExp;
      globalThis.RegExp = new Proxy(native, {
        construct(target, [source, flags = ""]: [string, string?]) {
          found.push({ place: file, source, flags });
          return new target(source, flags);
        },
      });
      try {
        await import(/* @vite-ignore */ `/${file}?built`);
      } finally {
        globalThis.RegExp = native;
      }
      expect(found.length - before, `${file} builds expressions as it loads`).toBeGreaterThanOrEqual(built.length);
    }
    return found;
  }

  test("are all collected", () => {
    const found = Object.values(collected).flatMap(({ expressions }) => expressions);
    expect(found.length).toBeGreaterThan(600);
    expect(found.some(({ flags }) => flags.includes("v") || flags.includes("u"))).toBe(true);
  });

  test("are run as the engine runs them", () => {
    for (const { expressions } of Object.values(collected)) {
      for (const { place, source, flags } of expressions) {
        const run = countingExpression(source, flags);
        for (const pump of pumpsFor(source, flags).filter((_, index) => index % 7 === 0)) {
          const text = textOf(pump, 5);
          const found = [...text.matchAll(new RegExp(source, flags.includes("g") ? flags : `${flags}g`))];
          const native = found.map(({ index, 0: match }) => [index, index + match.length]);
          expect(run(text).matches, `${place} on ${JSON.stringify(text)}`).toEqual(
            flags.includes("g") ? native : native.slice(0, 1),
          );
        }
      }
    }
  });

  const slowOnes = (expressions: readonly Expression[]): readonly string[] =>
    expressions.flatMap(({ place, source, flags }) => {
      const text = slowText(source, flags);
      return text === null ? [] : [`${place} /${source}/${flags} on ${text}`];
    });

  test("take time at most proportional to their text", { timeout: 300_000 }, () => {
    expect(slowOnes(Object.values(collected).flatMap(({ expressions }) => expressions))).toEqual([]);
  });

  test("do so too if modules assemble them as they load", async () => {
    expect(slowOnes(await builtExpressions())).toEqual([]);
  });

  test("are built from pasted text only in known places", () => {
    for (const file of Object.keys(BUILT_FROM_INPUT)) expect(collected[file]?.built).toHaveLength(1);
  });
});
