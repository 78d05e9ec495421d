import { expectNoObjectionsInThemes } from "./fixtures/axe.ts";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { hmacToken, NOW, VALID } from "./fixtures/tokens.ts";

sharePage();

test("two tokens of the visit can be chosen and compared with the keyboard alone", async ({ workbench, page }) => {
  const claims = { ...VALID, iss: "https://issuer.example", sid: "s-1", iat: NOW - 7200, exp: NOW - 6600 };
  await workbench.open();
  await workbench.bringIn(await hmacToken({ ...claims, roles: ["buyer", "refunds"], tier: 1 }));
  await workbench.bringIn(
    await hmacToken({ ...claims, iat: NOW - 3600, exp: NOW - 3000, roles: ["buyer"], beta: true }),
  );
  await workbench.openScreen("Collection");
  const boxes = page.getByRole("list", { name: "Collection", exact: true }).getByRole("checkbox");
  await expect(boxes).toHaveCount(2);
  await expect(boxes.first()).toHaveAccessibleName(/^Choose token 2: HS256 from https:\/\/issuer\.example/);
  const compare = page.getByRole("button", { name: "Compare", exact: true });
  await boxes.first().focus();
  await page.keyboard.press("Space");
  await expect(compare).toBeDisabled();
  await boxes.last().focus();
  await page.keyboard.press("Space");
  await expect(compare).toBeEnabled();
  expect(await workbench.filledButton.count(), "only the verdict's next step is filled").toBeLessThanOrEqual(1);
  await compare.focus();
  await page.keyboard.press("Enter");

  const region = page.getByRole("region", { name: "Differences", exact: true });
  const answer = region.getByRole("heading", { name: /^Issued an hour later, same session, one role removed/ });
  await expect(answer).toBeFocused();
  const change = (part: string, path: string) =>
    region.getByRole("listitem").and(page.locator(`[data-part="${part}"][data-path="${path}"]`));
  await expect(change("payload", "/roles")).toHaveAttribute("data-change", "changed");
  await expect(change("payload", "/roles/1")).toHaveAttribute("data-change", "removed");
  await expect(change("payload", "/tier")).toHaveAttribute("data-change", "removed");
  await expect(change("payload", "/beta")).toHaveAttribute("data-change", "added");
  await expect(change("time", "/iat")).toContainText("Issued an hour later");
  await expect(change("signature", "")).toHaveAttribute("data-change", "changed");
  await expect(change("header", "/alg")).toHaveCount(0);

  await region.getByRole("button", { name: "Swap sides", exact: true }).press("Enter");
  await expect(change("payload", "/tier")).toHaveAttribute("data-change", "added");
  await expect(region).toContainText("A is token 2, B is token 1");
  await page.setViewportSize({ width: 360, height: 4000 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await expectNoObjectionsInThemes(page);
  await region.getByRole("button", { name: "Close", exact: true }).press("Enter");
  await expect(region).toBeHidden();
  await expect(compare).toBeFocused();
});

test("a comparison disappears with the tokens that are forgotten", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken({ ...VALID, tier: 1 }));
  await workbench.bringIn(await hmacToken({ ...VALID, tier: 2 }));
  await workbench.openScreen("Collection");
  const boxes = page.getByRole("list", { name: "Collection", exact: true }).getByRole("checkbox");
  await boxes.first().check();
  await boxes.last().check();
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  const region = page.getByRole("region", { name: "Differences", exact: true });
  await expect(region).toBeVisible();
  const privacy = await workbench.openSheet("Privacy");
  await privacy.getByRole("button", { name: "Forget everything", exact: true }).click();
  await expect(region).toBeHidden();
});
