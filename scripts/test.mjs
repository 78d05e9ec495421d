// @ts-check
// Runs the project's checks, continues after failures, and ends with one line of counts. Those marked `beside` run in
// parallel, with their output in list order; the others run one by one. `node scripts/test.mjs` runs all of them,
// `node scripts/test.mjs types lint` only the named ones. With `--quick` laws over many cases run on a tenth of them or fewer
// (src/testing/rounds.ts). `smoke` is the main journeys, which `e2e` includes.
import { availableParallelism } from "node:os";
import { ensureChromium } from "./lib/install-browser.mjs";
import {
  failures,
  keepTimes,
  noCounts,
  playwrightCounts,
  runStep,
  secondTries,
  stepCounts,
  sum,
  vitestCounts,
} from "./lib/steps.mjs";

/** How many processes share the unit tests. */
const SHARES = Math.min(2, availableParallelism());

/** How many processes run at once if steps may run in parallel: one more, as tests wait for timers now and then. */
const AT_ONCE = SHARES + 1;

/**
 * A step without `counts` is one check; one with it reports how many tests it ran.
 *
 * @type {readonly import("./lib/steps.mjs").Step[]}
 */
const STEPS = [
  // The longest first. What follows uses all processors, so neither is idle at the end.
  // Not two workers in one process: one used modules that the other had only half loaded.
  {
    name: "unit",
    command: ["vitest", "run", "--project", "unit"],
    counts: vitestCounts,
    beside: true,
    shards: SHARES,
  },
  {
    name: "types",
    command: ["tsc", "-p", "tsconfig.json", "--incremental", "--tsBuildInfoFile", ".cache/types.tsbuildinfo"],
    beside: true,
  },
  { name: "types-sw", command: ["tsc", "-p", "src/sw/tsconfig.json"], beside: true },
  { name: "lint", command: ["oxlint", "--type-aware", "--deny-warnings"], beside: true },
  { name: "format", command: ["oxfmt", "--check"], beside: true },
  // Skips verification in languages that are not installed.
  { name: "code", command: ["vitest", "run", "--project", "code"], counts: vitestCounts },
  { name: "build", command: ["vite", "build", "--logLevel", "warn"] },
  { name: "single", command: ["vite", "build", "--config", "vite.single.config.ts", "--logLevel", "warn"] },
  { name: "packed", command: ["vitest", "run", "--project", "packed"], counts: vitestCounts, after: "build" },
  { name: "size", command: ["size-limit"], after: "build" },
  { name: "browser", command: ["vitest", "run", "--project", "browser"], counts: vitestCounts, browser: true },
  {
    name: "engines",
    command: ["vitest", "run", "--project", "engines"],
    counts: vitestCounts,
    browser: true,
    after: "build",
  },
  {
    name: "e2e",
    command: ["playwright", "test", "--grep-invert", "@alone"],
    counts: playwrightCounts,
    browser: true,
    after: "build",
  },
  // Steps that use the whole machine, and would slow down anything running in parallel.
  {
    name: "alone",
    command: ["playwright", "test", "--grep", "@alone", "--workers", "1"],
    counts: playwrightCounts,
    browser: true,
    after: "build",
  },
  {
    name: "smoke",
    command: ["playwright", "test", "--grep", "@smoke", "--workers", "1"],
    counts: playwrightCounts,
    browser: true,
    after: "build",
    onRequest: true,
  },
];

const options = process.argv.slice(2);
const isQuick = options.includes("--quick");
if (isQuick) process.env["JOTSCOPE_ROUNDS"] = "few";
// Any number will do: src/testing/seed.ts.
process.env["JOTSCOPE_SEED"] ??= "1";
const wanted = options.filter((option) => option !== "--quick");
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No such check: ${unknown.join(", ")}. There are: ${STEPS.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}
const steps = STEPS.filter(({ name, onRequest }) => (wanted.length === 0 ? !onRequest : wanted.includes(name)));

const browser = steps.some((step) => step.browser) ? ensureChromium() : { path: "" };
if ("path" in browser && browser.path !== "") console.log(`Browser: ${browser.path}`);
if (!process.env["JOTSCOPE_VECTORS"]) {
  console.log("JOTSCOPE_VECTORS is not set: tests over published vectors will be skipped.");
}

/** @typedef {{ name: string, seconds: number, counts: import("./lib/steps.mjs").Counts, why: string }} Result */

