import { expectNoObjectionsInThemes } from "./fixtures/axe.ts";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { hmacToken, keyPair, NOW, pairToken, SECRET, VALID } from "./fixtures/tokens.ts";

sharePage();

const claims = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;

test(
  "a twin has the token's faults and none of its values, and opens as one Undo step",
  { tag: "@smoke" },
  async ({ workbench, page }) => {
    const pair = await keyPair("ES256");
    const token = await pairToken(
      pair,
      { ...VALID, exp: NOW - 5, email: "ada.lovelace@acme-retail.io" },
      { kid: "billing-2026-08" },
    );
    await workbench.open();
    await workbench.bringIn(token);
    await workbench.publicKey.fill(pair.publicPem);
    await workbench.expectVerdict("verified");
    const dialog = await workbench.openSheet("Share");
    // With the keyboard only.
    await dialog.getByRole("button", { name: "Make a twin", exact: true }).focus();
    await page.keyboard.press("Enter");
    const field = dialog.getByRole("textbox", { name: "Twin", exact: true });
    await expect(field).toHaveValue(/^ey[\w-]+\.[\w-]+\.[\w-]+$/);
    await expect(dialog.getByRole("button", { name: "Make a twin", exact: true })).toBeFocused();
    const place = dialog.getByRole("navigation", { name: "Share as", exact: true }).locator("[aria-current]");
    await expect(place).toHaveText("Twin");
    const twin = await field.inputValue();
    expect(twin).toHaveLength(token.length);
    const [before, after] = [claims(token), claims(twin)];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(after["exp"]).toBe(before["exp"]);
    for (const name of ["sub", "iss", "email"]) expect(after[name], name).not.toBe(before[name]);
    for (const value of ["lovelace", "acme-retail", String(VALID.sub)]) {
      expect(twin).not.toContain(Buffer.from(value).toString("base64url"));
      expect(JSON.stringify(after)).not.toContain(value);
    }
    const findings = dialog.getByRole("region", { name: "Findings of the twin", exact: true });
    await expect(findings).toContainText("The twin gives the same findings");
    await expect(findings.locator('[data-rule="TIM-01"]')).toHaveCount(1);
    await expect(dialog.getByRole("region", { name: "Replaced values", exact: true })).toContainText("billing-2026-08");

    await dialog.getByRole("button", { name: "Copy JWK Set", exact: true }).click();
    const set = JSON.parse(await workbench.clipboard()) as { keys: Record<string, unknown>[] };
    expect(set.keys).toHaveLength(1);
    expect(set.keys[0]).toMatchObject({
      kty: "EC",
      crv: "P-256",
      alg: "ES256",
      kid: expect.stringMatching(/^[a-z]{7}-2026-08$/),
    });
    expect(set.keys[0]).not.toHaveProperty("d");
    await dialog.getByRole("button", { name: "Copy private key", exact: true }).click();
    expect(JSON.parse(await workbench.clipboard())).toHaveProperty("d");
    await dialog.getByRole("button", { name: "Copy twin", exact: true }).click();
    expect(await workbench.clipboard()).toBe(twin);
    const saved = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Save twin", exact: true }).click();
    expect((await saved).suggestedFilename()).toBe("twin.txt");

    await dialog.getByRole("button", { name: "Open the twin in the workbench", exact: true }).click();
    await expect(dialog).toBeHidden();
    expect(await workbench.tokenText()).toBe(twin);
    await workbench.expectVerdict("verified");
    await workbench.button("Undo").click();
    expect(await workbench.tokenText()).toBe(token);
    await workbench.expectVerdict("verified");
  },
);

test("text around a token is replaced too, equal values alike; a weak secret is listed as not repeated", async ({
  workbench,
  page,
}) => {
  const token = await hmacToken({ ...VALID, name: "Ada Lovelace" });
  await workbench.open();
  await workbench.bringIn(
    `curl https://api.acme-retail.io/me -H 'Authorization: Bearer ${token}' -H 'Cookie: sid=4f9d8c7b6a5e4d3c; u=lovelace'`,
  );
  await workbench.useSecret("secret");
  await workbench.expectVerdict("invalid");
  await workbench.useSecret(SECRET);
  const dialog = await workbench.openSheet("Share");
  await dialog.getByRole("button", { name: "Make a twin", exact: true }).click();
  const field = dialog.getByRole("textbox", { name: "Twin", exact: true });
  await expect(field).toHaveValue(/^curl https:\/\/[a-z]{3}\.[a-z]{4}-[a-z]{6}\.io\/me -H 'Authorization: Bearer ey/);
  const text = await field.inputValue();
  for (const value of ["acme-retail", "4f9d8c7b", "lovelace", token, SECRET]) expect(text).not.toContain(value);
  const [twin = ""] = /ey[\w.-]+/.exec(text) ?? [];
  const name = String(claims(twin)["name"]);
  expect(text).toContain(`u=${name.split(" ")[1]?.toLowerCase()}`);

  await dialog.getByRole("checkbox", { name: "With the text around it", exact: true }).uncheck();
  await expect(field).toHaveValue("");
  await dialog.getByRole("button", { name: "Make a twin", exact: true }).click();
  await expect(field).toHaveValue(/^ey[\w-]+\.[\w-]+\.[\w-]+$/);
  // One visit, one replacement.
  expect(claims(await field.inputValue())).toEqual(claims(twin));

  await dialog.getByRole("button", { name: "Close", exact: true }).click();
  await workbench.clearAll();
  await workbench.bringIn(token);
  await workbench.openSheet("Share");
  await page.getByRole("button", { name: "Make a twin", exact: true }).click();
  await expect(field).toHaveValue(/^ey/);
  expect(claims(await field.inputValue())["name"], "Clear all forgets what stood for what").not.toBe(name);
});

test("the twin is readable at any size, in both themes", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken({ ...VALID, email: "ada@acme-retail.io" }));
  await workbench.useSecret("short");
  await workbench.openSheet("Share");
  await page.getByRole("button", { name: "Make a twin", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Twin", exact: true })).toHaveValue(/^ey/);
  for (const [width, height] of [
    [1280, 720],
    [360, 740],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expectNoObjectionsInThemes(page, `${width} wide`);
    const wide = await page
      .getByRole("dialog", { name: "Share", exact: true })
      .evaluate((sheet) => sheet.scrollWidth - sheet.clientWidth);
    expect(wide).toBe(0);
  }
});
