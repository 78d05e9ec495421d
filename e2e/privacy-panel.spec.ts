import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectNoObjectionsInThemes } from "./fixtures/axe.ts";
import { hmacToken } from "./fixtures/tokens.ts";
import { Workbench } from "./fixtures/workbench.ts";
import { SAYS } from "./fixtures/words.ts";

// The self-test violates the policy on purpose, so these tests do not watch for violations.

/** Ways out that the page's policy blocks, to other servers and its own. */
const SHUT = `beacon eventsource fetch font form frame image prefetch script style websocket webtransport worker xhr
  own-beacon own-eventsource own-fetch own-font own-form own-frame own-image own-sharedworker own-websocket own-worker own-xhr`
  .split(/\s+/)
  .toSorted();
/** Ways out that it cannot block, as the page says. */
const OPEN = ["own-frameworker", "own-prefetch", "own-script", "own-style", "webrtc"];
const ALL = [...SHUT, ...OPEN].toSorted();

const panelOf = (page: Page): Locator => page.getByRole("region", { name: "Privacy", exact: true });

/** Opens the panel's sheet, unless it is open. */
async function openPanel(page: Page): Promise<Locator> {
  if ((await page.locator("dialog[open]").count()) === 0) await new Workbench(page).openSheet("Privacy");
  return panelOf(page);
}

/** Serves the page with a policy other than the built one. */
async function withPolicy(page: Page, change: (policy: string) => string): Promise<void> {
  await page.route(/\/$/, async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    const changed = html.replace(
      /(<meta http-equiv="Content-Security-Policy" content=")([^"]*)("[^>]*>)/,
      (_, before: string, policy: string, after: string) =>
        change(policy) === "" ? "" : `${before}${change(policy)}${after}`,
    );
    expect(changed).not.toBe(html);
    await route.fulfill({ response, body: changed });
  });
}

/** Runs the self-test, and returns the probes by result. */
async function selfTest(page: Page): Promise<{ blocked: string[]; allowed: string[] }> {
  const panel = await openPanel(page);
  await panel.getByRole("button", { name: "Run self-test", exact: true }).click();
  await expect(panel.locator("[data-probe]")).toHaveCount(ALL.length, { timeout: 30_000 });
  const withResult = (result: string): Promise<string[]> =>
    panel
      .locator(`[data-result="${result}"]`)
      .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset["probe"] ?? "").toSorted());
  return { blocked: await withResult("blocked"), allowed: await withResult("allowed") };
}

test.describe("the self-test of the page as it is built", () => {
  for (const state of ["on the empty page", "with a token"] as const) {
    test(`finds blocked what the page promises, names what is open, ${state}, and leaves nothing behind`, async ({
      page,
    }) => {
      const workbench = new Workbench(page);
      await workbench.open();
      if (state === "with a token") await workbench.bringIn(await hmacToken());
      const sent: string[] = [];
      page.on("response", (response) => sent.push(response.url()));
      const before = await page.locator("iframe, form").count();
      expect(await selfTest(page)).toEqual({ blocked: SHUT, allowed: OPEN });
      await expect(panelOf(page).getByRole("status")).toHaveText(
        new RegExp(
          `^${SHUT.length} of ${ALL.length} ways out are blocked.*cannot block the rest: .*Script import .own server.`,
        ),
      );
      expect(sent.filter((url) => url.includes("probe.invalid"))).toEqual([]);
      // The open ones reached the page's own server, carrying nothing. Requests for style sheets and shared
      // workers are not all visible here.
      const own = sent.filter((url) => url.includes("jotscope-probe")).map((url) => new URL(url));
      const names = new Set(own.map(({ pathname, search }) => pathname + search));
      expect(names).toContain("/jotscope-probe-script?self-test");
      for (const kind of ["prefetch", "script", "style", "frameworker"])
        names.delete(`/jotscope-probe-${kind}?self-test`);
      expect([...names]).toEqual([]);
      expect(await page.locator("iframe, form").count()).toBe(before);
      // Other links are expected: a lazy part of the page adds its style sheet and preloads.
      expect(await page.locator('link[href*="probe"]').count()).toBe(0);
      expect(
        await page.evaluate(() =>
          [...document.styleSheets]
            .flatMap((sheet) => [...sheet.cssRules])
            .some((rule) => rule instanceof CSSImportRule),
        ),
      ).toBe(false);
    });
  }

  test("shows by the browser's own reports that everything is stopped but what this browser cannot stop", async ({
    page,
  }) => {
    await new Workbench(page).open();
    await selfTest(page);
    for (const [probe, directive] of [
      ["fetch", "connect-src"],
      ["beacon", "connect-src"],
      ["websocket", "connect-src"],
      ["eventsource", "connect-src"],
      ["worker", "connect-src"],
      ["image", "img-src"],
      ["font", "font-src"],
      ["style", "style-src-elem"],
      ["form", "form-action"],
      ["own-fetch", "connect-src"],
      ["own-worker", "connect-src"],
      ["own-image", "img-src"],
      ["own-font", "font-src"],
      ["own-frame", "frame-src"],
      ["own-form", "form-action"],
    ] as const) {
      await expect(panelOf(page).locator(`[data-probe="${probe}"]`)).toContainText(`blocked by ${directive}`);
    }
  });

  test("keeps its result when the sheet closes and a token arrives", async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.open();
    await selfTest(page);
    await page.keyboard.press("Escape");
    await workbench.bringIn(await hmacToken());
    await openPanel(page);
    await expect(panelOf(page).locator('[data-result="blocked"]')).toHaveCount(SHUT.length);
  });
});

