import type { Locator, Page } from "@playwright/test";
import { CompactEncrypt } from "jose";
import { expectNoObjectionsInThemes } from "./fixtures/axe.ts";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { hmacToken, keyPair, NOW, pairToken, SECRET, VALID } from "./fixtures/tokens.ts";

sharePage();

/** Opens the palette by its key, once its listener has loaded. */
async function openPalette(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "Commands", exact: true })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+K");
  await expect(page.getByRole("combobox", { name: "Command", exact: true })).toBeFocused();
}

const optionsOf = (page: Page): Locator =>
  page.getByRole("listbox", { name: "Commands", exact: true }).getByRole("option");

test(
  "the empty page is one field: every other control appears with what was pasted",
  { tag: "@smoke" },
  async ({ workbench, page }) => {
    await workbench.open();
    await expect(
      page.getByRole("region", { name: "Start from an example", exact: true }).getByRole("button"),
    ).toHaveCount(3);
    await expect(workbench.diagnosis).toBeHidden();
    await expect(page.getByRole("region", { name: "Time", exact: true })).toBeHidden();
    await expect(page.getByRole("button", { name: "Share", exact: true })).toHaveCount(0);
    await expect(workbench.verdict).toHaveAttribute("data-state", "empty");
    await workbench.bringIn(await hmacToken());
    await expect(workbench.diagnosis).toBeVisible();
    await expect(page.getByRole("button", { name: "Share", exact: true })).toBeVisible();
  },
);

test("each screen has its address, keeps the other parameters, and has verdict and token at the top", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken({ ...VALID, exp: NOW - 5 }));
  for (const [name, address] of [
    ["Explain error", "/error"],
    ["Gateway", "/gateway"],
    ["Collection", "/collection"],
    ["Workbench", "/"],
  ] as const) {
    await workbench.openScreen(name);
    expect(new URL(page.url()).hash).toBe(`#${address}&editor=plain&now=${NOW}`);
    await expect(workbench.verdict).toBeInViewport();
    await expect(workbench.token).toBeInViewport();
    await expect(workbench.diagnosis).toBeInViewport();
    await expect(workbench.diagnosis).toContainText("Expired");
  }
  await page.goto(`./#/gateway&editor=plain&now=${NOW}`);
  await expect(page.getByRole("link", { name: "Gateway", exact: true })).toHaveAttribute("aria-current", "page");
});

test("a screen keeps its fields, scroll position and focus, after the lab too", async ({ workbench, page }) => {
  await page.setViewportSize({ width: 1000, height: 600 });
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.openScreen("Gateway");
  const policy = page.getByRole("textbox", { name: "Policy JSON", exact: true });
  await policy.fill('{"aud":"billing"}');
  await page.evaluate(() => scrollTo(0, 200));
  const left = await page.evaluate(() => scrollY);
  expect(left).toBeGreaterThan(50);
  // By address: a click on a link would scroll up to it first.
  const show = (fragment: string): Promise<void> =>
    page.evaluate((hash) => {
      location.hash = hash;
    }, fragment);
  for (const away of ["#/", "#/lab"]) {
    await show(away);
    await expect(policy).toBeHidden();
    await show("#/gateway");
    await expect(policy).toHaveValue('{"aud":"billing"}');
    await expect(policy).toBeFocused();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(left);
  }
});

test("on an empty page the screen of the first thing placed opens; with a token open the Notice links to it", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await expect(workbench.button("Commands")).toBeVisible();
  await workbench.leaveFields();
  await workbench.paste("JsonWebTokenError: jwt audience invalid. expected: orders-api");
  const links = page.getByRole("navigation", { name: "Screens", exact: true });
  await expect(links.getByRole("link", { name: "Explain error", exact: true })).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("textbox", { name: "Error message", exact: true })).toHaveValue(/jwt audience invalid/);
  await workbench.openScreen("Workbench");
  await workbench.bringIn(await hmacToken());
  await workbench.leaveFields();
  await workbench.paste("TokenExpiredError: jwt expired");
  const notice = page.getByRole("status", { name: "Notice", exact: true });
  await expect(notice).toContainText("Explain error");
  expect(new URL(page.url()).hash.startsWith("#/&")).toBe(true);
  await notice.getByRole("link", { name: "Explain error", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Error message", exact: true })).toHaveValue(/jwt expired/);
});

