// @ts-check
// Measures the production build in Chromium and prints numbers. It asserts nothing: the speed of a machine is not a
// property of the code. `npm run bench` builds first. `-- --against <url>` measures another token debugger, in the same
// run and the same way; `-- --only start,keys` measures only these parts.
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import { chromiumLaunchOptions } from "../scripts/lib/browser.mjs";
import { serve } from "../scripts/lib/server.mjs";
import { bytes } from "./bytes.mjs";
import { calibration } from "./calibration.mjs";
import { coldStart } from "./cold-start.mjs";
import { crackers } from "./crack.mjs";
import { keyOf, startOf } from "./debuggers.mjs";
import { heapGrowth, typing } from "./editor.mjs";
import { keystrokes } from "./keystrokes.mjs";
import { lighthouseRows } from "./lighthouse.mjs";
import { rules } from "./rules.mjs";
import { hmacToken, pairToken } from "./tokens.mjs";

const SIZES = /** @type {const} */ ([
  ["a small token", 0],
  ["30 kB", 30_000],
  ["1 MB", 1_000_000],
]);

const { values } = parseArgs({ options: { against: { type: "string" }, only: { type: "string" } } });
const only = values.only?.split(",");

/** @type {Record<string, () => Promise<void>>} */
const PARTS = { bytes: bytesOfFiles, start, keys, seen, heap, rules: rulesAlone, lighthouse: phones, search };
const wrong = only?.filter((name) => !(name in PARTS)) ?? [];
if (wrong.length > 0)
  throw new Error(`no such part of the bench: ${wrong.join(", ")}. There are ${Object.keys(PARTS).join(", ")}`);

const server = await serve(0);
const browser = await chromium.launch(chromiumLaunchOptions());
const loop = await calibration(browser);
try {
  console.log(`Chromium ${browser.version()}, ${process.platform}, ${cpus().length} cores`);
  console.log(`The calibration loop takes ${loop.toFixed(1)} ms here; "loops" are times in units of it.`);
  for (const [name, measure] of Object.entries(PARTS)) if (only?.includes(name) ?? true) await measure();
  const now = await calibration(browser);
  console.log(
    `\nThe calibration loop at the end: ${now.toFixed(1)} ms (${(now / loop).toFixed(2)} of that at the start)`,
  );
} finally {
  await browser.close();
  await server.close();
}

async function bytesOfFiles() {
  console.log("\nbytes                                         raw      gzip");
  for (const { name, raw, gzip } of bytes()) console.log(`${name.padEnd(40)} ${kilobytes(raw)} ${kilobytes(gzip)}`);
}

async function start() {
  head("cold #token= to payload painted", ["median", "max"], true);
  for (const [name, size] of SIZES)
    print(name, await coldStart(browser, server.address, hmacToken("HS256", size).token));

  console.log(
    "\nuntil the payload is seen                 requests    script       all   time, loops; how the token came in",
  );
  const { token } = hmacToken("HS256", 0);
  for (const [name, address] of debuggers()) {
    const rounds = [];
    for (let round = 0; round < 5; round += 1) rounds.push(await startOf(browser, address, token));
    const measured = rounds.flatMap((one) => (one === null ? [] : [one]));
    const [first] = measured;
    if (!first) {
      console.log(`${name.padEnd(40)} shows no payload, or has no field for a token`);
      continue;
    }
    const ms = median(measured.map((one) => one.ms));
    console.log(
      `${name.padEnd(40)} ${String(median(measured.map(({ requests }) => requests))).padStart(9)}${kilobytes(median(measured.map(({ scriptBytes }) => scriptBytes)))}${kilobytes(median(measured.map((one) => one.bytes)))} ${milliseconds(ms)}${loops(ms)}; ${first.how}`,
    );
  }
}

async function keys() {
  head("the main thread's processor time per key", ["a key", "longest task"], true);
  for (const [size, length] of SIZES) {
    const { token } = hmacToken("HS256", length);
    for (const [name, address] of debuggers()) {
      const cost = await keyOf(browser, address, token);
      const row = `${size}: ${name}`.padEnd(40);
      console.log(
        cost === null
          ? `${row} has no payload that can be typed into`
          : `${row} ${milliseconds(cost.processor)} ${milliseconds(cost.longestTask)}${loops(cost.processor)}`,
      );
    }
  }
}

