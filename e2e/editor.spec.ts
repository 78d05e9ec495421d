import type { Locator, Page } from "@playwright/test";
import { jwtVerify } from "jose";
import { objections } from "./fixtures/axe.ts";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { decoded, exactToken, hmacToken, NOW, SECRET, VALID } from "./fixtures/tokens.ts";
import { settled } from "./fixtures/watch.ts";
import { select, type Workbench } from "./fixtures/workbench.ts";

const key = new TextEncoder().encode(SECRET);

/** Opens the page, waits until the rich editor is loaded, and brings a token in. */
async function openRich(workbench: Workbench, token: string): Promise<void> {
  await workbench.open({ editor: "rich" });
  await workbench.page.waitForFunction(() => document.fonts.check("16px codicon"));
  await workbench.bringIn(token);
  await workbench.expectRich("payload");
  await workbench.expectRich("header");
}

test.describe("the rich editor", () => {
  sharePage();

  test(
    "takes over by itself, with the same role and name, and shows the JSON",
    { tag: "@smoke" },
    async ({ workbench }) => {
      await openRich(workbench, await hmacToken());
      await expect(workbench.header).toBeVisible();
      await expect(workbench.payload).toHaveCount(1);
      await expect(workbench.lines("payload")).toContainText('"iss": "https://issuer.example"');
      await expect(workbench.lines("header")).toContainText('"alg": "HS256"');
      await expect(workbench.page.locator(".hint", { hasText: "expires in 14 min" })).toBeVisible();
    },
  );

  test.describe("on a page of its own", () => {
    test.use({ sharesPage: false });

    test("loads before anything is pasted: a paste causes no request", async ({ workbench, page, watched }) => {
      await workbench.open({ editor: "rich" });
      await page.waitForFunction(() => document.fonts.check("16px codicon"));
      await settled(page, watched);
      watched.forget();
      await workbench.bringIn(await hmacToken());
      await workbench.expectRich("payload");
      await workbench.payload.focus();
      await page.keyboard.press("ControlOrMeta+F");
      await expect(page.getByRole("textbox", { name: "Find", exact: true })).toBeVisible();
      expect(watched.requests).toEqual([]);
    });
  });

  test("re-signs on each keystroke, and the caret stays", async ({ workbench, page }) => {
    await openRich(workbench, await hmacToken());
    await workbench.useSecret(SECRET);
    await workbench.expectVerdict("verified", "original");
    await workbench.payload.focus();
    await page.keyboard.press("ControlOrMeta+Home");
    for (const press of ["ArrowDown", "ArrowDown", "End", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(press);
    await page.keyboard.type("abcdef", { delay: 30 });
    const signed = await workbench.reSignedToken();
    expect(JSON.parse(decoded(signed, 1))).toEqual({ ...VALID, sub: "24400320abcdef" });
    await jwtVerify(signed, key, { currentDate: new Date(NOW * 1000) });
    await page.keyboard.type("g");
    await expect.poll(async () => decoded(await workbench.tokenText(), 1)).toContain("24400320abcdefg");
  });

  test("sets the caret where it is clicked, even at the moment the pointer arrives", async ({ workbench, page }) => {
    await openRich(workbench, await hmacToken());
    // While no field has the focus, hovering highlights a claim, which redraws its line.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    const [issuer, value] = ['"https://issuer.example"', '"24400320"'].map((text) =>
      workbench.lines("payload").getByText(text, { exact: true }),
    ) as [Locator, Locator];
    await issuer.hover();
    await expect(issuer).toHaveClass(/\blit\b/);
    const { x, y, width, height } = (await value.boundingBox())!;
    await page.mouse.click(x + width / 2, y + height / 2);
    await page.keyboard.type("a");
    await expect.poll(async () => decoded(await workbench.tokenText(), 1)).toMatch(/"sub":"2\d+a\d+0"/);
  });

  test("has its own undo, which leads back to the original bytes", async ({ workbench, page }) => {
    const token = exactToken('{"alg":"HS256"}', '{ "sub" : "a" }');
    await openRich(workbench, token);
    await workbench.useSecret(SECRET);
    await workbench.payload.focus();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("xyz");
    await workbench.expectVerdict("verified", "re-signed");
    for (let press = 0; press < 3; press += 1) await page.keyboard.press("ControlOrMeta+Z");
    await workbench.expectVerdict("verified", "original");
    await workbench.expectToken(token);
  });

  test("applies an outside change as one small replacement, so the caret keeps its place", async ({
    workbench,
    page,
  }) => {
    await openRich(workbench, await hmacToken());
    await workbench.useSecret(SECRET);
    await workbench.header.focus();
    await page.keyboard.press("ControlOrMeta+Home");
    await workbench.algorithm.selectOption("HS512");
    await expect(workbench.lines("header")).toContainText('"alg": "HS512"');
    await workbench.header.focus();
    await page.keyboard.type(" ");
    await expect.poll(async () => decoded(await workbench.tokenText(), 0)).toBe('{"alg":"HS512","typ":"JWT"}');
    await expect(workbench.lines("header").first()).toHaveText(/^\s+\{/);
  });

  test("can be filled as a whole by form fillers, exactly as given", async ({ workbench }) => {
    await openRich(workbench, await hmacToken());
    await workbench.useSecret(SECRET);
    await workbench.payload.fill('{"sub":"filled","n":[1.0]}');
    const signed = await workbench.reSignedToken();
    expect(decoded(signed, 1)).toBe('{"sub":"filled","n":[1.0]}');
  });

  test("replaces a selection with typed text exactly as typed", async ({ workbench, page }) => {
    await openRich(workbench, await hmacToken());
    await workbench.useSecret(SECRET);
    await workbench.payload.focus();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type('{"sub":"typed","a":["b"]}');
    await expect.poll(async () => decoded(await workbench.tokenText(), 1)).toBe('{"sub":"typed","a":["b"]}');
  });

  test("handles a paste itself", async ({ workbench, page }) => {
    await openRich(workbench, await hmacToken());
    await workbench.payload.focus();
    await page.keyboard.press("ControlOrMeta+A");
    await workbench.paste('{"pasted":\r\n true}');
    await expect.poll(async () => decoded(await workbench.tokenText(), 1)).toBe('{"pasted":true}');
    expect(decoded(await workbench.tokenText(), 0)).toContain("HS256");
  });

  test("goes to the place of a finding", async ({ workbench, page }) => {
    await openRich(workbench, exactToken('{"alg":"HS256"}', '{"role":"user","role":"admin"}'));
    await workbench.diagnosis
      .getByRole("button", { name: /^payload, line/ })
      .first()
      .click();
    await expect(workbench.payload).toBeFocused();
    await expect(page.locator(".rich .mark.warn, .rich .mark.error, .rich .mark.security").first()).toBeVisible();
  });

  test("folds, and finds text", async ({ workbench, page }) => {
    await openRich(workbench, exactToken('{"alg":"HS256"}', '{"a":{"b":{"c":"needle"}},"z":1}'));
    await workbench.payload.focus();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+Shift+BracketLeft");
    await expect(workbench.lines("payload")).not.toContainText("needle");
    await page.keyboard.press("Control+Shift+BracketRight");
    await expect(workbench.lines("payload")).toContainText("needle");
  });
});

test.describe("a selection that is dragged with the mouse", () => {
  /** A text's extent in the payload editor: from the left edge of its first character to the right edge of its last. */
  async function spanOf(page: Page, text: string): Promise<{ from: number; to: number; y: number }> {
    const line = page.locator('[data-drop="payload"] .view-line span span', { hasText: text }).last();
    await expect(line).toBeVisible();
    return line.evaluate((span, wanted) => {
      const node = document.createTreeWalker(span, NodeFilter.SHOW_TEXT).nextNode() as Text;
      const at = node.data.indexOf(wanted);
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const { left, right, top, height } = range.getBoundingClientRect();
      return { from: left, to: right, y: top + height / 2 };
    }, text);
  }

  async function drag(page: Page, ...[start, ...rest]: readonly { x: number; y: number }[]): Promise<void> {
    await page.mouse.move(start?.x ?? 0, start?.y ?? 0);
    await page.mouse.down();
    for (const { x, y } of rest) await page.mouse.move(x, y, { steps: 5 });
    await page.mouse.up();
  }

  async function dragOver(page: Page, text: string): Promise<{ x: number; y: number }> {
    const { from, to, y } = await spanOf(page, text);
    await drag(page, { x: from, y }, { x: to, y });
    return { x: (from + to) / 2, y };
  }

  test.beforeEach(async ({ workbench }) => {
    await openRich(workbench, await hmacToken());
    await workbench.useSecret(SECRET);
    await workbench.expectVerdict("verified", "original");
  });

  test("is replaced by typing, the token follows, and one Undo restores it all", async ({ workbench, page }) => {
    const before = await workbench.tokenText();
    await dragOver(page, "24400320");
    await page.keyboard.type("root");
    expect(JSON.parse(decoded(await workbench.reSignedToken(), 1))).toEqual({ ...VALID, sub: "root" });
    await workbench.button("Undo").click();
    await workbench.expectToken(before);
    await workbench.expectVerdict("verified", "original");
    await expect(workbench.lines("payload")).toContainText('"sub": "24400320"');
  });

  test("extends past the editor's edge without selecting anything there", async ({ workbench, page }) => {
    const before = await workbench.tokenText();
    const { from, y } = await spanOf(page, "24400320");
    const token = await workbench.token.boundingBox();
    if (token === null) throw new Error("the token has no place");
    // Released over the token pane: the text before the start is selected.
    await drag(page, { x: from, y }, { x: token.x + 40, y });
    await workbench.expectToken(before);
    await page.keyboard.press("Delete");
    const shown = JSON.stringify(VALID, null, 2);
    await expect
      .poll(async () => decoded(await workbench.tokenText(), 1))
      .toBe(shown.replace('  "sub": "24400320', "24400320"));
    await workbench.button("Undo").click();
    await workbench.expectToken(before);
  });

  test("does not move when dragged onto the token or elsewhere in the editor", async ({ workbench, page }) => {
    const before = await workbench.tokenText();
    const address = page.url();
    const token = await workbench.token.boundingBox();
    const issuer = await spanOf(page, "issuer.example");
    if (token === null) throw new Error("the token has no place");
    for (const end of [
      { x: token.x + token.width / 2, y: token.y + token.height / 2 },
      { x: issuer.from, y: issuer.y },
    ]) {
      const middle = await dragOver(page, "24400320");
      await drag(page, middle, end);
      await workbench.expectToken(before);
    }
    expect(page.url()).toBe(address);
    await workbench.expectVerdict("verified", "original");
  });
});

test("a part of the token dragged into the rich editor replaces its text, stays in the token, and one Undo reverts it", async ({
  workbench,
  page,
}) => {
  await openRich(workbench, await hmacToken());
  const before = await workbench.tokenText();
  await select(workbench.token, 0, before.indexOf("."));
  const [from, to] = [await workbench.token.boundingBox(), await workbench.lines("payload").boundingBox()];
  if (from === null || to === null) throw new Error("a pane has no place");
  await page.mouse.move(from.x + 30, from.y + 18);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 30, { steps: 4 });
  await page.mouse.move(to.x + 60, to.y + 60, { steps: 8 });
  await page.mouse.up();
  await expect.poll(async () => decoded(await workbench.tokenText(), 1)).toBe(before.split(".")[0]);
  expect((await workbench.tokenText()).split(".")[0]).toBe(before.split(".")[0]);
  await workbench.button("Undo").click();
  await workbench.expectToken(before);
});

test.describe("Tab leaves the rich editor", () => {
  test("after Escape, and the page says so", async ({ workbench, page }) => {
    await openRich(workbench, await hmacToken());
    const before = await workbench.tokenText();
    await workbench.lines("payload").first().click();
    await expect(workbench.payload).toBeFocused();
    await expect(page.getByText(/Tab indents.*Esc/)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByText(/Tab leaves/)).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(workbench.payload).not.toBeFocused();
    expect(await workbench.tokenText()).toBe(before);
  });

  test("after Ctrl+M, but not after a second Ctrl+M", async ({ workbench, page }) => {
    await openRich(workbench, await hmacToken());
    await workbench.lines("payload").first().click();
    await page.keyboard.press("Control+M");
    await expect(page.getByText(/Tab leaves/)).toBeVisible();
    await page.keyboard.press("Control+M");
    await expect(page.getByText(/Tab indents/)).toBeVisible();
    await page.keyboard.press("Control+M");
    await page.keyboard.press("Shift+Tab");
    await expect(workbench.payload).not.toBeFocused();
  });

  test("at once if the focus arrived by Tab", async ({ workbench, page }) => {
    await openRich(workbench, await hmacToken());
    await workbench.button("Copy header").focus();
    const seen: string[] = [];
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press("Tab");
      seen.push(await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? ""));
    }
    expect(seen).toContain("Header JSON");
    expect(seen).toContain("Payload JSON");
    expect(seen.at(-1)).not.toBe("Payload JSON");
  });
});

