import { compactDecrypt, exportPKCS8, exportSPKI, generateKeyPair, importPKCS8 } from "jose";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { exactToken, NOW, SECRET } from "./fixtures/tokens.ts";
import type { Workbench } from "./fixtures/workbench.ts";

sharePage();

const INNER = exactToken('{"alg":"HS256","typ":"JWT"}', `{"sub":"1","exp":${NOW + 600}}`);
const layer = ({ page }: Workbench, path: string) =>
  page.getByRole("list", { name: "Layers", exact: true }).locator(`li[data-path="${path}"]`);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

test("a signed token is encrypted for a public key unchanged, and taken out again", async ({ workbench, page }) => {
  const { privateKey, publicKey } = await generateKeyPair("RSA-OAEP-256", { extractable: true });
  await workbench.open();
  await workbench.bringIn(INNER);
  await workbench.giveSecret(SECRET);
  await workbench.expectVerdict("verified", "original");

  await workbench.button("Wrap in encryption").click();
  await workbench.expectVerdict("no-key", "original");
  // The missing field has the focus.
  await expect(workbench.publicKey).toBeFocused();
  await workbench.publicKey.fill(await exportSPKI(publicKey));
  await workbench.expectVerdict("no-key", "re-signed");
  await expect(layer(workbench, "")).toHaveAttribute("data-form", "jwe");
  await expect(layer(workbench, "content")).toHaveAttribute("data-state", "verified");
  const { plaintext, protectedHeader } = await compactDecrypt(await workbench.tokenText(), privateKey);
  expect(text(plaintext)).toBe(INNER);
  expect(protectedHeader).toEqual({ alg: "RSA-OAEP-256", enc: "A256GCM", cty: "JWT" });

  await page.getByRole("combobox", { name: "Content encryption", exact: true }).selectOption("A128CBC-HS256");
  await workbench.privateKey.fill(await exportPKCS8(privateKey));
  await workbench.expectVerdict("decrypted", "re-signed");
  const outer = await workbench.tokenText();
  expect(text((await compactDecrypt(outer, privateKey)).plaintext)).toBe(INNER);

  await workbench.button("Take out the inner token").click();
  await workbench.expectToken(INNER);
  await workbench.expectVerdict("verified");
  await workbench.button("Undo").click();
  await workbench.expectToken(outer);
});

test("claims are encrypted for the public key pasted with them", async ({ workbench, page }) => {
  const { privateKey, publicKey } = await generateKeyPair("RSA-OAEP-256", { extractable: true });
  await workbench.open();
  await workbench.leaveFields();
  await workbench.paste(`${await exportSPKI(publicKey)}\n`);
  await workbench.leaveFields();
  await workbench.paste('{"iss":"https://id.example.com","sub":"7"}');
  await page.getByRole("button", { name: "Encrypt these claims", exact: true }).click();
  await workbench.expectVerdict("no-key", "re-signed");
  await expect(workbench.payload).toHaveValue(/"sub": "7"/);
  const { plaintext } = await compactDecrypt(await workbench.tokenText(), privateKey);
  expect(JSON.parse(text(plaintext))).toEqual({ iss: "https://id.example.com", sub: "7" });
});

test("a new encrypted token takes any text, and a fresh key on the chosen curve", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.button("Commands").click();
  await page.getByRole("combobox", { name: "Command", exact: true }).fill("New encrypted token");
  await page.keyboard.press("Enter");
  await workbench.showPanel("Key");
  await workbench.algorithm.selectOption("ECDH-ES");
  await page.getByRole("combobox", { name: "Curve of the key to generate" }).selectOption("X25519");
  await workbench.button("Generate key").click();
  await workbench.expectVerdict("decrypted", "re-signed");
  await workbench.showPanel("Claims");
  await workbench.payload.fill("any text");
  await workbench.expectVerdict("decrypted", "re-signed");
  await workbench.showPanel("Token");
  const own = await importPKCS8(await workbench.privateKey.inputValue(), "ECDH-ES");
  const { plaintext } = await compactDecrypt(await workbench.tokenText(), own);
  expect(text(plaintext)).toBe("any text");
});

test("the nested example opens on its claims, with every key in place", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.button("More examples").click();
  await page.getByRole("button", { name: /^Nested/ }).click();
  await expect(layer(workbench, "content")).toHaveAttribute("aria-current", "true");
  await workbench.expectVerdict("verified", "original");
  await expect(layer(workbench, "")).toHaveAttribute("data-state", "decrypted");
});
