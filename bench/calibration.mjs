// @ts-check

/**
 * The time of a fixed loop in the browser itself, in milliseconds, the fastest of several: how the same machine handles
 * constant work at the same moment. Times divided by it can be compared between machines, and between two runs on a
 * busy one.
 *
 * @param {import("playwright").Browser} browser
 * @returns {Promise<number>}
 */
export async function calibration(browser) {
  const page = await browser.newPage();
  try {
    return await page.evaluate(() => {
      // Numbers, texts, a map and short-lived objects: the typical work of a page.
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
