// @ts-check
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly [string, ...string[]]} command A program of node_modules/.bin and its arguments.
 * @property {(report: unknown) => Counts} [counts] Reads the JSON report of a test runner.
 * @property {boolean} [browser] Needs a Chromium.
 * @property {string} [after] The step whose result it needs.
 * @property {boolean} [onRequest] Runs only if named.
 * @property {boolean} [beside] May run in parallel with adjacent steps that say so, too.
 * @property {number} [shards] How many processes share its test files; 1 by default.
 *
 * @typedef {{ ok: boolean, report: unknown }} Run
 *
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] }} Assertion
 *
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {VitestFile[]} testResults
 *
 * @typedef {{ name: string, status: string, message?: string, startTime?: number, endTime?: number, assertionResults: Assertion[] }} VitestFile
 *
 * @typedef {(text: Buffer) => void} Output Receives what a step prints.
 */

const root = fileURLToPath(new URL("../../", import.meta.url));
const reports = join(root, ".cache", "reports");

/** @type {Counts} */
export const noCounts = { passed: 0, failed: 0, skipped: 0 };

/** @param {readonly Counts[]} all @returns {Counts} */
export function sum(all) {
  return all.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    noCounts,
  );
}

/**
 * Runs a step, or one shard of it.
 *
 * @param {Step} step
 * @param {Output | "inherit"} output Where its output goes; or to the terminal.
 * @param {number} [shard] Counted from 1.
 * @returns {Promise<Run>} `report` is the JSON report of a test runner, undefined if it wrote none.
 */
export function runStep(step, output, shard) {
  const file = join(reports, `${step.name}${shard === undefined ? "" : `-${shard}`}.json`);
  mkdirSync(reports, { recursive: true });
  // If this run dies before it writes its report, an earlier run's report must not count.
  rmSync(file, { force: true });
  const [program, ...args] = step.command;
  // As with Playwright, one failure by chance (keys and nonces are random) is named but does not fail the run.
  const reporters =
    step.counts === vitestCounts ? ["--retry=1", "--reporter=default", "--reporter=json", `--outputFile=${file}`] : [];
  const part = shard === undefined ? [] : [`--shard=${shard}/${step.shards}`];
  const child = spawn(program, [...args, ...part, ...reporters], {
    cwd: root,
    stdio: output === "inherit" ? "inherit" : ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
    env: {
      ...process.env,
      PATH: `${join(root, "node_modules", ".bin")}${delimiter}${process.env["PATH"] ?? ""}`,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
      ...(output !== "inherit" && process.stdout.isTTY && { FORCE_COLOR: "1" }),
    },
  });
  if (output !== "inherit") {
    child.stdout?.on("data", output);
    child.stderr?.on("data", output);
  }
  return new Promise((resolve) => {
    child.once("error", () => resolve({ ok: false, report: undefined }));
    child.once("close", (status) => resolve({ ok: status === 0, report: step.counts && readReport(file) }));
  });
}

/**
 * The counts of a run. A runner that failed without a failing test (it did not start, a file did not load, an error
 * after the last test) is one failure.
 *
 * @param {Step} step
 * @param {Run} run
 * @returns {Counts}
 */
export function stepCounts(step, { ok, report }) {
  if (!step.counts) return { ...noCounts, [ok ? "passed" : "failed"]: 1 };
  const counts = report === undefined ? noCounts : step.counts(report);
  if (report === undefined || (!ok && counts.failed === 0)) return { ...counts, failed: counts.failed + 1 };
  return counts;
}

/** Vitest's JSON report. A file that did not load has no tests and is one failure. @param {unknown} report @returns {Counts} */
export function vitestCounts(report) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = /** @type {VitestReport} */ (
    report
  );
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + unloaded.length,
    skipped: numPendingTests + numTodoTests,
  };
}

/**
 * Playwright's JSON report. A test that failed and then passed is a pass; `secondTries` names it.
 *
 * @param {unknown} report
 * @returns {Counts}
 */
export function playwrightCounts(report) {
  const { stats, errors } =
    /** @type {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} */ (
      report
    );
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped };
}

/** @typedef {{ title: string, file: string, specs?: { title: string, tests: { status: string }[] }[], suites?: Suite[] }} Suite */

/**
 * The tests of a step that failed and then passed, a line each, as `failures` writes them.
 *
 * @param {Step} step
 * @param {Run} run
 * @returns {string[]}
 */
export function secondTries({ counts }, { report }) {
  if (report === undefined) return [];
  if (counts === playwrightCounts) return endedAs(report, "flaky");
  // Of a test that passed, Vitest keeps the messages of the failures before.
  return counts === vitestCounts
    ? withMessages(report, ({ status, failureMessages = [] }) => status === "passed" && failureMessages.length > 0)
    : [];
}

/**
 * The failed tests of a step, a line each. Logs are often cut, and what is left is their end.
 *
 * @param {Step} step
 * @param {Run} run
 * @returns {string[]} "file › title", of unit tests with the first line of the message.
 */
export function failures({ counts }, { report }) {
  if (report === undefined) return [];
  if (counts === playwrightCounts) return endedAs(report, "unexpected");
  if (counts !== vitestCounts) return [];
  const unloaded = /** @type {VitestReport} */ (report).testResults
    .filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0)
    .map(({ name, message = "" }) => `${relative(root, name)}: ${firstLine(message)}`);
  return [...unloaded, ...withMessages(report, ({ status }) => status === "failed")];
}

/**
 * Some of Vitest's tests as "file › title: message".
 *
 * @param {unknown} report
 * @param {(test: Assertion) => boolean} wanted
 */
function withMessages(report, wanted) {
  return /** @type {VitestReport} */ (report).testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(wanted)
      .map(
        ({ fullName, failureMessages: [message = ""] = [] }) =>
          `${relative(root, name)} › ${fullName}: ${firstLine(message)}`,
      ),
  );
}

/** @param {string} text */
function firstLine(text) {
  return (text.split("\n")[0] ?? "").slice(0, 300);
}

/** @param {unknown} report @param {string} wanted A status of Playwright. @returns {string[]} */
function endedAs(report, wanted) {
  const { suites = [] } = /** @type {{ suites?: Suite[] }} */ (report ?? {});
  return suites.flatMap(({ file, specs = [], suites: inner = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === wanted))
      .map(({ title }) => `${file} › ${title}`),
    ...endedAs({ suites: inner }, wanted),
  ]);
}

/**
 * How long each file of Vitest's reports took.
 *
 * @param {readonly unknown[]} all
 * @returns {Record<string, number>} Milliseconds by file.
 */
export function fileTimes(all) {
  return Object.fromEntries(
    all.flatMap((report) =>
      /** @type {VitestReport} */ (report).testResults.map(({ name, startTime = 0, endTime = 0 }) => [
        relative(root, name),
        Math.round(endTime - startTime),
      ]),
    ),
  );
}

/**
 * Keeps the times of a step's files, by which its next run shares them out (vitest.config.ts). A run of which a report is
 * missing tells nothing.
 *
 * @param {Step} step
 * @param {readonly Run[]} runs Its shards.
 */
export function keepTimes({ name, counts }, runs) {
  const all = runs.map(({ report }) => report);
  if (counts !== vitestCounts || all.includes(undefined)) return;
  writeFileSync(join(root, ".cache", `${name}-times.json`), JSON.stringify(fileTimes(all)));
}

/** @param {string} file */
function readReport(file) {
  try {
    return /** @type {unknown} */ (JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}