test("a token and its secret, pasted in turn, give the verdict; anything else goes to its own place", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await expect(page.getByRole("button", { name: "Commands", exact: true })).toBeVisible();
  await workbench.leaveFields();
  await workbench.paste(await hmacToken());
  await expect(workbench.secret).toBeFocused();
  await workbench.paste("TokenExpiredError: jwt expired");
  await expect(page.getByRole("status", { name: "Notice", exact: true })).toContainText("Explain error");
  await expect(workbench.secret).toHaveValue("");
  await workbench.paste(SECRET);
  await workbench.expectVerdict("verified", "original");
});

test("an encrypted token waits for its key; commands lead to the inner token and back", async ({ workbench, page }) => {
  const [sealed, signed] = await Promise.all([keyPair("RSA-OAEP-256"), keyPair("ES256")]);
  const nested = await new CompactEncrypt(new TextEncoder().encode(await pairToken(signed)))
    .setProtectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM", cty: "JWT" })
    .encrypt(sealed.publicKey);
  const layers = page.getByRole("list", { name: "Layers", exact: true });
  await workbench.open();
  await workbench.leaveFields();
  await workbench.paste(nested);
  await expect(workbench.privateKey).toBeFocused();
  await workbench.paste(sealed.privatePem);
  await workbench.expectVerdict("decrypted");
  for (const [typed, form] of [
    ["inner tok", "jws"],
    ["outer tok", "jwe"],
  ] as const) {
    await openPalette(page);
    await page.keyboard.type(typed);
    await page.keyboard.press("Enter");
    const shown = layers.locator("[data-path][aria-current]");
    await expect(shown).toHaveAttribute("data-form", form);
    await expect(shown.getByRole("button")).toBeFocused();
  }
});

test("edits update the current screen, and the workbench on return", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(SECRET);
  await workbench.openScreen("Gateway");
  const steps = page.getByRole("list", { name: "Gateway steps", exact: true });
  await expect(steps.locator('[data-step="time"]')).toHaveAttribute("data-outcome", "passed");
  const expired = await hmacToken({ ...VALID, exp: NOW - 5 });
  await workbench.bringIn(expired);
  await expect(steps.locator('[data-step="time"]')).toHaveAttribute("data-outcome", "failed");
  await workbench.openScreen("Workbench");
  await expect(workbench.payload).toHaveValue(new RegExp(`"exp": ${NOW - 5}`));
  await workbench.expectVerdict("verified", "original");
});

test("the visit's tokens are listed, and one press shows one again", async ({ workbench, page }) => {
  await workbench.open();
  await expect(workbench.button("Commands")).toBeVisible();
  const [first, second] = [await hmacToken(), await hmacToken({ ...VALID, exp: NOW - 5 })];
  await workbench.bringIn(first);
  await workbench.bringIn(second);
  await workbench.openScreen("Collection");
  const items = page.getByRole("list", { name: "Collection", exact: true }).getByRole("listitem");
  await expect(items).toHaveCount(2);
  await expect(items.first()).toHaveAttribute("data-expired", "true");
  await expect(items.first()).toHaveAttribute("aria-current", "true");
  await expect(items.last()).toHaveAttribute("data-state", "no-key");
  await expect(items.last()).not.toHaveAttribute("data-expired", "true");
  await items.last().getByRole("button", { name: "Show", exact: true }).click();
  await workbench.expectToken(first);
  await expect(items).toHaveCount(2);
});

