import { expect, sharePage, test } from "./fixtures/test.ts";
import { hmacToken, NOW, SECRET, VALID } from "./fixtures/tokens.ts";

sharePage();

test(
  "the request's path is live: it passes, stops where the token is refused, and shows the response as sent",
  { tag: "@smoke" },
  async ({ workbench, page }) => {
    const steps = page.getByRole("list", { name: "Gateway steps", exact: true });
    const step = (id: string) => steps.locator(`[data-step="${id}"]`);
    await workbench.open();
    await workbench.bringIn(await hmacToken({ ...VALID, roles: ["admin"] }));
    await workbench.openScreen("Gateway");
    await expect(step("key")).toHaveAttribute("data-outcome", "failed");
    await workbench.openScreen("Workbench");
    await workbench.useSecret(SECRET);
    await workbench.openScreen("Gateway");
    await expect(steps.locator('[data-outcome="passed"]')).toHaveCount(7);
    await expect(steps.locator('[data-outcome="unchecked"]')).toHaveCount(5);
    const section = page.getByRole("region", { name: "Gateway walk-through", exact: true });
    await expect(section).toContainText("X-User-ID: 24400320");
    await expect(section).toContainText("X-User-Roles: admin");

    await page.getByRole("textbox", { name: "Policy JSON", exact: true }).fill('{"aud":"billing","scopes":["write"]}');
    await expect(step("audience")).toHaveAttribute("data-outcome", "failed");
    await expect(step("issuer")).toHaveAttribute("data-outcome", "unchecked");
    await expect(step("roles")).toHaveAttribute("data-outcome", "skipped");
    await expect(section).toContainText('error="invalid_token"');

    await page.getByRole("textbox", { name: "Policy JSON", exact: true }).fill('{"scopes":["write"]}');
    await expect(step("roles")).toHaveAttribute("data-outcome", "failed");
    await expect(section).toContainText("HTTP/1.1 403 Forbidden");

    await workbench.bringIn(await hmacToken({ ...VALID, exp: NOW - 1 }));
    await expect(step("time")).toHaveAttribute("data-outcome", "failed");
  },
);

test("a step with nothing to compare is unchecked, and its button leads to the policy with a value to start from", async ({
  workbench,
  page,
}) => {
  const steps = page.getByRole("list", { name: "Gateway steps", exact: true });
  const policy = page.getByRole("textbox", { name: "Policy JSON", exact: true });
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(SECRET);
  await workbench.openScreen("Gateway");
  await expect(page.getByText("Passes 7 steps, 5 unchecked.")).toBeVisible();
  await steps.locator('[data-step="audience"]').getByRole("button", { name: "Set audience", exact: true }).click();
  await expect(policy).toBeFocused();
  await expect(steps.locator('[data-step="audience"]')).toHaveAttribute("data-outcome", "passed");
  await page.keyboard.type("orders-api");
  await expect(policy).toHaveValue('{\n  "aud": "orders-api"\n}\n');
  await expect(steps.locator('[data-step="audience"]')).toHaveAttribute("data-outcome", "failed");
  await expect(steps.locator('[data-step="issuer"]')).toHaveAttribute("data-outcome", "unchecked");
});

test("for a class it goes step by step, each with both values compared", async ({ workbench, page }) => {
  const steps = page.getByRole("list", { name: "Gateway steps", exact: true });
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(SECRET);
  await workbench.openScreen("Gateway");
  await page.getByRole("button", { name: "Step through", exact: true }).click();
  await expect(steps.locator('[data-outcome="passed"]')).toHaveCount(1);
  const next = page.getByRole("button", { name: "Next step", exact: true });
  for (let count = 2; count <= 6; count += 1) {
    await next.click();
    await expect(steps.locator('[data-outcome="passed"]')).toHaveCount(count);
  }
  await expect(page.getByRole("region", { name: "Step", exact: true })).toContainText(`now ${NOW}`);
  await page.getByRole("button", { name: "Show all", exact: true }).click();
  await expect(steps.locator('[data-outcome="passed"]')).toHaveCount(7);
});

test("on a phone the name of an algorithm stays on one line in a step's comparison", async ({ workbench, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await workbench.open({ with: `token=${await hmacToken()}` });
  await workbench.openScreen("Gateway");
  await page
    .getByRole("list", { name: "Gateway steps", exact: true })
    .locator('[data-step="algorithm"]')
    .getByRole("button")
    .first()
    .click();
  const name = page
    .getByRole("region", { name: "Step", exact: true })
    .getByRole("cell", { name: "HS256", exact: true })
    .locator("bdi")
    .first();
  await expect(name).toBeVisible();
  expect(
    await name.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getClientRects().length;
    }),
  ).toBe(1);
});

test("the policy becomes configuration and code, with the user's own field mapping", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(SECRET);
  await workbench.openScreen("Gateway");
  await page
    .getByRole("textbox", { name: "Policy JSON", exact: true })
    .fill('{"iss":"https://issuer.example","algorithms":["HS256"]}');
  await page.getByRole("combobox", { name: "Export the policy for", exact: true }).selectOption("jose");
  await page.getByRole("button", { name: "Copy configuration", exact: true }).focus();
  expect(await page.getByRole("region", { name: "Configuration", exact: true }).innerText()).toContain("jwtVerify");
  await page.getByRole("textbox", { name: "Field 1", exact: true }).fill("X-Subject");
  await expect(page.getByRole("region", { name: "Forwarded", exact: true })).toContainText("X-Subject: 24400320");
});
