import { createHmac } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, sharePage, test } from "./fixtures/test.ts";

sharePage();

const SECRET = "a-string-secret-at-least-256-bits-long";
const base64Url = (content: string | Uint8Array): string => Buffer.from(content).toString("base64url");
const hmac = (...input: (string | Uint8Array)[]): string => {
  const made = createHmac("sha256", SECRET);
  for (const part of input) made.update(part);
  return made.digest("base64url");
};

/** The signed CWT of RFC 8392 appendix A.3. */
const CWT =
  "d28443a10126a104524173796d6d657472696345434453413235365850a70175636f61703a2f2f61732e6578616d706c652e636f6d02656572696b77037818636f61703a2f2f6c696768742e6578616d706c652e636f6d041a5612aeb0051a5610d9f0061a5610d9f007420b7158405427c1ff28d23fbad1f29c4c7c6a555e601d6fa29f9179bc3d7438bacaca5acd08c8d4d4f96131680c429a01f85951ecee743a52b9b63632c57209120e1c9e30";

test("verifies a detached Open Banking signature; finds a body that another program rewrote, and reads a file byte for byte", async ({
  workbench,
  page,
}) => {
  const ob = "http://openbanking.org.uk/";
  const names = ["iat", "iss", "tan"].map((name) => ob + name);
  const header = base64Url(
    JSON.stringify({
      alg: "HS256",
      b64: false,
      [`${ob}iat`]: 1_700_000_000,
      [`${ob}iss`]: "0015800001041REAAY",
      [`${ob}tan`]: "openbanking.org.uk",
      crit: ["b64", ...names],
    }),
  );
  const signed = '{"Data":{"Amount":"1.00"}}';
  const field = page.getByRole("textbox", { name: "Detached payload", exact: true });
  const pane = page.getByRole("region", { name: "Payload", exact: true });
  await workbench.open();
  await workbench.bringIn(`${header}..${hmac(`${header}.${signed}`)}`);
  await workbench.useSecret(SECRET);
  await field.fill('{\n  "Data": { "Amount": "1.00" }\n}\n');
  await workbench.expectVerdict("invalid");
  await expect(pane).toContainText("It verifies over this body written without whitespace.");
  await pane.getByRole("button", { name: "Use that", exact: true }).click();
  await workbench.expectVerdict("verified");
  await expect(field).toHaveValue(signed);
  await expect(workbench.diagnosis.locator('[data-rule="critical-extension"]').first()).toBeVisible();

  const octets = Uint8Array.of(0xff, 0x00, 0x0d, 0x0a);
  await workbench.bringIn(`${header}..${hmac(`${header}.`, octets)}`);
  const choosing = page.waitForEvent("filechooser");
  await pane.getByRole("button", { name: "Choose a file as the detached payload", exact: true }).click();
  await (
    await choosing
  ).setFiles({ name: "body.bin", mimeType: "application/octet-stream", buffer: Buffer.from(octets) });
  await workbench.expectVerdict("verified");
  await expect(field).toHaveValue(/^000000 {2}ff 00 0d 0a /);
  await expect(field).not.toBeEditable();
});

