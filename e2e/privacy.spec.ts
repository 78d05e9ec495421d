import type { Page } from "@playwright/test";
import { expect, inTurn, test } from "./fixtures/test.ts";
import { exactToken, hmacToken, keyPair, NOW, pairToken, SECRET, VALID } from "./fixtures/tokens.ts";
import { settled } from "./fixtures/watch.ts";
import type { Workbench } from "./fixtures/workbench.ts";

/** The attributes that keep browser features and extensions from sending text elsewhere. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  spellcheck: ["false"],
  autocomplete: ["off"],
  autocorrect: ["off"],
  autocapitalize: ["off", "none"],
  translate: ["no"],
  writingsuggestions: ["false"],
  "data-1p-ignore": ["", "true"],
  "data-lpignore": ["true"],
  "data-bwignore": ["", "true"],
};

test.describe("no request is made", () => {
  const elsewhere = "https://attacker.example";
  const tokens: readonly (readonly [string, () => Promise<string>])[] = [
    ["by a plain token", () => hmacToken()],
    ["by jku", async () => pairToken(await keyPair("RS256"), VALID, { jku: `${elsewhere}/jwks.json`, kid: "1" })],
    ["by x5u", async () => pairToken(await keyPair("ES256"), VALID, { x5u: `${elsewhere}/chain.pem` })],
    ["by iss and aud", () => hmacToken({ ...VALID, iss: elsewhere, aud: `${elsewhere}/api` })],
    [
      "by an embedded key and chain",
      async () => {
        const pair = await keyPair("ES256");
        return pairToken(pair, VALID, { jwk: pair.publicJwk, x5c: ["MIIBszCCAVmgAwIBAgIUQ0"] });
      },
    ],
    [
      "by markup in claims",
      async () =>
        exactToken(
          '{"alg":"HS256"}',
          JSON.stringify({
            picture: `${elsewhere}/p.png`,
            html: `<img src="${elsewhere}/i.png"><link rel=stylesheet href="${elsewhere}/s.css"><iframe src="${elsewhere}">`,
            css: `url(${elsewhere}/bg.png)`,
            markdown: `![x](${elsewhere}/m.png)`,
          }),
        ),
    ],
    [
      "by an example of a status list",
      () => hmacToken({ ...VALID, status: { status_list: { idx: 1, uri: `${elsewhere}/list` } } }),
    ],
    // Last, since replacing text that is not a token may count as an edit of it.
    ["by a URL in place of a token", () => Promise.resolve(`${elsewhere}/?token=abc`)],
  ];
  test("for any of these tokens", async ({ workbench, page, watched }) => {
    await workbench.open();
    await settled(page, watched);
    watched.forget();
    for (const [name, make] of tokens) {
      // Each replaces the one before: Clear all would end the page's workers, which would reload their scripts.
      await test.step(name, async () => {
        const token = await make();
        await workbench.bringIn(token);
        await workbench.expectToken(token);
        await page.waitForTimeout(500);
        expect(watched.requests).toEqual([]);
      });
    }
  });

  test("by a paste once the rich editor is active", async ({ workbench, page, watched }) => {
    await page.goto("./");
    await expect(workbench.token).toBeVisible();
    // The editor loads unnoticed: once the page is idle, or with the first token.
    await workbench.bringIn(await hmacToken());
    await expect(page.locator(".monaco-editor").first()).toBeVisible({ timeout: 20_000 });
    await settled(page, watched);
    watched.forget();
    const token = await pairToken(await keyPair("RS256"), VALID, { jku: `${elsewhere}/jwks.json` });
    await workbench.bringIn(token);
    await workbench.expectToken(token);
    await page.waitForTimeout(500);
    expect(watched.requests).toEqual([]);
  });

  test("to elsewhere by keys, edits, signing, examples and copies", async ({ workbench, page, watched }) => {
    const pair = await keyPair("ES256");
    await workbench.open();
    await workbench.button("Example token").first().click();
    await workbench.expectVerdict("verified");
    await workbench.bringIn(await pairToken(pair, VALID, { jku: "https://attacker.example/" }));
    await workbench.publicKey.fill("https://attacker.example/jwks.json");
    await workbench.expectVerdict("key-error");
    await workbench.publicKey.fill(pair.publicPem);
    await workbench.privateKey.fill(pair.privatePem);
    await workbench.payload.fill('{"sub":"x"}');
    await workbench.expectVerdict("verified", "re-signed");
    await workbench.button("Copy token").click();
    await page.waitForTimeout(300);
    expect(watched.foreign).toEqual([]);
    expect(watched.requests.filter((url) => /[?#]/.test(new URL(url).search))).toEqual([]);
  });
});

test("nothing that holds a token or key is stored", async ({ workbench, page, context }) => {
  const pair = await keyPair("ES256");
  const token = await pairToken(pair);
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified");
  await workbench.bringIn(token);
  await workbench.publicKey.fill(pair.publicPem);
  await workbench.privateKey.fill(pair.privatePem);
  await workbench.payload.fill('{"sub":"x"}');
  await workbench.expectVerdict("verified", "re-signed");
  await workbench.theme.selectOption("Dark");
  const stored = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    return {
      local: JSON.stringify({ ...localStorage }),
      session: JSON.stringify({ ...sessionStorage }),
      databases: databases.map(({ name }) => name),
      caches: await caches.keys(),
      cookies: document.cookie,
      state: JSON.stringify(history.state),
      name: window.name,
    };
  });
  expect(stored).toMatchObject({ databases: [], caches: [], cookies: "", name: "" });
  expect(await context.cookies()).toEqual([]);
  const secretKey = pair.privateJwk.d ?? "absent";
  const body = pair.privatePem.split("\n")[1] ?? "absent";
  for (const text of [stored.local, stored.session, stored.state]) {
    for (const secret of ["eyJ", SECRET, secretKey, body, "24400320"]) expect(text).not.toContain(secret);
  }
  await page.reload();
  await workbench.expectToken("");
});

test.describe("the policy", () => {
  test("is in the built page, before any script, and stricter than necessary", async ({ page }) => {
    await page.goto("./");
    const html = await page.content();
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<script"));
    const directives = new Map(
      (policy ?? "").split(";").map((part) => {
        const [name = "", ...values] = part.trim().split(/\s+/);
        return [name, values] as const;
      }),
    );
    expect(directives.get("default-src")).toEqual(["'none'"]);
    expect(directives.get("connect-src")).toEqual(["'none'"]);
    expect(directives.get("require-trusted-types-for")).toEqual(["'script'"]);
    expect(directives.get("base-uri")).toEqual(["'none'"]);
    expect(directives.get("form-action")).toEqual(["'none'"]);
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|https?:|\*/);
    await expect(page.locator('meta[name="referrer"]')).toHaveAttribute("content", "no-referrer");
  });

  const WAYS = Object.entries({
    "a fetch": "fetch('./manifest.json').then(() => 'allowed', () => 'blocked')",
    "a beacon": "Promise.resolve(navigator.sendBeacon('./beacon', 'x') ? 'queued' : 'blocked')",
    "an XMLHttpRequest":
      "new Promise((done) => { const r = new XMLHttpRequest(); r.onload = () => done('allowed'); r.onerror = () => done('blocked'); r.open('GET', './manifest.json'); r.send(); })",
    "an event source":
      "new Promise((done) => { const s = new EventSource('./events'); s.onopen = () => done('allowed'); s.onerror = () => { s.close(); done('blocked'); }; })",
    "a web socket":
      "new Promise((done) => { try { const s = new WebSocket('ws://' + location.host); s.onopen = () => done('allowed'); s.onerror = () => done('blocked'); } catch { done('blocked'); } })",
    "a picture from elsewhere":
      "new Promise((done) => { const i = new Image(); i.onload = () => done('allowed'); i.onerror = () => done('blocked'); i.src = 'https://elsewhere.example/x.png'; })",
    "markup from a string":
      "Promise.resolve().then(() => { document.body.insertAdjacentHTML('beforeend', '<b>x</b>'); return 'allowed'; }).catch(() => 'blocked')",
    "code from a string":
      // From a timer, since code evaluated over the test protocol is exempt from this part of the policy.
      "new Promise((done) => setTimeout(() => { try { done(new Function('return \"allowed\"')()); } catch { done('blocked'); } }))",
  });
  test("blocks each way out", async ({ browser, baseURL }) => {
    const page = await browser.newPage();
    const sent: string[] = [];
    page.on("requestfinished", (request) => sent.push(request.url()));
    await page.goto(`${baseURL ?? ""}#editor=plain`);
    await settled(page, { requests: sent });
    sent.length = 0;
    for (const [way, probe] of WAYS) {
      const result: unknown = await page.evaluate(probe);
      await page.waitForTimeout(100);
      expect(sent, way).toEqual([]);
      expect(result, way).not.toBe("allowed");
    }
    await page.close();
  });

  test("binds the workers too, which process a large token under it", async ({ workbench, page, watched }) => {
    test.slow();
    await workbench.open();
    await settled(page, watched);
    watched.forget();
    const token = exactToken(
      '{"alg":"HS256"}',
      JSON.stringify({ sub: "very large", text: "x".repeat(3_000_000), iat: NOW }),
    );
    await workbench.bringIn(token);
    await expect
      .poll(
        () =>
          workbench.payload.evaluate((field: HTMLTextAreaElement) =>
            (field.value ?? field.textContent).includes("very large"),
          ),
        { timeout: 20_000 },
      )
      .toBe(true);
    const origin = new URL(page.url()).origin;
    expect(watched.requests.every((url) => url.startsWith(`${origin}/assets/`) && url.endsWith(".js"))).toBe(true);
  });
});

