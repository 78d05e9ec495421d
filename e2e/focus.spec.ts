import type { Locator, Page } from "@playwright/test";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { exactToken, hmacToken, keyPair, pairToken, SECRET } from "./fixtures/tokens.ts";
import { selectionOf, select } from "./fixtures/workbench.ts";
import { SAYS } from "./fixtures/words.ts";

sharePage();

const HEADER = '{"alg":"HS256"}';

/** Waits until the focus is on a usable element, or a region around it, and not on the body. */
async function expectHeld(page: Page, within?: Locator): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() => {
        const { activeElement, body } = document;
        return activeElement !== null && activeElement !== body && !activeElement.matches(":disabled");
      }),
    )
    .toBe(true);
  if (within === undefined) return;
  await expect.poll(() => within.evaluate((element) => element.contains(document.activeElement))).toBe(true);
}

/** The number of characters before the caret in a read-only view; null if the caret is elsewhere. */
function caretIn(view: Locator): Promise<number | null> {
  return view.evaluate((element) => {
    const selection = getSelection();
    if (selection === null || !element.contains(selection.focusNode)) return null;
    const range = document.createRange();
    range.selectNodeContents(element);
    range.setEnd(selection.focusNode!, selection.focusOffset);
    return range.toString().length;
  });
}

test.describe("where the token field gives way to the view for long tokens", () => {
  test("the focus follows, and returns with the field", async ({ workbench, page }) => {
    test.slow();
    const long = exactToken(HEADER, JSON.stringify({ sub: "long", text: "x".repeat(200_000) }));
    const short = await hmacToken();
    await workbench.open();
    await workbench.token.focus();
    await workbench.paste(long);
    await workbench.expectToken(long);
    await expect(workbench.token).toHaveAttribute("contenteditable", "true");
    await expect(workbench.token).toBeFocused();
    await page.keyboard.press("ControlOrMeta+A");
    await workbench.paste(short);
    await workbench.expectToken(short);
    await expect(workbench.token).toBeFocused();
    // Typing continues where the paste ended.
    expect(await selectionOf(workbench.token)).toEqual({ start: short.length, end: short.length });
    await page.keyboard.type("x");
    await workbench.expectToken(`${short}x`);
  });

  test("the caret stays at its character", async ({ workbench, page }) => {
    test.slow();
    const token = exactToken(HEADER, JSON.stringify({ text: "x".repeat(149_800) }));
    const fits = token + "A".repeat(200_000 - token.length);
    await workbench.open();
    await workbench.bringIn(fits);
    await workbench.expectToken(fits);
    await select(workbench.token, 1000);
    await page.keyboard.type("B");
    await workbench.expectToken(`${fits.slice(0, 1000)}B${fits.slice(1000)}`);
    await expect(workbench.token).toBeFocused();
    expect(await caretIn(workbench.token)).toBe(1001);
    // A key that the view refuses does not move the focus.
    await page.keyboard.type("C");
    await expect(workbench.token).toBeFocused();
  });
});

test("a button that disappears or is done once pressed leaves the focus close by", async ({ workbench, page }) => {
  test.slow();
  const token = await hmacToken();
  await workbench.open();
  const pane = (name: string): Locator => page.getByRole("region", { name, exact: true });
  const press = async (name: string, within?: Locator): Promise<void> => {
    const button = (within ?? page).getByRole("button", { name, exact: true });
    await button.focus();
    await page.keyboard.press("Enter");
  };

  await test.step("removed text is put back", async () => {
    await workbench.bringIn(`Bearer ${token}`);
    await workbench.expectToken(token);
    await press(SAYS.putBack);
    await expect(workbench.button(SAYS.putBack)).toHaveCount(0);
    await expectHeld(page, pane("Token"));
  });

  await test.step("a user who has already moved on is not pulled back", async () => {
    await workbench.bringIn(`Bearer ${token}`);
    const button = workbench.button(SAYS.putBack);
    await button.focus();
    await workbench.leaveFields();
    await button.dispatchEvent("click");
    await expect(button).toHaveCount(0);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  });

  await test.step("an edit is reverted in its pane, and everywhere", async () => {
    await workbench.bringIn(token);
    await workbench.payload.fill('{"sub":"2"}');
    await press("Restore the payload");
    await expect(workbench.button("Restore the payload")).toHaveCount(0);
    await expectHeld(page, pane("Payload"));
    await workbench.payload.fill('{"sub":"3"}');
    await press("Revert to pasted");
    await expect(workbench.button("Revert to pasted")).toBeDisabled();
    await expectHeld(page, pane("Token"));
  });

  await test.step("the verdict's next step is taken", async () => {
    await workbench.useSecret(SECRET);
    await workbench.mode("Keep").check();
    await workbench.payload.fill('{"sub":"4"}');
    await workbench.expectVerdict("invalid", "kept");
    await press("Re-sign", workbench.cell("conclusion"));
    await workbench.expectVerdict("verified", "re-signed");
    await expect(workbench.cell("conclusion").getByRole("button", { name: "Re-sign", exact: true })).toHaveCount(0);
    await expectHeld(page);
  });

  await test.step("the question before a key is replaced is answered", async () => {
    await press("Generate key");
    await page.keyboard.press("Escape");
    await expect(workbench.button("Replace"), "Escape closes it").toHaveCount(0);
    await expect(workbench.button("Generate key")).toBeFocused();
    for (const answer of ["No", "Replace"]) {
      await press("Generate key");
      await press(answer);
      await expect(workbench.button("Generate key")).toBeFocused();
    }
  });

  await test.step("a key in the wrong field is moved", async () => {
    const pair = await keyPair("ES256");
    await workbench.bringIn(await pairToken(pair));
    await workbench.publicKey.fill(pair.privatePem);
    await press("Move it to Private key", workbench.diagnosis);
    await expect(workbench.button("Move it to Private key")).toHaveCount(0);
    await workbench.expectVerdict("verified");
    await expectHeld(page, workbench.diagnosis);
  });

  await test.step("the first look is closed", async () => {
    await press("Clear all");
    await expect(workbench.button("Clear all")).toBeDisabled();
    await expectHeld(page);
    await press("Help ?");
    await press("Take the first look");
    await expect(pane("First look")).toBeVisible();
    await expectHeld(page);
    await press("Leave");
    await expect(pane("First look")).toHaveCount(0);
    await expectHeld(page);
  });

  await test.step("everything is undone", async () => {
    const undo = workbench.button("Undo");
    await undo.focus();
    // It disappears with what it undoes, except for keys that stay.
    const isDone = async (): Promise<boolean> => (await undo.count()) === 0 || !(await undo.isEnabled());
    for (let step = 0; step < 100 && !(await isDone()); step += 1) await undo.press("Enter");
    await expect.poll(isDone).toBe(true);
    await expectHeld(page);
  });
});
