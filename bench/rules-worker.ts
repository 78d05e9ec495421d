// Runs in a worker of Chromium: the time of all rules together on one token, in milliseconds, each time a new token.
import { parseJson } from "../src/core/json/parse.ts";
import type { KeyInputs } from "../src/core/keys/types.ts";
import { runRules } from "../src/core/rules/run.ts";
import { compact, contextOf, HEALTHY_HEADER, SAMPLE_NOW } from "../src/testing/rules/context.ts";

import { solve } from "../src/core/solve/solve.ts";

const RUNS = 30;

/** A token with a list of this many groups as payload, for one run. */
function payload(groups: number, run: number): string {
  const list = Array.from({ length: groups }, (_, i) => `"group-${i}-${run} \u00e9 <x> https://example.com/${i}"`);
  return `{"exp":${SAMPLE_NOW + 600},"groups":[${list.join()}]}`;
}

function measure(groups: number): number[] {
  return Array.from({ length: RUNS }, (_, run) => {
    const context = contextOf(compact(HEALTHY_HEADER, payload(groups, run)));
    // As on the page: the panes' documents are available.
    const documents = { header: parseJson(context.panes.header), payload: parseJson(context.panes.payload) };
    const start = performance.now();
    runRules({ ...context, documents });
    return performance.now() - start;
  });
}

/** The search for another reading of a secret that matches none. */
async function measureSearch(): Promise<number[]> {
  const keys: KeyInputs = {
    secret: { text: "an uncommon s3cret of more than 32 bytes", encoding: "UTF-8" },
    publicKey: { text: "" },
    privateKey: { text: "" },
  };
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const token = compact(HEALTHY_HEADER, payload(2, run));
    times.push((await solve({ token, keys }, () => performance.now())).milliseconds);
  }
  return times;
}

async function measureAll(): Promise<void> {
  postMessage([
    { name: "all rules, a token of 2 kB", times: measure(30) },
    { name: "all rules, 30 kB", times: measure(500) },
    { name: "all rules, 300 kB", times: measure(5000) },
    { name: "the search for a secret", times: await measureSearch() },
  ]);
}

addEventListener("message", () => void measureAll());
