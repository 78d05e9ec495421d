import type { Locator, Page } from "@playwright/test";
import { expectNoObjectionsInThemes } from "./fixtures/axe.ts";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { hmacToken } from "./fixtures/tokens.ts";

sharePage();

const sheet = (page: Page): Locator => page.getByRole("dialog", { name: "Help", exact: true });
const opener = (page: Page): Locator => page.getByRole("button", { name: /^Help/ });

test("a question mark opens the sheet outside fields, and is typed inside them", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await expect(opener(page)).toBeVisible();
  await workbench.secret.focus();
  await page.keyboard.type("?");
  await expect(workbench.secret).toHaveValue("?");
  await expect(sheet(page)).toHaveCount(0);
  await workbench.leaveFields();
  await page.keyboard.type("?");
  await expect(sheet(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet(page)).toHaveCount(0);
  await page.keyboard.type("?");
  await expect(sheet(page), "and again").toBeVisible();
});

test("the button opens it too, traps the focus, and gets it back on close", async ({ workbench, page }) => {
  await workbench.open();
  await opener(page).focus();
  await page.keyboard.press("Enter");
  await expect(sheet(page)).toBeVisible();
  for (let step = 0; step < 4; step += 1) {
    await page.keyboard.press("Tab");
    const outside = await page.evaluate(() => {
      const focused = document.activeElement;
      return focused !== document.body && focused?.closest("dialog") === null;
    });
    expect(outside).toBe(false);
  }
  await sheet(page).getByRole("button", { name: "Close", exact: true }).click();
  await expect(sheet(page)).toHaveCount(0);
  await expect(opener(page)).toBeFocused();
});

test("every key that the sheet lists works; behind the open sheet they do nothing", async ({ workbench, page }) => {
  await workbench.open();
  const token = await hmacToken();
  await workbench.bringIn(`${token.slice(0, -8)}€${token.slice(-8)}`);
  await expect(workbench.findingOfClass("b64-char")).toBeVisible();
  await workbench.leaveFields();
  await page.keyboard.type("?");
  const listed = (does: string | RegExp): Locator => sheet(page).locator("dl > div").filter({ hasText: does });
  await expect(listed("next finding").locator("kbd")).toHaveText(["F8"]);
  await expect(listed("previous finding").locator("kbd")).toHaveText(["Shift", "F8"]);
  await expect(listed("Undo the last").locator("kbd")).toHaveText(["Ctrl", "Z"]);
  await page.keyboard.press("F8");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Escape");
  await expect(workbench.token).not.toBeFocused();
  expect(await workbench.tokenText()).toContain("€");
  await page.keyboard.press("F8");
  await expect(workbench.token).toBeFocused();
  await workbench.leaveFields();
  await page.keyboard.press("Control+z");
  await workbench.expectVerdict("empty");
});

test.describe("on a Mac", () => {
  test.use({ sharesPage: false });

  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, "platform", { get: () => "MacIntel" }));
  });
  test("the keys are those of its keyboard", async ({ workbench, page }) => {
    await workbench.open();
    await opener(page).click();
    const undo = sheet(page).locator("dl > div").filter({ hasText: "Undo the last" });
    await expect(undo.locator("kbd")).toHaveText(["⌘", "Z"]);
    await expect(sheet(page).locator("kbd", { hasText: "Ctrl" })).toHaveCount(0);
  });
});

test("the lab has the sheet too", async ({ page }) => {
  await page.goto("./#/lab");
  await expect(page.locator("[data-scenario]").first()).toBeVisible();
  await page.keyboard.type("?");
  await expect(sheet(page)).toBeVisible();
});

for (const [width, height] of [
  [360, 740],
  [1440, 900],
] as const) {
  test.describe(`the sheet, ${width} by ${height}`, () => {
    test.use({ viewport: { width, height } });
    test("axe finds no violations, light and dark, and it fits", async ({ workbench, page }) => {
      await workbench.open();
      await opener(page).click();
      await expect(sheet(page)).toBeInViewport({ ratio: 1 });
      await expectNoObjectionsInThemes(page);
    });
  });
}
