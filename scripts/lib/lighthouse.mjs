// @ts-check
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { findChromium } from "./browser.mjs";

/**
 * What one run of Lighthouse says about a page.
 *
 * @typedef {object} LighthouseReport
 * @property {Record<string, number>} scores Out of 100, by category.
 * @property {{ category: string, id: string, title: string, score: number }[]} below The audits that lowered a category's score.
 * @property {Record<string, number>} metrics Milliseconds: `first-contentful-paint`, `largest-contentful-paint`,
 *   `total-blocking-time`, `interactive`; and `total-byte-weight` in bytes.
 */

const METRICS = [
  "first-contentful-paint",
  "largest-contentful-paint",
  "total-blocking-time",
  "interactive",
  "total-byte-weight",
];

/**
 * Runs Lighthouse in a fresh Chromium, as its command line does, without error reporting.
 *
 * @param {string} address
 * @param {readonly string[]} categories `accessibility`, `best-practices`, `performance`.
 * @param {{ desktop?: boolean }} [options] Otherwise a phone on a slow network, Lighthouse's default.
 * @returns {Promise<LighthouseReport>} Rejects with Lighthouse's own message.
 */
export async function lighthouse(address, categories, { desktop = false } = {}) {
  const chromium = findChromium();
  if (chromium === null) throw new Error("Lighthouse needs a Chromium");
  const root = process.getuid?.() === 0;
  const text = await output(
    process.execPath,
    [
      createRequire(import.meta.url).resolve("lighthouse/cli/index.js"),
      address,
      "--quiet",
      "--output=json",
      "--no-enable-error-reporting",
      `--only-categories=${categories.join(",")}`,
      `--chrome-flags=--headless=new${root ? " --no-sandbox" : ""}`,
      ...(desktop ? ["--preset=desktop"] : []),
    ],
    { ...process.env, CHROME_PATH: chromium },
  );
  const { categories: judged, audits } =
    /** @type {{ categories: Record<string, { score: number, auditRefs: { id: string, weight: number }[] }>, audits: Record<string, { title: string, score: number | null, numericValue?: number }> }} */ (
      JSON.parse(text)
    );
  const scores = Object.fromEntries(Object.entries(judged).map(([name, { score }]) => [name, Math.round(score * 100)]));
  const below = Object.entries(judged).flatMap(([category, { auditRefs }]) =>
    auditRefs.flatMap(({ id, weight }) => {
      const { title, score } = audits[id] ?? { title: id, score: null };
      return weight > 0 && score !== null && score < 1 ? [{ category, id, title, score }] : [];
    }),
  );
  return {
    scores,
    below,
    metrics: Object.fromEntries(METRICS.map((id) => [id, audits[id]?.numericValue ?? Number.NaN])),
  };
}

/**
 * The output of a program.
 *
 * @param {string} program @param {string[]} args @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>}
 */
function output(program, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    let [written, errors] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => (written += text));
    child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => (errors += text));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(written);
      else reject(new Error(`Lighthouse ended with ${code}: ${errors.slice(-2000)}`));
    });
  });
}
