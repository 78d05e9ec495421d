import type { Locator } from "@playwright/test";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { base64Url, decoded, exactToken, SECRET } from "./fixtures/tokens.ts";
import { select, type Workbench } from "./fixtures/workbench.ts";

sharePage();

const HEADER = '{"alg":"HS256","typ":"JWT"}';
const NESTS = '{"alg":"HS256","cty":"JWT"}';
const INNER_SECRET = "the inner token has a secret of its own";
const INNER = exactToken(HEADER, '{"sub":"1"}', INNER_SECRET);
const NESTED = exactToken(NESTS, INNER);
const EDITED = exactToken(HEADER, '{"sub":"2"}', INNER_SECRET);

const layersOf = ({ page }: Workbench): Locator => page.getByRole("list", { name: "Layers", exact: true });
const layer = (workbench: Workbench, path: string): Locator => layersOf(workbench).locator(`li[data-path="${path}"]`);

async function show(workbench: Workbench, path: string): Promise<void> {
  await workbench.showPanel("Token");
  await layer(workbench, path).getByRole("button").click();
  await expect(layer(workbench, path)).toHaveAttribute("aria-current", "true");
}

test("an inner token is edited, and every layer around it signed again", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(NESTED);
  await expect(layersOf(workbench).getByRole("listitem")).toHaveCount(2);
  await expect(layer(workbench, "")).toHaveAttribute("aria-current", "true");
  await workbench.giveSecret(SECRET);
  await workbench.expectVerdict("verified", "original");
  await expect(layer(workbench, "content")).toHaveAttribute("data-form", "jws");
  await expect(layer(workbench, "content")).toHaveAttribute("data-state", "no-key");

  await show(workbench, "content");
  await workbench.expectVerdict("no-key");
  await workbench.showPanel("Key");
  await expect(workbench.secret).toHaveValue("");
  await workbench.giveSecret(INNER_SECRET);
  await workbench.expectVerdict("verified", "original");
  await workbench.expectToken(NESTED);

  await workbench.showPanel("Claims");
  await workbench.payload.fill('{"sub":"2"}');
  await workbench.expectToken(exactToken(NESTS, EDITED));
  await workbench.expectVerdict("verified", "re-signed");

  await show(workbench, "");
  await workbench.expectVerdict("verified", "re-signed");
  await workbench.showPanel("Claims");
  await expect(workbench.payload).toHaveValue(EDITED);
  await workbench.showPanel("Key");
  await expect(workbench.secret).toHaveValue(SECRET);

  await workbench.button("Undo").click();
  await workbench.expectToken(NESTED);
  await workbench.expectVerdict("verified", "original");
});

test("an edit of a token in a payload string changes nothing around it", async ({ workbench }) => {
  const payload = `{ "n": 1.0e0, "vp" : [ "${INNER}" ] }`;
  await workbench.open();
  await workbench.bringIn(exactToken(HEADER, payload));
  await workbench.giveSecret(SECRET);
  await show(workbench, "/vp/0");
  await workbench.giveSecret(INNER_SECRET);
  await workbench.showPanel("Claims");
  await workbench.payload.fill('{"sub":"2"}');
  await workbench.expectToken(exactToken(HEADER, payload.replace(INNER, EDITED)));
});

test("a token is not called broken because it holds another", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(NESTED);
  await workbench.giveSecret(SECRET);
  await workbench.expectVerdict("verified", "original");
  await expect(workbench.diagnosis.locator('[data-severity="error"]')).toHaveCount(0);
  await expect(workbench.diagnosis.locator('[data-rule="IN-16"]')).toHaveCount(0);
});

test("the times of a nested token are in the inner one, one press away", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(NESTED);
  const time = page.getByRole("group", { name: "Time verdict", exact: true });
  await expect(time).toContainText("The times are in the inner token");
  await time.getByRole("button", { name: "Show the inner token", exact: true }).click();
  await expect(layer(workbench, "content")).toHaveAttribute("aria-current", "true");
  await expect(time).toContainText("No expiry");
});

