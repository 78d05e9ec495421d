import type { Locator, Page } from "@playwright/test";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { exactToken, hmacToken, NOW, SECRET } from "./fixtures/tokens.ts";
import type { Workbench } from "./fixtures/workbench.ts";

sharePage();

/** Whether an element is entirely inside the window and every clipping ancestor. */
function isWhollySeen(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    let seen = top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth && bottom > top;
    for (let around = element.parentElement; around !== null; around = around.parentElement) {
      if (getComputedStyle(around).overflowY === "visible") continue;
      const box = around.getBoundingClientRect();
      seen &&= top >= box.top - 0.5 && bottom <= box.bottom + 0.5;
    }
    return seen;
  });
}

/** The names of the elements whose focus ring is clipped by an ancestor. */
async function cutRings(page: Page): Promise<readonly string[]> {
  // After a key press, so that :focus-visible applies.
  await page.keyboard.press("Tab");
  return page.evaluate(() => {
    const cut: string[] = [];
    const all = document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex]");
    for (const element of all) {
      if (element.tabIndex < 0 || !element.checkVisibility() || element.matches(":disabled, .rich *")) continue;
      element.focus();
      if (document.activeElement !== element || !element.matches(":focus-visible")) continue;
      const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(element);
      if (outlineStyle === "none") continue;
      const reach = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
      const ring = element.getBoundingClientRect();
      for (let around = element.parentElement; around !== null; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around);
        if (overflowX === "visible" && overflowY === "visible") continue;
        if (around === document.body || around === document.documentElement) continue;
        const box = around.getBoundingClientRect();
        const isCut =
          ring.left - reach < box.left - 0.6 ||
          ring.right + reach > box.right + 0.6 ||
          ring.top - reach < box.top - 0.6 ||
          ring.bottom + reach > box.bottom + 0.6;
        if (!isCut) continue;
        cut.push(`${element.tagName} ${element.ariaLabel ?? element.innerText.slice(0, 30)} in ${around.className}`);
        break;
      }
    }
    return cut;
  });
}

async function show(workbench: Workbench, token: string, secret: string): Promise<void> {
  await workbench.bringIn(token);
  await workbench.giveSecret(secret);
}

test("on laptop screens the effect of an edit on the signature, and a reason to refuse, are in view", async ({
  page,
  workbench,
}) => {
  await workbench.open();
  await show(workbench, await hmacToken(), "a wrong one");
  await workbench.expectVerdict("invalid");
  await expect(page.getByText("Guessable")).toBeAttached();
  for (const [width, height] of [
    [1280, 720],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const name of ["Re-sign", "Keep"] as const) {
      await expect.poll(() => isWhollySeen(workbench.mode(name).locator("..")), `${name} at ${width}`).toBe(true);
    }
  }
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.evaluate(() => scrollTo(0, 0));
  const reason = workbench.diagnosis.locator('[data-severity="error"] .finding-title').first();
  await expect(reason).toHaveText(/signature/);
  await expect.poll(() => isWhollySeen(reason)).toBe(true);
});

test("a copy is confirmed where it was requested", async ({ page, workbench }) => {
  await page.setViewportSize({ width: 1024, height: 2000 });
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  for (const name of ["Copy token", "Copy payload"]) {
    const button = workbench.button(name);
    await button.click();
    const said = page.locator(".copied-here");
    await expect(said).toHaveText("Copied");
    const [at, from] = [await said.boundingBox(), await button.boundingBox()];
    expect(Math.abs((at?.y ?? 0) - (from?.y ?? 0))).toBeLessThan(60);
    await expect(said).toHaveCount(0);
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`in forced colours a filled button's label is readable (${colorScheme})`, async ({ page, workbench }) => {
    await page.emulateMedia({ forcedColors: "active", colorScheme });
    await workbench.open();
    await show(workbench, await hmacToken(), SECRET);
    await workbench.expectVerdict("verified");
    await workbench.payload.fill('{"sub":"somebody else"}');
    await expect(page.locator(".verdict .btn.primary")).toBeVisible();
    // Polled: a button's background fades when it becomes enabled.
    const unreadable = (): Promise<readonly string[]> =>
      page.locator(".btn.primary:enabled, a.btn.primary").evaluateAll((buttons) =>
        buttons
          .filter((button) => button.checkVisibility())
          .filter((button) => {
            const label = button.querySelector("span") ?? button;
            return getComputedStyle(label).color === getComputedStyle(button).backgroundColor;
          })
          .map((button) => (button as HTMLElement).innerText),
      );
    await expect.poll(unreadable).toEqual([]);
    // What is chosen differs from what is not, and a field's own letters hide no line or mark of the text behind them.
    const painted = (name: string): Promise<string> =>
      page.getByRole("tab", { name, exact: true }).evaluate((tab) => getComputedStyle(tab).backgroundColor);
    expect(await painted("JSON")).not.toBe(await painted("Claims table"));
    expect(await workbench.token.evaluate((field) => getComputedStyle(field).forcedColorAdjust)).toBe("none");
    // Selected letters are drawn by the field: what it draws behind them covers the layer's.
    const [selected, system] = await workbench.token.evaluate((field) => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.cssText = "forced-color-adjust: none; background: Highlight; color: HighlightText";
      const looks = [getComputedStyle(field, "::selection"), getComputedStyle(probe)];
      const colours = looks.map(({ backgroundColor, color }) => `${color} on ${backgroundColor}`);
      probe.remove();
      return colours;
    });
    expect(selected).toBe(system);
    const sheet = await workbench.openSheet("Share");
    const lineOf = (name: string): Promise<string> =>
      sheet
        .getByRole("button", { name, exact: true })
        .first()
        .evaluate((part) => getComputedStyle(part).borderBottomColor);
    expect(await lineOf("Link")).not.toBe(await lineOf("Twin"));
    await page.keyboard.press("Escape");
    await page.goto("./#/lab/alg-none");
    await expect(page.getByRole("button", { name: "Run attack" })).toBeEnabled();
    await expect.poll(unreadable).toEqual([]);
  });
}

