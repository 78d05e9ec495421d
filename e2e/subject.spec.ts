import { expect, test } from "./fixtures/test.ts";
import { hmacToken, VALID } from "./fixtures/tokens.ts";
import { SAYS } from "./fixtures/words.ts";

test("a user that is not found is found in another spelling, and the checklist says where to look", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.openScreen("Gateway");
  await workbench.bringIn(await hmacToken({ ...VALID, sub: "auth0|64F1e0a2b7\u00a0" }));
  const doctor = page.getByRole("region", { name: "Subject doctor", exact: true });
  await expect(doctor).toContainText("no-break space");
  const ids = page.getByRole("textbox", { name: "Known user ids", exact: true });
  await ids.fill("auth0|0000000000\nauth0|64f1e0a2b7");
  await expect(doctor.locator('[data-way="exact"]')).toHaveAttribute("data-found", "false");
  await expect(doctor.locator('[data-found="true"]')).toContainText("auth0|64f1e0a2b7");
  await ids.fill("somebody");
  await expect(doctor).toContainText("None of them matches");
  await doctor.getByText(SAYS.eightPlaces, { exact: true }).click();
  await expect(doctor.getByRole("button", { name: "Copy checklist", exact: true })).toBeVisible();
  await expect(doctor.locator(".checklist li")).toHaveCount(8);
});

test("a hundred thousand ids are compared while the page answers", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.openScreen("Gateway");
  await workbench.bringIn(await hmacToken({ ...VALID, sub: "USER-00099999" }));
  const list = Array.from({ length: 100_000 }, (_, index) => `user-${String(index).padStart(8, "0")}`).join("\n");
  await page.getByRole("textbox", { name: "Known user ids", exact: true }).fill(list);
  const doctor = page.getByRole("region", { name: "Subject doctor", exact: true });
  await expect(doctor.locator('[data-found="true"]')).toContainText("user-00099999", { timeout: 30_000 });
  await expect(doctor).toContainText("Of 100,000 known ids");
});
