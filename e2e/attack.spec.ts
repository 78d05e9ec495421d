import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { jwtVerify } from "jose";
import { objections } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/test.ts";
import { hmacToken, SECRET, VALID } from "./fixtures/tokens.ts";
import { serviceWith } from "../src/testing/refuse/service.ts";

const table = (page: Page) => page.getByRole("table", { name: "Attacks", exact: true });
const token = (page: Page) => page.getByRole("region", { name: "Attack token", exact: true });
const command = (page: Page) => page.getByRole("region", { name: "Send command", exact: true });
const address = (page: Page) => page.getByRole("textbox", { name: "Your service, on this machine", exact: true });

/** A token that is valid now, whatever the page's clock says, and its secret. */
async function bringIn(workbench: { bringIn(text: string): Promise<void>; useSecret(text: string): Promise<void> }) {
  const now = Math.floor(Date.now() / 1000);
  await workbench.bringIn(
    await hmacToken({ ...VALID, iss: "https://id.example", aud: "orders", iat: now, exp: now + 3600 }),
  );
  await workbench.useSecret(SECRET);
}

test.beforeEach(async ({ workbench, page }) => {
  await workbench.open();
  await bringIn(workbench);
  await page.getByRole("button", { name: "Attack my token", exact: true }).click();
  await expect(table(page)).toBeVisible();
});