/** @type {Result[]} */
const results = [];
/** @type {string[]} */
const unsteady = [];
/** @type {string[]} */
const failed = [];
for (let at = 0; at < steps.length;) {
  const end = steps.findIndex((step, index) => index >= at && !step.beside);
  const besides = steps.slice(at, end < 0 ? undefined : end);
  if (besides.length > 0) {
    results.push(...(await runBeside(besides)));
    at += besides.length;
    continue;
  }
  const step = /** @type {import("./lib/steps.mjs").Step} */ (steps[at++]);
  const why = reasonNotToRun(step);
  console.log(heading(step.name));
  if (why !== "") {
    console.log(why);
    results.push({ name: step.name, seconds: 0, counts: { ...noCounts, failed: 1 }, why });
    continue;
  }
  const started = performance.now();
  const run = await runStep(step, "inherit");
  failed.push(...failures(step, run));
  unsteady.push(...secondTries(step, run));
  results.push({ name: step.name, seconds: secondsSince(started), counts: stepCounts(step, run), why: "" });
}

const total = sum(results.map(({ counts }) => counts));
console.log(`\n── summary ${"─".repeat(53)}`);
for (const { name, seconds, counts, why } of results) {
  console.log(
    `${counts.failed > 0 ? "✗" : "✓"} ${name.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s   ${line(counts)}${why && `   ${why}`}`,
  );
}
for (const test of failed) console.log(`Failed: ${test}`);
for (const test of unsteady) console.log(`Passed only the second time: ${test}`);
if (isQuick)
  console.log(
    "Laws over many cases ran on a tenth of them or fewer, some on none, with few RSA keys, and mostly without texts of megabytes: `npm test` runs all.",
  );
console.log(line(total));
process.exitCode = total.failed > 0 ? 1 : 0;

/**
 * Runs `AT_ONCE` steps at a time. The first unfinished one prints as it goes; the output of the others waits for its
 * turn.
 *
 * @param {readonly import("./lib/steps.mjs").Step[]} all
 * @returns {Promise<Result[]>} One for each step; its seconds run from its first start to its last end.
 */
async function runBeside(all) {
  const jobs = all.flatMap((step) =>
    Array.from({ length: step.shards ?? 1 }, (_, index) => ({
      step,
      shard: (step.shards ?? 1) > 1 ? index + 1 : undefined,
      /** @type {Buffer[]} */
      waiting: [],
      hasEnded: false,
      /** @type {import("./lib/steps.mjs").Run} */
      run: { ok: false, report: undefined },
      seconds: { started: 0, ended: 0 },
      counts: noCounts,
    })),
  );
  let turn = -1;
  const nextTurn = () => {
    while (turn < 0 || jobs[turn]?.hasEnded) {
      const job = jobs[++turn];
      if (!job) return;
      console.log(heading(job.step.name, job.shard));
      for (const text of job.waiting.splice(0)) process.stdout.write(text);
    }
  };
  nextTurn();
  const left = [...jobs.entries()];
  const work = async () => {
    for (let entry = left.shift(); entry; entry = left.shift()) {
      const [index, job] = entry;
      job.seconds.started = performance.now();
      const run = await runStep(
        job.step,
        (text) => {
          if (turn === index) process.stdout.write(text);
          else job.waiting.push(text);
        },
        job.shard,
      );
      job.seconds.ended = performance.now();
      job.run = run;
      job.counts = stepCounts(job.step, run);
      failed.push(...failures(job.step, run));
      unsteady.push(...secondTries(job.step, run));
      job.hasEnded = true;
      nextTurn();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return all.map((step) => {
    const own = jobs.filter((job) => job.step === step);
    if (step.shards !== undefined)
      keepTimes(
        step,
        own.map(({ run }) => run),
      );
    const started = Math.min(...own.map(({ seconds }) => seconds.started));
    const ended = Math.max(...own.map(({ seconds }) => seconds.ended));
    return {
      name: step.name,
      seconds: (ended - started) / 1000,
      counts: sum(own.map(({ counts }) => counts)),
      why: "",
    };
  });
}

/** @param {string} name @param {number} [shard] */
function heading(name, shard) {
  const title = shard === undefined ? name : `${name} ${shard}`;
  return `\n── ${title} ${"─".repeat(Math.max(0, 60 - title.length))}`;
}

/** @param {number} started */
function secondsSince(started) {
  return (performance.now() - started) / 1000;
}

/** @param {import("./lib/steps.mjs").Step} step */
function reasonNotToRun(step) {
  if (step.browser && "problem" in browser) return browser.problem;
  const before = results.find(({ name }) => name === step.after);
  return before && before.counts.failed > 0 ? `Not run, because ${before.name} failed.` : "";
}

/** @param {import("./lib/steps.mjs").Counts} counts */
function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
