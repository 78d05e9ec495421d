import { deflateRawSync } from "node:zlib";
import { readFileSync } from "node:fs";
import type { Browser, Locator, Page } from "@playwright/test";
import { expectNoObjectionsInThemes, objections } from "./fixtures/axe.ts";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { DAY, hmacToken, keyPair, NOW, pairToken, SECRET, VALID } from "./fixtures/tokens.ts";
import { Workbench } from "./fixtures/workbench.ts";

sharePage();

const MAIL = "ada@example.com";

/** The open sheet's link, once it is there. */
async function linkIn(page: Page): Promise<string> {
  const field = page.getByRole("textbox", { name: "Link", exact: true });
  await expect(field).toHaveValue(/#(?:\/\w+&)?s=1\./);
  return field.inputValue();
}

const choice = (page: Page, name: string): Locator => page.getByRole("checkbox", { name, exact: true });

/** The receiver of a link: a page of their own, which knows nothing of the first. */
async function receiver(browser: Browser, link: string): Promise<Workbench> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  await expect(page.getByRole("status", { name: "Signature status", exact: true })).toHaveAttribute(
    "data-provenance",
    "shared",
  );
  return new Workbench(page);
}

test(
  "a link shows another person claims, verdict, findings, clock and policy, as claimed and not checked",
  { tag: "@smoke" },
  async ({ workbench, page, browser }) => {
    const pair = await keyPair("ES256");
    const token = await pairToken(pair, { ...VALID, email: MAIL, exp: NOW - DAY }, { kid: "k1" });
    await workbench.open();
    await workbench.bringIn(token);
    await workbench.publicKey.fill(pair.publicPem);
    await workbench.privateKey.fill(pair.privatePem);
    await workbench.expectVerdict("verified");
    await workbench.openScreen("Gateway");
    await page.getByRole("textbox", { name: "Policy JSON", exact: true }).fill('{"aud":"another"}');
    await workbench.openScreen("Workbench");
    const sheet = await workbench.openSheet("Share");
    for (const name of ["Keep the signature", "Keep personal claims"])
      await expect(choice(page, name)).not.toBeChecked();
    for (const name of ["Include the clock", "Include the policy"]) await expect(choice(page, name)).toBeChecked();
    const contents = sheet.getByRole("region", { name: "What is in the link", exact: true });
    await expect(contents).toContainText("sub, email read [hidden: …]");
    await expect(contents).toContainText("Policy");
    const link = await linkIn(page);
    await page.getByRole("button", { name: "Copy link", exact: true }).click();
    await expect.poll(() => workbench.clipboard()).toBe(link);
    await expect(page.getByRole("img", { name: "The link as a QR code" })).toBeVisible();

    const there = await receiver(browser, link);
    expect(there.page.url()).not.toContain("s=1");
    await there.expectVerdict("no-key");
    await expect(there.verdict).toHaveAttribute("data-shared-state", "verified");
    await expect(there.verdict).toContainText("Verified where it was shared");
    await expect(there.page.getByText(/Claimed by the link, not checked here/).first()).toBeVisible();
    await expect(there.page.locator('[data-tone="ok"]')).toHaveCount(0);
    await expect(there.finding("TIM-01")).toBeVisible();
    await expect(there.finding("CLM-05").first()).toBeVisible();
    await expect(there.cell("time")).toContainText("Expired");
    const said = Buffer.from((await there.tokenText()).split(".")[1] ?? "", "base64url").toString();
    expect(JSON.parse(said)).toMatchObject({ iss: VALID.iss, email: "[hidden: string of 15 characters]" });
    expect((await there.tokenText()).split(".")[2]).toBe("");
    await there.openScreen("Gateway");
    await expect(there.page.getByRole("textbox", { name: "Policy JSON", exact: true })).toHaveValue(
      '{"aud":"another"}',
    );
    await there.openScreen("Workbench");

    // The real token replaces the view, and is verified with the key from the link.
    await there.token.fill(token);
    await there.expectVerdict("verified", "original");
    await expect(there.verdict).not.toHaveAttribute("data-shared-state");
    await there.button("Undo").click();
    await expect(there.verdict).toHaveAttribute("data-provenance", "shared");
    await there.button("Undo").click();
    await there.expectToken("");
    await there.page.close();
  },
);

