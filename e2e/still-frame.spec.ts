import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures/test.ts";
import { hmacToken, SECRET } from "./fixtures/tokens.ts";

/** What loads after the first frame: held back, the page stays at its script's first render. */
const LATER = /\/assets\/(?:later|diagnosis)-/;
const SCRIPT = /\/assets\/index-[^/]+\.js/;

const built = readFileSync(new URL("../dist/index.html", import.meta.url), "utf8");
const inMarkup = /<div id="root">(.*)<\/div>/.exec(built)?.[1] ?? "";

/** A gate for requests, closed until it is opened. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`the empty workbench is visible before the page's script arrives, in ${colorScheme}`, async ({ page }) => {
    const script = gate();
    await page.emulateMedia({ colorScheme });
    await page.route(SCRIPT, async (route) => {
      await script.opened;
      await route.continue();
    });
    await page.goto("./", { waitUntil: "commit" });
    await expect(page.getByRole("heading", { name: /^Paste a token/ })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
    script.open();
    await expect(page.getByRole("button", { name: "Commands" })).toBeVisible();
  });
}

test("the script's first render equals the markup", async ({ page, context }) => {
  const later = gate();
  await page.route(LATER, async (route) => {
    await later.opened;
    await route.continue();
  });
  // Another address: the still frame is not shown here, but still replaced.
  await page.goto("./", { waitUntil: "commit" });
  const drawn = page.locator("#root:not(:has([selected]))");
  const html = await drawn.innerHTML();
  const blank = await context.newPage();
  const same = await blank.evaluate(
    ([a, b]) => {
      const [one, other] = [a, b].map((text) => {
        const { body } = new DOMParser().parseFromString(text ?? "", "text/html");
        // An attribute in the markup, a property once rendered.
        for (const option of body.querySelectorAll("option")) option.removeAttribute("selected");
        return body;
      });
      return one?.isEqualNode(other ?? null);
    },
    [inMarkup, html],
  );
  expect(inMarkup).toContain("Encoded token");
  expect(same, html).toBe(true);
  later.open();
});

test("a token pasted before the script arrives opens, and the caret stays", async ({ page, workbench }) => {
  const script = gate();
  await page.route(SCRIPT, async (route) => {
    await script.opened;
    await route.continue();
  });
  await page.goto("./", { waitUntil: "commit" });
  const token = await hmacToken();
  await workbench.token.fill(`Bearer ${token}`);
  await expect(workbench.token).toBeFocused();
  script.open();
  await workbench.expectToken(token);
  await expect(workbench.token).toBeFocused();
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified", "original");
});

for (const address of ["./#/lab", "./#now=1800000000", "./?x=1"]) {
  test(`nothing is shown before the script if it may draw something else: ${address}`, async ({ page }) => {
    const script = gate();
    await page.route(SCRIPT, async (route) => {
      await script.opened;
      await route.continue();
    });
    await page.goto(address, { waitUntil: "commit" });
    await expect(page.locator("#root .app")).toHaveCount(1);
    await expect(page.getByText(/^Paste a token/)).toBeHidden();
    script.open();
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  });
}

for (const size of [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
]) {
  test(`nothing shifts while the page completes itself, at ${size.width} by ${size.height}`, async ({ page }) => {
    await page.setViewportSize(size);
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: "layout-shift", buffered: true });
    });
    const later = gate();
    await page.route(LATER, async (route) => {
      await later.opened;
      await route.continue();
    });
    await page.goto("./", { waitUntil: "commit" });
    await expect(page.getByRole("heading", { name: /^Paste a token/ })).toBeVisible();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    later.open();
    await expect(page.getByRole("button", { name: "Commands" })).toBeVisible();
    await page.waitForTimeout(500);
    const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    // Under 0.1 counts as good: Cumulative Layout Shift, web.dev, 2024.
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.03);
  });
}
