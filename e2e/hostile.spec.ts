import { expect, sharePage, test } from "./fixtures/test.ts";
import { base64Url, decoded, exactToken, hmacToken, SECRET } from "./fixtures/tokens.ts";
import { textOf } from "./fixtures/workbench.ts";

sharePage();

const HEADER = '{"alg":"HS256"}';

test("markup in claims, headers and keys stays text", async ({ workbench, page }) => {
  const markup = `<img src=x onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script><b>bold</b>`;
  await workbench.open();
  await workbench.bringIn(
    exactToken(
      JSON.stringify({ alg: "HS256", kid: markup }),
      JSON.stringify({ sub: markup, exp: markup, [markup]: markup }),
    ),
  );
  await workbench.useSecret(markup);
  await workbench.expectVerdict("invalid");
  await workbench.bringIn(exactToken(JSON.stringify({ alg: markup }), "{}"));
  await workbench.expectVerdict("unsupported");
  await workbench.bringIn(markup);
  await workbench.expectVerdict("malformed");
  expect(await page.evaluate(() => (globalThis as { pwned?: number }).pwned)).toBeUndefined();
  expect(await page.locator("img[src=x]").count()).toBe(0);
});

test("members named __proto__ change nothing but the display", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(
    exactToken(
      '{"alg":"HS256","__proto__":{"polluted":1}}',
      '{"__proto__":{"polluted":1},"toString":1,"hasOwnProperty":2}',
    ),
  );
  await expect(workbench.payload).toHaveValue(/"__proto__"/);
  await expect(workbench.findingOfClass("proto-key").first()).toBeVisible();
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified");
  expect(await page.evaluate(() => "polluted" in {})).toBe(false);
});

test("a lone surrogate is named, and an escaped one survives an edit", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(exactToken(HEADER, String.raw`{"a":"\ud800","b":1}`));
  await expect(workbench.findingOfClass("lone-surrogate")).toBeVisible();
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified", "original");
  await workbench.payload.fill(String.raw`{"a":"\ud800","b":2}`);
  const signed = await workbench.reSignedToken();
  expect(decoded(signed, 1)).toBe(String.raw`{"a":"\ud800","b":2}`);
});

test("NUL, bidirectional overrides and zero-width characters are named", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(
    exactToken(HEADER, JSON.stringify({ a: "x\u0000y", b: "user\u202Enimda", c: "ad\u200Bmin" })),
  );
  await expect(workbench.findingOfClass("control").first()).toContainText(/U\+0000|NUL/);
  await expect(workbench.findingOfClass("bidi").first()).toContainText("U+202E");
  await expect(workbench.findingOfClass("invisible").first()).toContainText("U+200B");
});

test("token and key fields are left to right, and values from the token are isolated", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  for (const field of [workbench.token, workbench.header, workbench.payload, workbench.secret]) {
    await expect(field).toHaveAttribute("dir", "ltr");
  }
});

test("a million dots are a malformed token, and the page keeps working", async ({ workbench }) => {
  test.slow();
  await workbench.open();
  await workbench.bringIn(".".repeat(1_000_000));
  await workbench.expectVerdict("malformed");
  const token = await hmacToken();
  await workbench.bringIn(token);
  await workbench.expectToken(token);
  await workbench.expectVerdict("no-key");
});

