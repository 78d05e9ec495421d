import type { Page } from "@playwright/test";
import { SCENES } from "./fixtures/states.ts";
import { expectNoObjectionsInThemes, objections } from "./fixtures/axe.ts";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { hmacToken, SECRET, VALID } from "./fixtures/tokens.ts";
import type { Workbench } from "./fixtures/workbench.ts";
import { SAYS } from "./fixtures/words.ts";

sharePage();

const PANELS = ["Token", "Claims", "Key", "Time", "Diagnosis"] as const;

for (const scene of SCENES) {
  test(`axe finds no violations on phone and desktop, light and dark: ${scene.name}`, async ({ workbench, page }) => {
    test.slow();
    await workbench.open();
    await scene.show(workbench);
    await workbench.expectVerdict(scene.state);
    for (const [width, height] of [
      [1440, 900],
      [360, 740],
    ] as const) {
      await page.setViewportSize({ width, height });
      const hasTabs = width < 700 && scene.name !== "empty";
      for (const panel of hasTabs ? PANELS : (["Token"] as const)) {
        if (hasTabs) await workbench.showPanel(panel);
        await expectNoObjectionsInThemes(page, `${panel}, ${width} wide`);
      }
    }
  });
}

test("the theme follows the system until the user chooses one", async ({ workbench, page }) => {
  const ink = (): Promise<string> => page.getByRole("main").evaluate((main) => getComputedStyle(main).color);
  await page.emulateMedia({ colorScheme: "light" });
  await workbench.open();
  let light = "";
  // The first frame's element may be replaced while it is queried; a detached one has no colour.
  await expect.poll(async () => (light = await ink())).not.toBe("");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(ink).not.toBe(light);
  await workbench.theme.selectOption("Light");
  await expect.poll(ink).toBe(light);
});