test.describe("the swap", () => {
  test("waits while the field has the focus, and keeps the selection", async ({ workbench, page }) => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/RichPane.*\.js/, async (route) => {
      await held;
      await route.continue();
    });
    await workbench.open({ editor: "rich" });
    await workbench.bringIn(await hmacToken());
    await select(workbench.payload, 4, 9);
    release();
    await page.waitForFunction(() => document.querySelector(".rich.waiting .view-line") !== null);
    await expect(page.locator('#p-json [data-editor="rich"]')).toHaveCount(1);
    await expect(workbench.payload).toBeFocused();
    expect(await workbench.payload.evaluate((field) => field.className)).not.toContain("inputarea");
    await workbench.leaveFields();
    await workbench.expectRich("payload");
    await workbench.payload.focus();
    await page.keyboard.type("X");
    await expect.poll(async () => decoded(await workbench.tokenText(), 1)).toMatch(/^\{\n {2}X|^\{"?X|X/);
  });

  test("waits while the plain field has undo steps of its own", async ({ workbench, page }) => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/RichPane.*\.js/, async (route) => {
      await held;
      await route.continue();
    });
    await workbench.open({ editor: "rich" });
    await workbench.bringIn(await hmacToken());
    await select(workbench.payload, 1);
    await page.keyboard.type(" ");
    await workbench.leaveFields();
    release();
    await workbench.expectRich("header");
    await expect(page.locator('[data-drop="payload"] [data-editor="plain"]')).toHaveCount(1);
    await workbench.bringIn(await hmacToken({ ...VALID, sub: "another" }));
    await workbench.leaveFields();
    await workbench.expectRich("payload");
  });

  test("shifts no character", async ({ workbench, page }) => {
    const placeOf = (text: string): Promise<{ x: number; y: number } | null> =>
      page.evaluate((wanted) => {
        const walker = document.createTreeWalker(
          document.querySelector('[data-drop="payload"]') as Element,
          NodeFilter.SHOW_TEXT,
        );
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const at = node.textContent?.indexOf(wanted) ?? -1;
          // A field's initial value stays in the DOM as text that is not rendered.
          if (at < 0 || node.parentElement?.closest("textarea") !== null) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const { left, top, height } = range.getBoundingClientRect();
          // Relative to the pane, since clicking the option may scroll the page.
          const pane = (document.querySelector('[data-drop="payload"]') as Element).getBoundingClientRect();
          return { x: Math.round(left - pane.left), y: Math.round(top + height / 2 - pane.top) };
        }
        return null;
      }, text);
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await expect(workbench.payload).toBeVisible();
    await expect.poll(() => placeOf("24400320")).not.toBeNull();
    const plain = [await placeOf('"iss"'), await placeOf("24400320"), await placeOf(String(NOW + 14 * 60))];
    await workbench.leaveFields();
    await page.getByRole("checkbox", { name: "Plain editors" }).uncheck();
    await workbench.expectRich("payload");
    for (const [index, text] of ['"iss"', "24400320", String(NOW + 14 * 60)].entries()) {
      const before = plain[index];
      await expect
        .poll(async () => {
          const after = await placeOf(text);
          return Math.max(
            Math.abs((before?.x ?? 0) - (after?.x ?? 1e6)),
            Math.abs((before?.y ?? 0) - (after?.y ?? 1e6)),
          );
        })
        .toBeLessThanOrEqual(2);
    }
  });
});

