// @ts-check

/**
 * Types into the payload and measures, for each key, from the event's time stamp to the frame after the token has a new
 * signature and its verdict is shown. The first keys warm up and are not counted.
 *
 * @param {import("playwright").Browser} browser @param {string} address @param {import("./tokens.mjs").Subject} subject
 * @returns {Promise<{ times: number[], longestTask: number }>} In milliseconds; the longest task is the page's own while typing.
 */
export async function keystrokes(browser, address, { token, field, key }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${address}#editor=plain&token=${token}`);
  await page.getByRole("textbox", { name: field, exact: true }).fill(key);
  const status = page.getByRole("status", { name: "Signature status" });
  await status.and(page.locator('[data-state="verified"]')).waitFor({ timeout: 60_000 });
  const payload = page.getByRole("textbox", { name: "Payload JSON", exact: true });
  await payload.focus();
  await payload.evaluate((/** @type {HTMLTextAreaElement} */ area) => {
    const at = area.value.indexOf("measured");
    area.setSelectionRange(at, at);
    area.scrollTop = 0;
  });
  await page.evaluate(() => {
    const scope = /** @type {{ done?: number[], longest?: number }} */ (globalThis);
    /** @type {number[]} */
    const done = (scope.done = []);
    scope.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) scope.longest = Math.max(scope.longest ?? 0, duration);
    }).observe({ type: "longtask" });
    const shown = () => {
      const pane = /** @type {HTMLTextAreaElement} */ (document.querySelector('[aria-label="Encoded token"]'));
      return (pane.value ?? pane.lastElementChild?.lastElementChild?.textContent ?? "").slice(-40);
    };
    const state = () => document.querySelector("[data-state][data-provenance]")?.getAttribute("data-state");
    document.addEventListener(
      "keydown",
      ({ timeStamp }) => {
        const before = shown();
        const look = () => {
          if (shown() === before || state() !== "verified") return void requestAnimationFrame(look);
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener("message", () => done.push(performance.now() - timeStamp));
          port1.start();
          port2.postMessage(0);
        };
        requestAnimationFrame(look);
      },
      { capture: true },
    );
  });
  const warm = 5;
  const counted = 20;
  for (let count = 1; count <= warm + counted; count += 1) {
    if (count === warm + 1) await page.evaluate(() => (/** @type {{ longest?: number }} */ (globalThis).longest = 0));
    await page.keyboard.press("x");
    await page.waitForFunction(
      (wanted) => /** @type {{ done?: number[] }} */ (globalThis).done?.length === wanted,
      count,
      { timeout: 60_000 },
    );
    await page.waitForTimeout(60);
  }
  const measured = await page.evaluate(() => {
    const { done = [], longest = 0 } = /** @type {{ done?: number[], longest?: number }} */ (globalThis);
    return { done, longest };
  });
  await context.close();
  return { times: measured.done.slice(warm), longestTask: measured.longest };
}
