import { expect, inTurn, sharePage, test } from "./fixtures/test.ts";
import { base64Url, decoded, hmacToken, NOW, SECRET, VALID } from "./fixtures/tokens.ts";
import { select, selectionOf } from "./fixtures/workbench.ts";

sharePage();

test.describe("a paste", () => {
  test("outside any field opens the token", { tag: "@smoke" }, async ({ workbench }) => {
    const token = await hmacToken();
    await workbench.open();
    await workbench.expectVerdict("empty");
    await workbench.leaveFields();
    await workbench.paste(token);
    await workbench.expectToken(token);
    await expect(workbench.payload).toHaveValue(/"sub": "24400320"/);
    await workbench.expectVerdict("no-key", "original");
  });

  test("shows the three segments apart, with the dots between them", async ({ workbench }) => {
    const token = await hmacToken();
    await workbench.open();
    await workbench.bringIn(token);
    const [header = "", payload = "", signature = ""] = token.split(".");
    for (const [name, text] of [
      ["header", header],
      ["payload", payload],
      ["signature", signature],
    ] as const) {
      const runs = workbench.segment(name).filter({ hasText: /\S/ });
      await expect.poll(async () => (await runs.allTextContents()).join("")).toContain(text);
    }
    const colours = await Promise.all(
      ["header", "payload", "signature"].map((name) =>
        workbench
          .segment(name)
          .filter({ hasText: /[\w-]{10}/ })
          .first()
          .evaluate((run) => getComputedStyle(run).color),
      ),
    );
    expect(new Set(colours).size).toBe(3);
    const lines = await Promise.all(
      ["header", "payload", "signature"].map((name) =>
        workbench
          .segment(name)
          .filter({ hasText: /[\w-]{10}/ })
          .first()
          .evaluate((run) => {
            const style = getComputedStyle(run);
            return [style.textDecorationStyle, style.borderBottomStyle].join();
          }),
      ),
    );
    expect(new Set(lines).size, "a second channel beside the hue").toBe(3);
  });

  test("into another field belongs to that field", async ({ workbench }) => {
    const token = await hmacToken();
    await workbench.open();
    await workbench.bringIn(token);
    await workbench.secret.focus();
    await workbench.paste(`a.b.c${token}`);
    await expect(workbench.secret).toHaveValue(`a.b.c${token}`);
    await workbench.expectToken(token);
  });

  test("over a token replaces it and its edits, as one Undo step", { tag: "@smoke" }, async ({ workbench }) => {
    const first = await hmacToken();
    const second = await hmacToken({ ...VALID, sub: "second" });
    await workbench.open();
    await workbench.bringIn(first);
    await workbench.useSecret(SECRET);
    await workbench.payload.fill('{"sub":"edited"}');
    const edited = await workbench.reSignedToken();
    await workbench.leaveFields();
    await workbench.paste(second);
    await workbench.expectToken(second);
    await workbench.expectVerdict("verified", "original");
    await workbench.button("Undo").click();
    await workbench.expectToken(edited);
    await expect(workbench.payload).toHaveValue('{"sub":"edited"}');
  });
});

