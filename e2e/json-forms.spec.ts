import { createHash } from "node:crypto";
import type { Locator } from "@playwright/test";
import { exportJWK, FlattenedSign, GeneralEncrypt, GeneralSign, generateKeyPair, type JWK } from "jose";
import { COMPACT, FLATTENED, ISSUER } from "../src/testing/rfc9901.ts";
import { expect, sharePage, test } from "./fixtures/test.ts";
import type { Workbench } from "./fixtures/workbench.ts";

sharePage();

interface Pair {
  readonly key: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly open: JWK;
  readonly own: JWK;
}

async function pair(alg: string, kid: string): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const [own, open] = [await exportJWK(privateKey), await exportJWK(publicKey)];
  return { key: privateKey, publicKey, open: { ...open, kid, alg }, own: { ...own, kid, alg } };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const items = ({ page }: Workbench, name: "Signatures" | "Recipients"): Locator =>
  page.getByRole("list", { name, exact: true }).getByRole("listitem");
const states = (list: Locator): Promise<(string | undefined)[]> =>
  list.evaluateAll((all) => all.map((item) => (item as HTMLElement).dataset["state"]));
const field = ({ page }: Workbench, name: string): Locator => page.getByRole("textbox", { name, exact: true });

test("a general JWS has a verdict for each signature, and can be edited, reverted and converted", async ({
  workbench,
  page,
}) => {
  const [one, two] = [await pair("ES256", "one"), await pair("ES384", "two")];
  const made = await new GeneralSign(bytes('{"iss":"https://issuer.example","n":1.0}'))
    .addSignature(one.key)
    .setProtectedHeader({ alg: "ES256" })
    .setUnprotectedHeader({ kid: "one" })
    .addSignature(two.key)
    .setProtectedHeader({ alg: "ES384", kid: "two" })
    .sign();
  const token = JSON.stringify(made, null, 2);
  await workbench.open();
  await workbench.bringIn(token);
  await workbench.expectVerdict("no-key", "original");
  await workbench.showPanel("Key");
  const list = items(workbench, "Signatures");
  await expect(list).toHaveCount(2);
  await field(workbench, "Public key").fill(JSON.stringify({ keys: [one.open, two.open] }));
  await workbench.expectVerdict("verified", "original");
  expect(await states(list)).toEqual(["verified", "verified"]);

  await workbench.showPanel("Claims");
  expect(JSON.parse(await workbench.header.inputValue())).toEqual({ alg: "ES256" });
  const unprotected = field(workbench, "Unprotected header JSON");
  await expect(unprotected).toHaveValue('{\n  "kid": "one"\n}');
  await workbench.showPanel("Key");
  await list.nth(1).getByRole("button").click();
  await expect(list.nth(1)).toHaveAttribute("aria-current", "true");
  await workbench.showPanel("Claims");
  expect(JSON.parse(await workbench.header.inputValue())).toEqual({ alg: "ES384", kid: "two" });
  await expect(unprotected).toHaveCount(0);

  await workbench.showPanel("Key");
  await field(workbench, "Private key").fill(JSON.stringify(two.own));
  await workbench.showPanel("Claims");
  await workbench.payload.fill('{"iss":"https://other.example"}');
  await workbench.expectVerdict("invalid", "re-signed");
  await workbench.showPanel("Key");
  expect(await states(list)).toEqual(["invalid", "verified"]);
  await expect(page.locator('[data-rule="other-seals"]')).toContainText("Signature 1 was made before the edit");
  const edited = JSON.parse(await workbench.tokenText()) as typeof made;
  expect(Buffer.from(edited.payload, "base64url").toString()).toBe('{"iss":"https://other.example"}');
  expect(edited.signatures[0]).toEqual(made.signatures[0]);

  await workbench.button("Undo").click();
  await workbench.expectToken(token);
  await workbench.expectVerdict("verified", "original");
  await expect(page.locator(".conversions")).toContainText("this form holds only one");
});

