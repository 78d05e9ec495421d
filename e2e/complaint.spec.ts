import type { Page } from "@playwright/test";
import { expectNoObjectionsInThemes } from "./fixtures/axe.ts";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { hmacToken, NOW, SECRET, VALID } from "./fixtures/tokens.ts";
import { settled } from "./fixtures/watch.ts";
import { SAYS } from "./fixtures/words.ts";

sharePage();

const message = (page: Page) => page.getByRole("textbox", { name: "Error message", exact: true });
const causes = (page: Page) => page.getByRole("list", { name: "Likely causes", exact: true }).getByRole("listitem");

test("explains an error message without a token, and says that it goes by the message alone", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.openScreen("Explain error");
  await message(page).fill("TokenExpiredError: jwt expired\n    at /app/node_modules/jsonwebtoken/verify.js:190:21");
  await expect(causes(page).first()).toHaveAttribute("data-rule", "TIM-01");
  const section = page.getByRole("region", { name: "What does this error mean?", exact: true });
  await expect(section).toContainText("Reported by jsonwebtoken (Node.js).");
  await expect(section).toContainText("No token is open");
});

test("the cause that the page finds in token and key comes first, with its place and its fix", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(`${SECRET}\n`);
  await workbench.openScreen("Explain error");
  await message(page).fill("JsonWebTokenError: invalid signature");
  const first = causes(page).first();
  await expect(first).toHaveAttribute("data-rule", "SEC-04");
  await expect(first).toContainText(SAYS.appliesToToken);
  await expect(causes(page).last()).toHaveAttribute("data-standing", "ruled-out");
  await first.getByRole("button", { name: "Show the field", exact: true }).click();
  await expect(workbench.secret).toBeFocused();
  await workbench.openScreen("Explain error");
  await first.getByRole("button", { name: "Remove it", exact: true }).click();
  await workbench.expectVerdict("verified", "original");
  await expect(page.locator('#complaint [data-standing="found"]')).toHaveCount(0);
});

test("a finding with a place in the token is shown there", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken({ ...VALID, exp: NOW - 5 }));
  await workbench.openScreen("Explain error");
  await message(page).fill('{"level":"error","msg":"jwt expired"}');
  await causes(page).first().getByRole("button", { name: "Show in the token", exact: true }).click();
  await expect(workbench.payload).toBeFocused();
  await workbench.openScreen("Explain error");
  // The same token an hour earlier: the message does not apply here.
  await causes(page).first().getByRole("button", { name: "Move the clock to before it", exact: true }).click();
  // The remaining cause comes first: the verifier's clock may differ from this page's.
  await expect(page.locator('#complaint [data-rule="TIM-01"]')).toHaveAttribute("data-standing", "ruled-out");
  await expect(causes(page).first()).toHaveAttribute("data-rule", "TIM-11");
});

test.describe("what loads late is loaded here, not by an earlier test", () => {
  test.use({ sharesPage: false });

  test("offers the token in the message, and makes no request", async ({ workbench, page, watched }) => {
    const token = await hmacToken();
    await workbench.open();
    await workbench.openScreen("Explain error");
    await settled(page, watched);
    watched.forget();
    await message(page).fill(`ERROR jwt malformed Authorization: Bearer ${token}`);
    await expect(causes(page).first()).toBeVisible();
    await page.getByRole("button", { name: "Open the token", exact: true }).click();
    await workbench.expectToken(token);
    await expect(causes(page).first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Open the token", exact: true })).toHaveCount(0);
    expect(watched.requests).toEqual([]);
  });
});

test("the causes listed always belong to the message in the field", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.openScreen("Explain error");
  for (const [text, rule] of [
    ["intermittent 401", "KEY-31"],
    ["invalid bearer token, token audiences [X] is invalid for the target audiences [Y]", "PRV-09"],
    ["node: PEM_read_bio_PUBKEY failed", "KEY-02"],
    ["oidc: JWT claims invalid: invalid claim value: 'iss'", "CLM-03"],
    ['jose: "nbf" claim timestamp check failed', "TIM-05"],
  ] as const) {
    await message(page).fill(text);
    // Without waiting for it.
    expect(await page.locator("#complaint [data-rule]").first().getAttribute("data-rule"), text).toBe(rule);
  }
});

