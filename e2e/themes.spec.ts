import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { objections } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/test.ts";
import { base64Url, hmacToken, NOW, SECRET, VALID } from "./fixtures/tokens.ts";

const themeOf = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.documentElement.dataset["theme"]);

test("the theme follows the system and its changes, until one is chosen", async ({ workbench, page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await workbench.open();
  expect(await themeOf(page)).toBe("dark");
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(() => themeOf(page)).toBe("light");
  await page.emulateMedia({ contrast: "more" });
  await expect.poll(() => themeOf(page)).toBe("high-contrast");
  await workbench.theme.selectOption("Dark");
  await expect.poll(() => themeOf(page)).toBe("dark");
});

test("the rich editor uses the page's theme, at once", async ({ workbench, page }) => {
  await workbench.open({ editor: "rich" });
  await workbench.bringIn(await hmacToken());
  await workbench.leaveFields();
  await workbench.expectRich("payload");
  const ground = (selector: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  for (const theme of ["Dark", "High contrast", "Light"]) {
    await workbench.theme.selectOption(theme);
    await expect.poll(() => ground(".rich .monaco-editor")).toBe(await ground('[data-drop="payload"]'));
  }
  // The system's own colours, whatever the page's theme is.
  for (const colorScheme of ["light", "dark"] as const) {
    for (const theme of ["Dark", "Light"]) {
      await page.emulateMedia({ forcedColors: "active", colorScheme });
      await workbench.theme.selectOption(theme);
      const system = await page.evaluate(() => {
        document.body.style.color = "Canvas";
        const { color } = getComputedStyle(document.body);
        document.body.style.color = "";
        return color;
      });
      await expect.poll(() => ground(".rich .monaco-editor"), `${theme} in ${colorScheme}`).toBe(system);
    }
  }
});

test("compact fits more lines into the same space, and can be turned off", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  const line = page.locator('[data-drop="payload"] .text-line').nth(1);
  const height = async (): Promise<number> => (await line.boundingBox())?.height ?? 0;
  const before = await height();
  await page.getByRole("checkbox", { name: "Compact" }).check();
  await expect.poll(height).toBeLessThan(before);
  expect(await objections(page)).toEqual([]);
  await page.getByRole("checkbox", { name: "Compact" }).uncheck();
  await expect.poll(height).toBe(before);
});

for (const editor of ["plain", "rich"] as const) {
  test(`a print has header, payload and verdict, but neither token nor key (${editor})`, async ({
    workbench,
    page,
  }) => {
    const token = await hmacToken();
    await workbench.open({ editor });
    await workbench.bringIn(token);
    await workbench.useSecret(SECRET);
    await workbench.expectVerdict("verified");
    // It loads with the code that renders the print copy.
    await expect(workbench.diagnosis.getByRole("listitem").first()).toBeVisible();
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    const seen = await page.evaluate(() => document.body.innerText);
    expect(seen).toContain('"sub": "24400320"');
    expect(seen).toContain('"alg": "HS256"');
    expect(seen).toMatch(/signature verified/i);
    await expect(workbench.token).toBeHidden();
    await expect(workbench.secret).toBeHidden();
    expect(seen).not.toContain(SECRET);
    expect(seen).not.toContain(token.slice(0, 30));
    await page.emulateMedia({ media: null });
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await expect(page.locator(".print-copy")).toHaveCount(0);
  });
}

test("a print has no token that another one carries, but what an SD-JWT discloses", async ({ workbench, page }) => {
  const inner = await hmacToken({ ...VALID, sub: "carried" });
  const disclosure = base64Url(JSON.stringify(["c2FsdCBmb3IgYSB0ZXN0", "given_name", "Erika"]));
  const digest = createHash("sha256").update(disclosure).digest("base64url");
  const outer = await hmacToken({ ...VALID, carries: inner, _sd: [digest] });
  await workbench.open();
  await workbench.bringIn(`${outer}~${disclosure}~`);
  await expect(page.getByRole("region", { name: "Disclosed claims", exact: true })).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  const seen = await page.locator(".print-copy").innerText();
  expect(seen).toContain('"given_name": "Erika"');
  expect(seen).toContain('"carries": "[a token, not printed]"');
  expect(seen).not.toContain(inner.slice(0, 30));
});

test("a print omits what was typed into the fields below: an error message with a token in it, known IDs", async ({
  workbench,
  page,
}) => {
  const token = await hmacToken();
  await workbench.open();
  await workbench.bringIn(token);
  await workbench.openScreen("Explain error");
  const message = page.getByRole("textbox", { name: "Error message", exact: true });
  await message.fill(`jwt expired: ${token}`);
  await expect(page.getByRole("list", { name: "Likely causes" }).getByRole("listitem").first()).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(message).toBeHidden();
  await expect(page.getByRole("list", { name: "Likely causes" }).getByRole("listitem").first()).toBeVisible();
  await page.emulateMedia({ media: null });
  await workbench.openScreen("Gateway");
  const ids = page.getByRole("textbox", { name: "Known user ids", exact: true });
  await ids.fill("ada@example.com");
  await page.emulateMedia({ media: "print" });
  await expect(ids).toBeHidden();
  await expect(page.locator('#gateway [data-step="extract"] button')).toBeVisible();
});

test("in forced colours the highlighted claim and the segments stay distinguishable", async ({ workbench, page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.payload.focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("#p-token [data-lit]").first()).toBeVisible();
  expect(
    await page
      .locator("#p-token [data-lit]")
      .first()
      .evaluate((element) => getComputedStyle(element).outlineStyle),
  ).toBe("solid");
  const styles = await page
    .locator("#p-token .layer [data-segment]")
    .evaluateAll((runs) => [...new Set(runs.map((run) => getComputedStyle(run).textDecorationStyle))]);
  expect(styles.length).toBe(3);
});

test("nothing moves with prefers-reduced-motion", async ({ workbench, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await workbench.open({ editor: "rich" });
  await workbench.bringIn(await hmacToken());
  await workbench.leaveFields();
  await workbench.expectRich("payload");
  const moving = await page.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === "running").length,
  );
  expect(moving).toBe(0);
});

