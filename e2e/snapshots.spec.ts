import type { Page } from "@playwright/test";
import { SCENES, type Scene } from "./fixtures/states.ts";
import { expect, inThemes, sharePage, test } from "./fixtures/test.ts";
import { hmacToken, NOW, SECRET, VALID } from "./fixtures/tokens.ts";

sharePage();

/**
 * How the main states look, in two themes at three sizes. Screenshots depend on the browser and the machine's fonts, so
 * they are compared only on the pinned ones; elsewhere the tests skip and say so. After an intended change:
 * `npx playwright test snapshots --update-snapshots`, and check each picture before committing it.
 */
const PINNED = { chromium: 156, sans: 324, mono: 414 } as const;

const SIZES = { phone: [390, 844], tablet: [820, 1180], desktop: [1440, 900] } as const;
/** The scenes with constant tokens, and one with an edit. */
const STATES: readonly Scene[] = [
  ...SCENES.filter(({ name }) => ["empty", "verified", "invalid", "malformed"].includes(name)),
  {
    name: "re-signed",
    state: "verified",
    async show(workbench) {
      await workbench.bringIn(await hmacToken());
      await workbench.giveSecret(SECRET);
      await workbench.showPanel("Claims");
      await workbench.payload.fill(JSON.stringify({ ...VALID, sub: "someone else", exp: NOW + 7200 }));
      await workbench.expectVerdict("verified", "re-signed");
    },
  },
];

for (const { name, state, show } of STATES) {
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    test.describe(size, () => {
      test.use({ viewport: { width, height } });
      test(`${name}, light and dark`, async ({ workbench, page, browser }) => {
        await workbench.open();
        test.skip(!(await isPinned(page, browser.version())), "pictures are compared on the pinned Chromium and fonts");
        await show(workbench);
        await workbench.expectVerdict(state);
        const strength = page.getByRole("region", { name: "Strength of the secret" });
        if (["verified", "invalid", "re-signed"].includes(name) && (await workbench.secret.isVisible())) {
          await expect(strength).toHaveAttribute("data-level", /./);
        }
        if (name === "invalid") await expect(page.getByText(/^None of \d+ readings/).first()).toBeAttached();
        if (name === "malformed") await expect(page.locator('[data-rule="signature-length"]')).toBeVisible();
        await workbench.leaveFields();
        await page.mouse.move(0, 0);
        // Transient notices may or may not be there.
        const notice = page.locator("[role=status][aria-label=Notice]");
        await notice.evaluate((element: HTMLElement) => {
          element.style.visibility = "hidden";
        });
        await inThemes(page, async (theme) => {
          await expect(page).toHaveScreenshot(`${name}-${size}-${theme}.png`, {
            animations: "disabled",
            maxDiffPixelRatio: 0.02,
          });
        });
        await notice.evaluate((element) => element.removeAttribute("style"));
      });
    });
  }
}

/** Whether this browser and this machine's fonts made the pictures. */
async function isPinned(page: Page, version: string): Promise<boolean> {
  const widths = await page.evaluate(() => {
    const { fontFamily: sans } = getComputedStyle(document.body);
    const mono = getComputedStyle(document.documentElement).getPropertyValue("--font-mono");
    const context = document.createElement("canvas").getContext("2d");
    return [sans, mono].map((family) => {
      if (context === null) return 0;
      context.font = `16px ${family}`;
      return Math.round(context.measureText("Whether and why this token would be refused").width);
    });
  });
  return version.startsWith(`${PINNED.chromium}.`) && widths[0] === PINNED.sans && widths[1] === PINNED.mono;
}
