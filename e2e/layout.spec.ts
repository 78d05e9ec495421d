import type { Locator } from "@playwright/test";
import { SCENES } from "./fixtures/states.ts";
import { expect, test } from "./fixtures/test.ts";
import { exactToken, hmacToken, keyPair, NOW, pairToken, SECRET, VALID } from "./fixtures/tokens.ts";

const SIZES = [
  [360, 740],
  [414, 896],
  [699, 900],
  [700, 900],
  [768, 1024],
  [1024, 768],
  [1199, 800],
  [1200, 800],
  [1440, 900],
  [1920, 1080],
  [2560, 1440],
] as const;

for (const scene of SCENES) {
  test(`at every size the verdict is in view and nothing scrolls sideways: ${scene.name}`, async ({
    workbench,
    page,
  }) => {
    test.slow();
    await workbench.open();
    await scene.show(workbench);
    await workbench.expectVerdict(scene.state);
    for (const [width, height] of SIZES) {
      const size = `${width} by ${height}`;
      await page.setViewportSize({ width, height });
      await page.evaluate(() => scrollTo(0, 0));
      // The empty page's verdict is for screen readers only.
      const seen = scene.name === "empty" ? workbench.token : workbench.verdict;
      await expect(seen, size).toBeInViewport({ ratio: 1 });
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      if (scene.name !== "empty") await expect(seen, `${size}, scrolled to the end`).toBeInViewport({ ratio: 1 });
      const sideways = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        scrollTo(1_000, scrollY);
        return { over: scrollWidth - clientWidth, moved: scrollX };
      });
      expect(sideways, size).toEqual({ over: 0, moved: 0 });
    }
  });
}

for (const [width, height] of [
  [360, 740],
  [768, 600],
  [1280, 720],
] as const) {
  test(`at ${width} by ${height} the verdict never covers the focused element`, async ({ workbench, page }) => {
    await page.setViewportSize({ width, height });
    await workbench.open();
    await SCENES.find(({ name }) => name === "verified")?.show(workbench);
    await workbench.leaveFields();
    for (const key of ["Tab", "Shift+Tab"]) {
      for (let step = 0; step < 60; step += 1) {
        await page.keyboard.press(key);
        const covered = await page.evaluate(() => {
          const focused = document.activeElement;
          const status = document.querySelector("[data-state][data-provenance]");
          if (!focused || focused === document.body || !status) return null;
          // The bar is the nearest sticky ancestor, or else the status itself.
          let bar: Element = status;
          for (let at: Element | null = status; at; at = at.parentElement) {
            if (["sticky", "fixed"].includes(getComputedStyle(at).position)) bar = at;
          }
          if (bar.contains(focused)) return null;
          const [a, b] = [focused.getBoundingClientRect(), bar.getBoundingClientRect()];
          const visibleTop = Math.max(a.top, 0);
          const overlaps = a.left < b.right && b.left < a.right && visibleTop < b.bottom - 1 && b.top + 1 < a.bottom;
          // A tall field may extend under the bar if part of it, and its caret, stays in view below.
          const hidden =
            overlaps && (a.bottom <= b.bottom + 1 || (a.top < b.bottom - 1 && a.height < innerHeight - b.height));
          return hidden
            ? `${focused.tagName} ${focused.getAttribute("aria-label") ?? focused.textContent ?? ""}`
            : null;
        });
        expect(covered, `${key} ${step}`).toBeNull();
      }
    }
  });
}

test(
  "the verdict names the token it is about: original, re-signed here or kept",
  { tag: "@smoke" },
  async ({ workbench }) => {
    await workbench.open();
    await SCENES.find(({ name }) => name === "verified")?.show(workbench);
    await workbench.expectVerdict("verified", "original");
    await expect(workbench.verdict).toContainText(/original/i);
    await workbench.payload.fill('{"sub":"x"}');
    await workbench.expectVerdict("verified", "re-signed");
    await expect(workbench.verdict).toContainText(/re-signed/i);
    await workbench.mode("Keep").check();
    await workbench.expectVerdict("invalid", "kept");
    await expect(workbench.verdict).toContainText(/kept/i);
  },
);

test(
  "text at twice its size still fits: nothing scrolls sideways at 1280 pixels and 200 %",
  { tag: "@smoke" },
  async ({ workbench, page }) => {
    await page.setViewportSize({ width: 640, height: 512 });
    await workbench.open();
    await SCENES.find(({ name }) => name === "expired")?.show(workbench);
    await expect(workbench.verdict).toBeInViewport();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
      0,
    );
  },
);