test.describe("text around a token is removed and listed", () => {
  const wrapped = (token: string): string => token.replace(/(.{40})/g, "$1\n");
  const noise: readonly (readonly [string, (token: string) => string])[] = [
    ["Bearer", (token) => `Bearer ${token}`],
    ["an Authorization header", (token) => `Authorization: Bearer ${token}`],
    ["double quotes", (token) => `"${token}"`],
    ["single quotes", (token) => `'${token}'`],
    ["white space at both ends", (token) => `  \n\t${token}\r\n `],
    ["line wraps", wrapped],
    ["a cookie string", (token) => `theme=dark; session=${token}; Path=/; HttpOnly`],
    [
      "a whole curl command",
      (token) =>
        `curl -s 'https://api.example/me' \\\n  -H 'Accept: application/json' \\\n  -H 'Authorization: Bearer ${token}'`,
    ],
    [
      "a JSON response",
      (token) => JSON.stringify({ access_token: token, token_type: "Bearer", expires_in: 3600 }, null, 2),
    ],
  ];
  test("whatever it is", async ({ workbench }) => {
    await workbench.open();
    for (const [name, wrap] of noise) {
      await inTurn(workbench, name, async () => {
        const token = await hmacToken();
        const pasted = wrap(token);
        await workbench.leaveFields();
        await workbench.paste(pasted);
        await workbench.expectToken(token);
        // The "input" rules about removed text.
        const said = workbench.diagnosis.locator('[data-rule="IN-01"], [data-rule="IN-02"], [data-rule="IN-13"]');
        await expect(said.first()).toBeVisible();
      });
    }
  });

  test("and can be put back", async ({ workbench }) => {
    const token = await hmacToken();
    await workbench.open();
    await workbench.leaveFields();
    await workbench.paste(`Bearer ${token}`);
    await workbench.expectToken(token);
    await workbench
      .finding("IN-01")
      .getByRole("button", { name: /put it back/i })
      .click();
    await workbench.expectToken(`Bearer ${token}`);
    await workbench.expectVerdict("malformed");
    await workbench.button("Undo").click();
    await workbench.expectToken(token);
  });

  test("but characters typed one by one are never removed", async ({ workbench }) => {
    const token = await hmacToken();
    await workbench.open();
    await workbench.bringIn(token);
    await select(workbench.token, token.length);
    await workbench.token.pressSequentially(" x");
    await workbench.expectToken(`${token} x`);
    await workbench.expectVerdict("malformed", "original");
  });
});

test.describe("several tokens in a paste", () => {
  test("open the first and offer the others", async ({ workbench }) => {
    const access = await hmacToken({ ...VALID, sub: "access" });
    const id = await hmacToken({ ...VALID, sub: "id" });
    await workbench.open();
    await workbench.leaveFields();
    await workbench.paste(JSON.stringify({ access_token: access, id_token: id, token_type: "Bearer" }));
    await workbench.expectToken(access);
    await expect(workbench.found.getByRole("listitem")).toHaveCount(2);
    await workbench.found.getByRole("listitem").nth(1).getByRole("button").click();
    await workbench.expectToken(id);
    await expect(workbench.payload).toHaveValue(/"sub": "id"/);
    await expect(workbench.found.getByRole("listitem"), "the choice stays open").toHaveCount(2);
  });
});

test.describe("an incomplete token", () => {
  test("is decoded as far as possible: a header alone", async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn(base64Url('{"alg":"HS256","typ":"JWT"}'));
    await expect(workbench.header).toHaveValue(/"alg": "HS256"/);
    await workbench.expectVerdict("malformed");
    await expect(workbench.findingOfClass("segment-count")).toBeVisible();
  });

  test("is decoded as far as possible: cut off in the payload", async ({ workbench }) => {
    const token = await hmacToken();
    await workbench.open();
    await workbench.bringIn(token.slice(0, token.lastIndexOf(".") - 12));
    await expect(workbench.header).toHaveValue(/"alg": "HS256"/);
    await expect(workbench.payload).toHaveValue(/"iss": ?"https:\/\/issuer\.example"/);
    await workbench.expectVerdict("malformed");
  });

  test("with a bad character in its payload is shown, and the character named by code point and place", async ({
    workbench,
  }) => {
    const token = await hmacToken();
    const at = token.indexOf(".") + 9;
    const broken = `${token.slice(0, at)}€${token.slice(at)}`;
    await workbench.open();
    await workbench.bringIn(broken);
    await workbench.expectToken(broken);
    await workbench.expectVerdict("malformed");
    await expect(workbench.header).toHaveValue(/"alg": "HS256"/);
    const finding = workbench.findingOfClass("b64-char");
    await expect(finding).toContainText("U+20AC");
    await finding
      .getByRole("button", { name: /character|token/i })
      .first()
      .click();
    await expect(workbench.token).toBeFocused();
    expect(await selectionOf(workbench.token)).toEqual({ start: at, end: at + 1 });
  });

  test("in standard Base64 is kept as is and named, and a conversion offered", async ({ workbench }) => {
    const [header = "", , signature = ""] = (await hmacToken()).split(".");
    const payload = Buffer.from('{"sub":"??>>~~ÿÿ"}').toString("base64").replace(/=/g, "");
    expect(payload).toMatch(/[+/]/);
    await workbench.open();
    await workbench.bringIn(`${header}.${payload}.${signature}`);
    await workbench.expectToken(`${header}.${payload}.${signature}`);
    await workbench.expectVerdict("malformed");
    await workbench
      .findingOfClass("b64-standard-alphabet")
      .first()
      .getByRole("button", { name: /convert/i })
      .click();
    await workbench.expectToken(`${header}.${base64Url('{"sub":"??>>~~ÿÿ"}')}.${signature}`);
  });

  test("with padding keeps it and is named, and its removal offered", async ({ workbench }) => {
    const [header = "", , signature = ""] = (await hmacToken()).split(".");
    const payload = Buffer.from('{"sub":"a"}').toString("base64");
    expect(payload).toMatch(/=$/);
    await workbench.open();
    await workbench.bringIn(`${header}.${payload}.${signature}`);
    await workbench.expectToken(`${header}.${payload}.${signature}`);
    await workbench.expectVerdict("malformed");
    await workbench.findingOfClass("b64-padding").getByRole("button", { name: /drop/i }).click();
    await workbench.expectToken(`${header}.${payload.replace(/=/g, "")}.${signature}`);
    await workbench.expectVerdict("no-key");
  });

  test("that is none is called text, and stays", async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn("This is not a token at all.");
    await workbench.expectToken("This is not a token at all.");
    await workbench.expectVerdict("malformed");
  });
});

