import { createHmac } from "node:crypto";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { base64Url, keyPair, pairToken, SECRET } from "./fixtures/tokens.ts";

sharePage();

test("a token, its key set and a log line, pasted in turn, all land in their places without a click", async ({
  workbench,
  page,
}) => {
  const pair = await keyPair("ES256");
  const token = await pairToken(pair);
  const set = JSON.stringify({ keys: [pair.publicJwk] }, null, 2);
  const notice = page.getByRole("status", { name: "Notice", exact: true });
  await workbench.open();
  await workbench.leaveFields();
  await workbench.paste("ERROR JsonWebTokenError: jwt audience invalid. expected: web");
  await expect(notice).toContainText("Explain error");
  await workbench.paste(set);
  await expect(notice).toContainText("Public key");
  await workbench.openScreen("Workbench");
  await expect(page.getByRole("region", { name: "Waiting for their token", exact: true })).toContainText(
    "Public key JWK Set, 1 key",
  );
  await workbench.paste(`Authorization: Bearer ${token}`);
  await workbench.expectToken(token);
  await workbench.expectVerdict("verified");
  const conclusion = page.locator('[data-cell="conclusion"]');
  await expect(conclusion).toContainText("This is why it was refused");
  await expect(conclusion).toContainText("aud does not name this API: https://api.example here, web expected");
  await workbench.paste("hello world");
  await expect(notice).toContainText("Nothing in the pasted text was recognised");
  await workbench.expectToken(token);
  await workbench.paste('{"sub":"1","iss":"https://idp.example"}');
  await notice.getByRole("button", { name: "New token with these claims", exact: true }).click();
  await expect(workbench.payload).toHaveValue(/"sub": "1"/);
  await workbench.button("Undo").click();
  await workbench.expectToken(token);
});

test("Undo in the notice reverts what was placed", async ({ workbench, page }) => {
  const pair = await keyPair("ES256");
  const token = await pairToken(pair);
  await workbench.open();
  await workbench.leaveFields();
  await workbench.paste(`${token}\n${JSON.stringify(pair.publicJwk)}`);
  await workbench.expectVerdict("verified");
  await page
    .getByRole("status", { name: "Notice", exact: true })
    .getByRole("button", { name: "Undo", exact: true })
    .click();
  await workbench.expectVerdict("empty");
});

test("a rejected response goes to Explain error, and its date is offered as the page's clock", async ({
  workbench,
  page,
}) => {
  const token = await pairToken(await keyPair("ES256"));
  const date = new Date(Date.now() + 180_000).toUTCString();
  await workbench.open({ now: null });
  await workbench.leaveFields();
  await workbench.paste(
    [
      "* Connected to api.example (203.0.113.7) port 443",
      "> GET /orders HTTP/1.1",
      "> Host: api.example",
      `> Authorization: Bearer ${token}`,
      "> ",
      "< HTTP/1.1 401 Unauthorized",
      `< Date: ${date}`,
      '< WWW-Authenticate: Bearer error="invalid_token", error_description="The token is not yet valid"',
      "< ",
    ].join("\n"),
  );
  await workbench.expectToken(token);
  const notice = page.getByRole("status", { name: "Notice", exact: true });
  await expect(notice).toContainText("Token opened. Error message put in Explain error");
  await expect(notice.getByRole("button", { name: "Undo", exact: true })).toBeVisible();
  await notice.getByRole("button", { name: /^Use the server’s clock: 3 min ahead$/ }).click();
  await expect(page.getByRole("button", { name: "Use real time", exact: true })).toBeVisible();
  await expect(notice.getByRole("button", { name: /server’s clock/ })).toHaveCount(0);
});

for (const [device, viewport] of [
  ["a desk", { width: 1440, height: 900 }],
  ["a tablet", { width: 820, height: 1180 }],
  ["a phone", { width: 390, height: 844 }],
] as const) {
  test(`the Paste button places the clipboard's content, on ${device}`, async ({ workbench, page }) => {
    const pair = await keyPair("ES256");
    const token = await pairToken(pair);
    await page.setViewportSize(viewport);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await workbench.open();
    const notice = page.getByRole("status", { name: "Notice", exact: true });
    for (const [text, said] of [
      [`Authorization: Bearer ${token}`, "Token opened"],
      [JSON.stringify({ keys: [pair.publicJwk] }), "Key put in Public key"],
      ["hello world", "Nothing in the pasted text was recognised"],
    ] as const) {
      await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
      await workbench.button("Paste a token").click();
      await expect(notice).toContainText(said);
      await workbench.expectToken(token);
    }
    await workbench.expectVerdict("verified");
  });
}