for (const [width, height] of [
  [1280, 720],
  [768, 1024],
  [360, 740],
] as const) {
  test(`at ${width} by ${height} late-loading parts appear in place and shift the visible page little`, async ({
    workbench,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: "layout-shift", buffered: true });
    });
    // With a stopped clock, whose banner is above everything else.
    await workbench.open({ with: `token=${await hmacToken()}` });
    await expect(page.getByRole("note", { name: "Clock", exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "Share", exact: true })).toBeVisible();
    const moved = await page.evaluate(() =>
      (window as unknown as { shifts: number[] }).shifts.reduce((sum, shift) => sum + shift, 0),
    );
    expect(moved).toBeLessThan(0.15);
  });
}

test("a long token wraps alike in its field and in the layer behind it, at every size", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken({ ...VALID, groups: Array.from({ length: 400 }, (_, n) => `group-${n}`) }));
  await workbench.token.focus();
  const pane = page.locator("#p-token .code-in");
  const blocks = pane.locator(".token-block");
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    await expect
      .poll(() => pane.evaluate(wrapsApart), { message: `${width} by ${height}` })
      .toEqual({ blocks: 0, layer: 0 });
    expect(await blocks.count()).toBeGreaterThan(8);
    await expect(blocks.last()).not.toBeInViewport();
  }
  expect(await pane.locator(".layer").textContent()).toBe(await workbench.token.inputValue());
  // In a font of several widths, which some users set for every page, no row has a known number of characters.
  await page.evaluate(() => document.documentElement.style.setProperty("--font-mono", "sans-serif"));
  await expect(blocks).toHaveCount(0);
  expect(await pane.evaluate(wrapsApart)).toEqual({ blocks: 0, layer: 0 });
});

test("a long token's field skips its letters while someone types elsewhere, and takes what is dragged onto it", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken({ ...VALID, groups: Array.from({ length: 400 }, (_, n) => `group-${n}`) }));
  await page.mouse.move(1, 1);
  const letters = (): Promise<string> => workbench.token.evaluate((field) => getComputedStyle(field).contentVisibility);
  expect(await letters()).toBe("visible");
  await workbench.payload.press("End");
  expect(await letters()).toBe("hidden");
  const title = page.locator("#p-token").getByRole("heading", { name: "Token", exact: true });
  await title.dblclick();
  expect(await letters()).toBe("visible");
  const [from, to] = [await title.boundingBox(), await page.locator("#p-token .code").boundingBox()];
  if (from === null || to === null) throw new Error("the pane is not shown");
  await page.mouse.move(from.x + 5, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 200, to.y + 60, { steps: 6 });
  await page.mouse.move(to.x + 201, to.y + 60);
  await page.mouse.up();
  await expect(workbench.token).toHaveValue(/^.{20,}Token.{1000}/);
});

/** By how much blocks that are laid out are higher than counted, and the layer is higher than the field's own text, in pixels. */
function wrapsApart(box: Element): { readonly blocks: number; readonly layer: number } {
  const [layer, field] = [box.querySelector(".layer")!, box.querySelector("textarea")!];
  const blocks = [...box.querySelectorAll<HTMLElement>(".token-block")];
  const counted = layer.clientHeight;
  for (const { style } of blocks) style.contentVisibility = "visible";
  const laidOut = layer.clientHeight;
  field.style.height = "0";
  const own = field.scrollHeight;
  field.style.height = "";
  for (const { style } of blocks) style.contentVisibility = "";
  return { blocks: laidOut - counted, layer: laidOut - own };
}