test("nesting beyond 1,000 levels is shown as raw text, with the place; anything less deep is read", async ({
  workbench,
}) => {
  await workbench.open();
  const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
  await workbench.bringIn(exactToken(HEADER, nested(100)));
  await expect(workbench.payload).toHaveValue(/^\{\n {2}"a": \{\n {4}"a": \{\n/);
  await workbench.bringIn(exactToken(HEADER, nested(999)));
  await expect(workbench.diagnosis.locator("[data-rule]").first()).toBeVisible();
  await expect(workbench.findingOfClass("depth")).toHaveCount(0);
  await workbench.bringIn(exactToken(HEADER, nested(1_001)));
  await expect(workbench.payload).toHaveValue(nested(1_001));
  await expect(workbench.findingOfClass("depth")).toBeVisible();
  await workbench.bringIn(exactToken(HEADER, nested(30_000)));
  await expect(workbench.findingOfClass("depth")).toBeVisible();
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified", "original");
});

test("a token of one megabyte is read, verified and edited", async ({ workbench }) => {
  test.slow();
  const claims = JSON.stringify({
    sub: "large",
    list: Array.from({ length: 26_000 }, (_, n) => `entry number ${n} of many`),
  });
  const token = exactToken(HEADER, claims);
  await workbench.open();
  await workbench.bringIn(token);
  await workbench.expectToken(token);
  await expect.poll(() => textOf(workbench.payload)).toContain("entry number 25999 of many");
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified", "original");
  const next = await hmacToken();
  await workbench.bringIn(next);
  await workbench.expectToken(next);
});

test("a character typed into a large, read-only token is refused and deletes nothing", async ({ workbench, page }) => {
  test.slow();
  const token = exactToken(HEADER, JSON.stringify({ sub: "large", text: "x".repeat(300_000) }));
  await workbench.open();
  await workbench.bringIn(token);
  await workbench.expectToken(token);
  await workbench.token.click();
  await page.keyboard.type("ab");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await workbench.expectToken(token);
  // With everything selected, it is replaced or deleted as in any field.
  const other = await hmacToken();
  await page.keyboard.press("ControlOrMeta+A");
  await workbench.paste(other);
  await workbench.expectToken(other);
  await workbench.bringIn(token);
  await workbench.expectToken(token);
  await workbench.token.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("Delete");
  await workbench.expectVerdict("empty");
});

test("a token of three megabytes is decoded, read-only, and verified on request", async ({ workbench, page }) => {
  test.slow();
  const token = exactToken(HEADER, JSON.stringify({ sub: "very large", text: "x".repeat(3_000_000) }));
  await workbench.open();
  await workbench.bringIn(token);
  await expect.poll(() => textOf(workbench.payload), { timeout: 20_000 }).toContain("very large");
  await workbench.useSecret(SECRET);
  await expect(workbench.verdict).toHaveAttribute("data-state", "pending");
  await page
    .getByRole("button", { name: /verify it/i })
    .first()
    .click();
  await workbench.expectVerdict("verified", "original");
});

test("text over sixteen megabytes is refused with its size before it reaches a field, and nothing is lost", async ({
  workbench,
  page,
}) => {
  test.slow();
  const token = await hmacToken();
  await workbench.open();
  await workbench.bringIn(token);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "x".repeat(17 * 1024 * 1024));
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText(/17(?:\.0)? MB/).first()).toBeVisible();
  await workbench.expectToken(token);
});

test("the page survives a million claims, and a claim of a hundred kilobytes on one line", async ({ workbench }) => {
  test.slow();
  await workbench.open();
  await workbench.bringIn(exactToken(HEADER, `{${Array.from({ length: 50_000 }, (_, n) => `"c${n}":${n}`).join()}}`));
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified");
  await workbench.bringIn(exactToken(HEADER, JSON.stringify({ sub: "y".repeat(100_000) })));
  await workbench.expectVerdict("verified");
});

test("JSON cut off at any length keeps what was typed", async ({ workbench }) => {
  test.slow();
  const payload = String.raw`{"a":[1,{"b":"c\u0041"}],"d":null}`;
  await workbench.open();
  for (let length = 0; length <= payload.length; length += 1) {
    const token = `${base64Url(HEADER)}.${base64Url(payload.slice(0, length))}.AAAA`;
    await workbench.bringIn(token);
    await workbench.expectToken(token);
    if (length > 0 && length < payload.length) await expect(workbench.payload).toHaveValue(payload.slice(0, length));
  }
});