test("a flattened ACME JWS says whose request it is, and converts to compact and back", async ({ workbench, page }) => {
  const account = await pair("ES256", "account");
  const header = {
    alg: "ES256",
    kid: "https://ca.example/acct/1",
    nonce: "n-1",
    url: "https://ca.example/acme/new-order",
  };
  const made = await new FlattenedSign(bytes('{"identifiers":[]}')).setProtectedHeader(header).sign(account.key);
  const token = JSON.stringify(made);
  await workbench.open();
  await workbench.bringIn(token);
  await workbench.showPanel("Key");
  await field(workbench, "Public key").fill(JSON.stringify(account.open));
  await workbench.expectVerdict("verified", "original");
  await expect(page.locator('[data-rule="acme-request"]')).toContainText(
    "ACME request to https://ca.example/acme/new-order, by the account https://ca.example/acct/1",
  );
  await workbench.button("Compact").click();
  await workbench.expectToken(`${made.protected}.${made.payload}.${made.signature}`);
  await workbench.expectVerdict("verified");
  await workbench.button("Undo").click();
  await workbench.expectToken(token);
});

test("a compact token converts to JSON and back, from its panel and the palette, each as one Undo step", async ({
  workbench,
  page,
}) => {
  const pairOfKeys = await pair("ES256", "one");
  const made = await new FlattenedSign(bytes('{"a":1}')).setProtectedHeader({ alg: "ES256" }).sign(pairOfKeys.key);
  const token = `${made.protected}.${made.payload}.${made.signature}`;
  await workbench.open();
  await workbench.bringIn(token);
  await workbench.showPanel("Key");
  await field(workbench, "Public key").fill(JSON.stringify(pairOfKeys.open));
  await workbench.expectVerdict("verified", "original");
  await workbench.button("General JSON").click();
  await expect(items(workbench, "Signatures")).toHaveCount(1);
  await workbench.expectVerdict("verified");
  expect(JSON.parse(await workbench.tokenText())).toEqual({
    payload: made.payload,
    signatures: [{ protected: made.protected, signature: made.signature }],
  });
  await workbench.button("Undo").click();
  await workbench.expectToken(token);
  await workbench.button("Commands").click();
  await page.getByRole("combobox", { name: "Command", exact: true }).fill("Write it as flattened JSON");
  await page.keyboard.press("Enter");
  await workbench.expectVerdict("verified");
  expect(JSON.parse(await workbench.tokenText())).toEqual({
    payload: made.payload,
    protected: made.protected,
    signature: made.signature,
  });
});

test("a general JWE is decrypted for the recipient whose key is given, and re-encrypted for it", async ({
  workbench,
  page,
}) => {
  const [rsa, curve] = [await pair("RSA-OAEP-256", "r"), await pair("ECDH-ES+A256KW", "c")];
  const encryption = new GeneralEncrypt(bytes('{"n":1.0}')).setProtectedHeader({ enc: "A256GCM" });
  for (const { publicKey, open } of [rsa, curve])
    encryption.addRecipient(publicKey).setUnprotectedHeader({ alg: open.alg!, kid: open.kid! });
  const token = JSON.stringify(await encryption.encrypt(), null, 2);
  await workbench.open();
  await workbench.bringIn(token);
  await workbench.expectVerdict("no-key", "original");
  await workbench.showPanel("Key");
  const list = items(workbench, "Recipients");
  await expect(list).toHaveCount(2);
  await field(workbench, "Private key").fill(JSON.stringify(curve.own));
  await workbench.expectVerdict("decrypted", "original");
  expect(await states(list)).toEqual(["no-key", "decrypted"]);
  await expect(list.nth(1)).toHaveAttribute("aria-current", "true");
  await workbench.showPanel("Claims");
  await expect(workbench.payload).toHaveValue('{\n  "n": 1.0\n}');
  await workbench.payload.fill('{"n":2}');
  await workbench.expectVerdict("decrypted", "re-signed");
  await expect(page.locator('[data-rule="other-seals"]')).toContainText("Recipient 1 can no longer decrypt it");
  await workbench.button("Undo").click();
  await workbench.expectToken(token);
  await workbench.expectVerdict("decrypted", "original");
});