test.describe("the plain editor stays", () => {
  test("with #editor=plain, which loads nothing of the rich one", async ({ workbench, page, watched }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await page.waitForLoadState("networkidle");
    await expect(page.locator('[data-editor="plain"]')).toHaveCount(2);
    expect(watched.requests.filter((url) => url.includes("RichPane"))).toEqual([]);
  });

  test("by choice, back and forth, with what was typed", async ({ workbench, page }) => {
    await openRich(workbench, await hmacToken());
    await workbench.payload.fill('{"sub":"kept"}');
    await page.getByRole("checkbox", { name: "Plain editors" }).check();
    await expect(workbench.payload).toHaveValue('{"sub":"kept"}');
  });

  test("for text that the rich one would not show as is", async ({ workbench }) => {
    await openRich(workbench, await hmacToken());
    await workbench.bringIn(exactToken('{"alg":"HS256"}', '{"a":"\u202Eevil"}'));
    await workbench.leaveFields();
    await expect(workbench.page.locator('[data-drop="payload"] [data-editor="plain"]')).toHaveCount(1);
    await expect(workbench.payload).toHaveValue(/\u202e/);
  });

  test("on touch screens", async ({ browser, baseURL }) => {
    const context = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${baseURL}#token=${await hmacToken()}`);
    await page.waitForTimeout(1500);
    await expect(page.locator('[data-editor="rich"]')).toHaveCount(0);
    expect(asked.filter((url) => url.includes("RichPane"))).toEqual([]);
    await context.close();
  });
});

