import type { Page } from "@playwright/test";
import { objections } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/test.ts";

const box = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const answer = (page: Page) => page.getByRole("region", { name: "The verifier’s answer", exact: true });
const flag = (page: Page) => page.getByRole("status", { name: "The flag", exact: true });

/** Opens a challenge and waits for its token. */
async function open(page: Page, number: number): Promise<void> {
  await page.goto(`./#/lab/challenge/${number}`);
  await expect(box(page, "Token to send")).toHaveValue(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
}

test("the lab's start page lists six, and neither address, title nor page gives a solution away", async ({ page }) => {
  await page.goto("./#/lab");
  await expect(page.locator("[data-scenario]").first()).toBeVisible();
  const titles = await page.locator("[data-scenario] .lesson-name").allInnerTexts();
  const ids = await page
    .locator("[data-scenario]")
    .evaluateAll((links) => links.map((link) => link.dataset["scenario"]));
  expect(titles.length).toBeGreaterThan(40);
  const links = page.getByRole("link", { name: /^Challenge \d: / });
  await expect(links).toHaveCount(6);
  for (let number = 1; number <= 6; number += 1) {
    await page.goto("./#/lab");
    await page.getByRole("link", { name: new RegExp(`^Challenge ${number}: `) }).click();
    await expect(page).toHaveURL(new RegExp(`#/lab/challenge/${number}$`));
    await expect(page).toHaveTitle(new RegExp(`^Challenge ${number}: `));
    await expect(box(page, "Token to send")).toHaveValue(/^eyJ/);
    const said = `${await page.title()} ${page.url()} ${await page.locator("main").innerText()}`.toLowerCase();
    for (const name of [...titles, ...ids]) expect(said).not.toContain(String(name).toLowerCase());
  }
});

test("solved with the editors and an empty signature: hints are counted, and the flag depends on the class's word", async ({
  page,
}) => {
  await open(page, 1);
  await press(page, "Send it");
  await expect(answer(page)).toHaveAttribute("data-verdict", "accepted");
  await expect(answer(page)).toHaveAttribute("data-solved", "false");
  await expect(page.getByRole("region", { name: "What you used" })).toHaveCount(0);

  await press(page, "Show hint 1");
  await press(page, "Show hint 2");
  await expect(page.getByText("2 of 3 shown", { exact: true })).toBeVisible();

  const payload = box(page, "Payload");
  await payload.fill((await payload.inputValue()).replace("viewer", "admin"));
  await press(page, "Send it");
  await expect(answer(page)).toHaveAttribute("data-verdict", "rejected");
  await expect(flag(page)).not.toContainText("jotscope{");

  const header = box(page, "Header");
  const honest = await header.inputValue();
  await page.getByRole("combobox", { name: "Signature", exact: true }).selectOption("Leave empty");
  await header.fill(honest.replace("RS256", "none"));
  await expect(box(page, "Token to send")).toHaveValue(/\.$/);
  await press(page, "Send it");
  await expect(answer(page)).toContainText("not allowed");
  await header.fill(honest.replace("RS256", "nOnE"));
  await press(page, "Send it");
  await expect(answer(page)).toHaveAttribute("data-solved", "true");
  await expect(answer(page)).toContainText('"role": "admin"');
  await expect(page.getByText("solved with 4 tries and 2 hints", { exact: true })).toBeVisible();

  await expect(flag(page)).toHaveText(/^jotscope\{[0-9a-f]{16}\}$/);
  const without = await flag(page).innerText();
  await box(page, "Class word (optional)").fill("blue-otter");
  await expect(flag(page)).not.toHaveText(without);
  await expect(flag(page)).toHaveText(/^jotscope\{[0-9a-f]{16}\}$/);
  expect(page.url()).not.toContain("otter");
  await expect(page.getByRole("region", { name: "What you used" }).getByRole("link").first()).toHaveAttribute(
    "href",
    "#/lab/alg-none-case",
  );
  // Axe measures only the uncovered part of a control under the sticky bar.
  await page.evaluate(() => window.scrollTo(0, 0));
  expect(await objections(page)).toEqual([]);
});

test("solved with a key pair generated here; progress stays in the page until it is reset for the next class", async ({
  page,
}) => {
  await open(page, 2);
  const [header, payload] = [box(page, "Header"), box(page, "Payload")];
  await payload.fill((await payload.inputValue()).replace("viewer", "admin"));
  await page.getByRole("combobox", { name: "Signature", exact: true }).selectOption("own-rsa");
  await press(page, "Insert into the header as jwk");
  await expect(header).toHaveValue(/"jwk": \{/);
  await press(page, "Send it");
  await expect(answer(page)).toHaveAttribute("data-solved", "true");

  await page.getByRole("link", { name: "All scenarios of the lab" }).click();
  await expect(page.getByRole("link", { name: /^Challenge 2: .*done/ })).toBeVisible();
  await expect(page.getByText("1 of 6 solved", { exact: true })).toBeVisible();
  await press(page, "Reset for the next class");
  await expect(page.getByText("0 of 6 solved", { exact: true })).toBeVisible();
  await press(page, "Undo");
  await expect(page.getByText("1 of 6 solved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText("0 of 6 solved", { exact: true })).toBeVisible();
});

test("a typed token is sent as is, and a replaced one can be restored", async ({ page }) => {
  await open(page, 6);
  const token = box(page, "Token to send");
  await token.fill("not a token");
  await press(page, "Send it");
  await expect(answer(page)).toHaveAttribute("data-verdict", "rejected");
  const place = box(page, "Address of your tenant");
  const undo = page
    .getByRole("region", { name: "Your token", exact: true })
    .getByRole("button", { name: "Undo", exact: true });
  await press(page, "Get a token");
  await expect(box(page, "Payload")).toHaveValue(/mallory\.example/);
  await undo.click();
  await expect(token).toHaveValue("not a token");
  await press(page, "Back to the honest token");
  const header = box(page, "Header");
  await header.fill('{"alg":"mine"}');
  await token.fill("eyJhbGciOiJub25lIn0.e30.");
  await expect(header).toHaveValue(/none/);
  await undo.click();
  await expect(header).toHaveValue('{"alg":"mine"}');
  await place.fill("https://id.ex");
  await place.press("Enter");
  await expect(box(page, "Payload")).toHaveValue(/"iss": "https:\/\/id\.ex"/);
  await press(page, "Send it");
  await expect(answer(page)).toHaveAttribute("data-solved", "true");
});

test("what cannot be built says why, and nothing is sent", async ({ page }) => {
  await open(page, 5);
  await page.getByRole("combobox", { name: "Signature", exact: true }).selectOption("encrypt");
  await expect(page.getByRole("status").filter({ hasText: "needs alg and enc" })).toBeVisible();
  await page.getByRole("button", { name: "Send it", exact: true }).press("Enter");
  await expect(answer(page)).not.toHaveAttribute("data-verdict", /./);
  await press(page, "Write RSA-OAEP-256 and A256GCM into the header");
  await expect(page.getByRole("status").filter({ hasText: "Enter the public key" })).toBeVisible();
  await box(page, "Public key to encrypt to, PEM or JWK").fill(
    await page.getByRole("region", { name: "The public key", exact: true }).innerText(),
  );
  await expect(box(page, "Token to send")).toHaveValue(/^[\w-]+(?:\.[\w-]+){4}$/);
  const payload = box(page, "Payload");
  await payload.fill((await payload.inputValue()).replace("viewer", "admin"));
  await press(page, "Send it");
  await expect(answer(page)).toHaveAttribute("data-solved", "true");
});

test("the secret search starts from the honest token, and the secret it finds signs", async ({ page }) => {
  await open(page, 3);
  const honest = await box(page, "Token to send").inputValue();
  await page.getByText("Search for the secret of your honest token", { exact: true }).click();
  await expect(box(page, "Token to crack")).toHaveValue(honest);
  await press(page, "Start");
  const status = page.getByRole("status", { name: "Cracking" });
  await expect(status).toHaveAttribute("data-state", "found");
  await page.getByRole("combobox", { name: "Signature", exact: true }).selectOption("hmac");
  await box(page, "Secret to sign with").fill((await status.getAttribute("data-found")) ?? "");
  const payload = box(page, "Payload");
  await payload.fill((await payload.inputValue()).replace("viewer", "admin"));
  await press(page, "Send it");
  await expect(answer(page)).toHaveAttribute("data-solved", "true");
});

test("the next challenge starts at the top with the focus there; a print has neither token nor key", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await open(page, 1);
  const header = box(page, "Header");
  await header.fill((await header.inputValue()).replace("RS256", "None"));
  await page.getByRole("combobox", { name: "Signature", exact: true }).selectOption("empty");
  const payload = box(page, "Payload");
  await payload.fill((await payload.inputValue()).replace("viewer", "admin"));
  await page.getByRole("button", { name: "Send it", exact: true }).press("Enter");
  // The response is in view.
  await expect(page.getByText("Accepted: you are admin", { exact: true })).toBeInViewport();
  await page.getByRole("link", { name: /^Challenge 2: / }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /^Challenge 2: / })).toBeFocused();
  await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
  await expect(box(page, "Token to send")).toHaveValue(/^eyJ/);
  await page.emulateMedia({ media: "print" });
  await expect(box(page, "Token to send")).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await page.locator("body").innerText()).not.toMatch(/eyJ|BEGIN PUBLIC/);
});

test("on a phone nothing overflows the window, and everything works by touch", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, 5);
  await page.getByRole("combobox", { name: "Signature", exact: true }).selectOption("encrypt");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await objections(page)).toEqual([]);
});
