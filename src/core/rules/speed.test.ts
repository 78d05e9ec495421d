import { expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import { runRules } from "./run.ts";
import { compact, contextOf, HEALTHY, HEALTHY_HEADER } from "./samples/context.ts";
import type { RuleContext } from "./types.ts";

/** As the page has it: the panes' documents are at hand. */
function pageContext(payload: string): RuleContext {
  const context = contextOf(compact(HEALTHY_HEADER, payload));
  return {
    ...context,
    documents: { header: parseJson(context.panes.header), payload: parseJson(context.panes.payload) },
  };
}

// There is no clock here: quadratic work runs into the limit many times over, and a busy machine does not. How fast the
// rules are, the bench measures.
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
