import { objections } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/test.ts";
import { exactToken, NOW } from "./fixtures/tokens.ts";
import { select } from "./fixtures/workbench.ts";

const TOKEN = exactToken(
  '{"alg":"ES256","typ":"at+jwt"}',
  `{"iss":"https://accounts.google.com","exp":${NOW},"tenant_x":"<b>1</b>","amr":["pwd","otp"]}`,
);

test("the claim at the caret is explained: what it is, its clause, what this value means, where its bits are", async ({
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

test("the caret in the token explains the claim whose bits stand there", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(TOKEN);
  await select(workbench.token, 6);
  await expect(page.getByRole("note", { name: "About this claim" })).toContainText("Algorithm");
});

test("the pointer explains too, in the rich editor as well", async ({ workbench, page }) => {
  await workbench.open({ editor: "rich" });
  await workbench.bringIn(TOKEN);
  await workbench.leaveFields();
  await workbench.expectRich("payload");
  const line = page.locator('[data-drop="payload"] .view-line', { hasText: '"amr"' });
  // The editor draws its lines anew when it comes in: hovering waits for one that stays. A hand moves on within it.
  await line.hover({ position: { x: 30, y: 10 } });
  await line.hover({ position: { x: 36, y: 11 } });
  await expect(page.getByRole("note", { name: "About this claim" })).toContainText("password, one-time password");
});

test("claims are a table on request, and a name leads to its place", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(TOKEN);
  await workbench.button("Claims table").click();
  const table = page.getByRole("region", { name: "Claims table", exact: true });
  await expect(table.getByRole("row")).toHaveCount(5);
  await expect(table.locator('[data-claim="exp"]')).toContainText("Expiration Time");
  await expect(table.locator('[data-claim="tenant_x"]')).toContainText("<b>1</b>");
  await table.getByRole("button", { name: "amr" }).click();
  await expect(workbench.payload).toBeFocused();
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('"amr"');
  expect(await objections(page)).toEqual([]);
  await workbench.button("Claims table").click();
  await expect(table).toHaveCount(0);
});

for (const [width, height] of [
  [360, 740],
  [1440, 900],
] as const) {
  test(`at ${width} by ${height} a claim with an address for a name leaves value and meaning in sight`, async ({
    workbench,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await workbench.open();
    await workbench.bringIn(
      exactToken('{"alg":"HS256"}', `{"https://login.example.com/claims/${"organisation_".repeat(5)}":1,"sub":"ada"}`),
    );
    await workbench.showPanel("Claims");
    await workbench.button("Claims table").click();
    const table = page.getByRole("region", { name: "Claims table", exact: true });
    await expect(table.locator('[data-claim="sub"]')).toContainText("Subject");
    const over = await table.evaluate((region) => region.scrollWidth - region.clientWidth);
    expect(over).toBeLessThanOrEqual(0);
  });
}

test("the claims table names what turns the order of reading, so that a value is read as it is written", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(exactToken('{"alg":"HS256"}', '{"role":"admin\u202enimda","שם":"דוד","emoji":"👩‍🚀"}'));
  await workbench.button("Claims table").click();
  const table = page.getByRole("region", { name: "Claims table", exact: true });
  const value = table.locator('[data-claim="role"] .value');
  await expect(value).toHaveText('"adminU+202Enimda"');
  await expect(value.getByTitle("U+202E RIGHT-TO-LEFT OVERRIDE")).toBeVisible();
  // What a script or a picture needs is not deceit.
  await expect(table.locator('[data-claim="שם"] .value')).toHaveText('"דוד"');
  await expect(table.locator('[data-claim="emoji"] .value')).toHaveText('"👩‍🚀"');
});