test("the live region announces each state once: its text changes only with the state", async ({ workbench, page }) => {
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

/** Views opened or reached from a state, each with the action that opens it. */
const PLACES: readonly (readonly [name: string, reach: (workbench: Workbench, page: Page) => Promise<void>])[] = [
  [
    "the clock moved, and what was typed refused",
    async (workbench, page) => {
      await verified(workbench);
      const field = page.getByRole("textbox", { name: "Move the clock to", exact: true });
      await field.fill("exp+1h");
      await field.press("Enter");
      await field.fill("no time at all");
      await field.press("Enter");
      await expect(field).toHaveAttribute("aria-invalid", "true");
    },
  ],
  [
    "the menu of examples",
    async (_, page) => {
      await page.getByRole("button", { name: "More examples" }).click();
      await expect(page.getByRole("button", { name: /^PS384/ })).toBeVisible();
    },
  ],
  [
    "the menu that copies the secret as something else",
    async (workbench, page) => {
      await verified(workbench);
      await page.getByRole("button", { name: "Copy the secret as" }).click();
      await expect(page.getByRole("button", { name: /^Shell word/ })).toBeVisible();
    },
  ],
  [
    "the sheet of shortcuts",
    async (workbench, page) => {
      await verified(workbench);
      // The key works once the lazy chunk with this button has loaded.
      await expect(page.getByRole("button", { name: /^Help/ })).toBeVisible();
      await workbench.leaveFields();
      await page.keyboard.type("?");
      await expect(page.getByRole("dialog", { name: "Help" })).toBeVisible();
    },
  ],
  [
    "the first look, half way",
    async (_, page) => {
      await page.getByRole("button", { name: /^Help/ }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Take the first look" }).click();
      const look = page.getByRole("region", { name: "First look" });
      for (const step of [2, 3]) {
        await look.getByRole("button", { name: "Do it for me" }).click();
        await expect(look).toContainText(`${step} of 5`);
      }
    },
  ],
  [
    "an error explained",
    async (workbench, page) => {
      await workbench.bringIn(await hmacToken());
      await workbench.useSecret(`${SECRET}\n`);
      await workbench.openScreen("Explain error");
      await page
        .getByRole("textbox", { name: "Error message", exact: true })
        .fill("JsonWebTokenError: invalid signature");
      await expect(page.getByRole("list", { name: "Likely causes" }).getByRole("listitem").first()).toBeVisible();
    },
  ],
  [
    "the gateway, stepped through, with its export and the subject compared",
    async (workbench, page) => {
      await workbench.bringIn(await hmacToken({ ...VALID, sub: "auth0|64F1e0a2b7\u00a0" }));
      await workbench.openScreen("Gateway");
      // At full height: a control half under the last line would count as too small a target.
      await page.setViewportSize({ width: 1280, height: 2400 });
      await page
        .getByRole("textbox", { name: "Policy JSON", exact: true })
        .fill('{"aud":"billing","scopes":["write"]}');
      await page.getByRole("button", { name: "Step through", exact: true }).click();
      await page.getByRole("combobox", { name: "Export the policy for", exact: true }).selectOption("jose");
      await page.getByRole("textbox", { name: "Known user ids", exact: true }).fill("somebody\nauth0|64f1e0a2b7");
      await page.getByText(SAYS.eightPlaces, { exact: true }).click();
      await expect(page.locator('#p-subject [data-found="true"]')).toBeVisible();
    },
  ],
  [
    "the report",
    async (workbench, page) => {
      await verified(workbench);
      await workbench.openSheet("Share");
      await page.getByRole("combobox", { name: "Report format", exact: true }).selectOption("JSON");
    },
  ],
  [
    "a scenario of the lab, after its attack",
    async (_, page) => {
      await page.goto("./#/lab/rs-hs-confusion");
      await page.getByRole("button", { name: "Next step" }).click();
      await page.getByRole("button", { name: "Run attack", exact: true }).click();
      await expect(page.getByRole("region", { name: "Hardened verifier" })).toHaveAttribute("data-verdict", "rejected");
    },
  ],
  [
    "a challenge of the lab, solved",
    async (_, page) => {
      await page.goto("./#/lab/challenge/6");
      await page.getByRole("textbox", { name: "Address of your tenant", exact: true }).fill("https://id");
      await page.getByRole("button", { name: "Get a token", exact: true }).click();
      await page.getByRole("button", { name: "Show hint 1", exact: true }).click();
      await page.getByRole("button", { name: "Send it", exact: true }).click();
      await expect(page.getByRole("region", { name: "What you used", exact: true })).toBeVisible();
      await page.evaluate(() => window.scrollTo(0, 0));
    },
  ],
  [
    "the search for a secret while it runs",
    async (_, page) => {
      await page.goto("./#/lab/weak-secret");
      await page.getByRole("textbox", { name: "Token to crack", exact: true }).fill(await hmacToken());
      await page.getByRole("combobox", { name: "Brute force" }).selectOption("mask");
      await page.getByRole("textbox", { name: "Mask", exact: true }).fill("?a?a?a?a?a?a?a?a");
      await page.getByRole("button", { name: "Start", exact: true }).click();
      await expect(page.getByRole("status", { name: "Cracking" })).toHaveAttribute("data-state", "running");
    },
  ],
];

async function verified(workbench: Workbench): Promise<void> {
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified");
}

for (const [name, reach] of PLACES) {
  test(`axe finds no violations in three themes: ${name}`, async ({ workbench, page }) => {
    test.slow();
    // A short window, where space is tightest.
    await page.setViewportSize({ width: 1280, height: 720 });
    await workbench.open();
    await reach(workbench, page);
    for (const theme of ["light", "dark", "high-contrast"] as const) {
      await page.emulateMedia({
        colorScheme: theme === "light" ? "light" : "dark",
        contrast: theme === "high-contrast" ? "more" : "no-preference",
        reducedMotion: "reduce",
      });
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      expect(await objections(page, undefined, { colours: theme === "dark" }), theme).toEqual([]);
    }
  });
}
