import type { Locator } from "@playwright/test";
import { expect, sharePage, test } from "./fixtures/test.ts";

import { hmacToken, SECRET, VALID } from "./fixtures/tokens.ts";
import { SAYS } from "./fixtures/words.ts";

sharePage();

/** Drops a text, or a file of it, on a field. */
async function drop(field: Locator, text: string, kind: "text" | "file"): Promise<void> {
  const data = await field.page().evaluateHandle(
    ({ text, kind }) => {
      const transfer = new DataTransfer();
      if (kind === "file") transfer.items.add(new File([text], "access.txt", { type: "text/plain" }));
      else transfer.setData("text/plain", text);
      return transfer;
    },
    { text, kind },
  );
  await field.dispatchEvent("dragover", { dataTransfer: data });
  await field.dispatchEvent("drop", { dataTransfer: data });
}

test("a paste is one step of the token field's own undo, and its notes go and return with its text", async ({
  workbench,
  page,
}) => {
  const [first, second] = [await hmacToken(), await hmacToken({ ...VALID, sub: "another" })];
  const removed = workbench.button(SAYS.putBack);
  await workbench.open();
  await workbench.bringIn(first);
  for (const select of [true, false]) {
    await workbench.token.focus();
    await page.keyboard.press(select ? "ControlOrMeta+A" : "ControlOrMeta+End");
    await workbench.paste(`Authorization: Bearer ${second}`);
    await workbench.expectToken(second);
    await expect(removed).toBeVisible();
    await expect(workbench.finding("IN-01")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Z");
    await workbench.expectToken(first);
    await expect(removed).toHaveCount(0);
    await expect(workbench.finding("IN-01")).toHaveCount(0);
    await page.keyboard.press("ControlOrMeta+Y");
    await workbench.expectToken(second);
    await expect(removed).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Z");
    await workbench.expectToken(first);
  }
});

for (const kind of ["text", "file"] as const) {
  test(`a ${kind} dropped on the token pane is one Undo step, and its notes go with it`, async ({ workbench }) => {
    const [first, second] = [await hmacToken(), await hmacToken({ ...VALID, sub: "another" })];
    const removed = workbench.button(SAYS.putBack);
    await workbench.open();
    // An event dispatched before the page is complete would be lost.
    await expect(workbench.button("Commands")).toBeVisible();
    // Text is inserted where it is dropped; a file replaces everything.
    if (kind === "file") await workbench.bringIn(first);
    const before = await workbench.tokenText();
    await drop(workbench.token, `Authorization: Bearer ${second}`, kind);
    await workbench.expectToken(second);
    await expect(removed).toBeVisible();
    await expect(workbench.finding("IN-01")).toBeVisible();
    await workbench.button("Undo").click();
    await workbench.expectToken(before);
    await expect(removed).toHaveCount(0);
    await expect(workbench.finding("IN-01")).toHaveCount(0);
  });
}

test("the notes on a paste go once the pane is emptied or typed in", async ({ workbench, page }) => {
  const removed = workbench.button(SAYS.putBack);
  await workbench.open();
  for (const key of ["x", "ControlOrMeta+A Delete"]) {
    await workbench.token.focus();
    await page.keyboard.press("ControlOrMeta+A");
    await workbench.paste(`Bearer ${await hmacToken()} ${await hmacToken({ sub: key })}`);
    await expect(removed).toBeVisible();
    await expect(workbench.found).toBeVisible();
    await workbench.token.focus();
    for (const press of key.split(" ")) await page.keyboard.press(press);
    await expect(removed).toHaveCount(0);
    await expect(workbench.found).toHaveCount(0);
  }
});

for (const editor of ["plain", "rich"] as const) {
  test(`a paste into the payload is one step of the ${editor} editor's own undo`, async ({ workbench, page }) => {
    await workbench.open({ editor });
    await workbench.bringIn(await hmacToken());
    if (editor === "rich") await workbench.expectRich("payload");
    const before = await workbench.tokenText();
    await workbench.payload.focus();
    await page.keyboard.press("ControlOrMeta+A");
    await workbench.paste('{"sub":"pasted"}');
    await expect.poll(() => workbench.tokenText()).not.toBe(before);
    await page.keyboard.press("ControlOrMeta+Z");
    await workbench.expectToken(before);
    await workbench.expectVerdict("no-key", "original");
  });
}

test("Undo restores what Clear all removed, but not what Forget everything did, nor do the fields' own undo", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.giveSecret(SECRET);
  await workbench.expectVerdict("verified");
  await workbench.button("Clear all").click();
  await expect(page.getByRole("status", { name: "Notice", exact: true })).toContainText("Undo brings everything back");
  await workbench.button("Undo").click();
  await workbench.expectVerdict("verified");
  await workbench.button("Clear all").click();
  const sheet = await workbench.openSheet("Privacy");
  await sheet.getByRole("button", { name: "Forget everything", exact: true }).click();
  await expect(sheet).toContainText("Forgotten");
  await workbench.page.keyboard.press("Escape");
  await expect(workbench.button("Undo")).toHaveCount(0);
  await workbench.token.focus();
  await page.keyboard.press("ControlOrMeta+Z");
  await workbench.expectToken("");
  await workbench.bringIn(await hmacToken({ sub: "next" }));
  await expect(workbench.secret).toHaveValue("");
  await workbench.secret.focus();
  // Chromium undoes across a page's fields: whatever it restores, it must not be older text.
  for (let times = 0; times < 5; times += 1) await page.keyboard.press("ControlOrMeta+Z");
  const texts = await page
    .locator("textarea")
    .evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value));
  expect(texts.join("\n")).not.toContain(SECRET);
  await workbench.expectToken("");
});
