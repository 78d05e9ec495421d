import { CompactEncrypt, compactDecrypt, exportJWK, generateKeyPair } from "jose";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { exactToken, SECRET } from "./fixtures/tokens.ts";
import type { Workbench } from "./fixtures/workbench.ts";

sharePage();

const INNER = exactToken('{"alg":"HS256","typ":"JWT"}', '{"sub":"1"}');
const layer = ({ page }: Workbench, path: string) =>
  page.getByRole("list", { name: "Layers", exact: true }).locator(`li[data-path="${path}"]`);

test("a token in an encrypted one can be decrypted, shown, edited, signed and re-encrypted", async ({ workbench }) => {
  const { privateKey, publicKey } = await generateKeyPair("RSA-OAEP-256", { extractable: true });
  const token = await new CompactEncrypt(new TextEncoder().encode(INNER))
    .setProtectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM", cty: "JWT" })
    .encrypt(publicKey);
  await workbench.open();
  await workbench.bringIn(token);
  await workbench.expectVerdict("no-key");
  // Placed outside any field, so the innermost token is shown by itself.
  await workbench.leaveFields();
  await workbench.paste(JSON.stringify(await exportJWK(privateKey)));
  await expect(layer(workbench, "content")).toHaveAttribute("aria-current", "true");
  await expect(layer(workbench, "")).toHaveAttribute("data-state", "decrypted");
  await workbench.showPanel("Key");
  await workbench.giveSecret(SECRET);
  await workbench.expectVerdict("verified", "original");
  await workbench.expectToken(token);

  await workbench.showPanel("Claims");
  await workbench.payload.fill('{"sub":"2"}');
  await workbench.expectVerdict("verified", "re-signed");
  await expect(layer(workbench, "")).toHaveAttribute("data-state", "decrypted");
  const { plaintext } = await compactDecrypt(await workbench.tokenText(), privateKey);
  expect(new TextDecoder().decode(plaintext)).toBe(exactToken('{"alg":"HS256","typ":"JWT"}', '{"sub":"2"}'));
  await workbench.button("Undo").click();
  await workbench.expectToken(token);
});

test("a key in its field decrypts; in Keep mode an edit makes the tag fail", async ({ workbench, page }) => {
  const key = "k".repeat(32);
  const token = await new CompactEncrypt(new TextEncoder().encode('{"sub":"1"}'))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .encrypt(new TextEncoder().encode(key));
  await workbench.open();
  await workbench.bringIn(token);
  await workbench.giveSecret(key);
  await workbench.expectVerdict("decrypted", "original");
  await workbench.showPanel("Claims");
  await expect(workbench.payload).toHaveValue('{\n  "sub": "1"\n}');
  await workbench.showPanel("Key");
  await expect(page.getByRole("combobox", { name: "Content encryption", exact: true })).toHaveValue("A256GCM");
  const mode = page.getByRole("radiogroup", { name: "Encryption mode", exact: true });
  await mode.getByRole("radio", { name: "Keep", exact: true }).check();
  await workbench.showPanel("Claims");
  await workbench.header.fill('{"alg":"dir","enc":"A256GCM","kid":"x"}');
  await workbench.expectVerdict("invalid", "kept");
  await workbench.showPanel("Key");
  await mode.getByRole("radio", { name: "Re-encrypt", exact: true }).check();
  await workbench.expectVerdict("decrypted", "re-signed");
});
