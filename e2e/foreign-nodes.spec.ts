import type { ElementHandle, Locator } from "@playwright/test";
import { heldTexts, meddle, MEDDLINGS } from "./fixtures/foreign.ts";
import { expect, test } from "./fixtures/test.ts";
import { hmacToken, SECRET } from "./fixtures/tokens.ts";

test.describe("a page whose texts others change", () => {
  for (const meddling of MEDDLINGS) {
    test(`keeps working and shows current values: ${meddling}`, async ({ page, workbench }) => {
      const token = await hmacToken();
      const big = workbench.verdict.locator(".big");
      await workbench.open({ editor: meddling === "wrap" ? "rich" : "plain" });
      await workbench.bringIn(token);
      await workbench.secret.fill(SECRET);
      await workbench.expectVerdict("verified", "original");
      await expect(page.getByRole("button", { name: "Share", exact: true })).toBeVisible();
      if (meddling === "wrap") await workbench.expectRich("payload");
      // Their names are texts too, and change as well.
      const [keep, clear] = [await held(workbench.mode("Keep")), await held(workbench.button("Clear all"))];

      expect(await meddle(page, meddling)).toBeGreaterThan(100);
      await workbench.secret.press("End");
      await workbench.secret.pressSequentially("x");
      await workbench.expectVerdict("invalid");
      await expect(big).toHaveText("Signature invalid", { useInnerText: true });
      await workbench.payload.focus();
      await workbench.payload.press("ControlOrMeta+End");
      await workbench.payload.pressSequentially("  ");
      await expect(workbench.payload).toBeFocused();
      await keep.evaluate((radio: HTMLInputElement) => radio.click());
      await workbench.bringIn("not a token");
      await workbench.expectVerdict("malformed");
      await expect(big).toHaveText("Not a JWT", { useInnerText: true });

      await meddle(page, meddling);
      await clear.evaluate((button: HTMLButtonElement) => button.click());
      await workbench.expectVerdict("empty");
      await workbench.bringIn(token);
      await workbench.secret.fill(SECRET);
      await workbench.expectVerdict("verified", "original");
      await expect(big).toHaveText("Signature verified", { useInnerText: true });
      await expect(page.locator(".part-lost, .part-redrawn")).toHaveCount(0);
    });
  }

  test("has no bare text node on any screen that could be taken from it", async ({ page, workbench }) => {
    await workbench.open();
    expect(await heldTexts(page), "empty").toEqual([]);
    await workbench.bringIn(await hmacToken());
    await workbench.useSecret(SECRET);
    await workbench.expectVerdict("verified");
    await expect(page.getByRole("button", { name: "Share", exact: true })).toBeVisible();
    expect(await heldTexts(page), "workbench").toEqual([]);
    for (const name of ["Explain error", "Gateway", "Collection"] as const) {
      await workbench.openScreen(name);
      await expect(page.getByRole("main").getByRole("heading", { level: 2 }).last()).toBeVisible();
      expect(await heldTexts(page), name).toEqual([]);
    }
    for (const name of ["Share", "Privacy"] as const) {
      const sheet = await workbench.openSheet(name);
      await expect(sheet.getByRole("region").first()).toBeVisible();
      expect(await heldTexts(page), name).toEqual([]);
      await page.keyboard.press("Escape");
    }
    for (const place of [
      "",
      "/alg-none",
      "/alg-none&mode=free",
      "/alg-none&mode=presenter",
      "/signature",
      "/weak-secret",
    ]) {
      await page.goto(`./#/lab${place}`);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
      await expect(page.getByText("making keys and tokens")).toHaveCount(0);
      expect(await heldTexts(page), `lab${place}`).toEqual([]);
    }
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await heldTexts(page), "help").toEqual([]);
  });
});

async function held(locator: Locator): Promise<ElementHandle> {
  const handle = await locator.elementHandle();
  if (handle === null) throw new Error("not on the page");
  return handle;
}