test("in forced colours icons, the current screen and a switch use the system's colours", async ({
  workbench,
  page,
}) => {
  await page.emulateMedia({ forcedColors: "active", colorScheme: "light" });
  await workbench.open();
  await workbench.bringIn(await hmacToken({ ...VALID, exp: NOW - 60 }));
  await workbench.useSecret(SECRET);
  await expect(workbench.finding("TIM-01")).toBeVisible();
  const style = (selector: string, name: string, pseudo?: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((element, [key, of]) => getComputedStyle(element, of).getPropertyValue(key ?? ""), [
        name,
        pseudo,
      ] as const);
  const ink = await style("body", "color");
  const ground = await style("body", "background-color");
  expect(await style(".find .i", "stroke")).toBe(ink);
  expect(await style(".time-claim .i", "stroke")).toBe(ink);
  expect(await style(".bar-says", "color")).toBe(ink);
  expect(await style('.screen-links [aria-current="page"]', "border-bottom-color")).not.toBe(
    await style(".screen-links a:not([aria-current])", "border-bottom-color"),
  );
  expect(await style(".switch input", "background-color", "::after")).not.toBe(
    await style(".switch input", "background-color"),
  );
  expect(ground).not.toBe(ink);
  // Disabled and suggested text is grey; an icon has no text behind it.
  expect(await style("#p-token .btn:disabled", "color")).not.toBe(ink);
  expect(
    await style('[aria-label="Detached payload"], .key-field textarea, textarea', "color", "::placeholder"),
  ).not.toBe(ink);
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await style(".theme select", "color")).toBe("rgba(0, 0, 0, 0)");
});

test("in high contrast a disabled button differs from an enabled one", async ({ workbench, page }) => {
  await page.emulateMedia({ contrast: "more" });
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await expect(workbench.button("Revert to pasted")).toBeDisabled();
  const frame = (name: string): Promise<string> =>
    workbench.button(name).evaluate((button) => getComputedStyle(button).borderTopStyle);
  expect(await frame("Revert to pasted")).not.toBe(await frame("Copy token"));
});