test("in a short window with a moved clock every claim and the first finding can be read without scrolling", async ({
  workbench,
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await workbench.open();
  await workbench.bringIn(await hmacToken({ ...VALID, nbf: VALID.iat as number, auth_time: NOW - 90 }));
  await workbench.useSecret(SECRET);
  await workbench.leaveFields();
  await expect(page.getByRole("note", { name: "Clock", exact: true })).toBeVisible();
  await expect(workbench.finding("none").locator(".finding-title")).toBeInViewport({ ratio: 1 });
  const lines = page.locator('[data-drop="payload"] .text-line');
  await expect(lines).toHaveCount(9);
  await expect(lines.last()).toBeInViewport({ ratio: 0.5 });
  const title = page.getByRole("region", { name: "Diagnosis" }).locator(".head");
  expect(
    await title.evaluate((head) => [...head.children].every((part) => part.scrollWidth <= part.clientWidth + 1)),
  ).toBe(true);
});

for (const [width, height] of [
  [360, 740],
  [768, 1024],
  [1440, 900],
] as const) {
  test(`at ${width} by ${height} a copy is confirmed in view, wherever the page is scrolled to`, async ({
    workbench,
    page,
  }) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.setViewportSize({ width, height });
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await workbench.button("Copy token").click();
    const notice = page.getByRole("status", { name: "Notice", exact: true });
    // Its visible part, above a phone's tabs.
    const seen = (): Promise<string> =>
      notice.evaluate((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const tabs = document.querySelector(".tabs")?.getBoundingClientRect();
        const floor = tabs !== undefined && tabs.height > 0 ? tabs.top : innerHeight;
        return left >= 0 && right <= innerWidth && top >= 0 && bottom <= floor ? (element.textContent ?? "") : "";
      });
    await expect.poll(seen).toBe("Copied the token");
  });
}

for (const [width, height] of [
  [360, 740],
  [768, 1024],
  [1440, 900],
] as const) {
  test(`at ${width} by ${height} names of thousands of characters leave the verdict in shape`, async ({
    workbench,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await workbench.open();
    const crit = Array.from({ length: 200 }, (_, index) => `extension-${index}`);
    const payload = JSON.stringify(VALID);
    for (const header of [{ alg: "HS".repeat(1_500) }, { alg: "HS256", crit }]) {
      await workbench.bringIn(exactToken(JSON.stringify(header), payload));
      await workbench.expectVerdict("unsupported");
      const bar = page.getByRole("region", { name: "Verdict", exact: true });
      expect((await bar.boundingBox())?.height).toBeLessThan(height / 3);
    }
  });
}

test("on the widest screens icons are as large as the text next to them", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  const icon = page.locator("#p-diag .find .i").first();
  const grown = (): Promise<number> =>
    icon.evaluate(
      (picture) =>
        picture.getBoundingClientRect().width / Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
    );
  for (const [width, height] of [
    [1440, 900],
    [2560, 1440],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect.poll(grown).toBe(1);
  }
});

test("at 400 % nothing is sticky, so the content has room", async ({ workbench, page }) => {
  await page.setViewportSize({ width: 320, height: 180 });
  await workbench.open();
  await SCENES.find(({ name }) => name === "expired")?.show(workbench);
  await workbench.secret.focus();
  await workbench.secret.scrollIntoViewIfNeeded();
  await expect(workbench.secret).toBeInViewport({ ratio: 0.9 });
  // Transient notices cover the page for a while.
  await expect(page.getByRole("status", { name: "Notice", exact: true })).toBeEmpty();
  const stuck = await page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => ["sticky", "fixed"].includes(getComputedStyle(element).position))
      .filter((element) => element.getBoundingClientRect().height > 0 && element.closest(".rich, table") === null)
      .map((element) => element.className),
  );
  expect(stuck).toEqual([]);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBe(0);
});

