import type { Locator, Page } from "@playwright/test";
import { objections } from "./fixtures/axe.ts";
import { expect, inThemes, inTurn, test } from "./fixtures/test.ts";
import { DAY, exactToken, hmacToken, NOW, SECRET, VALID } from "./fixtures/tokens.ts";
import type { Workbench } from "./fixtures/workbench.ts";
import { SAYS } from "./fixtures/words.ts";

const EXP = NOW + 14 * 60;
const IAT = NOW - 60;

const slider = (page: Page): Locator => page.getByRole("slider", { name: "Clock", exact: true });
const banner = (page: Page): Locator => page.getByRole("note", { name: "Clock", exact: true });
const typed = (page: Page): Locator => page.getByRole("textbox", { name: "Move the clock to", exact: true });
const timeVerdict = (page: Page): Locator => page.getByRole("group", { name: "Time verdict", exact: true });

/** The page with a verified token, its real clock at `NOW`. */
async function begin(workbench: Workbench, page: Page, claims: object = {}, frozen = true): Promise<void> {
  // Clock moves are relative to the real time, so that must be the token's.
  if (frozen) await page.clock.setFixedTime(NOW * 1000);
  else await page.clock.install({ time: NOW * 1000 });
  await workbench.open({ now: null });
  await workbench.bringIn(await hmacToken({ ...VALID, ...claims }));
  await workbench.giveSecret(SECRET);
  await workbench.expectVerdict("verified");
  await workbench.showPanel("Time");
}

async function expectClock(page: Page, seconds: number): Promise<void> {
  await expect(slider(page)).toHaveAttribute("aria-valuenow", String(seconds));
}

test("dragging the clock past exp updates badge, verdict, diagnosis and gateway, and one click reverts them all", async ({
  workbench,
  page,
}) => {
  await begin(workbench, page);
  await expect(banner(page)).toHaveCount(0);
  const mark = slider(page);
  const box = await mark.boundingBox();
  const line = await mark.locator("xpath=..").boundingBox();
  if (box === null || line === null) throw new Error("the clock is not on the page");
  await page.mouse.move(box.x + box.width / 2, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(line.x + line.width * 0.5, box.y + 20, { steps: 4 });
  await expect(workbench.time("exp")).toHaveAttribute("data-state", "valid");
  await page.mouse.move(line.x + line.width * 0.9, box.y + 20, { steps: 4 });
  await expect(workbench.time("exp")).toHaveAttribute("data-state", "expired");
  await page.mouse.up();
  await page.mouse.move(line.x, box.y - 200);
  await expect(workbench.time("exp"), "letting go ends it").toHaveAttribute("data-state", "expired");
  await expect(timeVerdict(page)).toContainText(/Expired .*, clock moved/);
  await expect(workbench.finding("TIM-01")).toBeVisible();
  await expect(banner(page)).toContainText(SAYS.clockStopped);
  await workbench.openScreen("Gateway");
  await expect(page.locator('[data-step][data-outcome="failed"]').first()).toContainText(/time/i);
  await expect(banner(page)).toContainText(SAYS.clockStopped);
  await workbench.openScreen("Workbench");
  await workbench.button("Use real time").click();
  await expectClock(page, NOW);
  await expect(banner(page)).toHaveCount(0);
  await expect(workbench.time("exp")).toHaveAttribute("data-state", "valid");
  await expect(workbench.finding("TIM-01")).toHaveCount(0);
});

test("Escape cancels a drag: the clock stays where it was", async ({ workbench, page }) => {
  await begin(workbench, page);
  const box = await slider(page).boundingBox();
  if (box === null) throw new Error("the clock is not on the page");
  await page.mouse.move(box.x + box.width / 2, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 20, { steps: 3 });
  await expect(banner(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.mouse.move(box.x + 500, box.y + 20);
  await page.mouse.up();
  await expect(banner(page)).toHaveCount(0);
  await expectClock(page, NOW);
});

test("a press on the handle without a drag keeps the real time", async ({ workbench, page }) => {
  await begin(workbench, page);
  const box = await slider(page).boundingBox();
  if (box === null) throw new Error("the clock is not on the page");
  await page.mouse.move(box.x + box.width / 2, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 2, box.y + 20);
  await page.mouse.up();
  await expect(slider(page)).toBeFocused();
  await expect(banner(page)).toHaveCount(0);
});

test.describe("on a touch screen", () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 } });

  test("a finger can drag the clock", async ({ workbench, page }) => {
    await begin(workbench, page);
    await slider(page).scrollIntoViewIfNeeded();
    const box = await slider(page).boundingBox();
    if (box === null) throw new Error("the clock is not on the page");
    expect(box.width, "wide enough for a finger").toBeGreaterThanOrEqual(24);
    const session = await page.context().newCDPSession(page);
    const y = box.y + 20;
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", x?: number) =>
      session.send("Input.dispatchTouchEvent", { type, touchPoints: x === undefined ? [] : [{ x, y }] });
    await touch("touchStart", box.x + box.width / 2);
    for (const x of [120, 180, 240, 300, 330]) await touch("touchMove", x);
    await touch("touchEnd");
    await expect(workbench.time("exp")).toHaveAttribute("data-state", "expired");
    await expect(banner(page)).toBeInViewport();
  });
});

