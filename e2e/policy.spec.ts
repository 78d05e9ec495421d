import { expect, sharePage, test } from "./fixtures/test.ts";
import { hmacToken, SECRET, VALID } from "./fixtures/tokens.ts";
import type { Workbench } from "./fixtures/workbench.ts";

sharePage();

const policyOf = ({ page }: Workbench) => page.getByRole("textbox", { name: "Policy JSON", exact: true });

test.describe("a policy", () => {
  test.beforeEach(async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await workbench.useSecret(SECRET);
    await workbench.expectVerdict("verified");
    await workbench.openScreen("Gateway");
    await workbench.diagnosis.getByRole("button", { name: "Diagnosis", exact: true }).click();
  });

  test(
    "met by the token changes nothing; an unmet one is an error with its place",
    { tag: "@smoke" },
    async ({ workbench }) => {
      await policyOf(workbench).fill(JSON.stringify({ algorithms: ["HS256"], iss: VALID.iss, aud: VALID.aud }));
      await expect(workbench.finding("none")).toHaveCount(1);
      await policyOf(workbench).fill(JSON.stringify({ iss: `${VALID.iss}/` }));
      const finding = workbench.finding("CLM-01");
      await expect(finding).toHaveAttribute("data-severity", "error");
      await expect(finding).toContainText("final slash");
      await finding.getByRole("button", { name: /payload, line/ }).click();
      await expect(workbench.payload).toBeFocused();
      // The signature depends on the key only.
      await workbench.expectVerdict("verified");
    },
  );

  test("starts from the token or a preset; one that is not a policy yet says so and compares nothing", async ({
    workbench,
    page,
  }) => {
    await page.getByRole("combobox", { name: "Policy preset", exact: true }).selectOption("own");
    await expect(policyOf(workbench)).toHaveValue(new RegExp(`"iss": "${VALID.iss}"`));
    await expect(workbench.finding("none")).toHaveCount(1);
    await page.getByRole("combobox", { name: "Add to the policy", exact: true }).selectOption("scopes");
    await expect(policyOf(workbench)).toHaveValue(/"scopes": \[\]/);
    await policyOf(workbench).fill('{"iss": ');
    await expect(page.getByRole("region", { name: "Policy", exact: true })).toContainText("nothing is checked");
    await expect(workbench.finding("none")).toHaveCount(1);
  });

  test("is offered for a recognised provider", async ({ workbench, page }) => {
    await workbench.bringIn(
      await hmacToken({ ...VALID, iss: "https://token.actions.githubusercontent.com", sub: "repo:o/r:ref:x" }),
    );
    await page.getByRole("button", { name: "Use its policy", exact: true }).click();
    await expect(policyOf(workbench)).toHaveValue(/"sub": "repo:o\/r:ref:x"/);
    await expect(workbench.finding("HDR-02")).toContainText("RS256");
  });
});