test("the signature of a usable token is kept only after a question, then verified without the colour of success", async ({
  workbench,
  page,
  browser,
}) => {
  const pair = await keyPair("ES256");
  const exp = Math.floor(Date.now() / 1000) + DAY;
  const token = await pairToken(pair, { iss: "https://issuer.example", exp });
  await workbench.open({ now: null });
  await workbench.bringIn(token);
  await workbench.publicKey.fill(pair.publicPem);
  await workbench.expectVerdict("verified");
  await workbench.openSheet("Share");
  const before = await linkIn(page);
  await choice(page, "Keep the signature").click();
  const question = page.getByRole("group", { name: "Keep the signature?", exact: true });
  await expect(question).toContainText("valid for another 24 hours");
  expect(await linkIn(page)).toBe(before);
  await question.getByRole("button", { name: "Leave it out", exact: true }).click();
  await expect(choice(page, "Keep the signature")).not.toBeChecked();
  await choice(page, "Keep the signature").click();
  await question.getByRole("button", { name: "Keep it anyway", exact: true }).click();
  await expect.poll(() => linkIn(page)).not.toBe(before);
  const there = await receiver(browser, await linkIn(page));
  await there.expectVerdict("verified");
  await there.expectToken(token);
  await expect(there.page.locator('[data-tone="ok"]')).toHaveCount(0);
  await there.page.close();
});

test("neither secret, signature nor hidden value is in the link or the file; a file opens by paste", async ({
  workbench,
  page,
}) => {
  const token = await hmacToken({ ...VALID, email: MAIL, note: `see ${SECRET}` });
  await workbench.open();
  await workbench.bringIn(token);
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified");
  await workbench.openSheet("Share");
  const link = await linkIn(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as a file", exact: true }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("view.jotscope.json");
  const text = readFileSync(await file.path(), "utf8");
  const data = JSON.parse(text) as { token: string };
  const said = [link, text, ...data.token.split(".").map((part) => Buffer.from(part, "base64url").toString())].join(
    "\n",
  );
  for (const hidden of [SECRET, MAIL, token.split(".")[2] ?? "absent"]) expect(said).not.toContain(hidden);
  await page.keyboard.press("Escape");
  await workbench.clearAll();
  await workbench.leaveFields();
  await workbench.paste(text);
  await expect(workbench.verdict).toHaveAttribute("data-provenance", "shared");
  await expect(workbench.verdict).toHaveAttribute("data-shared-state", "verified");
  await workbench.clearAll();
  await workbench.token.fill(link);
  await expect(workbench.verdict).toHaveAttribute("data-provenance", "shared");

  // By drop, and by the file picker command.
  await workbench.clearAll();
  await page.evaluate((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], "view.jotscope.json", { type: "application/json" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, text);
  await expect(workbench.verdict).toHaveAttribute("data-provenance", "shared");
  await workbench.clearAll();
  await page.getByRole("button", { name: "Commands", exact: true }).first().click();
  await page.getByRole("combobox", { name: "Command", exact: true }).fill("Open a file");
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Enter");
  await (
    await chooser
  ).setFiles({ name: "view.jotscope.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await expect(workbench.verdict).toHaveAttribute("data-provenance", "shared");
});

test("findings that only the sender could make are listed as claimed, and the report is saved as a page without scripts", async ({
  workbench,
  page,
  browser,
}) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret("another secret than the one it was signed with");
  await workbench.expectVerdict("invalid");
  await workbench.openSheet("Share");
  const link = await linkIn(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as HTML", exact: true }).click();
  const html = readFileSync(await (await download).path(), "utf8");
  expect(html).toContain("The signature does not match");
  expect(html).not.toMatch(/<script|<[^>]*\b(?:src|href)=/);

  const there = await receiver(browser, link);
  await expect(there.verdict).toContainText("Invalid where it was shared");
  const claimed = there.diagnosis.getByRole("list", { name: /^Found where it was shared/ });
  await expect(claimed.locator('[data-rule="signature"]')).toContainText("does not match");
  await expect(there.diagnosis.locator('[data-rule="signature"]:not([data-claimed])')).toHaveCount(0);
  await there.page.close();

  const shown = await (await browser.newContext()).newPage();
  await shown.setContent(html);
  for (const scheme of ["light", "dark"] as const) {
    await shown.emulateMedia({ colorScheme: scheme });
    expect(await objections(shown), scheme).toEqual([]);
  }
  await shown.close();
});

test("a link that cannot be opened says why, changes nothing, and is removed from the address", async ({
  workbench,
  page,
}) => {
  const packed = (text: string | Buffer): string => deflateRawSync(text).toString("base64url");
  const token = await hmacToken();
  await workbench.open();
  await workbench.bringIn(token);
  const notice = page.getByRole("status", { name: "Notice", exact: true });
  for (const [text, words] of [
    ["1.abcdef", "damaged"],
    ["7.abcdef", "version 7"],
    [`1.${packed(Buffer.alloc(20_000_000, 32))}`, "more than 1 MB"],
    [`1.${packed('{"token":7}')}`, "contains no shared view"],
    ["nonsense", "damaged"],
  ] as const) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `editor=plain&now=${NOW}&s=${text}`);
    await expect(notice).toContainText(words);
    await expect(notice).toContainText("Nothing has changed");
    expect(page.url()).not.toContain("s=");
    await workbench.expectToken(token);
  }
});

test("the sheet can be used with the keyboard alone", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.openSheet("Share");
  await expect(page.getByRole("textbox", { name: "Link", exact: true })).toBeVisible();
  await linkIn(page);
  await choice(page, "Include the clock").focus();
  await page.keyboard.press("Space");
  await expect(choice(page, "Include the clock")).not.toBeChecked();
  const ways = page.getByRole("navigation", { name: "Share as", exact: true });
  await ways.getByRole("button", { name: "Report", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Report", exact: true })).toBeFocused();
  await expect(ways.getByRole("button", { name: "Report", exact: true })).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Share", exact: true })).toBeFocused();
});

test("axe finds no violations in the sheet and in an opened view", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.openSheet("Share");
  const link = await linkIn(page);
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    await expectNoObjectionsInThemes(page, `${width} wide`, "dialog");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await page.goto("about:blank");
  await page.goto(link);
  await expect(workbench.verdict).toHaveAttribute("data-provenance", "shared");
  await expectNoObjectionsInThemes(page);
});

test("a link in the bar leads to its part while those above it are still loading", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken(VALID));
  const sheet = await workbench.openSheet("Share");
  await linkIn(page);
  await expect(sheet.getByRole("button", { name: "Copy kit", exact: true })).toBeAttached();
  // Before they have loaded.
  const show = (display: string): Promise<void> =>
    page.evaluate((value) => {
      for (const one of document.querySelectorAll<HTMLElement>(".share-part > :not(h3)")) one.style.display = value;
    }, display);
  await show("none");
  await sheet.getByRole("navigation").getByRole("button", { name: "Twin", exact: true }).click();
  await show("");
  const heading = sheet.getByRole("heading", { name: "Twin", exact: true, level: 3 });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport({ ratio: 1 });
  await expect(sheet.getByRole("button", { name: "Make a twin", exact: true })).toBeInViewport();
});

