import type { Locator } from "@playwright/test";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { exactToken } from "./fixtures/tokens.ts";
import { select, type Workbench } from "./fixtures/workbench.ts";

sharePage();

const PAYLOAD = '{"iss":"joe","role":"admin","n":1}';
const TOKEN = exactToken('{"alg":"HS256","kid":"k1"}', PAYLOAD);

function litInToken({ page }: Workbench): Locator {
  return page.locator("#p-token [data-lit]");
}

/** What the token's highlighted characters decode to, widened to groups of four. */
async function litMeaning(workbench: Workbench): Promise<string> {
  const lit = (await litInToken(workbench).allTextContents()).join("");
  const token = await workbench.tokenText();
  const segment = token.split(".").find((part) => part.includes(lit)) ?? "";
  const from = Math.floor(segment.indexOf(lit) / 4) * 4;
  const to = Math.ceil((segment.indexOf(lit) + lit.length) / 4) * 4;
  return Buffer.from(segment.slice(from, to), "base64url").toString("utf8");
}

test("the caret in a claim highlights the characters of the token that carry it", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(TOKEN);
  const text = await workbench.payload.inputValue();
  await select(workbench.payload, text.indexOf("admin"));
  await expect(litInToken(workbench).first()).toBeVisible();
  const meaning = await litMeaning(workbench);
  expect(meaning).toContain('"role":"admin"');
  expect(meaning).not.toContain("joe");
  await expect(workbench.page.locator('#p-token [data-lit="shared"]').first()).toBeVisible();
});

test("the caret in the token highlights the claim", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(TOKEN);
  const [header = ""] = TOKEN.split(".");
  const byte = PAYLOAD.indexOf("admin");
  await select(workbench.token, header.length + 1 + Math.ceil((byte * 8) / 6));
  await expect(page.locator('[data-drop="payload"] .layer [data-lit]').first()).toBeVisible();
  const lit = (await page.locator('[data-drop="payload"] .layer [data-lit]').allTextContents()).join("");
  expect(lit).toBe('"role": "admin"');
  await expect(page.locator('[data-drop="header"] [data-lit]')).toHaveCount(0);
});

test("the header has its own map", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(TOKEN);
  const text = await workbench.header.inputValue();
  await select(workbench.header, text.indexOf("kid"));
  await expect(litInToken(workbench).first()).toBeVisible();
  expect(await litMeaning(workbench)).toContain('"kid":"k1"');
});

test("after an edit the map shows the bytes that are actually encoded", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(TOKEN);
  const text = await workbench.payload.inputValue();
  await select(workbench.payload, text.indexOf("joe"));
  await page.keyboard.type("é ");
  const next = await workbench.payload.inputValue();
  await select(workbench.payload, next.indexOf("admin"));
  await expect.poll(() => litMeaning(workbench)).toContain('"role":"admin"');
});

test("works both ways in the rich editor", async ({ workbench, page }) => {
  await workbench.open({ editor: "rich" });
  await workbench.bringIn(TOKEN);
  await workbench.expectRich("payload");
  await workbench.payload.focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => litMeaning(workbench)).toContain('"role":"admin"');
  const [header = ""] = TOKEN.split(".");
  await select(workbench.token, header.length + 1 + Math.ceil((PAYLOAD.indexOf("joe") * 8) / 6));
  await expect
    .poll(async () => (await page.locator('[data-drop="payload"] .rich .lit').allTextContents()).join(""))
    .toMatch(/"iss":\s"joe"/);
});

test("while no field has the focus, hovering highlights", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(TOKEN);
  await workbench.leaveFields();
  const line = page.locator('[data-drop="payload"] .text-line', { hasText: "admin" });
  // Content that appears above the panes a moment later moves the line.
  await expect
    .poll(async () => {
      const box = await line.boundingBox();
      await page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 10);
      return litMeaning(workbench);
    })
    .toContain('"role":"admin"');
  await page.mouse.move(5, 5);
  await expect(litInToken(workbench)).toHaveCount(0);
});
