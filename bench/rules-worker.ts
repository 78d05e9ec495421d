// Runs in a worker of Chromium: milliseconds of all rules together over one token, each time one that was not seen before.
import { parseJson } from "../src/core/json/parse.ts";
import { runRules } from "../src/core/rules/run.ts";
import { compact, contextOf, HEALTHY_HEADER, SAMPLE_NOW } from "../src/core/rules/samples/context.ts";

const RUNS = 30;

/** A token whose payload is a list of this many groups, for one run. */
function payload(groups: number, run: number): string {
  const list = Array.from({ length: groups }, (_, i) => `"group-${i}-${run} \u00e9 <x> https://example.com/${i}"`);
  return `{"exp":${SAMPLE_NOW + 600},"groups":[${list.join()}]}`;
}

function measure(groups: number): number[] {
  return Array.from({ length: RUNS }, (_, run) => {
    const context = contextOf(compact(HEALTHY_HEADER, payload(groups, run)));
    // As the page has it: the panes' documents are at hand.
    const documents = { header: parseJson(context.panes.header), payload: parseJson(context.panes.payload) };
    const start = performance.now();
    runRules({ ...context, documents });
    return performance.now() - start;
  });
}

addEventListener("message", () => {
  postMessage([
    { name: "all rules, a token of 2 kB", times: measure(30) },
    { name: "all rules, 30 kB", times: measure(500) },
    { name: "all rules, 300 kB", times: measure(5000) },
  ]);
});
