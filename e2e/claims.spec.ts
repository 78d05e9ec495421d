import { objections } from "./fixtures/axe.ts";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { exactToken, NOW } from "./fixtures/tokens.ts";
import { select } from "./fixtures/workbench.ts";

sharePage();

const TOKEN = exactToken(
  '{"alg":"ES256","typ":"at+jwt"}',
  `{"iss":"https://accounts.google.com","exp":${NOW},"tenant_x":"<b>1</b>","amr":["pwd","otp"]}`,
);

test("explains the claim at the caret: what it is, its clause, what this value means, and which characters carry it", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(TOKEN);
  const about = page.getByRole("note", { name: "About this claim", exact: true });
  const text = await workbench.payload.inputValue();
  await select(workbench.payload, text.indexOf("exp"));
  await expect(about).toContainText("Expiration Time");
  await expect(about).toContainText("RFC 7519 section 4.1.4");
  await expect(about).toContainText("2027-01-15T08:00:00Z");
  await expect(about).toContainText(/token, characters \d+ to \d+/);
  await select(workbench.payload, text.indexOf("iss"));
  await expect(about).toContainText("Looks like Google");
  await select(workbench.payload, text.indexOf("tenant_x"));
  await expect(about).toContainText("not a registered claim");
  const header = await workbench.header.inputValue();
  await select(workbench.header, header.indexOf("ES256"));
  await expect(about).toContainText("ES256: ECDSA on P-256 with SHA-256");
});

test("the caret in the token explains the claim encoded there", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(TOKEN);
  await select(workbench.token, 6);
  await expect(page.getByRole("note", { name: "About this claim" })).toContainText("Algorithm");
});

test("hovering explains too, in the rich editor as well", async ({ workbench, page }) => {
  await workbench.open({ editor: "rich" });
  await workbench.bringIn(TOKEN);
  await workbench.leaveFields();
  await workbench.expectRich("payload");
  const line = page.locator('[data-drop="payload"] .view-line', { hasText: '"amr"' });
  // The editor redraws its lines when it takes over, so hover waits for a stable one, then moves within it as a hand would.
  await line.hover({ position: { x: 30, y: 10 } });
  await line.hover({ position: { x: 36, y: 11 } });
  await expect(page.getByRole("note", { name: "About this claim" })).toContainText("password, one-time password");
});

test("claims can be shown as a table: their meaning for this kind of token, findings, and a link to each", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(TOKEN);
  const tab = page.getByRole("tab", { name: "Claims table", exact: true });
  await tab.click();
  const table = page.getByRole("region", { name: "Claims table", exact: true });
  await expect(workbench.payload).toBeHidden();
  await expect(table.getByRole("row")).toHaveCount(5);
  const exp = table.locator('[data-claim="exp"]');
  await expect(exp).toContainText("the API must refuse it");
  await expect(exp).toContainText("RFC 9068 section 2.2");
  await expect(exp.locator("time")).toHaveAttribute("datetime", "2027-01-15T08:00:00.000Z");
  await expect(table.locator('[data-claim="tenant_x"]')).toContainText("<b>1</b>");
  expect(await objections(page)).toEqual([]);
  await exp.getByRole("button", { name: "Expired" }).click();
  await expect(workbench.diagnosis.locator('[data-rule="TIM-01"]').first()).toBeFocused();
  await table.getByRole("button", { name: "amr" }).click();
  await expect(workbench.payload).toBeFocused();
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('"amr"');
  await expect(table).toHaveCount(0);
});

test("switching to the table and back keeps text and undo, and the next token opens in the view that was last used", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(TOKEN);
  const text = await workbench.payload.inputValue();
  await select(workbench.payload, text.indexOf("tenant_x"), text.indexOf("tenant_x") + 8);
  await page.keyboard.type("tenant_y");
  const typed = await workbench.payload.inputValue();
  await page.getByRole("tab", { name: "JSON", exact: true }).focus();
  await page.keyboard.press("ArrowRight");
  const table = page.getByRole("region", { name: "Claims table", exact: true });
  await expect(table.locator('[data-claim="tenant_y"]')).toBeVisible();
  await expect(page.getByRole("tab", { name: "Claims table", exact: true })).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(workbench.payload).toHaveValue(typed);
  await workbench.payload.focus();
  const caret = await workbench.payload.evaluate((field: HTMLTextAreaElement) => field.selectionStart);
  expect(caret).toBe(typed.indexOf("tenant_y") + 8);
  await page.keyboard.press("Control+z");
  await expect(workbench.payload).not.toHaveValue(typed);
  await page.getByRole("tab", { name: "Claims table", exact: true }).click();
  await workbench.bringIn(exactToken('{"alg":"HS256"}', '{"sub":"next"}'));
  await expect(table.locator('[data-claim="sub"]')).toContainText("next");
});

for (const [width, height] of [
  [360, 740],
  [1440, 900],
] as const) {
  test(`at ${width} by ${height} a claim whose name is a URL leaves value and meaning in view`, async ({
    workbench,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await workbench.open();
    await workbench.bringIn(
      exactToken('{"alg":"HS256"}', `{"https://login.example.com/claims/${"organisation_".repeat(5)}":1,"sub":"ada"}`),
    );
    await workbench.showPanel("Claims");
    await page.getByRole("tab", { name: "Claims table", exact: true }).click();
    const table = page.getByRole("region", { name: "Claims table", exact: true });
    await expect(table.locator('[data-claim="sub"]')).toContainText("Who the token is about");
    const over = await table.evaluate((region) => region.scrollWidth - region.clientWidth);
    expect(over).toBeLessThanOrEqual(0);
  });
}

test("the claims table names bidirectional controls, so values read as written", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(exactToken('{"alg":"HS256"}', '{"role":"admin\u202enimda","שם":"דוד","emoji":"👩‍🚀"}'));
  await page.getByRole("tab", { name: "Claims table", exact: true }).click();
  const table = page.getByRole("region", { name: "Claims table", exact: true });
  const value = table.locator('[data-claim="role"] .value');
  await expect(value).toHaveText("adminU+202Enimda");
  await expect(value.getByTitle("U+202E RIGHT-TO-LEFT OVERRIDE")).toBeVisible();
  // Joiners that scripts and emoji need are not deceptive.
  await expect(table.locator('[data-claim="שם"] .value')).toHaveText("דוד");
  await expect(table.locator('[data-claim="emoji"] .value')).toHaveText("👩‍🚀");
});
