import type { Page } from "@playwright/test";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { hmacToken, SECRET } from "./fixtures/tokens.ts";
import { select, type Workbench } from "./fixtures/workbench.ts";

sharePage();

/** Whether the page asks before it is left: whether it cancels the browser's beforeunload event. */
function asks(page: Page): Promise<boolean> {
  return page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
}

async function expectAsks(page: Page, wanted: boolean, why: string): Promise<void> {
  await expect.poll(() => asks(page), why).toBe(wanted);
}

async function begin(workbench: Workbench): Promise<void> {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified", "original");
}

test("leaving asks nothing before something was made here", async ({ workbench, page }) => {
  await workbench.open();
  await expectAsks(page, false, "the empty page");
  await begin(workbench);
  await expectAsks(page, false, "a pasted token and a typed key");
  await workbench.button("Example token").click();
  await workbench.expectVerdict("verified", "original");
  await expectAsks(page, false, "an example");
});

test("an edit asks until the current token has been copied", async ({ workbench, page }) => {
  await begin(workbench);
  await workbench.payload.fill('{"sub":"mine"}');
  await workbench.expectVerdict("verified", "re-signed");
  await expectAsks(page, true, "an edit");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await workbench.button("Copy token").click();
  await expectAsks(page, false, "copied");
  await workbench.payload.fill('{"sub":"mine again"}');
  await workbench.expectVerdict("verified", "re-signed");
  await expectAsks(page, true, "edited since");
  await workbench.button("Copy payload").click();
  await expectAsks(page, false, "what was edited was copied");
  await workbench.payload.fill('{"sub":"a third time"}');
  await expectAsks(page, true, "edited once more");
  await workbench.button("Revert to pasted").click();
  await expectAsks(page, false, "taken back");
});

test("a manual copy counts", async ({ workbench, page }) => {
  await begin(workbench);
  await workbench.payload.fill('{"sub":"mine"}');
  await workbench.expectVerdict("verified", "re-signed");
  await expectAsks(page, true, "an edit");
  await select(workbench.token, 0, 10);
  await page.keyboard.press("ControlOrMeta+C");
  await expectAsks(page, true, "a part of it");
  await workbench.token.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("ControlOrMeta+C");
  await expectAsks(page, false, "all of it");
});

test("a manual copy in the rich editor counts too", async ({ workbench, page }) => {
  await workbench.open({ editor: "rich" });
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(SECRET);
  await workbench.expectRich("payload");
  await workbench.lines("payload").getByText('"24400320"').click();
  await page.keyboard.type("1");
  await workbench.expectVerdict("verified", "re-signed");
  await expectAsks(page, true, "an edit");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("ControlOrMeta+C");
  await expectAsks(page, false, "all of what was edited");
});

test("a generated key asks until it has been copied, on other screens too", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.button("Generate key").click();
  await expect(workbench.secret).not.toHaveValue("");
  await expectAsks(page, true, "a generated key");
  await page.evaluate(() => (location.hash = "#/lab"));
  await expect(page.locator("[data-scenario]").first()).toBeVisible();
  await expectAsks(page, true, "from the lab");
  await page.evaluate(() => (location.hash = "#/"));
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await workbench.button("Copy the secret").click();
  await expectAsks(page, false, "copied");
});

test.describe("on a page of its own", () => {
  test.use({ sharesPage: false });

  test("the browser really asks: a dialog stands between the user and the loss", async ({ workbench, page }) => {
    await begin(workbench);
    // A browser asks only after the user has interacted with the page.
    await workbench.payload.click();
    await page.keyboard.type(" ");
    await page.keyboard.type("x");
    await expectAsks(page, true, "an edit");
    const asked = page.waitForEvent("dialog");
    const closing = page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.accept();
    await closing;
  });
});

test("Undo takes back Clear all: token, edits and typed keys return", async ({ workbench, page }) => {
  await begin(workbench);
  await workbench.payload.fill('{"sub":"mine"}');
  await workbench.expectVerdict("verified", "re-signed");
  const shown = await workbench.tokenText();
  await workbench.button("Clear all").click();
  await workbench.expectVerdict("empty");
  await expectAsks(page, false, "nothing is left to lose");
  await workbench.button("Undo").click();
  await workbench.expectToken(shown);
  await expect(workbench.secret).toHaveValue(SECRET);
  await expect(workbench.payload).toHaveValue('{"sub":"mine"}');
  await workbench.expectVerdict("verified", "re-signed");
});