test("a bidirectional control is a box in its place in both editors, and named elsewhere", async ({
  page,
  workbench,
}) => {
  const token = exactToken('{"alg":"HS256"}', `{"sub":"admin\u202enimda","exp":${NOW + 60}}`);
  for (const editor of ["plain", "rich"] as const) {
    // From a blank page: changing only the fragment would keep the current editor.
    await page.goto("about:blank");
    await workbench.open({ editor });
    await workbench.bringIn(token);
    await expect(workbench.finding("hidden-character").first()).toBeVisible();
    // The rich editor would reorder the text, so such a pane stays plain.
    const pane = page.locator('[data-drop="payload"]');
    await expect(pane.locator(".turning").first()).toBeAttached();
    // The text after it is to its right: "nimda" starts after the box.
    const order = await pane.evaluate((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode as Text;
        const at = text.data.indexOf("nimda");
        if (at < 0 || text.parentElement?.closest("textarea")) continue;
        const range = document.createRange();
        const leftOf = (index: number): number => {
          range.setStart(text, index);
          range.setEnd(text, index + 1);
          return range.getBoundingClientRect().left;
        };
        return leftOf(at) < leftOf(at + 4);
      }
      return null;
    });
    expect(order, editor).toBe(true);
  }
  const turning = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode as Text;
      if (/[\u202a-\u202e\u2066-\u2069]/.test(data) && !parentElement?.closest("textarea, .turning")) texts.push(data);
    }
    return texts;
  });
  expect(turning).toEqual([]);
});

test("a print has a title, a date and the clock's line, but no buttons, empty rows or unasked questions", async ({
  page,
  workbench,
}) => {
  await workbench.open();
  await show(workbench, await hmacToken(), SECRET);
  await workbench.expectVerdict("verified");
  await expect(page.getByRole("button", { name: "Share", exact: true })).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  const seen = await page.evaluate(() => document.body.innerText);
  expect(seen).toContain("The contents of a token, and its verdict");
  expect(seen).toMatch(/Printed \w{3} \d+ \w{3} \d{4}/);
  expect(seen).toContain("Everything here was evaluated at Fri 15 Jan 2027, 09:00");
  expect(seen).not.toContain("Why isn’t this user found?");
  const left = await page.evaluate(() => ({
    buttons: [...document.querySelectorAll<HTMLElement>("button, input, select, textarea")]
      .filter((element) => element.checkVisibility() && element.closest(".steps, h2") === null)
      .map((element) => element.outerHTML),
    emptyRows: [...document.querySelectorAll<HTMLElement>("tr")].filter(
      (row) => row.checkVisibility() && row.innerText.trim() === "",
    ).length,
  }));
  expect(left).toEqual({ buttons: [], emptyRows: 0 });
});

test("a focus ring is never clipped, wherever the focus is", async ({ page, workbench }) => {
  await workbench.open();
  await show(workbench, await hmacToken(), "a wrong one");
  await workbench.expectVerdict("invalid");
  await expect(page.getByRole("button", { name: "Share", exact: true })).toBeVisible();
  for (const [width, height] of [
    [1440, 900],
    [1024, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect(await cutRings(page), `${width}`).toEqual([]);
  }
  await page.goto("./#/lab/alg-none");
  await expect(page.getByRole("button", { name: "Run attack" })).toBeEnabled();
  expect(await cutRings(page), "lab").toEqual([]);
});
