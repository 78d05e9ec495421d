// @ts-check

/**
 * Types into the payload in the rich editor. For each key: from the event's time stamp to the frame in which the editor
 * shows it (`echo`), and to the one in which the end of the token pane has changed (`follow`). The first keys warm up.
 *
 * @param {import("playwright").Browser} browser @param {string} address @param {import("./tokens.mjs").Subject} subject
 * @returns {Promise<{ echo: number[], follow: number[], longestTask: number }>} In milliseconds.
 */
export async function typing(browser, address, subject) {
  const { context, page } = await openInEditor(browser, address, subject);
  await page.evaluate(() => {
    const scope = /** @type {{ echo?: number[], follow?: number[], longest?: number }} */ (globalThis);
    /** @type {number[]} */
    const echo = (scope.echo = []);
    /** @type {number[]} */
    const follow = (scope.follow = []);
    scope.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) scope.longest = Math.max(scope.longest ?? 0, duration);
    }).observe({ type: "longtask" });
    const tokenEnd = () => {
      const pane = /** @type {HTMLElement} */ (document.querySelector('[aria-label="Encoded token"]'));
      const text = pane instanceof HTMLTextAreaElement ? pane.value : pane.textContent;
      return (text ?? "").slice(-40);
    };
    const line = () =>
      document.querySelector('[aria-label="Payload JSON"]')?.closest(".monaco-editor")?.textContent ?? "";
    const whenChanged = (
      /** @type {() => string} */ read,
      /** @type {number} */ since,
      /** @type {number[]} */ into,
    ) => {
      const before = read();
      const look = () => {
        if (read() === before) return void requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener("message", () => into.push(performance.now() - since));
        port1.start();
        port2.postMessage(0);
      };
      requestAnimationFrame(look);
    };
    document.addEventListener(
      "keydown",
      ({ timeStamp }) => {
        whenChanged(line, timeStamp, echo);
        whenChanged(tokenEnd, timeStamp, follow);
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
      (wanted) => /** @type {{ follow?: number[] }} */ (globalThis).follow?.length === wanted,
      count,
      { timeout: 60_000 },
    );
    await page.waitForTimeout(100);
  }
  const { echo, follow, longest } = await page.evaluate(() => {
    const {
      echo = [],
      follow = [],
      longest = 0,
    } = /** @type {{ echo?: number[], follow?: number[], longest?: number }} */ (globalThis);
    return { echo, follow, longest };
  });
  await context.close();
  return { echo: echo.slice(warm), follow: follow.slice(warm), longestTask: longest };
}

/**
 * How much the page's heap grows over a thousand edits in the rich editor, each signed, after a forced collection.
 *
 * @param {import("playwright").Browser} browser @param {string} address @param {import("./tokens.mjs").Subject} subject
 * @returns {Promise<number>} In bytes.
 */
export async function heapGrowth(browser, address, subject) {
  const { context, page } = await openInEditor(browser, address, subject);
  const session = await context.newCDPSession(page);
  const used = async () => {
    // A collection may leave what only the next one finds.
    for (let round = 0; round < 3; round += 1) await session.send("HeapProfiler.collectGarbage");
    return (await session.send("Runtime.getHeapUsage")).usedSize;
  };
  // The first edits fill caches and make the engine compile their code: some 2 MB that stay constant.
  await edit(page, 1_000);
  const before = await used();
  await edit(page, 1_000);
  const after = await used();
  await context.close();
  return after - before;
}

/** @param {import("playwright").Page} page @param {number} times */
async function edit(page, times) {
  for (let count = 0; count < times; count += 2) {
    await page.keyboard.press("x");
    await page.keyboard.press("Backspace");
  }
  await page.waitForTimeout(500);
}

/**
 * A page with the token, its key, and the caret in a claim's text in the rich payload editor.
 *
 * @param {import("playwright").Browser} browser @param {string} address @param {import("./tokens.mjs").Subject} subject
 */
async function openInEditor(browser, address, { token, field, key }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${address}#token=${token}`);
  await page.getByRole("textbox", { name: field, exact: true }).fill(key);
  const status = page.getByRole("status", { name: "Signature status" });
  await status.and(page.locator('[data-state="verified"]')).waitFor({ timeout: 60_000 });
  const payload = page.locator(".monaco-editor", {
    has: page.getByRole("textbox", { name: "Payload JSON", exact: true }),
  });
  await payload.waitFor({ timeout: 60_000 });
  await payload.getByText('"measured"').click({ timeout: 60_000 });
  return { context, page };
}
