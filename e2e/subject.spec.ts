import { expect, sharePage, test } from "./fixtures/test.ts";
import { hmacToken, SECRET, VALID } from "./fixtures/tokens.ts";
import { SAYS } from "./fixtures/words.ts";

sharePage();

test("a missing user is found under another spelling, and the checklist says where to look", async ({
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

test("dates and a working user's token narrow down the causes; that token is called good only if it verifies", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.openScreen("Gateway");
  const doctor = page.getByRole("region", { name: "Subject doctor", exact: true });
  const field = (name: string) => doctor.getByRole("textbox", { name, exact: true });
  const cause = (id: string) => doctor.locator(`[data-suspect="${id}"]`);
  await expect(field("Account changed")).toHaveCount(0);
  await workbench.bringIn(await hmacToken({ ...VALID, jti: "j-1" }));
  await field("Account changed").fill("2027-13-01");
  await expect(field("Account changed")).toHaveAttribute("aria-invalid", "true");
  await expect(doctor.locator("mark")).toHaveText("13");
  await field("Account changed").fill("2027-01-15 07:30Z");
  await field("Last sync").fill("2027-01-15 03:00Z");
  await expect(cause("synced")).toHaveAttribute("data-outcome", "likely");
  await expect(doctor).toContainText("The service’s copy of the users is behind.");
  await expect(cause("revoked")).toContainText("j-1");
  await field("Working user's token").fill(
    `Bearer ${await hmacToken({ ...VALID, sub: "7", iss: "https://other.example" })}`,
  );
  await expect(cause("elsewhere")).toHaveAttribute("data-outcome", "likely");
  await expect(doctor.locator('[data-claim="iss"]')).toHaveAttribute("data-differs", "value");
  await expect(doctor.locator('[data-claim="aud"]')).toHaveAttribute("data-differs", "same");
  await expect(doctor).toContainText("so it may not be a good token");
  await workbench.openScreen("Workbench");
  await workbench.useSecret(SECRET);
  await workbench.openScreen("Gateway");
  await expect(doctor).toContainText("a good token to compare with");
  await field("Working user's token").fill("eyJhbGciOiJIUzI1NiJ9.e30*.AA");
  await expect(doctor).toContainText(/It cannot be compared: .*character/);
  await workbench.clearAll();
  await expect(field("Last sync")).toHaveCount(0);
  await workbench.button("Undo").click();
  await expect(field("Last sync")).toHaveValue("2027-01-15 03:00Z");
});

test("the page responds while a hundred thousand IDs are compared", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.openScreen("Gateway");
  await workbench.bringIn(await hmacToken({ ...VALID, sub: "USER-00099999" }));
  const list = Array.from({ length: 100_000 }, (_, index) => `user-${String(index).padStart(8, "0")}`).join("\n");
  await page.getByRole("textbox", { name: "Known user ids", exact: true }).fill(list);
  const doctor = page.getByRole("region", { name: "Subject doctor", exact: true });
  await expect(doctor.locator('[data-found="true"]')).toContainText("user-00099999", { timeout: 30_000 });
  await expect(doctor).toContainText("Of 100,000 known ids");
});