test.describe("the self-test fails if the policy is loosened", () => {
  // The browser's reports above show which directive blocks what, so here those of one kind share a page.
  for (const [kind, loosened] of [
    [
      "to other servers",
      [
        [
          "connect-src",
          "https: wss:",
          ["beacon", "eventsource", "fetch", "websocket", "webtransport", "worker", "xhr"],
        ],
        ["img-src", "https:", ["image"]],
        ["font-src", "https:", ["font"]],
        ["style-src", "'self' https:", ["style"]],
        ["form-action", "https:", ["form"]],
      ],
    ],
    [
      "to its own server",
      [
        [
          "connect-src",
          "'self'",
          ["own-beacon", "own-eventsource", "own-fetch", "own-websocket", "own-worker", "own-xhr"],
        ],
        ["img-src", "'self' data:", ["own-image"]],
        ["font-src", "'self' data:", ["own-font"]],
        ["form-action", "'self'", ["own-form"]],
      ],
    ],
    ["for frames", [["default-src", "'self'", ["own-frame"]]]],
    [
      "for what makes workers",
      [["trusted-types", "app-worker app-service-worker app-editor nobody-took-this", ["own-sharedworker"]]],
    ],
  ] as const) {
    test(`${kind}, in ${loosened.map(([directive]) => directive).join(", ")}`, async ({ page }) => {
      await withPolicy(page, (policy) =>
        loosened.reduce(
          (text, [directive, sources]) =>
            text.replace(new RegExp(`(?<![\\w-])${directive} [^;]*`), `${directive} ${sources}`),
          policy,
        ),
      );
      await new Workbench(page).open();
      await openPanel(page);
      const { blocked, allowed } = await selfTest(page);
      const open = loosened.flatMap(([, , probes]) => [...probes]).toSorted();
      // Anything that a directive allows may be prefetched.
      expect(allowed.filter((probe) => probe !== "prefetch" && !OPEN.includes(probe))).toEqual(open);
      expect(blocked.length + allowed.length).toBe(ALL.length);
      await expect(panelOf(page).getByRole("status")).toContainText("not proven to be blocked");
    });
  }

  test("entirely: nothing is shown as blocked, whether or not a server answers", async ({ page }) => {
    await withPolicy(page, () => "");
    await page.route("https://probe.invalid/fetch", (route) => route.fulfill({ body: "an answer" }));
    // How long the lookup of a non-existent name takes does not matter here.
    await page.route("https://probe.invalid/xhr", (route) => route.abort("namenotresolved"));
    await new Workbench(page).open();
    await openPanel(page);
    const { blocked, allowed } = await selfTest(page);
    expect(blocked).toEqual([]);
    expect(allowed).toEqual(ALL.toSorted());
    await expect(panelOf(page).locator('[data-probe="fetch"]')).toContainText("a response came back");
    await expect(panelOf(page).locator('[data-probe="xhr"]')).toContainText("the browser sent it");
    await expect(panelOf(page)).toContainText("none in the page itself");
  });

  test("and reports that the page fakes change nothing", async ({ page }) => {
    await withPolicy(page, () => "");
    await page.addInitScript(() => {
      setInterval(() => {
        document.dispatchEvent(
          new SecurityPolicyViolationEvent("securitypolicyviolation", {
            effectiveDirective: "connect-src",
            violatedDirective: "connect-src",
            blockedURI: "https://probe.invalid/fetch",
            documentURI: "https://probe.invalid/",
            originalPolicy: "connect-src 'none'",
            disposition: "enforce",
            statusCode: 0,
          }),
        );
      }, 20);
    });
    await new Workbench(page).open();
    await openPanel(page);
    const { allowed } = await selfTest(page);
    expect(allowed).toContain("fetch");
  });
});

