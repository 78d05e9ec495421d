import { expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import { runRules } from "./run.ts";
import { compact, contextOf, HEALTHY_HEADER } from "../../testing/rules/context.ts";
import type { RuleContext } from "./types.ts";

/** As the page has it: the panes' documents are available. */
function pageContext(payload: string): RuleContext {
  const context = contextOf(compact(HEALTHY_HEADER, payload));
  return {
    ...context,
    documents: { header: parseJson(context.panes.header), payload: parseJson(context.panes.payload) },
  };
}

test("hostile documents stay cheap: tens of thousands of oddities are counted, not listed", () => {
  const findings = runRules(pageContext(`{"a":[${'"\\u0000<b>\\ud800",9007199254740993,'.repeat(20_000)}0]}`));
  expect(findings.length).toBeLessThan(100);
  expect(findings.some(({ args }) => Number(args["more"]) > 18_000)).toBe(true);
});