test("Diagnosis and Time collapse to a line that still gives the reason, and stay collapsed", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken({ ...VALID, exp: NOW - 5 }));
  const fold = workbench.diagnosis.getByRole("button", { name: "Diagnosis", exact: true });
  const finding = workbench.finding("TIM-01");
  await expect(finding).toBeVisible();
  await fold.click();
  await expect(finding).toBeHidden();
  await expect(workbench.diagnosis).toContainText("Expired 5 s ago");
  await page.getByRole("button", { name: "Time", exact: true }).click();
  await expect(workbench.leeway).toBeHidden();
  await expect(workbench.time("exp")).toBeVisible();
  await workbench.openScreen("Gateway");
  await workbench.openScreen("Workbench");
  await expect(finding).toBeHidden();
  await page.keyboard.press("F8");
  await expect(workbench.payload).toBeFocused();
});

test("F8 opens a collapsed diagnosis on another screen if a finding has no place", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await expect(workbench.button("Commands")).toBeVisible();
  await workbench.openScreen("Gateway");
  await workbench.leaveFields();
  await page.keyboard.press("F8");
  await expect(workbench.diagnosis.locator("li").first()).toBeVisible();
});

test.describe("the palette", () => {
  test(
    "Ctrl+K finds by words and synonyms, runs the command, and moves the focus to its target",
    { tag: "@smoke" },
    async ({ workbench, page }) => {
      await workbench.open();
      await workbench.bringIn(await hmacToken());
      const field = page.getByRole("combobox", { name: "Command", exact: true });
      await workbench.payload.focus();
      await openPalette(page);
      await expect(field).toBeFocused();
      await page.keyboard.type("jwks");
      await expect(optionsOf(page).first()).toHaveText(/^Go to Public key/);
      await page.keyboard.press("Escape");
      await expect(workbench.payload).toBeFocused();
      // A sheet that a command opens gives the focus back to where the palette was opened.
      await openPalette(page);
      await page.keyboard.type("report for");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("dialog", { name: "Share", exact: true })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(workbench.payload).toBeFocused();
      for (const [typed, lands] of [
        ["sec", workbench.secret],
        ["payl", workbench.payload],
      ] as const) {
        await openPalette(page);
        await page.keyboard.type(`go ${typed}`);
        await page.keyboard.press("Enter");
        await expect(lands).toBeFocused();
      }
      await openPalette(page);
      await page.keyboard.type("gatew");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("link", { name: "Gateway", exact: true })).toHaveAttribute("aria-current", "page");
    },
  );

  test("it opens the wanted control of the Share sheet, and presents the open attack", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    const run = async (typed: string): Promise<void> => {
      await openPalette(page);
      await page.keyboard.type(typed);
      await expect(optionsOf(page).first()).toBeVisible();
      await page.keyboard.press("Enter");
    };
    const sheet = page.getByRole("dialog", { name: "Share", exact: true });
    await run("redact ticket");
    await expect(sheet.getByRole("switch", { name: "Hide personal claims", exact: true }).first()).toBeFocused();
    await page.keyboard.press("Escape");
    await run("copy link view");
    await expect(sheet.getByRole("button", { name: "Copy link", exact: true })).toBeFocused();
    await page.keyboard.press("Escape");
    await run("make twin");
    await expect(sheet.getByRole("button", { name: "Make a twin", exact: true })).toBeFocused();
    // The parts above it load later, and move it.
    await expect(sheet.getByRole("button", { name: "Make a twin", exact: true })).toBeInViewport();
    await page.keyboard.press("Escape");
    await run("attack unsigned alg none");
    await expect(page.getByRole("button", { name: "Run attack", exact: true })).toBeEnabled();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByRole("region", { name: "Hardened verifier" })).toHaveAttribute("data-verdict", "rejected");
    await run("present");
    await expect(page).toHaveURL(/mode=presenter/);
  });

  test("a query without results gets the nearest command, and an offer to explain it as an error", async ({
    workbench,
    page,
  }) => {
    await workbench.open();
    await page.getByRole("button", { name: "Commands", exact: true }).click();
    await page.keyboard.type("jwt signature does not match");
    const options = optionsOf(page);
    await expect(options.last()).toHaveText(/^Explain this as an error message/);
    await options.last().click();
    await expect(page.getByRole("textbox", { name: "Error message", exact: true })).toHaveValue(
      "jwt signature does not match",
    );
    await expect(page.getByRole("list", { name: "Likely causes", exact: true })).toBeVisible();
  });

  test("the lab's attacks are among its results", async ({ workbench, page }) => {
    await workbench.open();
    await openPalette(page);
    await page.keyboard.type("attack none");
    await expect(optionsOf(page).first()).toContainText("Attack:");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/#\/lab\/[\w-]*none/);
    // The next Tab is in the attack, not in the bar.
    await expect(page.getByRole("main")).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to the attack", exact: true })).toBeFocused();
    await page.getByRole("link", { name: "All scenarios", exact: true }).press("Enter");
    await expect(page).toHaveURL(/#\/lab(?![/\w])/);
    await expect(page.getByRole("main")).toBeFocused();
  });
});