test.describe("the panel shows the current state", () => {
  test("the policy in the page, directive by directive", async ({ page }) => {
    await new Workbench(page).open();
    await openPanel(page);
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    await panelOf(page).getByText("The whole policy", { exact: true }).click();
    for (const directive of (policy ?? "").split("; ")) await expect(panelOf(page)).toContainText(directive);
  });

  test("each request, with one to elsewhere standing out", async ({ page }) => {
    await withPolicy(page, (policy) => policy.replace("connect-src 'none'", "connect-src https:"));
    await page.route("https://elsewhere.example/**", (route) => route.fulfill({ body: "x" }));
    await new Workbench(page).open();
    await openPanel(page);
    await expect(panelOf(page)).toContainText(SAYS.noOutsideRequests);
    await page.evaluate(() => fetch("https://elsewhere.example/a?secret=1", { mode: "no-cors" }).then(() => {}));
    await expect(panelOf(page)).toContainText("1 outside request (");
    await panelOf(page).getByText("Every request since the page was opened", { exact: true }).click();
    await expect(panelOf(page).getByText("https://elsewhere.example/a?secret=1", { exact: true })).toBeVisible();
  });

  test("each request to its own server with its query, the part that could carry data", async ({ page }) => {
    await new Workbench(page).open();
    await openPanel(page);
    await page.evaluate(() => import(["./none.js?secret", "2"].join("=")).catch(() => {}));
    await panelOf(page).getByText("Every request since the page was opened", { exact: true }).click();
    await expect(panelOf(page).getByText("none.js?secret=2", { exact: true })).toBeVisible();
  });

  test("what is stored, by name and never by value", async ({ page }) => {
    await new Workbench(page).open();
    await openPanel(page);
    await expect(panelOf(page)).toContainText("tokens and keys live in memory");
    await page.evaluate(() => localStorage.setItem("a-name", "a-value"));
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await expect(panelOf(page)).toContainText("local storage: a-name");
    await expect(panelOf(page)).not.toContainText("a-value");
  });

  test("that peer connections are gone, for the page and for any later script", async ({ page }) => {
    await new Workbench(page).open();
    await openPanel(page);
    await expect(panelOf(page)).toContainText("removed at startup");
    expect(
      await page.evaluate(() => ["RTCPeerConnection", "webkitRTCPeerConnection"].filter((name) => name in window)),
    ).toEqual([]);
  });

  test("what no policy can stop", async ({ page }) => {
    await new Workbench(page).open();
    await openPanel(page);
    await panelOf(page).getByText("What no policy can stop", { exact: true }).click();
    for (const what of [
      "Navigation",
      "The page's own server",
      "WebRTC",
      "The service worker's code",
      "Extensions",
      "The browser itself",
    ]) {
      await expect(panelOf(page).getByText(what, { exact: true }).last()).toBeVisible();
    }
  });
});

for (const width of [360, 1440]) {
  test(`the lock leads to the panel, and Escape back to it, at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const workbench = new Workbench(page);
    await workbench.open();
    const lock = page.getByRole("button", { name: /^Nothing leaves this page/ });
    await lock.focus();
    await page.keyboard.press("Enter");
    await expect(panelOf(page).getByRole("button", { name: "Run self-test", exact: true })).toBeInViewport();
    await page.keyboard.press("Escape");
    await expect(panelOf(page)).toHaveCount(0);
    await expect(lock).toBeFocused();
  });

  test(`axe finds no violations after the test, light and dark, at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await withPolicy(page, (policy) => policy.replace("img-src data:", "img-src https:"));
    await new Workbench(page).open();
    await selfTest(page);
    for (const summary of await panelOf(page).locator("summary").all()) await summary.click();
    await expectNoObjectionsInThemes(page);
  });
}