test.describe("the token pane", () => {
  test("is edited in place: the change is the new base, and the caret stays", async ({ workbench }) => {
    const token = await hmacToken();
    await workbench.open();
    await workbench.bringIn(token);
    await select(workbench.token, token.length - 4);
    await workbench.token.pressSequentially("A");
    await workbench.expectToken(`${token.slice(0, -4)}A${token.slice(-4)}`);
    expect((await selectionOf(workbench.token)).start).toBe(token.length - 3);
  });

  test("takes a dropped .jwt file, and a drop elsewhere navigates nowhere", async ({ workbench, page }) => {
    const token = await hmacToken();
    await workbench.open();
    const address = page.url();
    const files = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([`${text}\n`], "access.jwt", { type: "" }));
      return data;
    }, token);
    await workbench.token.dispatchEvent("dragover", { dataTransfer: files });
    await workbench.token.dispatchEvent("drop", { dataTransfer: files });
    await workbench.expectToken(token);
    const refused = await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(["<h1>elsewhere</h1>"], "page.html", { type: "text/html" }));
      return ["dragover", "drop"].map(
        (type) =>
          !document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true })),
      );
    });
    expect(refused, "the browser's own way with a drop is prevented").toEqual([true, true]);
    expect(page.url()).toBe(address);
    await workbench.expectToken(token);
  });

  // src/state/workbench-undo.test.ts tests a hundred of them.
  test("undoes step by step", async ({ workbench }) => {
    await workbench.open();
    const tokens = Array.from(
      { length: 4 },
      (_, count) => `${base64Url('{"alg":"HS256"}')}.${base64Url(`{"n":${count}}`)}.AAAA`,
    );
    for (const token of tokens) await workbench.bringIn(token);
    for (const token of tokens.toReversed()) {
      await workbench.expectToken(token);
      if (token !== tokens[0]) await workbench.button("Undo").click();
    }
  });

  test("reverts to what was pasted", async ({ workbench }) => {
    const token = await hmacToken();
    await workbench.open();
    await workbench.bringIn(token);
    await workbench.payload.fill('{"sub":"x"}');
    await expect.poll(async () => decoded(await workbench.tokenText(), 1)).toBe('{"sub":"x"}');
    await workbench.button("Revert to pasted").click();
    await workbench.expectToken(token);
    await workbench.expectVerdict("no-key", "original");
  });

  test("is emptied by Clear all, along with everything else", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken({ ...VALID, iat: NOW }));
    await workbench.useSecret(SECRET);
    await workbench.button("Clear all").click();
    await workbench.expectToken("");
    await workbench.expectVerdict("empty");
    await expect(page.locator("body")).not.toContainText("24400320");
  });

  test("copies the whole token to the clipboard", async ({ workbench }) => {
    const token = await hmacToken();
    await workbench.open();
    await workbench.bringIn(token);
    await workbench.button("Copy token").click();
    await expect.poll(() => workbench.clipboard()).toBe(token);
  });
});
