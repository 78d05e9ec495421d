import { createPrivateKey, createPublicKey } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { compactVerify } from "jose";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { largeRsa } from "./fixtures/large-rsa.ts";
import { hmacToken, keyPair, pairToken, SECRET } from "./fixtures/tokens.ts";

sharePage();

/** Drops a file of these bytes on a field. */
async function drop(page: Page, field: Locator, bytes: Uint8Array): Promise<void> {
  const data = await page.evaluateHandle((octets) => {
    const files = new DataTransfer();
    files.items.add(new File([Uint8Array.from(octets)], "file.bin"));
    return files;
  }, Array.from(bytes));
  await field.dispatchEvent("dragover", { dataTransfer: data });
  await field.dispatchEvent("drop", { dataTransfer: data });
}

test.describe("a dropped file that is not UTF-8", () => {
  test("a DER public key appears in its field as PEM, and verifies", async ({ workbench, page }) => {
    const pair = await keyPair("ES256");
    await workbench.open();
    await workbench.bringIn(await pairToken(pair));
    await drop(page, workbench.publicKey, createPublicKey(pair.publicPem).export({ type: "spki", format: "der" }));
    await expect(page.getByText("The file is binary: its bytes are shown as PEM (PUBLIC KEY)")).toBeVisible();
    await expect(workbench.publicKey).toHaveValue(`${pair.publicPem.trim()}\n`);
    await workbench.expectVerdict("verified", "original");
  });

  test("an encrypted DER private key asks for its passphrase, and signs", async ({ workbench, page }) => {
    const pair = await keyPair("ES256");
    await workbench.open();
    await workbench.bringIn(await pairToken(pair));
    const der = createPrivateKey(pair.privatePem).export({
      type: "pkcs8",
      format: "der",
      cipher: "aes-256-cbc",
      passphrase: "open sesame",
    });
    await drop(page, workbench.privateKey, der);
    await expect(workbench.privateKey).toHaveValue(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
    await page.getByRole("textbox", { name: "Passphrase for signing" }).fill("open sesame");
    // Enter is not part of the passphrase.
    await page.getByRole("textbox", { name: "Passphrase for signing" }).press("Enter");
    await expect(page.getByRole("textbox", { name: "Passphrase for signing" })).toHaveValue("open sesame");
    await workbench.expectVerdict("verified", "original");
    await workbench.payload.fill('{"sub":"b"}');
    await compactVerify(await workbench.reSignedToken(), pair.publicKey);
  });

  test("a Java keystore is refused by name, with the command that extracts the key", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await pairToken(await keyPair("ES256")));
    await drop(page, workbench.publicKey, Buffer.concat([Buffer.from("feedfeed00000002", "hex"), Buffer.alloc(60, 7)]));
    await expect(page.getByText("The file is binary: its bytes are shown as Base64")).toBeVisible();
    const finding = workbench.diagnosis.locator("[data-rule='KEY-21']");
    await expect(finding).toContainText("a Java keystore (JKS)");
    await expect(finding).toContainText("keytool -importkeystore");
  });

  test("a key and a token saved as UTF-16 by PowerShell are read as text, and the page says so", async ({
    workbench,
    page,
  }) => {
    const pair = await keyPair("ES256");
    const token = await pairToken(pair);
    await workbench.open();
    await drop(page, workbench.token, Buffer.from(`\uFEFF${token}\r\n`, "utf16le"));
    await expect(page.getByText(/^The file is UTF-16/)).toBeVisible();
    await workbench.expectToken(token);
    await drop(page, workbench.publicKey, Buffer.from(`\uFEFF${pair.publicPem}`, "utf16le"));
    await expect(workbench.publicKey).toHaveValue(pair.publicPem);
    await workbench.expectVerdict("verified", "original");
  });

  test("a secret of arbitrary bytes keeps every byte", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await workbench.useSecret(SECRET);
    const octets = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 250) % 256);
    await drop(page, workbench.secret, octets);
    await expect(workbench.secretEncoding).toHaveValue("Base64");
    await expect(workbench.secret).toHaveValue(Buffer.from(octets).toString("base64"));
    await workbench.payload.fill('{"sub":"b"}');
    await compactVerify(await workbench.reSignedToken(), octets);
  });

  test("bytes in place of a token are refused, and the field keeps its text", async ({ workbench, page }) => {
    const token = await hmacToken();
    await workbench.open();
    await workbench.bringIn(token);
    await drop(page, workbench.token, Buffer.from("30820122300d06092a864886f70d0101", "hex"));
    await expect(page.getByText("Refused: the file is binary, not text")).toBeVisible();
    await workbench.expectToken(token);
  });

  test("more bytes than any key has are refused with their number", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await pairToken(await keyPair("ES256")));
    const data = await page.evaluateHandle(() => {
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array(3 * 1024 * 1024)], "disk.img"));
      return files;
    });
    await workbench.publicKey.dispatchEvent("drop", { dataTransfer: data });
    await expect(page.getByText("Refused: 3.0 MB is over the limit of 1.0 MB")).toBeVisible();
    await expect(workbench.publicKey).toHaveValue("");
  });
});

for (const bits of [8192, 16_384]) {
  test(`a ${bits}-bit RSA key is read and verifies; one with a changed letter does not`, async ({
    workbench,
    page,
  }) => {
    const { publicPem, token } = largeRsa(bits);
    await workbench.open();
    await workbench.bringIn(token);
    await workbench.publicKey.fill(publicPem);
    await workbench.expectVerdict("verified", "original");
    // The product of the primes may be some bits short of their sum.
    await expect(page.getByText(new RegExp(`RSA ${Math.floor(bits / 1000)}\\d{3} bits`)).first()).toBeVisible();
    await workbench.bringIn(token.replace(/.$/, (last) => (last === "A" ? "Q" : "A")));
    await workbench.expectVerdict("invalid");
  });
}