for (const panel of ["Token", "Claims", "Key", "Time", "Diagnosis"] as const) {
  test(`on a phone what is in the panel ${panel} has the width of the window`, async ({ workbench, page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await workbench.open();
    await SCENES.find(({ name }) => name === "expired")?.show(workbench);
    await workbench.showPanel(panel);
    const parts = {
      Token: workbench.token,
      Claims: workbench.payload,
      Key: workbench.secret,
      Time: page.getByRole("list", { name: "Time claims", exact: true }),
      Diagnosis: workbench.finding("TIM-01").first(),
    };
    await expect(parts[panel]).toBeVisible();
    const box = await parts[panel].boundingBox();
    expect(box?.width).toBeGreaterThan(280);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
    // The page scrolls, not a list in it, and the clock's words take two lines.
    const finds = page.locator("#finds");
    if (await finds.isVisible()) {
      expect(await finds.evaluate((list) => list.scrollHeight - list.clientHeight)).toBeLessThanOrEqual(1);
    }
    expect((await page.getByRole("note", { name: "Clock", exact: true }).boundingBox())?.height).toBeLessThan(48);
  });
}

test("where the page scrolls, notices never cover the field being typed in", async ({ workbench, page }) => {
  const notice = page.getByRole("status", { name: "Notice", exact: true });
  const isClearOf = async (field: Locator): Promise<boolean> => {
    const [over, under] = [await notice.boundingBox(), await field.boundingBox()];
    if (over === null || under === null) return false;
    const isBeside = over.x >= under.x + under.width || over.x + over.width <= under.x;
    return isBeside || over.y >= under.y + under.height || over.y + over.height <= under.y;
  };
  // It stays for as long as a slow machine needs to look.
  await page.addInitScript(() => {
    const soon = setTimeout.bind(window);
    Object.assign(window, {
      setTimeout: (act: () => void, after?: number) => soon(act, after === 8_000 ? 80_000 : after),
    });
  });
  for (const [width, height] of [
    [1024, 768],
    [768, 700],
    [360, 740],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto("about:blank");
    await workbench.open();
    await page.evaluate(
      (token) => {
        location.hash += `&token=${token}`;
      },
      await hmacToken(),
    );
    await expect(notice).toContainText("Opened");
    if (width < 700) {
      // What was told on one panel does not lie over the next.
      await workbench.showPanel("Key");
      await expect(notice).toBeEmpty();
      await workbench.button("Generate key").click();
    }
    await expect(notice).not.toBeEmpty();
    for (const field of [workbench.secretEncoding, workbench.secret]) {
      await field.focus();
      // As low in the window as it can stand, where the notice is.
      await field.evaluate((element) => element.scrollIntoView({ block: "end" }));
      await expect.poll(() => isClearOf(field), `${width} wide`).toBe(true);
      await expect(notice).toBeInViewport({ ratio: 1 });
    }
  }
});

test("at 1024 the note beside a time in the payload stays within its pane", async ({ workbench, page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await workbench.open();
  await workbench.bringIn(await hmacToken({ ...VALID, auth_time: NOW - 90_000, updated_at: NOW - 90_000 }));
  const hints = page.locator('[data-drop="payload"] .hint');
  await expect(hints).toHaveCount(4);
  const edge = await page.locator('[data-drop="payload"]').evaluate((element) => element.getBoundingClientRect().right);
  for (const hint of await hints.all()) {
    const box = await hint.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(edge);
  }
});

for (const [address, width, height] of [
  ["lab", 360, 740],
  ["lab", 768, 600],
  ["lab/alg-none", 768, 600],
  ["lab/alg-none&mode=free", 360, 740],
  ["lab/crack", 360, 740],
] as const) {
  test(`in #/${address} at ${width} by ${height} no bar that stays on top covers what has the focus`, async ({
    workbench,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await workbench.open();
    await page.evaluate((place) => {
      location.hash = `#/${place}`;
    }, address);
    const last = page.locator(".screen main :is(a, button, input):not(:disabled)").last();
    await expect(page.locator(".screen h1, .screen h2").first()).toBeVisible();
    await last.focus();
    // Backwards, so the next element is above the visible part.
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Shift+Tab");
      const covered = await page.evaluate(() => {
        const focused = document.activeElement;
        const bars = [...document.querySelectorAll(".screen > .top, .lab-free > .lab-verdict")];
        if (
          !focused ||
          focused === document.body ||
          focused.matches(".skip") ||
          bars.some((bar) => bar.contains(focused))
        )
          return null;
        const { top, bottom, height: tall } = focused.getBoundingClientRect();
        const below = Math.max(
          ...bars
            .map((bar) => bar.getBoundingClientRect())
            .filter((bar) => bar.top < 120)
            .map((bar) => bar.bottom),
        );
        // What is taller than the window is seen in part.
        const isTall = tall > innerHeight / 2;
        return top >= below - 1 || (isTall && bottom > below + 40)
          ? null
          : `${focused.tagName} ${focused.getAttribute("aria-label") ?? focused.textContent ?? ""}`;
      });
      expect(covered, `step ${step}`).toBeNull();
    }
  });
}

for (const [address, width, height] of [
  ["gateway", 360, 740],
  ["gateway", 768, 600],
  ["gateway", 1024, 768],
  ["gateway", 1280, 720],
  ["error", 1024, 768],
] as const) {
  test(`in #/${address} at ${width} by ${height} neither verdict nor token covers what has the focus`, async ({
    workbench,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await workbench.open();
    await SCENES.find(({ name }) => name === "verified")?.show(workbench);
    await workbench.leaveFields();
    await page.evaluate((place) => {
      location.hash = `#/${place}`;
    }, address);
    const last = page.locator(".other-screens :is(a, button, input, textarea):not(:disabled)").last();
    await expect(last).toBeAttached();
    await last.focus();
    // Backwards, so the next element is above the visible part.
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press("Shift+Tab");
      const covered = await page.evaluate(() => {
        const focused = document.activeElement;
        if (!focused?.closest(".other-screens")) return null;
        const bars = [...document.querySelectorAll(".verdict, .panes")].filter(
          (bar) => getComputedStyle(bar).position === "sticky",
        );
        const below = Math.max(...bars.map((bar) => bar.getBoundingClientRect().bottom));
        const { top, bottom, height: tall } = focused.getBoundingClientRect();
        // What is taller than the window is seen in part.
        const isTall = tall > innerHeight / 2;
        return top >= below - 1 || (isTall && bottom > below + 40)
          ? null
          : `${focused.tagName} ${focused.getAttribute("aria-label") ?? focused.textContent ?? ""}`;
      });
      expect(covered, `step ${step}`).toBeNull();
    }
  });
}

test("the sticky foot of the signature pane never covers the focused element", async ({ workbench, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await workbench.open();
  const pair = await keyPair("ES256");
  await workbench.bringIn(await pairToken(pair));
  await workbench.givePublicKey(JSON.stringify({ keys: [{ ...pair.publicJwk, kid: "a" }, pair.publicJwk] }));
  await workbench.algorithm.focus();
  for (let step = 0; step < 25; step += 1) {
    await page.keyboard.press("Tab");
    const covered = await page.evaluate(() => {
      const [focused, foot] = [document.activeElement, document.querySelector("#p-sig .mode")];
      if (!focused?.closest("#p-sig") || foot === null || foot.contains(focused)) return null;
      const isAfter = (foot.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
      return isAfter || focused.getBoundingClientRect().bottom <= foot.getBoundingClientRect().top + 1
        ? null
        : `${focused.tagName} ${focused.getAttribute("aria-label") ?? focused.textContent ?? ""}`;
    });
    expect(covered, `step ${step}`).toBeNull();
  }
});

test("on a phone the values that a message expects, with their buttons, stay within their card", async ({
  workbench,
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await workbench.open({ with: `token=${await hmacToken()}` });
  await workbench.openScreen("Explain error");
  await page
    .getByRole("textbox", { name: "Error message", exact: true })
    .fill("jwt audience invalid. expected: orders-api");
  const add = page.getByRole("button", { name: "Add to the policy", exact: true });
  await expect(add).toBeVisible();
  const box = await add.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(352);
});

test("on a phone the words on the lifetime keep clear of the clock's mark, and a compared number stays on one line", async ({
  workbench,
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await workbench.open({ with: `token=${await hmacToken({ ...VALID, iat: NOW - 420, exp: NOW + 480 })}` });
  await workbench.showPanel("Time");
  const words = await page.locator(".bar-says").boundingBox();
  const needle = await page.locator(".needle").boundingBox();
  expect((words?.y ?? 0) + (words?.height ?? 0)).toBeLessThanOrEqual((needle?.y ?? 0) + 1);
  await workbench.openScreen("Gateway");
  await page.locator('[data-step="time"] button').first().click();
  const lines = await page
    .getByRole("region", { name: "Step", exact: true })
    .getByText(String(NOW + 480))
    .evaluate((value) => value.getClientRects().length);
  expect(lines).toBe(1);
});

test("the first look is a band above an empty page, and on a phone a notice's link can be pressed", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await page.getByRole("button", { name: /^Help/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take the first look" }).click();
  const look = page.getByRole("region", { name: "First look" });
  await expect(look).toBeVisible();
  expect((await look.boundingBox())?.height).toBeLessThan(120);
  await look.getByRole("button", { name: "Leave" }).click();

  await workbench.bringIn(await hmacToken());
  await page.setViewportSize({ width: 390, height: 844 });
  await workbench.leaveFields();
  await workbench.paste("TokenExpiredError: jwt expired");
  await page.getByRole("status", { name: "Notice", exact: true }).getByRole("link", { name: "Explain error" }).click();
  await expect(page.getByRole("textbox", { name: "Error message", exact: true })).toHaveValue(/jwt expired/);
});
