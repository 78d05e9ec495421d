import { expect, sharePage, test } from "./fixtures/test.ts";
import { exactToken, hmacToken, NOW, SECRET, VALID } from "./fixtures/tokens.ts";
import { SAYS } from "./fixtures/words.ts";

sharePage();

const HEADER = '{"alg":"HS256","typ":"JWT"}';
const PUBLISHED = "a-string-secret-at-least-256-bits-long";

test("errors show in the verdict whatever was signed here, and the filled button copies after an edit", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(SECRET);
  await workbench.expectTones("ok", "ok", "ok");
  await expect(workbench.verdict).toContainText(SAYS.asPasted);

  await test.step("a claim is changed", async () => {
    await workbench.payload.fill(JSON.stringify({ ...VALID, sub: "1" }));
    await workbench.expectVerdict("verified", "re-signed");
    await workbench.expectTones("info", "ok", "info");
    await expect(workbench.verdict).toContainText("signed here, with the key in the field");
    await expect(workbench.filledButton).toHaveText("Copy token");
  });

  await test.step("a policy refuses it", async () => {
    await workbench.openScreen("Gateway");
    await page
      .getByRole("textbox", { name: "Policy JSON", exact: true })
      .fill('{"algorithms":["RS256"],"aud":"orders-api"}');
    await workbench.expectTones("info", "ok", "error");
    await expect(workbench.cell("conclusion")).toContainText("2 errors");
  });
});

test("a truncated payload has no times to rely on, and nothing in it is called missing", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(exactToken(HEADER, `{"exp":${NOW + 600},"aud":"x",`));
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified", "original");
  for (const edited of [false, true]) {
    if (edited) await workbench.payload.fill(`{"exp":${NOW + 900},"aud":"y",`);
    await expect(workbench.cell("time")).toContainText("Times cannot be relied on");
    await expect(workbench.cell("time")).toHaveAttribute("data-tone", "warn");
    await expect(workbench.cell("conclusion")).toHaveAttribute("data-tone", "error");
    await expect(workbench.finding("TIM-08")).toHaveCount(0);
  }
});

test("a published secret is reported everywhere, before and after an edit", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken(VALID, { secret: PUBLISHED }));
  await workbench.useSecret(PUBLISHED);
  for (const edited of [false, true]) {
    if (edited) await workbench.payload.fill(JSON.stringify({ ...VALID, sub: "1" }));
    await workbench.expectTones("security", "ok", "security");
    await expect(workbench.finding("SEC-12")).toBeVisible();
    await expect(workbench.finding("none")).toHaveCount(0);
  }
});

test("typed text is no longer called what was pasted", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await expect(workbench.verdict).toContainText(SAYS.asPasted);
  await workbench.token.press("End");
  await workbench.token.pressSequentially("A");
  await expect(workbench.verdict).toContainText("not the bytes you pasted");
});

test("the value that an error message expects is shown next to the token's, and can go into the policy", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken({ ...VALID, aud: "billing" }));
  await workbench.openScreen("Explain error");
  await page
    .getByRole("textbox", { name: "Error message", exact: true })
    .fill("jwt audience invalid. expected: orders-api");
  const row = page.getByRole("table", { name: "Expected values", exact: true }).getByRole("row").nth(1);
  await expect(row).toContainText("orders-api");
  await expect(row).toContainText("billing");
  await row.getByRole("button", { name: "Add to the policy", exact: true }).click();
  await expect(row).toContainText("In your policy");
  await expect(workbench.diagnosis).toContainText("aud does not name this API");
  await workbench.openScreen("Gateway");
  await expect(page.getByRole("textbox", { name: "Policy JSON", exact: true })).toHaveValue(/"aud": "orders-api"/);
  await workbench.openScreen("Workbench");
  await expect(workbench.finding("CLM-05")).toBeVisible();
});