for (const [width, height] of [
  [360, 740],
  [1280, 720],
] as const) {
  test(`axe finds no violations on any screen or sheet, light and dark, at ${width} by ${height}`, async ({
    workbench,
    page,
  }) => {
    test.slow();
    await page.setViewportSize({ width, height });
    await workbench.open();
    await workbench.bringIn(await hmacToken({ ...VALID, exp: NOW - 5 }));
    for (const name of ["Explain error", "Gateway", "Collection"] as const) {
      await page.setViewportSize({ width, height });
      await workbench.openScreen(name);
      // At full height: a control half under the last line would count as too small a target.
      await page.setViewportSize({ width, height: 4000 });
      await expectNoObjectionsInThemes(page, name);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
    }
    await openPalette(page);
    await expect(optionsOf(page).first()).toBeVisible();
    await expectNoObjectionsInThemes(page, "Commands");
  });
}

test("nothing in the palette takes more than five keys from the start of the page", async ({ workbench, page }) => {
  test.slow();
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  await workbench.expectVerdict("no-key", "original");
  await workbench.leaveFields();
  await page.keyboard.press("ControlOrMeta+k");
  const box = page.getByRole("combobox", { name: "Command", exact: true });
  /** The titles listed for each of these queries. In the page, because there are hundreds. */
  const listed = (queries: readonly string[]): Promise<readonly (readonly string[])[]> =>
    box.evaluate(async (field: HTMLInputElement, typed) => {
      const all: string[][] = [];
      for (const text of typed) {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, text);
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve));
        const options = document.querySelectorAll("[role=listbox][aria-label=Commands] [role=option]");
        all.push([...options].map(({ firstElementChild }) => firstElementChild?.textContent ?? ""));
      }
      return all;
    }, queries);
  // The lab's attacks come last.
  await expect.poll(async () => (await listed(["attack"]))[0]?.length).toBeGreaterThan(30);
  const all = new Set((await listed([..."abcdefghijklmnopqrstuvwxyz0123456789"])).flat());
  expect(all.size).toBeGreaterThan(80);
  // The offers for an unmatched query have no name to search for.
  all.delete("Explain this as an error message");
  /** Keys in the palette before Enter: letters, and presses of the arrow. */
  const cost = new Map<string, number>();
  const queries = new Set<string>([""]);
  for (const title of all) {
    const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    const initials = words.map(([first]) => first).join("");
    for (const part of [...words, initials]) for (const length of [1, 2, 3]) queries.add(part.slice(0, length));
  }
  const typed = [...queries];
  for (const [index, titles] of (await listed(typed)).entries()) {
    for (const [down, title] of titles.slice(0, 4).entries()) {
      cost.set(title, Math.min(cost.get(title) ?? Infinity, (typed[index]?.length ?? 0) + down));
    }
  }
  // Ctrl+K and Enter are two of the five.
  expect([...all].filter((title) => (cost.get(title) ?? Infinity) > 3)).toEqual([]);
});