test("the slider moves by keyboard and announces its position in words", async ({ workbench, page }) => {
  await begin(workbench, page);
  const mark = slider(page);
  await mark.focus();
  await expect(mark).toHaveAttribute(
    "aria-valuetext",
    /Fri 15 Jan 2027, 09:00:00 \(UTC\+01:00\): 14 min of 15 min left/,
  );
  await page.keyboard.press("Home");
  await expectClock(page, IAT);
  await page.keyboard.press("End");
  await expectClock(page, EXP);
  await expect(mark).toHaveAttribute("aria-valuetext", /09:14:00 .*: 0 s too late/);
  await page.keyboard.press("ArrowLeft");
  await expectClock(page, EXP - 15);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowLeft");
  await expectClock(page, EXP - 1);
  await expect(workbench.time("exp")).toHaveAttribute("data-state", "valid");
  await page.keyboard.press("PageDown");
  await expectClock(page, EXP - 1 - 60);
  await page.keyboard.press("PageUp");
  await expectClock(page, EXP - 1);
  for (const [name, bound] of [
    ["aria-valuemin", IAT],
    ["aria-valuemax", EXP],
  ] as const) {
    const value = Number(await mark.getAttribute(name));
    expect(name === "aria-valuemin" ? value <= bound : value >= bound, name).toBe(true);
  }
});

test("a moved clock stands still until it is started, and so does a clock stopped by a link", async ({
  workbench,
  page,
}) => {
  await begin(workbench, page, {}, false);
  // From here on only `runFor` moves the clock: "just before" is one second, and a busy machine takes longer to look.
  await page.clock.pauseAt((NOW + 300) * 1000);
  await workbench.button("Just before expiry").click();
  await page.clock.runFor(10_000);
  await expectClock(page, EXP - 1);
  await expect(workbench.time("exp")).toHaveAttribute("data-state", "valid");
  await expect(banner(page)).toContainText("it is stopped");
  await workbench.button("Start the clock").click();
  await expect(banner(page)).toContainText(/is ticking, \d+ min ahead/);
  await page.clock.runFor(2_500);
  await expect(workbench.time("exp")).toHaveAttribute("data-state", "expired");
  await workbench.button("Stop the clock").click();
  const stopped = Number(await slider(page).getAttribute("aria-valuenow"));
  await page.clock.runFor(10_000);
  await expectClock(page, stopped);
  await page.evaluate((at) => (location.hash = `#editor=plain&now=${at}`), EXP - 5);
  await expect(banner(page)).toContainText("the link stopped the clock");
  await page.clock.runFor(10_000);
  await expectClock(page, EXP - 5);
  await workbench.button("Start the clock").click();
  await page.clock.runFor(3_000);
  await expect.poll(async () => Number(await slider(page).getAttribute("aria-valuenow"))).toBeGreaterThan(EXP - 3);
  await workbench.button("Use real time").click();
  await expect(banner(page)).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Time", exact: true })).toContainText("real time");
});