test("the rich editor's fields opt out of autofill, spelling and the like", async ({ workbench, page }) => {
  await openRich(workbench, await hmacToken());
  await workbench.payload.focus();
  await page.keyboard.press("ControlOrMeta+H");
  await expect(page.getByRole("textbox", { name: "Replace", exact: true })).toBeVisible();
  const lacking = await page
    .locator("textarea, input[type=text]")
    .evaluateAll((fields) =>
      fields
        .filter(
          (field) =>
            field.getAttribute("spellcheck") !== "false" ||
            field.getAttribute("autocomplete") !== "off" ||
            field.getAttribute("autocorrect") !== "off" ||
            field.getAttribute("autocapitalize") !== "off" ||
            field.getAttribute("translate") !== "no" ||
            field.getAttribute("writingsuggestions") !== "false" ||
            field.getAttribute("data-lpignore") !== "true" ||
            field.getAttribute("data-bwignore") === null ||
            field.getAttribute("data-1p-ignore") === null,
        )
        .map((field) => field.outerHTML.slice(0, 200)),
    );
  expect(lacking).toEqual([]);
});

test("axe finds no violations with the rich editor in any theme", async ({ workbench, page }) => {
  await openRich(workbench, exactToken('{"alg":"HS256"}', '{"sub":"a","sub":"b","exp":1700000000,"t":"a\u200bb"}'));
  await workbench.useSecret(SECRET);
  for (const theme of ["Light", "Dark", "High contrast"]) {
    await workbench.theme.selectOption(theme);
    await workbench.payload.focus();
    await page.waitForTimeout(300);
    expect(await objections(page), theme).toEqual([]);
  }
});