test("text pasted into a field that the user chose stays there, and one press moves it where it fits", async ({
  workbench,
  page,
}) => {
  const pair = await keyPair("ES256");
  const token = await pairToken(pair);
  const set = JSON.stringify({ keys: [pair.publicJwk] });
  await workbench.open();
  await workbench.token.focus();
  await workbench.paste(set);
  await workbench.expectToken(set);
  await workbench.button("Move to Public key").click();
  await workbench.expectToken("");
  await workbench.leaveFields();
  await workbench.paste(token);
  await expect(workbench.publicKey).toHaveValue(set);
  await workbench.expectVerdict("verified");
  const other = await pairToken(pair, { sub: "other" });
  await workbench.privateKey.focus();
  await workbench.paste(other);
  await expect(workbench.privateKey).toHaveValue(other);
  await workbench.expectToken(token);
  await workbench.button("Move to Encoded token").click();
  await workbench.expectToken(other);
  await expect(workbench.privateKey).toHaveValue("");
  await expect(page.getByRole("button", { name: /^Move to / })).toHaveCount(0);
  await workbench.button("Undo").click();
  await expect(workbench.privateKey).toHaveValue(other);
  await workbench.expectToken(token);
});

test.describe("on a page of its own", () => {
  test.use({ sharesPage: false });

  test("a paste into a field that the page focused goes where it belongs, until the user touches that field", async ({
    workbench,
    page,
  }) => {
    const pair = await keyPair("ES256");
    const token = await pairToken(pair);
    const set = JSON.stringify({ keys: [pair.publicJwk] });
    const notice = page.getByRole("status", { name: "Notice", exact: true });
    // The clipboard is refused, so the Paste button leads to the token pane.
    await page.addInitScript(() => {
      navigator.clipboard.readText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    });
    await workbench.open();
    await workbench.button("Paste a token").click();
    await expect(workbench.token).toBeFocused();
    await workbench.paste(set);
    await expect(notice).toContainText("Key put in Public key");
    await workbench.expectToken("");
    await workbench.button("Paste a token").click();
    await expect(workbench.token).toBeFocused();
    await workbench.paste(token);
    await workbench.expectToken(token);
    await workbench.expectVerdict("verified");
    await workbench.clearAll();
    await workbench.button("Paste a token").click();
    await workbench.token.press("ArrowLeft");
    await workbench.paste(set);
    await workbench.expectToken(set);
  });
});

test("files dropped outside any field go where they belong, several at once too", async ({ workbench, page }) => {
  const pair = await keyPair("ES256");
  const token = await pairToken(pair);
  await workbench.open();
  // An event dispatched before the page is complete would be lost.
  await expect(workbench.button("Paste a token")).toBeVisible();
  const drop = (texts: readonly string[], isFile: boolean) =>
    page.evaluate(
      ([all, asFiles]) => {
        const data = new DataTransfer();
        for (const [at, text] of all.entries())
          if (asFiles) data.items.add(new File([text], `${at}.txt`));
          else data.setData("text/plain", text);
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [texts, isFile] as const,
    );
  await drop([token, JSON.stringify({ keys: [pair.publicJwk] })], true);
  await workbench.expectToken(token);
  await workbench.expectVerdict("verified");
  await drop(["ERROR JsonWebTokenError: jwt audience invalid. expected: web"], false);
  await expect(page.getByRole("status", { name: "Notice", exact: true })).toContainText("Explain error");
  await workbench.expectToken(token);
});

test("a request body becomes its token's detached payload, and verifies byte for byte", async ({ workbench, page }) => {
  const body = '{"amount": "10.00"}\n';
  const header = base64Url('{"alg":"HS256"}');
  const input = `${header}.${base64Url(body)}`;
  const token = `${header}..${createHmac("sha256", SECRET).update(input).digest("base64url")}`;
  const field = page.getByRole("textbox", { name: "Detached payload", exact: true });
  await workbench.open();
  await expect(field).toHaveCount(0);
  await workbench.leaveFields();
  await workbench.paste(`curl https://api.example/pay -H 'x-jws-signature: ${token}' --data-binary '${body.trim()}'`);
  await workbench.expectToken(token);
  await expect(page.getByRole("status", { name: "Notice", exact: true })).toContainText("Body put in Detached payload");
  await expect(field).toHaveValue(body.trim());
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("invalid");
  const pane = page.getByRole("region", { name: "Payload", exact: true });
  await expect(pane).toContainText("19 bytes of UTF-8, without a final newline");
  await expect(pane).toContainText("It verifies over this body with a final newline.");
  await pane.getByRole("button", { name: "Use that", exact: true }).click();
  await workbench.expectVerdict("verified");
  await expect(field).toHaveValue(body);
  await workbench.header.fill('{"alg":"HS256","kid":"1"}');
  await workbench.expectVerdict("verified");
  await expect(workbench.verdict).toHaveAttribute("data-provenance", "re-signed");
  await workbench.bringIn(await pairToken(await keyPair("ES256")));
  await expect(field).toHaveCount(0);
});
