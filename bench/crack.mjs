// @ts-check
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle, inWorkers, ownOrigin } from "./in-workers.mjs";
import { hmacToken } from "./tokens.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * HS256 candidates per second: jwt-cracker in Node with a word list and all its processes; the others in one worker of
 * Chromium; this project's search also in one worker per core.
 *
 * @param {import("playwright").Browser} browser
 * @returns {Promise<readonly { name: string, rate: number }[]>}
 */
export async function crackers(browser) {
  const rates = [{ name: `jwt-cracker, all ${cpus().length} cores`, rate: jwtCracker() }];
  const page = await ownOrigin(browser, await bundle("crack-worker.ts"));
  try {
    for (const name of /** @type {string[]} */ (await inWorkers(page, "", 1).then(([names]) => names))) {
      rates.push({ name, rate: Number((await inWorkers(page, name, 1))[0]) });
    }
    const all = await inWorkers(page, "Jotscope, WebAssembly", cpus().length);
    rates.push({
      name: `Jotscope, WebAssembly, ${cpus().length} workers`,
      rate: all.reduce((/** @type {number} */ sum, rate) => sum + Number(rate), 0),
    });
    return rates;
  } finally {
    await page.close();
  }
}

/** The program's own figure for a word list without the secret. */
function jwtCracker() {
  const folder = mkdtempSync(join(tmpdir(), "jotscope-bench-"));
  try {
    const list = join(folder, "words.txt");
    writeFileSync(list, Array.from({ length: 400_000 }, (_, i) => `a${i.toString(36)}z`).join("\n"));
    const program = join(root, "node_modules/jwt-cracker/src/index.js");
    const { token } = hmacToken("HS256", 0);
    const { stdout } = spawnSync(process.execPath, [program, "-t", token, "-d", list], { encoding: "utf8" });
    const seconds = Number(/Time taken \(sec\): ([\d.]+)/.exec(stdout)?.[1]);
    const attempts = Number(/Total attempts: (\d+)/.exec(stdout)?.[1]);
    return attempts / seconds;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
