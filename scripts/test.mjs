// @ts-check
// Runs the project's checks one after another, goes on after one that fails, and ends with one line of counts.
// `node scripts/test.mjs` runs all of them, `node scripts/test.mjs types lint` only those named. With `--quick` laws over many
// cases are tried on a tenth of them (src/testing/rounds.ts). `smoke` is the main journeys, which `e2e` runs as well.
import { ensureChromium } from "./lib/install-browser.mjs";
import { noCounts, playwrightCounts, runStep, secondTries, stepCounts, sum, vitestCounts } from "./lib/steps.mjs";

/**
 * A step without `counts` is one check; one with it reports how many tests it ran.
 *
 * @type {readonly import("./lib/steps.mjs").Step[]}
 */
const STEPS = [
  { name: "types", command: ["tsc", "-p", "tsconfig.json"] },
  { name: "types-sw", command: ["tsc", "-p", "src/sw/tsconfig.json"] },
  { name: "lint", command: ["oxlint", "--type-aware", "--deny-warnings"] },
  { name: "format", command: ["oxfmt", "--check"] },
  { name: "unit", command: ["vitest", "run", "--project", "unit"], counts: vitestCounts },
  // What verifies in languages that are not installed is skipped.
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
  // What loads all of the machine, and would slow down whatever runs alongside it.
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

/** @type {{ name: string, seconds: number, counts: import("./lib/steps.mjs").Counts, why: string }[]} */
const results = [];
/** @type {string[]} */
const unsteady = [];
for (const step of steps) {
  const why = reasonNotToRun(step);
  console.log(`\n── ${step.name} ${"─".repeat(Math.max(0, 60 - step.name.length))}`);
  if (why !== "") {
    console.log(why);
    results.push({ name: step.name, seconds: 0, counts: { ...noCounts, failed: 1 }, why });
    continue;
  }
  const started = performance.now();
  const run = runStep(step);
  if (step.counts === playwrightCounts) unsteady.push(...secondTries(run.report));
  results.push({
    name: step.name,
    seconds: (performance.now() - started) / 1000,
    counts: stepCounts(step, run),
    why: "",
  });
}

const total = sum(results.map(({ counts }) => counts));
console.log(`\n── summary ${"─".repeat(53)}`);
for (const { name, seconds, counts, why } of results) {
  console.log(
    `${counts.failed > 0 ? "✗" : "✓"} ${name.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s   ${line(counts)}${why && `   ${why}`}`,
  );
}
for (const test of unsteady) console.log(`Passed only the second time: ${test}`);
if (isQuick) console.log("Laws over many cases were tried on a tenth of them, some on none: `npm test` tries all.");
console.log(line(total));
process.exitCode = total.failed > 0 ? 1 : 0;

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
