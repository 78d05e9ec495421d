import { decodeProtectedHeader, jwtVerify } from "jose";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { decoded, exactToken, hmacToken, keyPair, pairToken, SECRET, VALID } from "./fixtures/tokens.ts";
import { select, selectionOf } from "./fixtures/workbench.ts";

sharePage();

const key = new TextEncoder().encode(SECRET);

test.describe("an edit of the payload", () => {
  test(
    "re-encodes and re-signs on each keystroke, and leaves the header's bytes alone",
    { tag: "@smoke" },
    async ({ workbench }) => {
      const token = exactToken('{"typ":"JWT" , "alg":"HS256"}', '{"sub":"a","n":1.0}');
      await workbench.open();
      await workbench.bringIn(token);
      await workbench.useSecret(SECRET);
      await workbench.expectVerdict("verified", "original");
      const text = await workbench.payload.inputValue();
      await select(workbench.payload, text.indexOf('"a"') + 2);
      await workbench.payload.pressSequentially("bc");
      const signed = await workbench.reSignedToken();
      expect(decoded(signed, 1)).toBe('{"sub":"abc","n":1.0}');
      expect(signed.split(".")[0]).toBe(token.split(".")[0]);
      await jwtVerify(signed, key);
    },
  );

  test("keeps the caret where it is", async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await workbench.useSecret(SECRET);
    const text = await workbench.payload.inputValue();
    const at = text.indexOf("24400320");
    await select(workbench.payload, at);
    await workbench.payload.pressSequentially("1234");
    expect(await selectionOf(workbench.payload)).toEqual({ start: at + 4, end: at + 4 });
    await workbench.expectVerdict("verified", "re-signed");
    expect(await selectionOf(workbench.payload)).toEqual({ start: at + 4, end: at + 4 });
    await expect(workbench.payload).toHaveValue(text.replace("24400320", "123424400320"));
  });

  test("undone in the editor, restores the original bytes and provenance", async ({ workbench }) => {
    const token = exactToken('{"alg":"HS256"}', '{ "sub" : "a" }');
    await workbench.open();
    await workbench.bringIn(token);
    await workbench.useSecret(SECRET);
    const text = await workbench.payload.inputValue();
    await select(workbench.payload, text.indexOf('"a"') + 2);
    await workbench.payload.pressSequentially("b");
    await workbench.expectVerdict("verified", "re-signed");
    await workbench.payload.press("Backspace");
    await workbench.expectVerdict("verified", "original");
    await workbench.expectToken(token);
    await workbench.payload.pressSequentially("c");
    await workbench.expectVerdict("verified", "re-signed");
    await workbench.payload.press("ControlOrMeta+Z");
    await workbench.expectVerdict("verified", "original");
    await workbench.expectToken(token);
  });

  test("drops only insignificant white space", async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await workbench.useSecret(SECRET);
    await workbench.payload.fill(String.raw`{ "b" : 1.0, "a" : "\u00e9  x" ,
      "n": 12345678901234567890 }`);
    const signed = await workbench.reSignedToken();
    expect(decoded(signed, 1)).toBe(String.raw`{"b":1.0,"a":"\u00e9  x","n":12345678901234567890}`);
  });

  test("that is not JSON yet is encoded as typed, and signed", async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await workbench.useSecret(SECRET);
    await workbench.payload.fill('{ "sub": ');
    const signed = await workbench.reSignedToken();
    expect(decoded(signed, 1)).toBe('{ "sub": ');
  });

  test("with Keep leaves the old signature, and the verdict says so", async ({ workbench }) => {
    const token = await hmacToken();
    await workbench.open();
    await workbench.bringIn(token);
    await workbench.useSecret(SECRET);
    await workbench.mode("Keep").check();
    await workbench.payload.fill('{"sub":"attacker"}');
    await workbench.expectVerdict("invalid", "kept");
    const shown = await workbench.tokenText();
    expect(shown.split(".")[2]).toBe(token.split(".")[2]);
    await expect(workbench.verdict).toHaveAttribute("data-original-state", "verified");
    await workbench.mode("Re-sign").check();
    await workbench.expectVerdict("verified", "re-signed");
  });

  test("without a key keeps the old signature and says what is missing", async ({ workbench, page }) => {
    const pair = await keyPair("ES256");
    const token = await pairToken(pair);
    await workbench.open();
    await workbench.bringIn(token);
    await workbench.publicKey.fill(pair.publicPem);
    await workbench.payload.fill('{"sub":"x"}');
    await workbench.expectVerdict("invalid", "kept");
    expect((await workbench.tokenText()).split(".")[2]).toBe(token.split(".")[2]);
    await expect(page.getByText(/private key/i).first()).toBeVisible();
    await workbench.privateKey.fill(pair.privatePem);
    await workbench.expectVerdict("verified", "re-signed");
  });

  test("of a token that did not verify says so as prominently as that it was signed here", async ({
    workbench,
    page,
  }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken(VALID, { secret: "another secret, that nobody knows here" }));
    await workbench.useSecret(SECRET);
    await workbench.expectVerdict("invalid", "original");
    await workbench.payload.fill('{"sub":"x"}');
    await workbench.expectVerdict("verified", "re-signed");
    await expect(workbench.verdict).toHaveAttribute("data-original-state", "invalid");
    await expect(workbench.verdict).toContainText(/signed (?:here|on this page)/i);
    await expect(page.getByText(/did not verify|original.{0,30}(?:invalid|failed)/i).first()).toBeInViewport();
  });
});