test("names and shows a token of another kind, and calls nothing in it verified", async ({ workbench, page }) => {
  const content = page.getByRole("region", { name: "Content", exact: true });
  await workbench.open();
  await workbench.bringIn(CWT);
  await workbench.expectVerdict("malformed");
  await expect(content).toContainText("This is a CWT (CBOR Web Token), as COSE_Sign1");
  await expect(content.getByRole("listitem").filter({ hasText: /^iss \(1\)/ })).toContainText("coap://as.example.com");
  await expect(content.getByRole("listitem").filter({ hasText: /^exp \(4\)/ })).toContainText("2015-10-05T17:09:04");
  await workbench.clearAll();
  await workbench.bringIn(`v4.public.${base64Url(Buffer.concat([Buffer.from('{"sub":"ada"}'), Buffer.alloc(64, 7)]))}`);
  await workbench.expectVerdict("malformed");
  await expect(page.getByRole("textbox", { name: "Message, not verified", exact: true })).toHaveValue(/"sub": "ada"/);
  await expect(workbench.header).toHaveValue("");
  // Such a token has no use for a key; the fields keep their text for the next token that has.
  await expect(page.getByRole("region", { name: "Signature", exact: true })).toBeHidden();
  const signed = `${base64Url('{"alg":"HS256"}')}.${base64Url("{}")}`;
  await workbench.bringIn(`${signed}.${hmac(signed)}`);
  await workbench.useSecret(SECRET);
  await workbench.bringIn(CWT);
  await expect(workbench.secret).toBeHidden();
  await page.setViewportSize({ width: 360, height: 740 });
  const panels = page.getByRole("navigation", { name: "Panels", exact: true });
  await expect(panels.getByRole("button", { name: "Claims", exact: true })).toBeVisible();
  await expect(panels.getByRole("button", { name: "Key", exact: true })).toHaveCount(0);
  await workbench.bringIn(`${signed}.${hmac(signed)}`);
  await workbench.showPanel("Key");
  await expect(workbench.secret).toHaveValue(SECRET);
});

test("one line says what was opened, and parts that such a token lacks take no room", async ({ workbench, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await workbench.open();
  const height = (selector: string): Promise<number> =>
    page.locator(selector).evaluate((element) => element.getBoundingClientRect().height);
  const line = await height(".status");
  await workbench.leaveFields();
  await workbench.paste(CWT);
  await workbench.expectVerdict("malformed");
  await expect(page.getByRole("status", { name: "Notice", exact: true })).toContainText("not a JWT");
  await expect.poll(() => height(".status")).toBe(line);
  await expect(page.getByRole("status", { name: "Signature status" })).toContainText("Not a JWT");
  const gap = (upper: string, lower: string): Promise<number> =>
    page.evaluate(
      ([above = "", below = ""]) =>
        // Both load lazily: without one there is no number, and the test polls.
        (document.querySelector(below)?.getBoundingClientRect().top ?? Number.NaN) -
        (document.querySelector(above)?.getBoundingClientRect().bottom ?? Number.NaN),
      [upper, lower],
    );
  await expect.poll(() => gap("#p-token > .head", "#p-token .token-text")).toBe(0);
  const signed = `${base64Url('{"alg":"HS256"}')}.${base64Url(Uint8Array.of(0xff, 0, 1))}`;
  await workbench.bringIn(`${signed}.${hmac(signed)}`);
  await expect(workbench.payload).toHaveValue(/^000000 {2}ff 00 01/);
  await expect.poll(() => gap(".s-payload .content-about", ".s-payload .code")).toBeLessThan(16);
});

test("a binary payload is shown as what it is, and keeps its bytes until text replaces them", async ({
  workbench,
  page,
}) => {
  const header = base64Url('{"alg":"HS256"}');
  const payload = base64Url(gzipSync('{"sub":"ada"}'));
  const token = `${header}.${payload}.${hmac(`${header}.${payload}`)}`;
  await workbench.open();
  await workbench.bringIn(token);
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified", "original");
  await expect(workbench.payload).toHaveValue(/^000000 {2}1f 8b 08 /);
  await expect(page.getByRole("textbox", { name: "Unpacked content", exact: true })).toHaveValue(/"sub": "ada"/);
  await workbench.header.fill('{"alg":"HS256","kid":"1"}');
  await workbench.expectVerdict("verified", "re-signed");
  expect((await workbench.tokenText()).split(".")[1]).toBe(payload);
  await workbench.diagnosis.getByRole("button", { name: "Inflate and show the claims", exact: true }).click();
  await expect(workbench.payload).toHaveValue(/"sub": "ada"/);
  await workbench.expectVerdict("verified", "re-signed");
  expect((await workbench.tokenText()).split(".")[1]).toBe(base64Url('{"sub":"ada"}'));
});
