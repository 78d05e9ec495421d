import { type Browser, chromium, firefox } from "playwright";
import { chromiumLaunchOptions } from "../../scripts/lib/browser.mjs";
import type { Engine } from "./engine.ts";

export async function launchChromium(): Promise<Engine> {
  return withPage(await chromium.launch(chromiumLaunchOptions()));
}

/** An installed Firefox, driven over WebDriver BiDi, since Playwright's own build is not what people use. */
export async function launchFirefox(executablePath: string): Promise<Engine> {
  return withPage(await firefox.launch({ channel: "moz-firefox", executablePath }));
}

async function withPage(browser: Browser): Promise<Engine> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  return {
    version: browser.version(),
    async open(address) {
      await page.goto("about:blank");
      await page.goto(address);
    },
    run: (inPage, ...args) => page.evaluate(`(${inPage.toString()})(...${JSON.stringify(args)})`),
    close: () => browser.close(),
  };
}