test.describe("an edit of the header", () => {
  test("leaves the payload's bytes alone", async ({ workbench }) => {
    const token = exactToken('{"alg":"HS256"}', '{ "sub" : "a" , "n" : 1.0 }');
    await workbench.open();
    await workbench.bringIn(token);
    await workbench.useSecret(SECRET);
    await workbench.header.fill('{"alg":"HS256","kid":"k1"}');
    const signed = await workbench.reSignedToken();
    expect(signed.split(".")[1]).toBe(token.split(".")[1]);
    expect(decoded(signed, 0)).toBe('{"alg":"HS256","kid":"k1"}');
  });

  test("that is not an object keeps the signature, makes the token malformed, and loses nothing typed", async ({
    workbench,
  }) => {
    const token = await hmacToken();
    await workbench.open();
    await workbench.bringIn(token);
    await workbench.useSecret(SECRET);
    await workbench.header.fill('{"alg":"HS256",');
    await workbench.expectVerdict("malformed");
    await expect(workbench.header).toHaveValue('{"alg":"HS256",');
    expect((await workbench.tokenText()).split(".")[2]).toBe(token.split(".")[2]);
    await expect(workbench.algorithm).toBeDisabled();
    await workbench.header.fill('{"alg":"HS256"}');
    await workbench.expectVerdict("verified", "re-signed");
    await expect(workbench.algorithm).toBeEnabled();
  });
});

test.describe("the Algorithm box", () => {
  test("changes only the alg member", async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn(exactToken('{"typ":"JWT","x":1.0,"alg":"HS256","kid":"a"}', '{"sub":"a"}'));
    await workbench.useSecret(SECRET);
    await workbench.algorithm.selectOption("HS512");
    const signed = await workbench.reSignedToken();
    expect(decoded(signed, 0)).toBe('{"typ":"JWT","x":1.0,"alg":"HS512","kid":"a"}');
    expect(decodeProtectedHeader(signed).alg).toBe("HS512");
    await jwtVerify(signed, key);
  });

  test("inserts alg first if it is missing", async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn(exactToken('{"typ":"JWT"}', '{"sub":"a"}'));
    await workbench.useSecret(SECRET);
    await workbench.expectVerdict("malformed");
    await workbench.algorithm.selectOption("HS256");
    const signed = await workbench.reSignedToken();
    expect(decoded(signed, 0)).toBe('{"alg":"HS256","typ":"JWT"}');
  });

  test("shows an unknown algorithm as an extra option", async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn(exactToken('{"alg":"XX999"}', "{}"));
    await expect(workbench.algorithm).toHaveValue("XX999");
  });
});

test("typing in the token pane starts from the token as shown", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(SECRET);
  await workbench.payload.fill('{"sub":"edited"}');
  const signed = await workbench.reSignedToken();
  await select(workbench.token, signed.length);
  await workbench.token.press("Backspace");
  await workbench.expectToken(signed.slice(0, -1));
  await expect(workbench.payload).toHaveValue(/"sub": ?"edited"/);
  await expect(workbench.verdict).toHaveAttribute("data-provenance", "original");
});

test("an edit in the payload moves no caret in the token pane", async ({ workbench }) => {
  await workbench.open();
  const token = await hmacToken();
  await workbench.bringIn(token);
  await workbench.useSecret(SECRET);
  await select(workbench.token, 10);
  await workbench.payload.fill('{"sub":"b"}');
  await workbench.expectVerdict("verified", "re-signed");
  expect((await selectionOf(workbench.token)).start).toBe(10);
});
