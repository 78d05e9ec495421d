// @ts-check
import { bundle, inWorkers, ownOrigin } from "./in-workers.mjs";

/**
 * The time of all rules together, in a worker of Chromium: the goal is under 5 ms for a token of 2 kB, so that they can
 * run on each keystroke.
 *
 * @param {import("playwright").Browser} browser
 * @returns {Promise<readonly { name: string, times: readonly number[] }[]>}
 */
export async function rules(browser) {
  const page = await ownOrigin(browser, await bundle("rules-worker.ts"));
  try {
    const [rows] = await inWorkers(page, "", 1);
    return /** @type {{ name: string, times: number[] }[]} */ (rows);
  } finally {
    await page.close();
  }
}
