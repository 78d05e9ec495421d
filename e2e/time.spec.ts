import { expect, inTurn, sharePage, test } from "./fixtures/test.ts";
import { DAY, exactToken, hmacToken, NOW, SECRET, VALID } from "./fixtures/tokens.ts";

sharePage();

const HEADER = '{"alg":"HS256","typ":"JWT"}';

test("every time claim has an item with its state, its instant in UTC and words", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(
    await hmacToken({
      exp: NOW - 3 * DAY,
      nbf: NOW - 4 * DAY,
      iat: NOW - 4 * DAY,
      auth_time: NOW - 5 * DAY,
      updated_at: NOW + DAY,
    }),
  );
  const expected = { exp: "expired", nbf: "valid", iat: "past", auth_time: "past", updated_at: "future" };
  for (const [claim, state] of Object.entries(expected)) {
    await expect(workbench.time(claim), claim).toHaveAttribute("data-state", state);
  }
  await expect(workbench.time("exp").locator("time")).toHaveAttribute(
    "datetime",
    new Date((NOW - 3 * DAY) * 1000).toISOString(),
  );
  await expect(workbench.time("exp")).toContainText("3 days ago");
});

test("absolute times are shown in local time, with the offset on that date, and in UTC", async ({ workbench }) => {
  const summer = Date.UTC(2026, 6, 1, 10, 0, 0) / 1000;
  const winter = Date.UTC(2026, 11, 1, 10, 0, 0) / 1000;
  await workbench.open();
  await workbench.bringIn(await hmacToken({ iat: summer, exp: winter }));
  // Berlin: two hours ahead of UTC in July, one in December, though the clock is in January.
  await expect(workbench.time("iat")).toContainText("12:00");
  await expect(workbench.time("iat")).toContainText(/\+0?2/);
  await expect(workbench.time("exp")).toContainText("11:00");
  await expect(workbench.time("exp")).toContainText(/\+0?1/);
  await expect(workbench.time("exp").locator("time").first()).toHaveAttribute("datetime", "2026-12-01T10:00:00.000Z");
});

test.describe("leeway", () => {
  const cases: readonly (readonly [string, object, number, string, string])[] = [
    ["exp at now is expired", { exp: NOW }, 0, "exp", "expired"],
    ["exp one second after now is valid", { exp: NOW + 1 }, 0, "exp", "valid"],
    ["exp plus leeway at now is expired", { exp: NOW - 30 }, 30, "exp", "expired"],
    ["exp plus leeway after now is valid", { exp: NOW - 29 }, 30, "exp", "valid"],
    ["nbf at now is valid", { nbf: NOW }, 0, "nbf", "valid"],
    ["nbf after now is not yet", { nbf: NOW + 1 }, 0, "nbf", "not-yet"],
    ["nbf less leeway at now is valid", { nbf: NOW + 30 }, 30, "nbf", "valid"],
    ["nbf less leeway after now is not yet", { nbf: NOW + 31 }, 30, "nbf", "not-yet"],
  ];
  test("moves each bound by its seconds, and no further", async ({ workbench }) => {
    await workbench.open();
    for (const [name, claims, leeway, claim, state] of cases) {
      await inTurn(workbench, name, async () => {
        await workbench.bringIn(await hmacToken({ ...claims }));
        await workbench.leeway.fill(String(leeway));
        await expect(workbench.time(claim)).toHaveAttribute("data-state", state);
      });
    }
  });
});

test.describe("values that are not a plausible NumericDate are reported", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["milliseconds", `{"exp":${NOW}000}`, "exp"],
    ["a string", `{"exp":"${NOW}"}`, "exp"],
    ["a date as text", '{"iat":"2027-01-15T08:00:00Z"}', "iat"],
    ["a small number", '{"exp":3600}', "exp"],
    ["null", '{"nbf":null}', "nbf"],
  ];
  test("each kind of them", async ({ workbench }) => {
    await workbench.open();
    for (const [name, payload, claim] of cases) {
      await inTurn(workbench, name, async () => {
        await workbench.bringIn(exactToken(HEADER, payload));
        await expect(workbench.time(claim)).toHaveAttribute("data-state", "implausible");
        await expect(
          workbench.diagnosis.locator("[data-class='claim-type'], [data-class='claim-range']").first(),
        ).toBeVisible();
      });
    }
  });
});

test("a number too small for a date still has its instant", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(exactToken(HEADER, '{"exp":3600,"iat":1e300}'));
  await expect(workbench.time("exp").locator("time")).toHaveAttribute("datetime", "1970-01-01T01:00:00.000Z");
  await expect(workbench.time("iat")).toContainText("1e300");
});

test("fractional seconds are shown like other times", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(exactToken(HEADER, `{"exp":${NOW + 60}.5}`));
  await expect(workbench.time("exp")).toHaveAttribute("data-state", "valid");
});

test.describe("on a page of its own", () => {
  test.use({ sharesPage: false });

  test("a token expires while it is shown", async ({ workbench, page }) => {
    await page.clock.install({ time: NOW * 1000 });
    await workbench.open({ now: null });
    await workbench.bringIn(await hmacToken({ ...VALID, exp: NOW + 90 }));
    await workbench.useSecret(SECRET);
    await workbench.expectVerdict("verified");
    await expect(workbench.time("exp")).toHaveAttribute("data-state", "valid");
    await page.clock.runFor(100_000);
    await expect(workbench.time("exp")).toHaveAttribute("data-state", "expired");
  });
});

test("ticking text is in no live region", async ({ workbench }) => {
  await workbench.open({ now: null });
  await workbench.bringIn(await hmacToken());
  await expect(workbench.time("exp")).toBeVisible();
  const live = await workbench.times.evaluate(
    (list) =>
      list.closest('[aria-live="polite"], [aria-live="assertive"], [role="status"], [role="alert"], [role="log"]') !==
        null ||
      list.querySelector('[aria-live="polite"], [aria-live="assertive"], [role="status"], [role="alert"]') !== null,
  );
  expect(live).toBe(false);
});

test(
  "an expired token with a good signature is called expired just as prominently",
  { tag: "@smoke" },
  async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken({ ...VALID, iat: NOW - 4 * DAY, exp: NOW - 3 * DAY }));
    await workbench.useSecret(SECRET);
    await workbench.expectVerdict("verified", "original");
    const expired = page.getByText(/Expired 3 days ago/).first();
    await expect(expired).toBeInViewport();
    const refuse = page.getByText(/refuse/i).first();
    await expect(refuse).toBeInViewport();
    const size = (element: Element): number => Number.parseFloat(getComputedStyle(element).fontSize);
    const verified = page.getByText(/Signature verified/).first();
    expect(await expired.evaluate(size)).toBeGreaterThanOrEqual(await verified.evaluate(size));
  },
);

test("until the signature verifies, times are only what the token claims", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.expectVerdict("no-key");
  await expect(page.getByText(/Claims to be valid for 14 min/).first()).toBeInViewport();
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified");
  await expect(page.getByText(/Claims to be valid/)).toHaveCount(0);
  await expect(page.getByText(/valid for 14 min/i).first()).toBeInViewport();
});
