import type { Locator, Page } from "@playwright/test";
import { expectNoObjectionsInThemes } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/test.ts";
import { hmacToken, SECRET } from "./fixtures/tokens.ts";
import type { Workbench } from "./fixtures/workbench.ts";

const look = (page: Page): Locator => page.getByRole("region", { name: "First look", exact: true });
/** Starts the first look from Help. */
async function begin({ page }: Workbench): Promise<void> {
  await page.getByRole("button", { name: /^Help/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take the first look" }).click();
}
const does = (page: Page, name: string): Locator => look(page).getByRole("button", { name, exact: true });

test("five acts on the page itself are five steps, and each one is noticed", async ({ workbench, page }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await workbench.open({ now: null });
  await begin(workbench);
  await expect(look(page)).toContainText("1 of 5");
  await does(page, "Copy the example").click();
  await expect(page.getByRole("status", { name: "Notice" })).toContainText("Copied the example");
  await workbench.leaveFields();
  await page.keyboard.press("ControlOrMeta+V");
  await workbench.expectVerdict("no-key");
  await expect(look(page)).toContainText("2 of 5");
  await does(page, "Copy the secret").click();
  await does(page, "Show me where").click();
  await expect(workbench.secret).toBeFocused();
  await page.keyboard.press("ControlOrMeta+V");
  await workbench.expectVerdict("verified", "original");
  await expect(look(page)).toContainText("3 of 5");
  await does(page, "Show me where").click();
  await expect(workbench.payload).toBeFocused();
  await page.keyboard.type("somebody else");
  await workbench.expectVerdict("verified", "re-signed");
  await expect(workbench.payload).toHaveValue(/"sub": "somebody else"/);
  await expect(look(page)).toContainText("4 of 5");
  await workbench.mode("Keep").check();
  await workbench.expectVerdict("invalid", "kept");
  await expect(look(page)).toContainText("5 of 5");
  await workbench.leaveFields();
  await page.keyboard.press("F8");
  await workbench.button("Undo").click();
  await workbench.expectVerdict("verified");
  await expect(look(page)).toContainText("a token’s whole life");
  await does(page, "Close").click();
  await expect(look(page)).toHaveCount(0);
});

test("nobody gets stuck: the page can do each step, and Escape leaves the first look at any time", async ({
  workbench,
  page,
}) => {
  await workbench.open({ now: null });
  await begin(workbench);
  for (const count of [1, 2, 3, 4, 5]) {
    await expect(look(page)).toContainText(`${count} of 5`);
    await does(page, "Do it for me").click();
  }
  await expect(look(page)).toContainText("done");
  await workbench.expectVerdict("verified");
  await page.keyboard.press("Escape");
  await expect(look(page)).toHaveCount(0);
});

test("the user's own token works too; if its key is missing, the example takes its place", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await begin(workbench);
  await workbench.bringIn(await hmacToken());
  await expect(look(page)).toContainText("2 of 5");
  await expect(look(page)).toContainText("the key your token was signed with");
  await workbench.useSecret(SECRET);
  await expect(look(page)).toContainText("3 of 5");
  await workbench.secret.fill("not the one");
  await workbench.expectVerdict("invalid");
  await does(page, "Do it for me").click();
  await workbench.expectVerdict("verified", "re-signed");
  await expect(look(page)).toContainText("4 of 5");
});

test("can be opened again from Help, and stores nothing", async ({ workbench, page }) => {
  await workbench.open({ now: null });
  await begin(workbench);
  await does(page, "Do it for me").click();
  await does(page, "Leave").click();
  await expect(look(page)).toHaveCount(0);
  await begin(workbench);
  await expect(look(page)).toContainText("2 of 5");
  const stored = await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length);
  expect(stored).toBe(0);
  await page.reload();
  await expect(workbench.token).toBeVisible();
  await expect(look(page)).toHaveCount(0);
});

for (const [width, height] of [
  [360, 740],
  [768, 1024],
  [1440, 900],
] as const) {
  test.describe(`the look, ${width} by ${height}`, () => {
    test.use({ viewport: { width, height } });
    test("covers nothing, fits, and passes axe, light and dark", async ({ workbench, page }) => {
      await workbench.open({ now: null });
      await begin(workbench);
      await does(page, "Do it for me").click();
      await expect(look(page)).toContainText("2 of 5");
      await expectNoObjectionsInThemes(page);
      const { position, over } = await look(page).evaluate((band) => ({
        position: getComputedStyle(band).position,
        over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }));
      expect(position).toBe("static");
      expect(over).toBe(0);
      await does(page, "Show me where").click();
      await expect(workbench.secret).toBeFocused();
      await expect(workbench.secret).toBeInViewport();
    });
  });
}
