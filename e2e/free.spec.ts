import type { Page } from "@playwright/test";
import { expectNoObjections } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/test.ts";

const verdictOf = (page: Page) => page.getByRole("region", { name: "Free verifier", exact: true });
const checkOf = (page: Page, flag: string) => page.locator(`.lab-flags [data-flag="${flag}"]`);

/** Whether the verdict is entirely in the window, and nothing covers it. */
async function expectInSight(page: Page): Promise<void> {
  const verdict = verdictOf(page);
  await expect(verdict.getByText(/^(Accepted|Rejected)$/)).toBeInViewport({ ratio: 1 });
  const isOnTop = await verdict.evaluate((bar) => {
    const { left, top, width, height } = bar.getBoundingClientRect();
    return bar.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
  expect(isOnTop).toBe(true);
}

for (const [width, height] of [
  [1280, 720],
  [360, 740],
] as const) {
  test(`by keyboard a loosened check leads to its attack, and hardening it refuses the attack, verdict in view: ${width} by ${height}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await page.goto("./#/lab/alg-none&mode=free");
    const verdict = verdictOf(page);
    await expect(verdict).toHaveAttribute("data-verdict", "accepted");
    await expect(verdict).toContainText("Let through by Algorithm");
    await page.getByRole("button", { name: "Harden all", exact: true }).press("Enter");
    await expect(verdict).toHaveAttribute("data-verdict", "rejected");
    await expect(verdict).toContainText("Stopped by Algorithm");
    await expect(checkOf(page, "algorithm")).toHaveAttribute("data-decides", "true");
    await expect(page.locator('.lab-flags [data-loose="true"], .lab-freecode [data-loose="true"]')).toHaveCount(0);

    const typ = page.getByRole("combobox", { name: /^typ/ });
    // On a phone a group of which nothing is loosened is folded.
    if (width < 600) await page.getByRole("button", { name: "Claims", exact: true }).press("Enter");
    await typ.selectOption("ignored");
    await expect(checkOf(page, "typ").getByText("loosened", { exact: true })).toBeVisible();
    await expect(page.locator('.lab-freecode [data-loose="true"]')).toHaveText([/typ is not checked/]);
    await expectInSight(page);
    const attack = checkOf(page, "typ").getByRole("link").first();
    await attack.focus();
    await expectInSight(page);
    await attack.press("Enter");

    await expect(page).toHaveURL(/#\/lab\/cross-jwt-confusion.*mode=free/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("ID token as access token");
    await expect(verdict).toHaveAttribute("data-verdict", "accepted");
    await expect(verdict).toContainText("Let through by typ");
    await expect(verdict).toBeFocused();
    await expectInSight(page);
    await page.getByRole("combobox", { name: /^typ/ }).selectOption("required");
    await expect(verdict).toHaveAttribute("data-verdict", "rejected");
    await expectInSight(page);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expectInSight(page);
    await page.getByRole("button", { name: /^Loosen what this attack needs/ }).click();
    await expect(verdict).toHaveAttribute("data-verdict", "accepted");
  });
}

test("a check that helps the attacker leads to the attack that uses it; the code is copied as shown", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("./#/lab/alg-none&mode=free");
  await expect(verdictOf(page)).toHaveAttribute("data-verdict", "accepted");
  await page.getByRole("combobox", { name: /^Error message/ }).selectOption("telling");
  await page.getByRole("button", { name: "Copy code", exact: true }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("expected ${encode(expected)}");
  expect(copied).not.toContain("Loosened");
  await checkOf(page, "errors").getByRole("link").click();
  await expect(page).toHaveURL(/#\/lab\/signature-oracle/);
  await expect(page.getByRole("button", { name: "Run attack", exact: true })).toBeVisible();
});

test("axe finds no violations while checks are loosened and their attacks listed", async ({ page }) => {
  await page.goto("./#/lab/rs-hs-confusion&mode=free");
  await expect(verdictOf(page)).toHaveAttribute("data-verdict", "accepted");
  await checkOf(page, "algorithm").locator("summary").click();
  await expectNoObjections(page);
});

test("on a phone only the checks that matter are unfolded, and what was unfolded stays so", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("./#/lab/rs-hs-confusion&mode=free");
  const group = (name: string) => page.getByRole("region", { name, exact: true });
  const inSight = (name: string) => group(name).getByRole("combobox");
  await expect(inSight("Algorithm and key").first()).toBeVisible();
  for (const name of ["How the token is read", "Claims"]) {
    await expect(inSight(name)).toHaveCount(0);
    await expect(group(name)).toContainText(/\d checks, all hardened/);
  }
  await page.getByRole("button", { name: "Harden all", exact: true }).click();
  await expect(verdictOf(page)).toHaveAttribute("data-verdict", "rejected");
  await expect(inSight("Algorithm and key").first()).toBeVisible();
  await page.getByRole("button", { name: "Claims", exact: true }).click();
  await expect(inSight("Claims").first()).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 720 });
  await expect(inSight("How the token is read").first()).toBeVisible();
});

test("on a phone a check has its choice beside its name, so that all of them fit on a few screens", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("./#/lab/alg-none&mode=free");
  await page.getByRole("button", { name: "Harden all", exact: true }).click();
  await expect(page.locator('.lab-flags [data-loose="true"]')).toHaveCount(0);
  const folded = page.locator(".lab-group h3 button[aria-expanded=false]");
  while ((await folded.count()) > 0) await folded.first().click();
  await expect(page.locator(".lab-flags > li").last()).toBeVisible();
  await expect(page.locator(".lab-flags > li:visible")).toHaveCount(await page.locator(".lab-flags > li").count());
  const heights = await page
    .locator(".lab-flags > li")
    .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
  expect(heights.length).toBeGreaterThan(20);
  expect(heights.reduce((sum, height) => sum + height, 0) / heights.length).toBeLessThan(60);
});