test("the gateway opens every layer, whichever is shown, and reads the innermost claims", async ({
  workbench,
  page,
}) => {
  const steps = page.getByRole("list", { name: "Gateway steps", exact: true });
  await workbench.open();
  await workbench.bringIn(NESTED);
  await workbench.giveSecret(SECRET);
  await workbench.openScreen("Gateway");
  await expect(steps.locator('[data-step="structure"]')).toHaveAttribute("data-outcome", "passed");
  await expect(steps.locator('[data-step="key"]')).toHaveAttribute("data-outcome", "failed");
  await workbench.openScreen("Workbench");
  await show(workbench, "content");
  await workbench.giveSecret(INNER_SECRET);
  await show(workbench, "");
  await workbench.openScreen("Gateway");
  await expect(steps.locator('[data-step="signature"]')).toHaveAttribute("data-outcome", "passed");
  const section = page.getByRole("region", { name: "Gateway walk-through", exact: true });
  await expect(section).toContainText("Every layer is opened");
  await expect(section).toContainText("X-User-ID: 1");
});

test("a token without an inner one shows no layers; one inside an encrypted token does", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(INNER);
  await workbench.expectVerdict("no-key");
  await expect(layersOf(workbench)).toHaveCount(0);
  const jwe = `${base64Url('{"alg":"dir","enc":"A256GCM"}')}..aXY.Y2lwaGVy.dGFn`;
  await workbench.bringIn(exactToken(NESTS, jwe));
  await expect(layer(workbench, "content")).toHaveAttribute("data-form", "jwe");
  await expect(layer(workbench, "content")).toHaveAttribute("data-state", "no-key");
});

test("a linked token opens with its layers, and copying it copies the whole", async ({ workbench }) => {
  await workbench.open({ with: `token=${NESTED}` });
  await show(workbench, "content");
  await workbench.showPanel("Token");
  await workbench.button("Copy token").click();
  expect(await workbench.clipboard()).toBe(NESTED);
});

test("the caret in an inner claim highlights its characters in the outermost token", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(NESTED);
  await show(workbench, "content");
  const text = await workbench.payload.inputValue();
  await select(workbench.payload, text.indexOf('"1"'));
  const lit = page.locator("#p-token [data-lit]");
  await expect(lit.first()).toBeVisible();
  const characters = (await lit.allTextContents()).join("");
  const [, payload = ""] = NESTED.split(".");
  const from = payload.indexOf(characters);
  expect(from).toBeGreaterThan(0);
  const inner = Buffer.from(
    payload.slice(Math.floor(from / 4) * 4, from + characters.length + 3),
    "base64url",
  ).toString();
  expect(decoded(NESTED, 1)).toContain(inner);
  expect(Buffer.from(INNER.split(".")[1] ?? "", "base64url").toString()).toContain('"sub":"1"');
});

test("the caret in the outermost token highlights the inner claim encoded there", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(NESTED);
  await show(workbench, "content");
  const start = NESTED.indexOf(".") + 1;
  const within = INNER.indexOf(".") + 4;
  await select(workbench.token, start + Math.ceil((within * 8) / 6));
  await expect(page.locator('[data-drop="payload"] .layer [data-lit]').first()).toContainText("sub");
  await select(workbench.token, NESTED.length);
  const lit = page.locator("#p-token [data-lit]");
  await expect.poll(async () => (await lit.allTextContents()).join("").length).toBe(Math.ceil((INNER.length * 8) / 6));
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("the layers are with the token, and each can be edited as on a desktop", async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn(NESTED);
    await workbench.giveSecret(SECRET);
    await show(workbench, "content");
    await workbench.giveSecret(INNER_SECRET);
    await workbench.expectVerdict("verified");
    await workbench.showPanel("Claims");
    await workbench.payload.fill('{"sub":"2"}');
    await workbench.showPanel("Token");
    await workbench.expectToken(exactToken(NESTS, EDITED));
  });
});