test("an SD-JWT in JSON shows its disclosures, verifies, and converts to compact and back", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(FLATTENED);
  await workbench.expectVerdict("no-key", "original");
  await expect(page.getByRole("list", { name: "Layers" }).getByRole("listitem")).toHaveCount(2);
  const disclosures = page.getByRole("list", { name: "Disclosures" }).getByRole("listitem");
  const claims = page.getByRole("region", { name: "Disclosed claims" });
  await workbench.showPanel("Claims");
  await expect(disclosures).toHaveText([/family_name.*Doe/, /given_name.*John/]);
  expect(await states(disclosures)).toEqual(["matched", "matched"]);
  await expect(claims).toContainText('"given_name": "John"');
  await expect(claims).not.toContainText("_sd");

  await workbench.showPanel("Key");
  await field(workbench, "Public key").fill(JSON.stringify(ISSUER));
  await workbench.expectVerdict("verified", "original");
  await page.getByRole("button", { name: "Compact", exact: true }).click();
  expect(await workbench.tokenText()).toBe(COMPACT);
  await workbench.expectVerdict("verified", "original");
  await page.getByRole("button", { name: "Flattened JSON", exact: true }).click();
  expect(JSON.parse(await workbench.tokenText())).toEqual(JSON.parse(FLATTENED));
  await workbench.expectVerdict("verified", "original");
  await expect(page.locator('[data-rule="disclosure-digests"]')).toHaveCount(0);

  await workbench.showPanel("Claims");
  const header = field(workbench, "Unprotected header JSON");
  await header.fill((await header.inputValue()).replace(/"WyJlbHVW[^"]*"/, '"WyJzIiwiYSIsMV0"'));
  await expect(disclosures).toHaveText([/family_name/, /a.*no digest matches it/]);
  await expect(page.locator('[data-rule="disclosure-digests"]').first()).toBeAttached();
  await workbench.expectVerdict("verified", "kept");
});

test("disclosures are chosen by keyboard, and what is presented follows", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(COMPACT);
  await workbench.expectVerdict("no-key", "original");
  await workbench.showPanel("Claims");
  const list = page.getByRole("list", { name: "Disclosures" });
  const family = list.getByRole("checkbox", { name: "family_name" });
  await expect(family).toBeChecked();
  await family.focus();
  await page.keyboard.press("Space");
  await expect(family).not.toBeChecked();
  await expect(family).toBeFocused();
  const claims = page.getByRole("region", { name: "Disclosed claims" });
  await expect(claims.locator("pre")).not.toContainText("family_name");
  await expect(claims.locator("pre")).toContainText("given_name");
  const [, hidden = ""] = COMPACT.split("~");
  expect(await workbench.tokenText()).toBe(COMPACT.replace(`${hidden}~`, ""));
  await page.keyboard.press("Space");
  await expect(family).toBeChecked();
  expect(await workbench.tokenText()).toBe(COMPACT);
});

test('"Write the new sd_hash" binds the key binding to what is presented, and says what its signature lacks', async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(COMPACT);
  await workbench.expectVerdict("no-key", "original");
  await workbench.showPanel("Claims");
  const list = page.getByRole("list", { name: "Disclosures" });
  await list.getByRole("checkbox", { name: "family_name" }).uncheck();
  await workbench.showPanel("Diagnosis");
  const finding = page.locator('[data-rule="disclosure-digests"]').first();
  await expect(finding).toContainText("made for another presentation");
  await finding.getByRole("button", { name: "Write the new sd_hash", exact: true }).click();
  await expect(page.locator('[data-rule="disclosure-digests"]')).toHaveCount(0);
  const binding = page.getByRole("list", { name: "Layers" }).getByRole("listitem").nth(1);
  // Nobody signed it: the holder's key is not here.
  await expect(binding).toHaveAttribute("data-state", "invalid");
  const text = await workbench.tokenText();
  const presented = text.slice(0, text.lastIndexOf("~") + 1);
  const [, payload] = text.slice(presented.length).split(".");
  const claims = JSON.parse(Buffer.from(payload ?? "", "base64url").toString()) as { sd_hash: string };
  expect(claims.sd_hash).toBe(createHash("sha256").update(presented).digest("base64url"));
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(finding).toContainText("made for another presentation");
});