async function seen() {
  head("key pressed to token changed, signed and painted", ["median", "max", "longest task"], true);
  for (const alg of ["HS256", "RS256", "ES256", "Ed25519"]) {
    const token = alg === "HS256" ? hmacToken(alg, 0) : await pairToken(alg);
    print(`${alg}, a small token`, await keystrokes(browser, server.address, token));
  }
  for (const size of [10_000, 30_000, 100_000, 1_000_000]) {
    print(`HS256, ${size / 1000} kB`, await keystrokes(browser, server.address, hmacToken("HS256", size)));
  }

  head("key pressed in the rich editor", ["median", "max", "longest task"], true);
  for (const [name, size] of SIZES) {
    const { echo, follow, longestTask } = await typing(browser, server.address, hmacToken("HS256", size));
    print(`${name}: in the editor`, { times: echo, longestTask });
    print(`${name}: in the token pane`, { times: follow });
  }
}

async function heap() {
  const grown = await heapGrowth(browser, server.address, hmacToken("HS256", 0));
  console.log(`\n${"heap after 1,000 edits".padEnd(40)} ${grown < 0 ? "-" : "+"}${kilobytes(Math.abs(grown)).trim()}`);
}

async function rulesAlone() {
  head("the diagnosis", ["median", "max"], true);
  for (const measured of await rules(browser)) print(measured.name, measured);
}

async function phones() {
  head("Lighthouse", ["score", "painted", "blocked", "interactive", "sent"], false);
  for (const { name, performance, metrics } of await lighthouseRows()) {
    const cell = (/** @type {string} */ id) => milliseconds(metrics[id] ?? Number.NaN);
    console.log(
      `${name.padEnd(40)} ${String(performance).padStart(12)} ${cell("largest-contentful-paint")} ${cell("total-blocking-time")} ${cell("interactive")} ${kilobytes(metrics["total-byte-weight"] ?? 0).padStart(12)}`,
    );
  }
}

async function search() {
  head("HS256 candidates a second", ["rate", "per loop"], false);
  for (const { name, rate } of await crackers(browser)) {
    const cell = (/** @type {number} */ count) => Math.round(count).toLocaleString("en").padStart(12);
    console.log(`${name.padEnd(40)} ${cell(rate)} ${cell((rate * loop) / 1000)}`);
  }
}

/** What is compared: the built page with either editor, and the other debugger, if one was named. */
function debuggers() {
  return [
    ["plain editor", `${server.address}#editor=plain`],
    ["rich editor", server.address],
    ...(values.against === undefined ? [] : [[new URL(values.against).host, values.against]]),
  ].map(([name = "", address = ""]) => /** @type {const} */ ([name, address]));
}

/** @param {string} name @param {readonly string[]} columns @param {boolean} withLoops */
function head(name, columns, withLoops) {
  console.log(
    `\n${name.padEnd(40)} ${columns.map((one) => one.padStart(12)).join(" ")}${withLoops ? "       loops" : ""}`,
  );
}

/** @param {number} count */
function kilobytes(count) {
  return `${(count / 1000).toFixed(1)} kB`.padStart(10);
}

/** @param {number} ms */
function milliseconds(ms) {
  return `${ms.toFixed(1)} ms`.padStart(12);
}

/** @param {number} ms */
function loops(ms) {
  return (ms / loop).toFixed(2).padStart(12);
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/**
 * A row: the median (also in loops), the slowest, and the longest task.
 *
 * @param {string} name @param {{ times: readonly number[], longestTask?: number }} measured
 */
function print(name, { times, longestTask }) {
  const cells = [median(times), Math.max(...times), ...(longestTask === undefined ? [] : [longestTask])];
  console.log(`${name.padEnd(40)} ${cells.map(milliseconds).join(" ")}${loops(cells[0] ?? Number.NaN)}`);
}