test.describe("every text field opts out of autofill, spelling and the like", () => {
  const states: readonly (readonly [string, (workbench: Workbench) => Promise<void>])[] = [
    ["on the empty page", async () => {}],
    [
      "with an HMAC token",
      async (workbench) => {
        await workbench.bringIn(await hmacToken());
        await workbench.useSecret(SECRET);
      },
    ],
    [
      "with an ECDSA token",
      async (workbench) => {
        await workbench.bringIn(await pairToken(await keyPair("ES256")));
        await expect(workbench.privateKey).toBeVisible();
      },
    ],
    [
      "with a key that asks for a passphrase",
      async (workbench) => {
        const { generateKeyPairSync } = await import("node:crypto");
        const { privateKey } = generateKeyPairSync("ec", {
          namedCurve: "P-256",
          publicKeyEncoding: { type: "spki", format: "pem" },
          privateKeyEncoding: { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" },
        });
        await workbench.bringIn(await pairToken(await keyPair("ES256")));
        await workbench.privateKey.fill(privateKey);
        await workbench.page.waitForTimeout(300);
      },
    ],
    ["with an unsecured token", async (workbench) => workbench.bringIn("eyJhbGciOiJub25lIn0.e30.")],
    ["with a broken token", async (workbench) => workbench.bringIn("eyJhbGciOiJIUzI1NiJ9.e30=.€")],
    [
      "with an encrypted token",
      async (workbench) =>
        workbench.bringIn("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA"),
    ],
    [
      "with a token of three hundred kilobytes",
      async (workbench) =>
        workbench.bringIn(exactToken('{"alg":"HS256"}', JSON.stringify({ text: "x".repeat(300_000) }))),
    ],
  ];
  test("in each state of the page", async ({ workbench, page }) => {
    test.slow();
    await workbench.open();
    for (const [name, bring] of states) {
      await inTurn(workbench, name, async () => {
        await bring(workbench);
        expect(await fieldsWithout(page)).toEqual([]);
        expect(await page.locator('input[type="password"]').count()).toBe(0);
        expect(await page.locator("form[action]").count()).toBe(0);
      });
    }
  });
});

/** All text fields, hidden ones included, that lack one of the attributes. */
function fieldsWithout(page: Page): Promise<string[]> {
  return page.evaluate((wanted) => {
    const fields = document.querySelectorAll<HTMLElement>(
      'textarea, input:not([type="checkbox"], [type="radio"], [type="range"], [type="file"], [type="button"], [type="submit"]), [contenteditable]:not([contenteditable="false"]), [role="textbox"]',
    );
    if (fields.length === 0) return ["no field found"];
    return [...fields].flatMap((field) =>
      Object.entries(wanted)
        .filter(([name, values]) => !values.includes(field.getAttribute(name)?.toLowerCase() ?? "(absent)"))
        .map(([name]) => `${field.getAttribute("aria-label") ?? field.id}: ${name}`),
    );
  }, ATTRIBUTES);
}
