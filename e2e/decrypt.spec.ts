import { CompactEncrypt, EncryptJWT, exportPKCS8, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { NOW } from "./fixtures/tokens.ts";

sharePage();

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a signed token in an encrypted one opens with the private key, and verifies with the signer's key", async ({
  workbench,
  page,
}) => {
  const recipient = await generateKeyPair("RSA-OAEP-256", { extractable: true });
  const signer = await generateKeyPair("ES256", { extractable: true });
  const inner = await new SignJWT({ sub: "24400320", exp: NOW + 3600 })
    .setProtectedHeader({ alg: "ES256", typ: "JWT" })
    .sign(signer.privateKey);
  const outer = await new CompactEncrypt(bytes(inner))
    .setProtectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM", cty: "JWT" })
    .encrypt(recipient.publicKey);
  await workbench.open();
  await workbench.bringIn(outer);
  await workbench.expectVerdict("no-key");
  await expect(workbench.header).toHaveValue(/"enc": "A256GCM"/);
  await expect(workbench.payload).toHaveValue("");
  for (const part of ["header", "encrypted-key", "iv", "ciphertext", "tag"]) {
    await expect(page.locator(`[data-segment="${part}"]`).first()).toBeVisible();
  }
  await workbench.privateKey.fill(await exportPKCS8(recipient.privateKey));
  await workbench.expectVerdict("decrypted");
  const layer = page.getByRole("list", { name: "Layers", exact: true }).locator('li[data-path="content"]');
  await expect(layer).toHaveAttribute("data-form", "jws");
  await layer.getByRole("button").click();
  await expect(workbench.payload).toHaveValue(/"sub": "24400320"/);
  await workbench.expectVerdict("no-key");
  await workbench.publicKey.fill(await exportSPKI(signer.publicKey));
  await workbench.expectVerdict("verified");
});

test("a password opens a password-encrypted token; a wrong one does not, and reveals nothing", async ({
  workbench,
}) => {
  const token = await new EncryptJWT({ sub: "24400320", exp: NOW - 60 })
    .setProtectedHeader({ alg: "PBES2-HS256+A128KW", enc: "A128CBC-HS256" })
    .encrypt(bytes("correct horse"));
  await workbench.open();
  await workbench.bringIn(token);
  await workbench.secret.fill("wrong horse");
  await workbench.expectVerdict("invalid");
  await expect(workbench.payload).toHaveValue("");
  await workbench.secret.fill("correct horse");
  await workbench.expectVerdict("decrypted");
  await expect(workbench.payload).toHaveValue(/"sub": "24400320"/);
  await expect(workbench.times.locator('[data-claim="exp"]')).toHaveAttribute("data-state", "expired");
});
