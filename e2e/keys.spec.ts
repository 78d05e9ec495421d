import { createPrivateKey, createPublicKey } from "node:crypto";
import { calculateJwkThumbprint, compactVerify, importJWK, type JWK } from "jose";
import { expect, test } from "./fixtures/test.ts";
import { hmacToken, keyPair, pairToken, SECRET, VALID } from "./fixtures/tokens.ts";
import { settled } from "./fixtures/watch.ts";

test.describe("a key is copied", () => {
  test("as a JWK Set that another library verifies the re-signed token with", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await pairToken(await keyPair("ES256")));
    await page.getByRole("button", { name: "Generate key" }).click();
    await workbench.payload.fill('{"sub":"b"}');
    const signed = await workbench.reSignedToken();
    await page.getByRole("button", { name: "Copy the verification key as" }).click();
    await page.getByRole("button", { name: /^JWK Set to publish/ }).click();
    await expect(page.getByText("Copied the public key as JWK Set")).toBeVisible();
    const { keys } = JSON.parse(await workbench.clipboard()) as { keys: JWK[] };
    const [key] = keys;
    if (key === undefined) throw new Error("an empty set");
    expect(key).toMatchObject({ kid: await calculateJwkThumbprint(key), alg: "ES256", use: "sig" });
    expect(key).not.toHaveProperty("d");
    await compactVerify(signed, await importJWK(key, "ES256"));
  });

  test("as PEM, on one line and in Base64, the private half under a warning", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await pairToken(await keyPair("RS256")));
    await page.getByRole("button", { name: "Generate key" }).click();
    const menu = page.getByRole("button", { name: "Copy the signing key as" });
    const half = page.getByRole("region", { name: "Private half: never share it" });
    const copies: string[] = [];
    for (const form of [/^PEM PKCS#8/, /^PEM on one line/, /^PEM in Base64/]) {
      await menu.click();
      await half.getByRole("button", { name: form }).click();
      await expect(menu).toBeFocused();
      copies.push(await workbench.clipboard());
    }
    const [pem = "", line = "", base64 = ""] = copies;
    expect(createPrivateKey(pem).asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(line).toBe(pem.replaceAll("\n", "\\n"));
    expect(Buffer.from(base64, "base64").toString()).toBe(pem);
    await menu.click();
    await page.getByRole("button", { name: /^PEM SubjectPublicKeyInfo/ }).click();
    expect(createPublicKey(await workbench.clipboard()).asymmetricKeyType).toBe("rsa");
  });

  test("under the name that the token gives it, where it has none", async ({ workbench, page }) => {
    const pair = await keyPair("ES256");
    await workbench.open();
    await workbench.bringIn(await pairToken(pair, VALID, { kid: "2026-11" }));
    await workbench.publicKey.fill(pair.publicPem);
    await page.getByRole("button", { name: "Copy the verification key as" }).click();
    await page.getByRole("button", { name: /^JWK Set for this token/ }).click();
    await expect(page.getByText("Copied the public key as JWK Set for this token")).toBeVisible();
    expect(JSON.parse(await workbench.clipboard())).toMatchObject({ keys: [{ kid: "2026-11" }] });
  });

  test("as a secret in another encoding, by keyboard alone", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await workbench.useSecret(SECRET);
    await page.getByRole("button", { name: "Copy the secret as" }).press("Enter");
    await expect(page.getByRole("button", { name: /^Base64 / })).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: /^Base64 / })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByText("Copied the secret as Base64")).toBeVisible();
    expect(Buffer.from(await workbench.clipboard(), "base64").toString()).toBe(SECRET);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: /^Base64 / })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Copy the secret as" })).toBeFocused();
  });

  test("is not offered where the field holds none", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await pairToken(await keyPair("ES256")));
    await expect(page.getByRole("button", { name: "Copy the signing key as" })).toBeDisabled();
    await workbench.privateKey.fill("no key at all");
    await expect(page.getByRole("button", { name: "Copy the signing key as" })).toBeDisabled();
  });
});

test.describe("the strength of the secret", () => {
  test("stands at the field, and one click makes a random one with which the token is signed", async ({
    workbench,
    page,
  }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await workbench.useSecret("Summer2024!");
    const strength = page.getByRole("region", { name: "Strength of the secret" });
    await expect(strength).toHaveAttribute("data-level", /weak|listed/);
    await expect(strength).toContainText(/One graphics card: /);
    await strength.getByText(/One graphics card: /).click();
    await expect(strength.getByRole("table")).toBeVisible();
    await strength.getByRole("button", { name: "Make 256 random bits" }).click();
    await expect(strength).toHaveAttribute("data-level", "strong");
    await expect(page.getByRole("combobox", { name: "Secret encoding" })).toHaveValue("Base64url");
    await expect(workbench.secret).toHaveValue(/^[\w-]{43}$/);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(workbench.secret).toHaveValue("Summer2024!");
  });

  test("says nothing of the secret's pieces while secrets are hidden", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await page.getByRole("switch", { name: "Hide secrets" }).check();
    await workbench.useSecret("correct-horse");
    const strength = page.getByRole("region", { name: "Strength of the secret" });
    await strength.getByText(/One graphics card: /).click();
    await expect(strength.getByRole("table")).toBeVisible();
    await expect(strength).not.toContainText("horse");
  });

  test("asks the network for nothing when a secret is typed", async ({ workbench, page, watched }) => {
    await workbench.open();
    await settled(page, watched);
    watched.forget();
    await workbench.bringIn(await hmacToken());
    await workbench.useSecret("Summer2024!");
    await expect(page.getByRole("region", { name: "Strength of the secret" })).toBeVisible();
    expect(watched.requests).toEqual([]);
  });
});
