// @ts-check

/**
 * Opens a link with a token in a fresh profile, several times, and measures from the start of navigation to the frame
 * after the payload's text appears in its field.
 *
 * @param {import("playwright").Browser} browser @param {string} address @param {string} token
 * @returns {Promise<{ times: number[] }>} In milliseconds.
 */
export async function coldStart(browser, address, token) {
  const times = [];
  for (let round = 0; round < 7; round += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(() => {
      const scope = /** @type {{ shownAt?: number }} */ (globalThis);
      const look = () => {
        const field = /** @type {HTMLTextAreaElement | null} */ (document.querySelector('[aria-label="Payload JSON"]'));
        if ((field?.value ?? field?.textContent ?? "").includes("measured")) {
          // The frame that this one paints has ended when the next task begins.
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener("message", () => (scope.shownAt = performance.now()));
          port1.start();
          port2.postMessage(0);
        } else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.goto(`${address}#editor=plain&token=${token}`);
    await page.waitForFunction(() => /** @type {{ shownAt?: number }} */ (globalThis).shownAt !== undefined, null, {
      timeout: 60_000,
    });
    times.push(await page.evaluate(() => /** @type {{ shownAt?: number }} */ (globalThis).shownAt ?? Number.NaN));
    await context.close();
  }
  return { times };
}