test("says that an unknown message is unknown, and calls the nearest ones a guess", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.openScreen("Explain error");
  const section = page.getByRole("region", { name: "What does this error mean?", exact: true });
  const list = page.getByRole("list", { name: "Likely causes", exact: true });
  await message(page).fill("something about the token and its claims was odd");
  await expect(section).toContainText(SAYS.unknownMessage);
  await expect(section).toContainText("What would help");
  await expect(causes(page).first()).toContainText("A guess, from");
  await expect(list).toHaveAttribute("data-known", "no");
  await message(page).fill("the coffee machine is out of beans");
  await expect(section).toContainText("It resembles no known message");
  await expect(causes(page)).toHaveCount(0);
  await message(page).fill("E7731 session bridge: upstream assertion rejected (reason=14)");
  await expect(section).toContainText("E7731, reason=14");
  await expect(causes(page)).toHaveCount(0);
});

test("compares the message's values with the token's and the policy's, and shows where the token differs", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken({ ...VALID, aud: "billing" }));
  await workbench.openScreen("Explain error");
  await message(page).fill("JsonWebTokenError: jwt audience invalid. expected: orders-api");
  await expect(page.getByRole("list", { name: "Likely causes", exact: true })).toHaveAttribute("data-known", "yes");
  const aud = page.getByRole("table", { name: "Expected values", exact: true }).getByRole("row").nth(1);
  await expect(aud).toHaveAttribute("data-fits", "false");
  await expect(aud).toContainText("orders-api");
  await expect(aud).toContainText("billing");
  await expect(causes(page).first()).toHaveAttribute("data-rule", "CLM-05");
  await expect(causes(page).first()).toHaveAttribute("data-standing", "seen");
  await expect(page.locator("#complaint")).toContainText(
    "This token is for billing. The service takes only tokens for orders-api.",
  );
  await aud.getByRole("button", { name: "Show where it differs", exact: true }).click();
  await expect(workbench.payload).toBeFocused();
  await workbench.openScreen("Explain error");
  await aud.getByRole("button", { name: "Add to the policy", exact: true }).click();
  await expect(aud).toContainText("In your policy");
  await workbench.openScreen("Gateway");
  // The value that the message expects, never the token's.
  await expect(page.getByRole("textbox", { name: "Policy JSON", exact: true })).toHaveValue(
    /^\{\s*"aud": "orders-api"\s*\}\s*$/,
  );
});

test("text that is not about a token gets no causes", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.openScreen("Explain error");
  await message(page).fill("tar: Exiting with failure status: checksum verification failed");
  await expect(page.getByRole("list", { name: "Likely causes", exact: true })).toHaveAttribute("data-known", "no");
  await expect(causes(page)).toHaveCount(0);
});

test("a message about the subject leads to the known user IDs", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.openScreen("Explain error");
  await message(page).fill("User from sub claim in JWT does not exist");
  await causes(page).first().getByRole("button", { name: "Known user ids", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Known user ids", exact: true })).toBeFocused();
});

test("a message pasted in a token's place goes to its own field with one press", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn("Jwt issuer is not configured");
  await page.getByRole("button", { name: "Explain it as an error", exact: true }).click();
  await expect(causes(page).first()).toHaveAttribute("data-rule", "PRV-13");
});

test("both ends of a one-megabyte log are read, and the page says so", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.openScreen("Explain error");
  await message(page).fill(`${"INFO request served in 3 ms\n".repeat(37_000)}PyJWT: Signature has expired`);
  await expect(causes(page).first()).toHaveAttribute("data-rule", "TIM-01");
  await expect(page.locator("#complaint")).toContainText("only its start and end were read");
});

test("axe finds no violations on phone and desktop, light and dark", { tag: "@smoke" }, async ({ workbench, page }) => {
  await workbench.open();
  await workbench.openScreen("Explain error");
  await workbench.bringIn(await hmacToken({ ...VALID, exp: NOW - 5 }));
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    await message(page).fill("jsonwebtoken: jwt malformed; jwt expired");
    await expect(causes(page).first()).toBeVisible();
    await expectNoObjectionsInThemes(page, `${width} wide`, "#complaint");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