test("in both editors a text inserted at once is one Undo step, and so is a run of typing", async ({
  workbench,
  page,
}) => {
  for (const editor of ["plain", "rich"] as const) {
    await page.goto("about:blank");
    await workbench.open({ editor });
    await workbench.bringIn(await hmacToken());
    await workbench.leaveFields();
    if (editor === "rich") await workbench.expectRich("payload");
    const payload = async (): Promise<string> => decoded(await workbench.tokenText(), 1);
    await workbench.payload.fill('{"sub":"one"}');
    await expect.poll(payload).toBe('{"sub":"one"}');
    await workbench.payload.fill('{"sub":"two"}');
    await expect.poll(payload).toBe('{"sub":"two"}');
    await workbench.payload.press("End");
    await page.keyboard.type("abc");
    await expect.poll(payload).toBe('{"sub":"two"}abc');
    for (const before of ['{"sub":"two"}', '{"sub":"one"}', JSON.stringify(VALID)]) {
      await workbench.button("Undo").click();
      await expect.poll(payload).toBe(before);
    }
  }
});

test("the rich editor suggests at the caret, inserts the suggestion as one step, and marks changed lines", async ({
  workbench,
  page,
}) => {
  await workbench.open({ editor: "rich" });
  await workbench.bringIn(exactToken('{"alg":"ES256","typ":"at+jwt"}', '{"iss":"https://id.example","scope":"read"}'));
  await workbench.leaveFields();
  await workbench.expectRich("payload");
  await workbench.payload.focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("End");
  await page.keyboard.type(',\n"ex');
  const option = page.getByRole("option", { name: /^exp/ });
  await expect(option.first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(workbench.lines("payload")).toContainText(`"exp": ${NOW + 3600}`);
  await expect(page.locator('[data-drop="payload"] .rich .changed').first()).toBeAttached();
  await expect(page.locator('[data-drop="payload"] .rich .hint .was', { hasText: "new" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Z");
  await expect(workbench.lines("payload")).not.toContainText(`${NOW + 3600}`);
});

test("a quick fix in the rich editor repairs what is not JSON, as one Undo step", async ({ workbench, page }) => {
  await openRich(workbench, exactToken('{"alg":"HS256"}', '{"iss":"https://id.example","sub":"1"}'));
  await workbench.payload.focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("End");
  await page.keyboard.type(", 'admin': True,");
  await page.keyboard.press("Escape");
  await expect(workbench.diagnosis).toContainText("The payload is not JSON");
  const typed = decoded(await workbench.tokenText(), 1);
  await page.keyboard.press("Control+Space");
  const fix = page.locator(".suggest-widget").getByRole("option", { name: /^Fix all 3/ });
  await expect(fix).toBeVisible();
  await page.keyboard.press("Enter");
  await expect.poll(async () => decoded(await workbench.tokenText(), 1)).toContain('"sub":"1","admin":true');
  await workbench.button("Undo").click();
  await expect.poll(async () => decoded(await workbench.tokenText(), 1)).toBe(typed);
});
