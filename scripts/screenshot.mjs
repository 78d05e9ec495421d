// @ts-check
// Takes the README's screenshot of the production build: `npm run screenshot`.
import { generateKeyPair, exportSPKI, SignJWT } from "jose";
import { chromium } from "playwright";
import { chromiumLaunchOptions } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";

const DAY = 86_400;
const now = Math.floor(Date.now() / 1000);
const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
const token = await new SignJWT({
  iss: "https://login.example",
  sub: "24400320",
  aud: "https://api.example",
  scope: "orders:read orders:write",
  tenant_id: 4_815_162_342,
})
  .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: "2026-key-1" })
  .setIssuedAt(now - 4 * DAY)
  .setExpirationTime(now - 3 * DAY)
  .sign(privateKey);

const server = await serve(0);
const browser = await chromium.launch(chromiumLaunchOptions());
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: "light" });
  await page.goto(`${server.address}#editor=plain`);
  await page.getByRole("textbox", { name: "Encoded token", exact: true }).fill(token);
  await page.getByRole("textbox", { name: "Public key", exact: true }).fill(await exportSPKI(publicKey));
  await page.locator('[data-state="verified"]').waitFor();
  await page.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement : null)?.blur());
  // Temporary messages have disappeared by then.
  await page.waitForTimeout(9_000);
  await page.screenshot({ path: "docs/screenshot.png", scale: "css" });
} finally {
  await browser.close();
  await server.close();
}
