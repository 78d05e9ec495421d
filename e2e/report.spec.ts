import { expectNoObjectionsInThemes } from "./fixtures/axe.ts";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { hmacToken, keyPair, NOW, pairToken, SECRET, VALID } from "./fixtures/tokens.ts";

sharePage();

test(
  "a token's report is copied as Markdown, without secret and signature",
  { tag: "@smoke" },
  async ({ workbench, page }) => {
    const token = await hmacToken({ ...VALID, exp: NOW - 5 });
    await workbench.open();
    await workbench.bringIn(token);
    await workbench.useSecret(SECRET);
    await workbench.expectVerdict("verified");
    await workbench.openSheet("Share");
    const preview = page.getByRole("region", { name: "Report preview", exact: true });
    await expect(preview).toContainText("the signature verifies");
    await page.getByRole("button", { name: "Copy report", exact: true }).click();
    await expect(page.getByRole("status", { name: "Notice", exact: true })).toContainText("Copied the report");
    const report = await workbench.clipboard();
    expect(report).toBe(await preview.textContent());
    expect(report).toMatch(/^# Jotscope report\n/);
    for (const text of ["TIM-01", '"sub": "24400320"', "clock       2027-01-15T08:00:00.000Z, stopped", "HS256"]) {
      expect(report).toContain(text);
    }
    for (const text of [SECRET, token, token.split(".")[2] ?? "absent", "eyJ"]) expect(report).not.toContain(text);
    expect(report.indexOf("## Findings")).toBeLessThan(report.indexOf("## Header"));
    await page.getByRole("combobox", { name: "Report format", exact: true }).selectOption("Reply to the sender");
    await expect(preview).toContainText("The token has expired.");
    await expect(preview).not.toContainText("24400320");
  },
);

test("personal claims can be hidden, in JSON too, and the private key never appears", async ({ workbench, page }) => {
  const pair = await keyPair("ES256");
  await workbench.open();
  await workbench.bringIn(await pairToken(pair, { ...VALID, email: "ada@example.com" }, { kid: "k1" }));
  await workbench.publicKey.fill(pair.publicPem);
  await workbench.privateKey.fill(pair.privatePem);
  await workbench.expectVerdict("verified");
  await workbench.openScreen("Gateway");
  await page.getByRole("textbox", { name: "Policy JSON", exact: true }).fill('{"aud":"billing"}');
  await workbench.openSheet("Share");
  const preview = page.getByRole("region", { name: "Report preview", exact: true });
  await expect(preview).toContainText("ada@example.com");
  await page.getByRole("switch", { name: "Hide personal claims", exact: true }).click();
  await expect(preview).not.toContainText("ada@example.com");
  await page.getByRole("combobox", { name: "Report format", exact: true }).selectOption("JSON");
  await expect(preview).toContainText("CLM-05");
  await page.getByRole("button", { name: "Copy report", exact: true }).click();
  const text = await workbench.clipboard();
  const report = JSON.parse(text) as Readonly<Record<string, unknown>>;
  expect(report).toMatchObject({
    schema: "jotscope-report/1",
    personalClaimsHidden: true,
    verdict: { state: "verified", provenance: "original", key: { from: "public-key", kind: "EC P-256" } },
    gateway: { stopped: "audience", status: 401 },
    payload: { value: { email: "[hidden: string of 15 characters]", iss: "https://issuer.example" } },
  });
  for (const hidden of [
    "ada@",
    "24400320",
    pair.privateJwk.d ?? "absent",
    pair.privatePem.split("\n")[1] ?? "absent",
  ]) {
    expect(text).not.toContain(hidden);
  }
});

test("axe finds no violations on phone and desktop, light and dark", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.openSheet("Share");
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(page.getByRole("button", { name: "Copy report", exact: true })).toBeEnabled();
    await expectNoObjectionsInThemes(page, `${width} wide`, "dialog");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
