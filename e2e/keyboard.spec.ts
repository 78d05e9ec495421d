import { expect, sharePage, test } from "./fixtures/test.ts";
import { DAY, hmacToken, NOW, SECRET, VALID } from "./fixtures/tokens.ts";

sharePage();

test("the whole main job can be done with the keyboard", { tag: "@smoke" }, async ({ workbench, page }) => {
  const token = await hmacToken();
  await workbench.open();
  await workbench.paste(token);
  await workbench.expectToken(token);
  const tabTo = async (name: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> => {
    for (let step = 0; step < 40; step += 1) {
      const label = await page.evaluate(() => {
        const focused = document.activeElement;
        const labels = (focused as HTMLTextAreaElement | null)?.labels;
        return focused?.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? "";
      });
      if (label.startsWith(name)) return;
      await page.keyboard.press(key);
    }
    throw new Error(`${name} is not reached by Tab`);
  };
  await tabTo("Secret");
  await expect(workbench.secret).toBeFocused();
  await page.keyboard.insertText(SECRET);
  await workbench.expectVerdict("verified", "original");
  // Backwards, as a user would: forwards, the whole page lies between.
  await tabTo("Payload JSON", "Shift+Tab");
  await expect(workbench.payload).toBeFocused();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText('{"sub":"by keyboard"}');
  await workbench.expectVerdict("verified", "re-signed");
});

test("Tab goes through verdict, token, header, payload, signature, diagnosis and time in this order", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(SECRET);
  // From the top of the page, wherever the focus was before.
  await page.locator("a, button").first().focus();
  const order: string[] = [];
  const wanted = ["Encoded token", "Header JSON", "Payload JSON", "Secret", "Leeway"];
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => {
      const focused = document.activeElement as HTMLTextAreaElement | null;
      return focused?.getAttribute("aria-label") ?? focused?.labels?.[0]?.textContent?.trim() ?? "";
    });
    const known = wanted.find((label) => name === label);
    if (known && !order.includes(known)) order.push(known);
  }
  expect(order).toEqual(wanted);
});

test("no field traps the focus: Tab leaves each of them", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  for (const field of [workbench.token, workbench.header, workbench.payload, workbench.secret]) {
    await field.focus();
    const text = await field.inputValue();
    await page.keyboard.press("Tab");
    await expect(field).not.toBeFocused();
    await expect(field, "nothing was typed").toHaveValue(text);
  }
});

test("F8 and Shift+F8 step through the findings", async ({ workbench, page }) => {
  await workbench.open();
  const token = await hmacToken();
  await workbench.bringIn(`${token.slice(0, -8)}€${token.slice(-8)}`);
  await workbench.expectVerdict("malformed");
  await expect(workbench.findingOfClass("b64-char")).toBeVisible();
  await page.keyboard.press("F8");
  await expect(workbench.token).toBeFocused();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("€");
});

test("Ctrl+Z in a pane is the editor's own undo, and leaves other inputs alone", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(SECRET);
  const text = await workbench.payload.inputValue();
  await workbench.payload.focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("x");
  await expect(workbench.payload).toHaveValue(`${text}x`);
  await page.keyboard.press("ControlOrMeta+Z");
  await expect(workbench.payload).toHaveValue(text);
  await expect(workbench.secret).toHaveValue(SECRET);
});

test("the focused element is always visibly focused", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.leaveFields();
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    const bare = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return null;
      // The focus ring may be around the field's frame.
      for (let at: Element | null = focused, up = 0; at && up < 3; at = at.parentElement, up += 1) {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
        if ((outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== "none") return null;
      }
      return `${focused.tagName} ${focused.getAttribute("aria-label") ?? focused.textContent}`;
    });
    expect(bare).toBeNull();
  }
});

test("a menu opens with Enter, is entered with Tab, closes with Escape and returns the focus", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(SECRET);
  for (const name of ["More examples", "Copy the secret as"]) {
    const opener = page.getByRole("button", { name, exact: true });
    await opener.focus();
    await page.keyboard.press("Enter");
    const menu = page.getByRole("group", { name, exact: true });
    await expect(menu.getByRole("button").first()).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(menu.getByRole("button").first()).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(menu).toBeHidden();
    await expect(opener).toBeFocused();
  }
});

test("one key steps through the request, and each step is announced", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified");
  await workbench.openScreen("Gateway");
  const said = page.getByRole("status", { name: "Step shown", exact: true });
  await expect(said).toHaveText("");
  await page.getByRole("button", { name: "Step through", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(said).toContainText("Step 1 of 12, Extract: passed");
  for (let press = 2; press <= 12; press += 1) await page.keyboard.press("Enter");
  await expect(said).toContainText("Step 12 of 12, Forward: passed");
  await page.keyboard.press("Enter");
  await expect(said, "from the beginning").toContainText("Step 1 of 12");
});

test("F6 goes from part to part: to a finding's fix, to the policy, and past the last part to the browser", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken({ ...VALID, exp: NOW - DAY }));
  await workbench.useSecret(SECRET);
  await workbench.payload.focus();
  await page.keyboard.press("F6");
  await expect(workbench.secret).toBeFocused();
  await page.keyboard.press("F6");
  await expect(
    workbench.diagnosis.getByRole("button", { name: "Move the clock to before it", exact: true }),
  ).toBeFocused();
  for (let back = 0; back < 3; back += 1) await page.keyboard.press("Shift+F6");
  await expect(workbench.header).toBeFocused();

  await workbench.openScreen("Gateway");
  const policy = page.getByRole("textbox", { name: "Policy JSON", exact: true });
  let presses = 0;
  while (presses < 10 && !(await policy.evaluate((field) => field === document.activeElement))) {
    await page.keyboard.press("F6");
    presses += 1;
  }
  await expect(policy).toBeFocused();
  expect(presses).toBeLessThan(9);

  await page.getByRole("button", { name: /^Help/ }).focus();
  await page.evaluate(() => {
    addEventListener("keydown", (event) => (document.title = `prevented: ${event.defaultPrevented}`), { once: true });
  });
  await page.keyboard.press("F6");
  await expect(page, "the browser gets the key").toHaveTitle("prevented: false");
});
