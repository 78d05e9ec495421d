// @ts-check
// Measures the production build in Chromium and prints numbers. It asserts nothing: how fast a machine is, is no property of
// the code. `npm run bench` builds first.
import { chromium } from "playwright";
import { chromiumLaunchOptions } from "../scripts/lib/browser.mjs";
import { serve } from "../scripts/lib/server.mjs";
import { bytes } from "./bytes.mjs";
import { coldStart } from "./cold-start.mjs";
import { crackers } from "./crack.mjs";
import { heapGrowth, typing } from "./editor.mjs";
import { keystrokes } from "./keystrokes.mjs";
import { lighthouseRows } from "./lighthouse.mjs";
import { rules } from "./rules.mjs";
import { hmacToken, pairToken } from "./tokens.mjs";

const server = await serve(0);
const browser = await chromium.launch(chromiumLaunchOptions());
try {
  console.log(`Chromium ${browser.version()}, ${process.platform}, ${(await import("node:os")).cpus().length} cores\n`);

  console.log("bytes                                   raw      gzip");
  for (const { name, raw, gzip } of bytes()) console.log(`${name.padEnd(34)} ${kilobytes(raw)} ${kilobytes(gzip)}`);

  console.log("\ncold #token= to payload painted       median       max");
  for (const [name, size] of /** @type {const} */ ([
    ["a small token", 0],
    ["100 kB", 100_000],
    ["1 MB", 1_000_000],
  ])) {
    print(name, await coldStart(browser, server.address, hmacToken("HS256", size).token));
  }

  console.log("\nkey pressed to token changed, signed and painted");
  console.log("                                    median       max   longest task");
  for (const alg of ["HS256", "RS256", "ES256", "Ed25519"]) {
    const token = alg === "HS256" ? hmacToken(alg, 0) : await pairToken(alg);
    print(`${alg}, a small token`, await keystrokes(browser, server.address, token));
  }
  for (const size of [10_000, 30_000, 100_000, 1_000_000]) {
    print(`HS256, ${size / 1000} kB`, await keystrokes(browser, server.address, hmacToken("HS256", size)));
  }

  console.log("\nkey pressed in the rich editor              median       max   longest task");
  for (const [name, size] of /** @type {const} */ ([
    ["a small token", 0],
    ["30 kB", 30_000],
    ["1 MB", 1_000_000],
  ])) {
    const { echo, follow, longestTask } = await typing(browser, server.address, hmacToken("HS256", size));
    print(`${name}: in the editor`, { times: echo, longestTask });
    print(`${name}: in the token pane`, { times: follow });
  }
  const grown = await heapGrowth(browser, server.address, hmacToken("HS256", 0));
  console.log(`heap after 1,000 edits             ${grown < 0 ? "-" : "+"}${kilobytes(Math.abs(grown)).trim()}`);
  console.log("\nthe diagnosis                        median       max");
  for (const measured of await rules(browser)) print(measured.name, measured);

  console.log("\nLighthouse                          score      painted   blocked  interactive    sent");
  for (const { name, performance, metrics } of await lighthouseRows()) {
    const cell = (/** @type {string} */ id) => `${(metrics[id] ?? Number.NaN).toFixed(0)} ms`.padStart(11);
    console.log(
      `${name.padEnd(34)} ${String(performance).padStart(6)} ${cell("largest-contentful-paint")}${cell("total-blocking-time")}${cell("interactive")} ${kilobytes(metrics["total-byte-weight"] ?? 0)}`,
    );
  }

  console.log("\nHS256 candidates a second                         rate");
  for (const { name, rate } of await crackers(browser)) {
    console.log(`${name.padEnd(40)} ${Math.round(rate).toLocaleString("en").padStart(13)}`);
  }
} finally {
  await browser.close();
  await server.close();
}

/** @param {number} count */
function kilobytes(count) {
  return `${(count / 1000).toFixed(1)} kB`.padStart(10);
}

/** @param {string} name @param {{ times: readonly number[], longestTask?: number }} measured */
function print(name, { times, longestTask }) {
  const sorted = times.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const cells = [median, sorted.at(-1) ?? Number.NaN, ...(longestTask === undefined ? [] : [longestTask])];
  console.log(`${name.padEnd(34)} ${cells.map((ms) => `${ms.toFixed(1)} ms`.padStart(11)).join("")}`);
}