test.describe("typing a time", () => {
  const cases: readonly (readonly [string, number])[] = [
    ["1800000500", 1_800_000_500],
    ["2027-01-19 09:30", Date.UTC(2027, 0, 19, 8, 30) / 1000],
    ["2027-01-19T09:30:00Z", Date.UTC(2027, 0, 19, 9, 30) / 1000],
    ["+2h", NOW + 7200],
    ["exp", EXP],
    ["exp-1s", EXP - 1],
    // NOW is a Friday.
    ["Tuesday 9:00", Date.UTC(2027, 0, 19, 8) / 1000],
  ];
  test("understands moments, offsets and names", async ({ workbench, page }) => {
    await begin(workbench, page);
    for (const [text, seconds] of cases) {
      await test.step(text, async () => {
        await typed(page).fill(text);
        await typed(page).press("Enter");
        await expectClock(page, seconds);
        await expect(typed(page)).toHaveValue("");
        await workbench.button("Use real time").click();
        await expect(banner(page)).toHaveCount(0);
      });
    }
  });

  test("shows how it reads the text while it is typed, and what it cannot read once it is entered", async ({
    workbench,
    page,
  }) => {
    await begin(workbench, page);
    await typed(page).fill("+1 day");
    await expect(typed(page)).toHaveAccessibleDescription(/Sat 16 Jan 2027, 09:00:00/);
    await expect(banner(page), "nothing moves yet").toHaveCount(0);
    await typed(page).fill("someday");
    await workbench.button("Set").click();
    await expect(typed(page)).toHaveAccessibleDescription(/“someday” is not understood/);
    await expect(typed(page)).toHaveAttribute("aria-invalid", "true");
    await typed(page).fill("nbf");
    await typed(page).press("Enter");
    await expect(typed(page)).toHaveAccessibleDescription(/no nbf/);
    await expect(banner(page)).toHaveCount(0);
    await typed(page).fill("now");
    await expect(typed(page)).not.toHaveAttribute("aria-invalid");
  });
});

test("the quick jumps go to the time of issue and to both sides of expiry, leeway included", async ({
  workbench,
  page,
}) => {
  await begin(workbench, page);
  await workbench.button("At issue").click();
  await expectClock(page, IAT);
  await workbench.leeway.fill("30");
  await workbench.button("Just before expiry").click();
  await expectClock(page, EXP + 29);
  await expect(workbench.time("exp")).toHaveAttribute("data-state", "valid");
  await workbench.button("Just after expiry").click();
  await expectClock(page, EXP + 30);
  await expect(workbench.time("exp")).toHaveAttribute("data-state", "expired");
  await workbench.button("+1 day").click();
  await expectClock(page, EXP + 30 + DAY);
});

test('"UTC first" and 12-hour time apply wherever a time is shown', async ({ workbench, page }) => {
  await begin(workbench, page, { exp: NOW + 6 * 3600, iat: NOW - 3600 });
  await expect(workbench.time("exp")).toContainText("15:00 (UTC+01:00)");
  await workbench.button("UTC first").click();
  await workbench.button("12 h").click();
  await workbench.button("Just after expiry").click();
  const wanted = "2:00 PM (UTC)";
  await expect(workbench.time("exp").locator("time")).toHaveText(
    /^Fri 15 Jan 2027, 2:00 PM \(UTC\).*3:00 PM \(UTC\+01:00\)/,
  );
  await expect(timeVerdict(page)).toContainText(wanted);
  await expect(workbench.finding("TIM-01")).toContainText(wanted);
  await expect(page.locator('[data-drop="payload"] .hint').last()).toContainText(wanted);
  await expect(banner(page)).toContainText("2:00:00 PM (UTC)");
  await page.getByRole("tab", { name: "Claims table", exact: true }).click();
  await expect(page.getByRole("region", { name: "Claims table" }).locator('[data-claim="exp"]')).toContainText(wanted);
  await workbench.button("UTC first").click();
  await workbench.button("12 h").click();
  await expect(workbench.time("exp")).toContainText("15:00 (UTC+01:00)");
});

