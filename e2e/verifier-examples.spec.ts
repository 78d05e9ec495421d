import { objections } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/test.ts";

test("each kind's example is read and refused in the built page, by a parser that its policy allows, and fits a narrow screen", async ({
  workbench,
  page,
}) => {
  // One page reads all of them, since each loads a parser that could need what the policy forbids.
  test.slow();
  const conditions = page.getByRole("list", { name: "Conditions", exact: true });
  const field = page.getByRole("textbox", { name: "Verifier's configuration", exact: true });
  const examples = page.getByRole("combobox", { name: "Example of a refusal", exact: true });
  await workbench.open();
  await workbench.openScreen("Gateway");
  await expect(examples).toBeVisible();
  const kinds = await examples
    .locator("option")
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(kinds.length).toBeGreaterThan(25);
  for (const [index, kind] of kinds.entries())
    await test.step(kind, async () => {
      await field.fill("");
      await examples.selectOption(kind);
      await page.setViewportSize(index % 2 === 0 ? { width: 1280, height: 720 } : { width: 360, height: 740 });
      await page.getByRole("button", { name: "Open the example", exact: true }).click();
      await expect(conditions).toHaveAttribute("data-kind", kind);
      await expect(conditions).toHaveAttribute("data-outcome", "refused");
      // Once the signature is verified nothing is unknown.
      await expect(conditions.locator('[data-outcome="unknown"]')).toHaveCount(0);
      await expect(conditions.locator('[data-outcome="unmet"]')).toHaveCount(1);
      const { scroll, client } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }));
      expect(scroll).toBeLessThanOrEqual(client);
    });
  expect(await objections(page)).toEqual([]);
});
