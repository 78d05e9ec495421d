import { expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import { runRules } from "./run.ts";
import { compact, contextOf, HEALTHY, HEALTHY_HEADER, SAMPLE_NOW } from "./samples/context.ts";
import type { RuleContext } from "./types.ts";

/** As the page has it: the panes' documents are at hand. */
function pageContext(payload: string): RuleContext {
  const context = contextOf(compact(HEALTHY_HEADER, payload));
  return {
    ...context,
    documents: { header: parseJson(context.panes.header), payload: parseJson(context.panes.payload) },
  };
}

/** Milliseconds of the quickest of some runs, each over a context that was not seen before. */
function quickest(payload: string, runs: number): number {
  let best = Infinity;
  for (let run = 0; run < runs; run += 1) {
    const context = pageContext(payload);
    const start = performance.now();
    runRules(context);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const groups = (count: number) =>
  Array.from({ length: count }, (_, i) => `"group-${i} \u00e9 <x> https://example.com/${i}"`).join();

test("all rules together take under 5 ms for a token of 2 KB", () => {
  expect(quickest(`{"exp":${SAMPLE_NOW + 600},"groups":[${groups(30)}]}`, 30)).toBeLessThan(5);
});

test("a document ten times as large takes no more than some thirty times as long", () => {
  const small = quickest(`{"groups":[${groups(500)}]}`, 5);
  const large = quickest(`{"groups":[${groups(5000)}]}`, 3);
  expect(large).toBeLessThan(30 * Math.max(small, 0.5));
});

// What follows has no clock of its own: quadratic work runs into the limit many times over, and a busy machine does not.
const LIMIT = { timeout: 60_000 };

test("hostile documents stay cheap: a hundred thousand odd things are counted, not listed", LIMIT, () => {
  const findings = runRules(pageContext(`{"a":[${'"\\u0000<b>\\ud800",9007199254740993,'.repeat(100_000)}0]}`));
  expect(findings.length).toBeLessThan(100);
  expect(findings.some(({ args }) => Number(args["more"]) > 90_000)).toBe(true);
});

test.each(["<a", "[", "{{", "${", "&#1", "\\u0430", "[a](", "\ud800", "a: "])(
  "a value of nothing but %j is looked at in linear time",
  LIMIT,
  (piece) => {
    const value = piece.repeat(2000);
    const findings = [
      ...runRules(pageContext(`{"a":[${`"${value}",`.repeat(300)}0],"${value}":1,"kid":"${value}"}`)),
      ...runRules(contextOf(compact(`{"alg":"HS256","kid":"${value.repeat(20)}"}`, "{}"))),
    ];
    expect(findings.filter(({ rule }) => rule === "internal")).toEqual([]);
  },
);

test("a token of a million dots is diagnosed in linear time", LIMIT, () => {
  for (const text of [
    "eyJhbGciOiJIUzI1NiJ9".concat(".".repeat(1_000_000)),
    "!".repeat(300_000),
    "a.".repeat(300_000),
    `${HEALTHY}${".".repeat(500_000)}x`,
    `${HEALTHY}.${"eyJ".repeat(200_000)}`,
  ]) {
    expect(runRules(contextOf(text)).length).toBeGreaterThan(0);
  }
});

test("a long request around a token is looked at in linear time", LIMIT, () => {
  for (const piece of [
    "authorization: ",
    "Cookie: a=eyJ.",
    "\nDate: Mon, ",
    "?token=eyJ.a.",
    "bearer ",
    "{authorization",
  ]) {
    const pasted = `authorization: ${piece.repeat(100_000)}`;
    expect(runRules(contextOf(HEALTHY, { arrival: { pasted, removals: [] } })).length).toBeGreaterThan(0);
  }
});
