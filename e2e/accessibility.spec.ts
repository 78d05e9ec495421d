import { AxeBuilder } from "@axe-core/playwright";
import { SCENES } from "./fixtures/states.ts";
import { expect, test } from "./fixtures/test.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PANELS = ["Token", "Claims", "Key", "Time", "Diagnosis"] as const;

for (const colorScheme of ["light", "dark"] as const) {
  for (const [width, height] of [
    [360, 740],
    [1440, 900],
  ] as const) {
    test.describe(`${colorScheme}, ${width} by ${height}`, () => {
      test.use({ colorScheme, viewport: { width, height } });
      for (const scene of SCENES) {
        test(`axe finds nothing to object to: ${scene.name}`, async ({ workbench, page }) => {
          test.slow();
          await workbench.open();
          await scene.show(workbench);
          await workbench.expectVerdict(scene.state);
          for (const panel of width < 700 ? PANELS : (["Token"] as const)) {
            await workbench.showPanel(panel);
            const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
            const said = violations.map(
              ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
            );
            expect(said, panel).toEqual([]);
          }
        });
      }
    });
  }
}

test("the theme follows the system, and the choice of another one", async ({ workbench, page }) => {
  const ink = (): Promise<string> => page.getByRole("main").evaluate((main) => getComputedStyle(main).color);
  await page.emulateMedia({ colorScheme: "light" });
  await workbench.open();
  const light = await ink();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(ink).not.toBe(light);
  await workbench.theme.selectOption("Light");
  await expect.poll(ink).toBe(light);
});

test("the live region says a state once: its text changes only when the state does", async ({ workbench, page }) => {
  await workbench.open();
  await SCENES.find(({ name }) => name === "verified")?.show(workbench);
  await workbench.expectVerdict("verified");
  const live = await workbench.verdict.evaluate((status) => {
    const region = [status, ...status.querySelectorAll("*")].find((element) =>
      element.matches('[aria-live], [role="status"]'),
    );
    return region?.textContent;
  });
  await page.waitForTimeout(2_200);
  expect(
    await workbench.verdict.evaluate((status) => {
      const region = [status, ...status.querySelectorAll("*")].find((element) =>
        element.matches('[aria-live], [role="status"]'),
      );
      return region?.textContent;
    }),
  ).toBe(live);
});