test("of an encrypted token no ciphertext stays while personal claims are hidden, and the list says so", async ({
  workbench,
  page,
  browser,
}) => {
  const parts = ["A".repeat(342), "B".repeat(16), "C".repeat(40), "AAAAAAAAAAAAAAAAAAAAAA"];
  const header = Buffer.from('{"alg":"RSA-OAEP-256","enc":"A256GCM"}').toString("base64url");
  await workbench.open();
  await workbench.bringIn([header, ...parts].join("."));
  const sheet = await workbench.openSheet("Share");
  const contents = sheet.getByRole("region", { name: "What is in the link", exact: true });
  await linkIn(page);
  await choice(page, "Keep the signature").click();
  const question = sheet.getByRole("button", { name: "Keep it anyway", exact: true });
  await question.click();
  await expect(contents).toContainText("Encrypted partsleft out: they may contain personal data");
  const there = await receiver(browser, await linkIn(page));
  await there.expectToken(`${header}....`);
  await there.page.close();
  await choice(page, "Keep personal claims").click();
  await expect(contents).toContainText("Encrypted partsas they are in the token");
});

test("every field of the sheet is there when it opens", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken(VALID));
  const sheet = await workbench.openSheet("Share");
  for (const name of ["Link", "Twin", "Verify code"])
    await expect(sheet.getByRole("textbox", { name, exact: true })).toBeVisible();
  await sheet.getByRole("button", { name: "Make a twin", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Twin", exact: true })).toHaveValue(/^eyJ/);
});
