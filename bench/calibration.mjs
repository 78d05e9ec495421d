// @ts-check

/**
 * Milliseconds that a fixed loop takes in the browser itself, the fastest of several: what the same machine does at the same time
 * with work that never changes. Times divided by it can be compared between machines, and between two runs on a busy one.
 *
 * @param {import("playwright").Browser} browser
 * @returns {Promise<number>}
 */
export async function calibration(browser) {
  const page = await browser.newPage();
  try {
    return await page.evaluate(() => {
      // Numbers, texts, a map and short-lived objects: what a page's own work consists of.
      const round = () => {
        const began = performance.now();
        const counts = new Map();
        let [seed, length] = [1, 0];
        for (let step = 0; step < 400_000; step += 1) {
          seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
          const name = `key-${seed % 5_000}`;
          counts.set(name, { name, count: (counts.get(name)?.count ?? 0) + 1 });
          length += name.length;
        }
        if (length === 0) throw new Error("nothing was counted");
        return performance.now() - began;
      };
      return Math.min(...Array.from({ length: 9 }, round));
    });
  } finally {
    await page.close();
  }
}