test("the rich editor's inlay dates follow the clock and the chosen time format", async ({ workbench, page }) => {
  await page.clock.setFixedTime(NOW * 1000);
  await workbench.open({ now: null, editor: "rich" });
  await workbench.bringIn(await hmacToken());
  await workbench.expectRich("payload");
  const hints = page.locator('[data-drop="payload"] .rich .hint');
  await expect(hints.filter({ hasText: "expires in 14 min" })).toContainText("09:14 (UTC+01:00)");
  await workbench.button("UTC first").click();
  await workbench.button("Just after expiry").click();
  await expect(hints.filter({ hasText: "expired 0 s ago" })).toContainText("08:14 (UTC)");
});

test.describe("the timeline shows what it can of odd claims", () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ["no exp", `{"iat":${IAT}}`, /issued 60 s ago, no exp, so it never expires/],
    ["only exp", `{"exp":${EXP}}`, /14 min left \(unverified\)/],
    ["exp before iat", `{"iat":${NOW},"exp":${NOW - 3600}}`, /exp is 1 h before iat, so it is never valid/],
    ["nbf after exp", `{"nbf":${EXP + 60},"exp":${EXP}}`, /exp is 60 s before nbf, so it is never valid/],
    ["nbf to come", `{"iat":${IAT},"nbf":${NOW + 120},"exp":${EXP}}`, /2 min too early/],
    [
      "exp in milliseconds",
      `{"iat":${IAT},"exp":${EXP}000}`,
      /never expires.*Without exp, which is not a usable time/s,
    ],
    ["the year 9999", `{"exp":253402300799}`, /None of these is a usable time/],
    ["before 1970", `{"exp":-86400}`, /None of these is a usable time/],
  ];
  test("explains one odd claim after another", async ({ workbench, page }) => {
    await page.clock.setFixedTime(NOW * 1000);
    await workbench.open({ now: null });
    for (const [name, payload, words] of cases) {
      await inTurn(workbench, name, async () => {
        await workbench.bringIn(exactToken('{"alg":"HS256"}', payload));
        await expect(page.getByRole("region", { name: "Time", exact: true })).toContainText(words);
      });
    }
  });
});

for (const [width, height] of [
  [360, 740],
  [1440, 900],
] as const) {
  test.describe(`moved, ${width} by ${height}`, () => {
    test.use({ viewport: { width, height } });
    test("axe finds no violations, nothing scrolls sideways, and the verdict stays in view", async ({
      workbench,
      page,
    }) => {
      await begin(workbench, page);
      await workbench.leeway.fill("60");
      await workbench.button("Just after expiry").click();
      await typed(page).fill("someday");
      await typed(page).press("Enter");
      await inThemes(page, async (theme) => {
        expect(await objections(page), theme).toEqual([]);
      });
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBe(0);
      await expect(workbench.verdict).toBeInViewport({ ratio: 1 });
      await expect(banner(page)).toBeInViewport({ ratio: 1 });
    });
  });
}

test("the clock overlaps nothing at any width, in 12-hour time too", async ({ workbench, page }) => {
  await begin(workbench, page);
  for (const hours of [24, 12]) {
    if (hours === 12) await page.getByRole("button", { name: "12 h", exact: true }).click();
    for (const width of [360, 1440, 1920, 2560]) {
      await page.setViewportSize({ width, height: width > 1900 ? 1440 : 900 });
      await workbench.showPanel("Time");
      const [face, leeway] = [page.locator(".now time"), page.locator("label.leeway-field")];
      const [clock, label] = [await face.boundingBox(), await leeway.boundingBox()];
      // The letters, which may overflow their box.
      const drawn = await face.evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return range.getBoundingClientRect().right;
      });
      if (clock === null || label === null) throw new Error("the clock is not there");
      expect(clock.y + clock.height <= label.y || drawn <= label.x, `in ${hours} hours, ${width} wide`).toBe(true);
    }
  }
});
