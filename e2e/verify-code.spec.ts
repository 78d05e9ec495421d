import { expectNoObjectionsInThemes } from "./fixtures/axe.ts";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { hmacToken, keyPair, pairToken, SECRET, VALID } from "./fixtures/tokens.ts";

sharePage();

test("the code verifies the token with the current key and policy, in the chosen language", async ({
  workbench,
  page,
}) => {
  const pair = await keyPair("ES256");
  await workbench.open();
  await workbench.bringIn(await pairToken(pair));
  await workbench.publicKey.fill(pair.publicPem);
  await workbench.privateKey.fill(pair.privatePem);
  await workbench.expectVerdict("verified");
  await workbench.openScreen("Gateway");
  await page
    .getByRole("textbox", { name: "Policy JSON", exact: true })
    .fill('{"iss":"https://orders.internal","aud":"billing","algorithms":["ES256"],"leeway":7}');
  const share = await workbench.openSheet("Share");
  const code = share.getByRole("textbox", { name: "Verify code", exact: true });
  const language = share.getByRole("combobox", { name: "Language", exact: true });
  await expect(code).toHaveValue(/jwtVerify[^]*algorithms: \["ES256"\]/);
  await expect(code).toHaveAttribute("readonly", "");
  for (const text of ["https://orders.internal", '"billing"', "clockTolerance: 7", pair.publicPem.split("\n")[1]!]) {
    expect(await code.inputValue()).toContain(text);
  }
  await language.selectOption("golang-jwt");
  await expect(code).toHaveValue(/WithValidMethods\(\[\]string\{"ES256"\}\)/);
  expect(await code.inputValue()).not.toContain(pair.privatePem.split("\n")[1]!);
  await share.getByRole("button", { name: "Copy code", exact: true }).click();
  expect(await workbench.clipboard()).toBe(await code.inputValue());

  // The choice stays for the visit.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Command", exact: true }).fill("verify code");
  await page.keyboard.press("Enter");
  await expect(language).toHaveValue("golang-jwt");
});

test("the palette leads to the code, whatever loads above it", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.expectVerdict("no-key");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Command", exact: true }).fill("verify code");
  await page.keyboard.press("Enter");
  const share = page.getByRole("dialog", { name: "Share", exact: true });
  const code = share.getByRole("textbox", { name: "Verify code", exact: true });
  await expect(share.getByRole("region", { name: "Report preview", exact: true })).toContainText("# Jotscope report");
  await expect(share.getByRole("heading", { name: "Verify code", exact: true })).toBeFocused();
  await expect(code).toBeInViewport();
});

test("a secret is read from the environment and never in the code", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified");
  await workbench.openSheet("Share");
  const code = page.getByRole("textbox", { name: "Verify code", exact: true });
  const language = page.getByRole("combobox", { name: "Language", exact: true });
  await expect(language.locator("option")).toHaveCount(15);
  const options = await language
    .locator("option")
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  for (const option of options) {
    await language.selectOption(option);
    await expect(code).not.toHaveValue("");
    expect(await code.inputValue(), option).not.toContain(SECRET);
  }
});

test("says what a library cannot do, and then offers nothing to copy", async ({ workbench, page }) => {
  const pair = await keyPair("EdDSA");
  await workbench.open();
  await workbench.bringIn(await pairToken(pair, VALID));
  await workbench.openSheet("Share");
  await page.getByRole("combobox", { name: "Language", exact: true }).selectOption("jsonwebtoken");
  const code = page.getByRole("textbox", { name: "Verify code", exact: true });
  await expect(code).toHaveValue("// jsonwebtoken (Node.js) does not verify EdDSA.\n");
  await expect(page.getByRole("button", { name: "Copy code", exact: true })).toBeDisabled();
});

for (const size of [
  { width: 1280, height: 720 },
  { width: 360, height: 740 },
]) {
  test(`axe finds no violations in the code at ${size.width}`, async ({ workbench, page }) => {
    await page.setViewportSize(size);
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await workbench.openSheet("Share");
    await expect(page.getByRole("textbox", { name: "Verify code", exact: true })).toBeVisible();
    await expectNoObjectionsInThemes(page, "", "dialog");
  });
}
