import { chromiumLaunchOptions } from "../scripts/lib/browser.mjs";
import { expect, test } from "./fixtures/test.ts";
import { hmacToken } from "./fixtures/tokens.ts";

/** Text at twice its size, as set in the browser: the window stays as wide as it is. */
const launch = chromiumLaunchOptions();
test.use({
  launchOptions: { ...launch, args: [...launch.args, "--blink-settings=defaultFontSize=32"] },
  viewport: { width: 1280, height: 720 },
});

test("with text at twice its size every screen fits the width of the window", async ({ workbench, page }) => {
  for (const token of ["", await hmacToken()]) {
    await workbench.open({ with: token === "" ? "" : `token=${token}` });
    await expect(page.locator("html")).toHaveCSS("font-size", "32px");
    for (const screen of ["Explain error", "Gateway", "Collection", "Lab", "Workbench"] as const) {
      await workbench.openScreen(screen);
      const beyond = (): Promise<number> =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await expect.poll(beyond, `${screen}, ${token === "" ? "empty" : "with a token"}`).toBe(0);
    }
  }
});
