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

test("hostile documents stay cheap: a hundred thousand odd things are counted, not listed", () => {
  const start = performance.now();
  const findings = runRules(pageContext(`{"a":[${'"\\u0000<b>\\ud800",9007199254740993,'.repeat(100_000)}0]}`));
  expect(performance.now() - start).toBeLessThan(3000);
  expect(findings.length).toBeLessThan(100);
  expect(findings.some(({ args }) => Number(args["more"]) > 90_000)).toBe(true);
});

test.each(["<a", "[", "{{", "${", "&#1", "\\u0430", "[a](", "\ud800", "a: "])(
  "a value of nothing but %j is looked at in linear time",
  (piece) => {
    const start = performance.now();
    const value = piece.repeat(2000);
    runRules(pageContext(`{"a":[${`"${value}",`.repeat(300)}0],"${value}":1,"kid":"${value}"}`));
    runRules(contextOf(compact(`{"alg":"HS256","kid":"${value.repeat(20)}"}`, "{}")));
    expect(performance.now() - start).toBeLessThan(2000);
  },
);

test("a token of a million dots is diagnosed in linear time", () => {
  const start = performance.now();
  runRules(contextOf("eyJhbGciOiJIUzI1NiJ9".concat(".".repeat(1_000_000))));
  runRules(contextOf("!".repeat(300_000)));
  runRules(contextOf("a.".repeat(300_000)));
  runRules(contextOf(`${HEALTHY}${".".repeat(500_000)}x`));
  runRules(contextOf(`${HEALTHY}.${"eyJ".repeat(200_000)}`));
  expect(performance.now() - start).toBeLessThan(3000);
});
