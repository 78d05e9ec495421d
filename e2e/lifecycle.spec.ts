import { chromium, expect, type Page, test } from "@playwright/test";
import { chromiumLaunchOptions } from "../scripts/lib/browser.mjs";
import { hmacToken, NOW, SECRET } from "./fixtures/tokens.ts";
import { Workbench } from "./fixtures/workbench.ts";

// What else happens to a tab: it is left and restored, it crashes, its text is dragged.

const start = `./#editor=plain&now=${NOW}`;

/** A workbench with a token and its secret. */
async function judged(page: Page, address: string): Promise<{ workbench: Workbench; token: string }> {
  const workbench = new Workbench(page);
  const token = await hmacToken();
  await page.goto(address);
  await workbench.bringIn(token);
  await workbench.giveSecret(SECRET);
  await workbench.expectVerdict("verified");
  return { workbench, token };
}

test("restored from the back/forward cache, the page is unchanged and keeps working", async ({ baseURL }) => {
  const { args, ...launch } = chromiumLaunchOptions();
  const browser = await chromium.launch({
    ...launch,
    args,
    // Playwright disables that cache.
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
  try {
    const page = await browser.newPage({ baseURL: baseURL ?? "" });
    await page.addInitScript(() => {
      addEventListener("pageshow", ({ persisted }) => {
        document.documentElement.dataset["restored"] = String(persisted);
      });
    });
    const { workbench, token } = await judged(page, start);
    await page.goto("./licenses.md");
    await page.goBack({ waitUntil: "commit" });
    await expect(page.locator("html")).toHaveAttribute("data-restored", /./);
    if ((await page.locator("html").getAttribute("data-restored")) === "true") {
      await workbench.expectToken(token);
      await workbench.expectVerdict("verified");
      await workbench.payload.fill('{"sub":"after the way back"}');
      await workbench.expectVerdict("verified", "re-signed");
    } else {
      // If the browser discarded it, it starts clean: nothing was stored.
      await workbench.expectToken("");
      await expect(workbench.secret).toHaveValue("");
    }
  } finally {
    await browser.close();
  }
});

test("after a tab crash a reload starts clean: neither token nor secret was stored anywhere", async ({ page }) => {
  const { token } = await judged(page, start);
  const crashed = page.waitForEvent("crash");
  const devtools = await page.context().newCDPSession(page);
  void devtools.send("Page.crash").catch(() => {});
  await crashed;
  const next = await page.context().newPage();
  await page.close();
  await next.goto(start);
  const workbench = new Workbench(next);
  await workbench.expectToken("");
  const left = await next.evaluate(async () =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, await caches.keys(), location.href]),
  );
  expect(left).not.toContain(token.slice(0, 20));
  expect(left).not.toContain(SECRET);
});

test("text dragged out of a field and dropped next to it leaves page and token unchanged", async ({ page }) => {
  const { workbench, token } = await judged(page, start);
  const address = page.url();
  let navigations = 0;
  page.on("framenavigated", () => (navigations += 1));
  await workbench.payload.selectText();
  const box = await workbench.payload.boundingBox();
  if (box === null) throw new Error("the payload has no place");
  await page.mouse.move(box.x + 60, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 80, box.y + 40, { steps: 4 });
  await page.mouse.move(700, 20, { steps: 8 });
  await page.mouse.up();
  await workbench.expectToken(token);
  expect(page.url()).toBe(address);
  expect(navigations).toBe(0);
  // The browser would open a link dropped outside a field if the page did not prevent it.
  const refused = await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/uri-list", "https://elsewhere.example/");
    const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
    return !document.querySelector("h2")?.dispatchEvent(event);
  });
  expect(refused).toBe(true);
});

test("after a reload, as after a discarded tab, the page is empty and says so", async ({ page }) => {
  const { workbench } = await judged(page, start);
  // A browser short of memory discards a tab, and reloads it when the user returns.
  await page.addInitScript(() => Object.defineProperty(document, "wasDiscarded", { value: true }));
  await page.reload();
  await workbench.expectToken("");
  await workbench.expectVerdict("empty");
  await expect(page.getByRole("status", { name: "Notice" })).toBeEmpty();
  await expect(page.getByRole("heading", { name: /^Paste a token/ })).toBeVisible();
  await expect(workbench.diagnosis).toBeHidden();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test("text that a password manager or extension fills in counts as typed", async ({ page }) => {
  const workbench = new Workbench(page);
  await page.goto(start);
  await workbench.bringIn(await hmacToken());
  await workbench.expectVerdict("no-key");
  await workbench.secret.evaluate((field: HTMLTextAreaElement, secret) => {
    // As an outside script does, bypassing the setter that React installs on the field.
    Reflect.set(HTMLTextAreaElement.prototype, "value", secret, field);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }, SECRET);
  await workbench.expectVerdict("verified");
});