test("one press on the workbench leads to the attacks that apply: secret search first, then the valid token", async ({
  page,
}) => {
  await expect(page).toHaveURL(/#\/lab\/attack(?:&|$)/);
  const rows = table(page).getByRole("row");
  await expect(rows.nth(1).getByRole("link", { name: "Search for its secret" })).toHaveAttribute("href", "#/lab/crack");
  await expect(rows.nth(2)).toContainText("The good token");
  await expect(rows.nth(2)).toContainText("200");
  for (const title of [
    "Unsigned: alg none",
    "For another audience",
    "Expired an hour ago",
    "Signed with HS512 instead of HS256",
  ])
    await expect(table(page).getByRole("button", { name: title, exact: true })).toHaveCount(1);
  // Attacks on another kind of key are not offered.
  await expect(table(page).getByRole("button", { name: /public key/ })).toHaveCount(0);
  await page.getByText("are not here").click();
  await expect(page.getByText("an HMAC has no public key")).toBeVisible();
});

test("each attack has its token, its difference, the correct answer of a service, and a link to the scenario", async ({
  page,
}) => {
  await table(page).getByRole("button", { name: "For another audience", exact: true }).click();
  const [, payload = ""] = (await token(page).innerText()).split(".");
  expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toMatchObject({ aud: "https://audience.invalid" });
  await expect(page.locator(".attack-difference del")).toHaveText('"orders"');
  await expect(page.getByRole("table", { name: "What the service answers" }).getByRole("row")).toHaveCount(3);
  await expect(page.getByText("RFC 8725 section 3.9")).toBeVisible();
  await page.getByRole("link", { name: "Explain", exact: true }).click();
  await expect(page).toHaveURL(/#\/lab\/audience-substitution(?:&|$)/);
  await expect(page.getByRole("button", { name: "Run attack", exact: true })).toBeVisible();
});

test("by keyboard: one row is focusable, and arrows move to the next and show it", async ({ page }) => {
  const good = table(page).getByRole("button", { name: "The good token", exact: true });
  await good.focus();
  await page.keyboard.press("ArrowDown");
  await expect(table(page).getByRole("button", { name: "Unsigned: alg none", exact: true })).toBeFocused();
  await expect(page.getByRole("heading", { name: "Unsigned: alg none", exact: true })).toBeVisible();
  await page.keyboard.press("End");
  await expect(page.locator("tr[aria-current]")).toContainText(/bits|padding|space|b64/i);
  await page.keyboard.press("Home");
  await expect(good).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(table(page).getByRole("button").and(page.locator(":focus"))).toHaveCount(0);
});

test("a command reads the token from a file, for addresses on this machine only", async ({ page }) => {
  await table(page).getByRole("button", { name: "Unsigned: alg none", exact: true }).click();
  await expect(command(page)).toContainText("alg-none.jwt");
  await expect(command(page)).toContainText("curl -i -H @- 'http://127.0.0.1:8080/'");
  expect(await command(page).innerText()).not.toContain(await token(page).innerText());
  await address(page).fill("https://api.example.com/orders");
  await expect(command(page)).toHaveCount(0);
  await expect(address(page)).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("status").filter({ hasText: "api.example.com is not on this machine" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy command" })).toHaveCount(0);
  await address(page).fill("localhost:3000/orders");
  await expect(command(page)).toContainText("http://localhost:3000/orders");
  await page.getByRole("combobox", { name: "Command for" }).selectOption("powershell");
  await expect(command(page)).toContainText("Invoke-WebRequest 'http://localhost:3000/orders'");
});

test("the saved script tells a correct service from one that does not check the audience", async ({ page }) => {
  const secret = new TextEncoder().encode(SECRET);
  const verify = (audience?: string) => (text: string) =>
    jwtVerify(text, secret, {
      algorithms: ["HS256"],
      issuer: "https://id.example",
      ...(audience ? { audience } : {}),
    }).then(
      () => true,
      () => false,
    );
  const [right, naive] = await Promise.all([serviceWith(verify("orders")), serviceWith(verify())]);
  try {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save kit", exact: true }).click();
    const file = join(tmpdir(), `must-refuse-${Date.now()}.sh`);
    await (await download).saveAs(file);
    expect(await readFile(file, "utf8")).not.toContain(SECRET);
    const run = (url: string) =>
      promisify(execFile)("bash", [file], { env: { ...process.env, JOTSCOPE_URL: url } }).then(
        ({ stdout }) => stdout,
        ({ stdout }: { stdout: string }) => stdout,
      );
    expect(await run(right.url)).toMatch(/\n0 failed\n$/);
    const failed = [...(await run(naive.url)).matchAll(/^FAIL +\d+ +(\S+)/gm)].map(([, label]) => label);
    expect(failed).toEqual(["wrong-audience", "audience-prefix", "no-audience"]);
  } finally {
    right.server.close();
    naive.server.close();
  }
});

test("Share offers the same kit, with a preview of each format, and says what is missing without a signing key", async ({
  page,
  workbench,
}) => {
  await workbench.openScreen("Workbench");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const share = page.getByRole("dialog", { name: "Share" });
  const kit = share.getByRole("textbox", { name: "Kit", exact: true });
  await expect(kit).toHaveValue(/#!\/usr\/bin\/env bash/);
  for (const [format, text] of [
    ["vitest", /from "vitest"/],
    ["pytest", /import pytest/],
    ["json", /"schema": "jotscope-must-refuse-1"/],
  ] as const) {
    await share.getByRole("combobox", { name: "Kit format" }).selectOption(format);
    await expect(kit).toHaveValue(text);
  }
  await expect(share.getByText(/^\d+ tokens that a service must refuse, and the good token\.$/)).toBeVisible();
  await page.keyboard.press("Escape");
  await workbench.useSecret("");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(share.getByText(/Missing: \d+ need your signing key/)).toBeVisible();
  await expect(share.getByText("No key was given, so it is not known whether your token verifies.")).toBeVisible();
  await expect(share.getByText(/The file does not contain your token's signature/)).toBeVisible();
  await share.getByRole("link", { name: "See each of them in the lab" }).click();
  await expect(share).toHaveCount(0);
  await expect(table(page)).toBeVisible();
});

test("the palette leads there, and without a token the page says what to do", async ({ page, workbench }) => {
  await workbench.openScreen("Workbench");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Command", exact: true }).fill("attack my token");
  await page.keyboard.press("Enter");
  await expect(table(page)).toBeVisible();
  await workbench.openScreen("Workbench");
  await page.getByRole("button", { name: "Clear all", exact: true }).click();
  await page.goto("./#/lab/attack");
  await expect(page.getByText("Open a token on the workbench first.")).toBeVisible();
  await expect(table(page)).toHaveCount(0);
});

test("axe finds no violations in three themes and on a phone, and nothing overflows the window", async ({ page }) => {
  test.slow();
  await table(page).getByRole("button", { name: "For another audience", exact: true }).click();
  await page.getByText("are not here").click();
  await address(page).fill("example.com");
  for (const theme of ["light", "dark", "high-contrast"] as const) {
    await page.emulateMedia({
      colorScheme: theme === "light" ? "light" : "dark",
      contrast: theme === "high-contrast" ? "more" : "no-preference",
      reducedMotion: "reduce",
    });
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    expect(await objections(page, undefined, { colours: theme === "dark" }), theme).toEqual([]);
  }
  for (const [width, height] of [
    [360, 740],
    [1024, 768],
    [1280, 720],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await objections(page), "phone").toEqual([]);
});

test("sends no request, and puts no key or token into address or title", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await table(page)
    .getByRole("button", { name: /jku/ })
    .or(table(page).getByRole("button", { name: /kid as a path/ }))
    .first()
    .click();
  await address(page).fill("http://127.0.0.1:9/");
  const own = new URL(page.url()).origin;
  expect(asked.filter((url) => !url.startsWith(own) && !url.startsWith("blob:"))).toEqual([]);
  expect(page.url()).not.toContain("eyJ");
  await expect(page).toHaveTitle("Attack my token, Jotscope");
});
