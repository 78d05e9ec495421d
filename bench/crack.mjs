// @ts-check
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { hmacToken } from "./tokens.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * HS256 candidates a second: jwt-cracker in Node with a word list, all its processes; the others in one worker of
 * Chromium; this project's search also in as many workers as there are cores.
 *
 * @param {import("playwright").Browser} browser
 * @returns {Promise<readonly { name: string, rate: number }[]>}
 */
export async function crackers(browser) {
  const rates = [{ name: `jwt-cracker, all ${cpus().length} cores`, rate: jwtCracker() }];
  const page = await browser.newPage();
  try {
    const script = await bundle();
    // An origin of its own: no policy stands in the way, and localhost is a secure context, which crypto.subtle asks for.
    await page.route("http://localhost:9/**", async (route) => {
      const isScript = route.request().url().endsWith(".js");
      await route.fulfill({ contentType: isScript ? "text/javascript" : "text/html", body: isScript ? script : "<p>" });
    });
    await page.goto("http://localhost:9/");
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

/**
 * @param {import("playwright").Page} page
 * @param {string} question
 * @param {number} count
 * @returns {Promise<readonly unknown[]>}
 */
function inWorkers(page, question, count) {
  return page.evaluate(
    ([asked, workers]) =>
      Promise.all(
        Array.from(
          { length: workers },
          () =>
            new Promise((resolve, reject) => {
              const worker = new Worker("/crack-worker.js", { type: "module" });
              worker.addEventListener("error", ({ message }) => reject(new Error(message)));
              worker.addEventListener("message", ({ data }) => {
                worker.terminate();
                resolve(data);
              });
              worker.postMessage(asked);
            }),
        ),
      ),
    /** @type {const} */ ([question, count]),
  );
}

async function bundle() {
  const built = await build({
    root,
    logLevel: "warn",
    build: {
      write: false,
      rollupOptions: { input: join(root, "bench/crack-worker.ts"), output: { codeSplitting: false } },
    },
  });
  const [first] = /** @type {import("vite").Rolldown.RolldownOutput} */ (Array.isArray(built) ? built[0] : built)
    .output;
  return first.code;
}

/** What the program itself says of a list of words that holds no secret. */
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
