// @ts-check
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * A page whose workers run a script.
 *
 * @param {import("playwright").Browser} browser
 * @param {string} script
 */
export async function ownOrigin(browser, script) {
  const page = await browser.newPage();
  // An origin of its own: no policy interferes, and localhost is a secure context, which crypto.subtle requires.
  await page.route("http://localhost:9/**", async (route) => {
    const isScript = route.request().url().endsWith(".js");
    await route.fulfill({ contentType: isScript ? "text/javascript" : "text/html", body: isScript ? script : "<p>" });
  });
  await page.goto("http://localhost:9/");
  return page;
}

/**
 * The answers of that many workers, each asked the same question.
 *
 * @param {import("playwright").Page} page
 * @param {string} question
 * @param {number} count
 * @returns {Promise<readonly unknown[]>}
 */
export function inWorkers(page, question, count) {
  return page.evaluate(
    ([asked, workers]) =>
      Promise.all(
        Array.from(
          { length: workers },
          () =>
            new Promise((resolve, reject) => {
              const worker = new Worker("/worker.js", { type: "module" });
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

/**
 * A module of this folder with all its imports, as one script.
 *
 * @param {string} entry
 */
export async function bundle(entry) {
  const built = await build({
    root,
    logLevel: "warn",
    build: {
      write: false,
      rollupOptions: { input: join(root, "bench", entry), output: { codeSplitting: false } },
    },
  });
  const [first] = /** @type {import("vite").Rolldown.RolldownOutput} */ (Array.isArray(built) ? built[0] : built)
    .output;
  return first.code;
}
