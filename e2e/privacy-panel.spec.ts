import { expect, type Locator, type Page, test } from "@playwright/test";
import { objections } from "./fixtures/axe.ts";
import { hmacToken } from "./fixtures/tokens.ts";
import { Workbench } from "./fixtures/workbench.ts";

// The self-test causes violations of the policy on purpose, so these tests do not watch for them as all others do.

const ALL = [
  "fetch",
  "xhr",
  "beacon",
  "websocket",
  "eventsource",
  "webtransport",
  "image",
  "font",
  "style",
  "script",
  "frame",
  "form",
  "prefetch",
  "worker",
];

const panelOf = (page: Page): Locator => page.getByRole("region", { name: "Privacy", exact: true });

/** Serves the page with another policy than it was built with. */
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

/** Runs the self-test, and gives the probes by their result. */
async function selfTest(page: Page): Promise<{ blocked: string[]; allowed: string[] }> {
  const panel = panelOf(page);
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
    test(`finds every way out shut, ${state}, and leaves nothing behind`, async ({ page }) => {
      const workbench = new Workbench(page);
      await workbench.open();
      if (state === "with a token") await workbench.bringIn(await hmacToken());
      const sent: string[] = [];
      page.on("requestfinished", (request) => sent.push(request.url()));
      const before = await page.locator("iframe, form, link").count();
      expect(await selfTest(page)).toEqual({ blocked: ALL.toSorted(), allowed: [] });
      await expect(panelOf(page).getByRole("status")).toHaveText(`All ${ALL.length} ways out are shut.`);
      expect(sent.filter((url) => url.includes("probe.invalid"))).toEqual([]);
      expect(await page.locator("iframe, form, link").count()).toBe(before);
      expect(
        await page.evaluate(() =>
          [...document.styleSheets]
            .flatMap((sheet) => [...sheet.cssRules])
            .some((rule) => rule instanceof CSSImportRule),
        ),
      ).toBe(false);
    });
  }

  test("shows by the browser's own reports that all but what the browser lacks is stopped", async ({ page }) => {
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
    ] as const) {
      await expect(panelOf(page).locator(`[data-probe="${probe}"]`)).toContainText(`stopped by ${directive}`);
    }
  });

  test("keeps its result when a token comes and the panel moves", async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.open();
    await selfTest(page);
    await workbench.bringIn(await hmacToken());
    await expect(panelOf(page).locator('[data-result="blocked"]')).toHaveCount(ALL.length);
  });
});

test.describe("the self-test fails where the policy is loosened", () => {
  for (const [directive, sources, open] of [
    ["connect-src", "https: wss:", ["beacon", "eventsource", "fetch", "websocket", "webtransport", "worker", "xhr"]],
    ["img-src", "https:", ["image"]],
    ["font-src", "https:", ["font"]],
    ["style-src", "'self' https:", ["style"]],
    ["form-action", "https:", ["form"]],
  ] as const) {
    test(`in ${directive}: ${open.join(", ")}`, async ({ page }) => {
      await withPolicy(page, (policy) => policy.replace(new RegExp(`${directive} [^;]*`), `${directive} ${sources}`));
      await new Workbench(page).open();
      const { blocked, allowed } = await selfTest(page);
      // What any directive allows may be fetched ahead.
      expect(allowed.filter((probe) => probe !== "prefetch")).toEqual(open);
      expect(blocked.length + allowed.length).toBe(ALL.length);
      await expect(panelOf(page).getByRole("status")).toContainText("not shown to be shut");
    });
  }

  test("in all: nothing is shown as blocked, whether an answer comes or nobody is there", async ({ page }) => {
    await withPolicy(page, () => "");
    await page.route("https://probe.invalid/fetch", (route) => route.fulfill({ body: "an answer" }));
    await new Workbench(page).open();
    const { blocked, allowed } = await selfTest(page);
    expect(blocked).toEqual([]);
    expect(allowed).toEqual(ALL.toSorted());
    await expect(panelOf(page).locator('[data-probe="fetch"]')).toContainText("an answer came back");
    await expect(panelOf(page).locator('[data-probe="xhr"]')).toContainText("the browser let it go");
    await expect(panelOf(page)).toContainText("none in the page itself");
  });

  test("and reports that the page makes up itself change nothing", async ({ page }) => {
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
    const { allowed } = await selfTest(page);
    expect(allowed).toContain("fetch");
  });
});

test.describe("the panel says what is so now", () => {
  test("the policy that stands in the page, directive by directive", async ({ page }) => {
    await new Workbench(page).open();
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    await panelOf(page).getByText("The whole policy", { exact: true }).click();
    for (const directive of (policy ?? "").split("; ")) await expect(panelOf(page)).toContainText(directive);
  });

  test("each request, and one to elsewhere louder than all", async ({ page }) => {
    await withPolicy(page, (policy) => policy.replace("connect-src 'none'", "connect-src https:"));
    await page.route("https://elsewhere.example/**", (route) => route.fulfill({ body: "x" }));
    await new Workbench(page).open();
    await expect(panelOf(page)).toContainText("none to elsewhere");
    await page.evaluate(() => fetch("https://elsewhere.example/a?secret=1", { mode: "no-cors" }).then(() => {}));
    await expect(panelOf(page)).toContainText("1 to elsewhere");
    await panelOf(page).getByText("Every request since the page was opened", { exact: true }).click();
    await expect(panelOf(page).getByText("https://elsewhere.example/a", { exact: true })).toBeVisible();
    await expect(panelOf(page).getByText(/secret=1/)).toHaveCount(0);
  });

  test("what is kept, by name and never by value", async ({ page }) => {
    await new Workbench(page).open();
    await expect(panelOf(page)).toContainText("tokens and keys live in memory");
    await page.evaluate(() => localStorage.setItem("a-name", "a-value"));
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await expect(panelOf(page)).toContainText("local storage: a-name");
    await expect(panelOf(page)).not.toContainText("a-value");
  });

  test("that peer connections are gone, in the page and for a script that comes later", async ({ page }) => {
    await new Workbench(page).open();
    await expect(panelOf(page)).toContainText("taken away at start");
    expect(
      await page.evaluate(() => ["RTCPeerConnection", "webkitRTCPeerConnection"].filter((name) => name in window)),
    ).toEqual([]);
  });

  test("what no policy stops", async ({ page }) => {
    await new Workbench(page).open();
    await panelOf(page).getByText("What no policy stops", { exact: true }).click();
    for (const what of ["Navigation", "WebRTC", "The service worker's code", "Extensions", "The browser itself"]) {
      await expect(panelOf(page).getByText(what, { exact: true }).last()).toBeVisible();
    }
  });
});

for (const width of [360, 1440]) {
  test(`the last line leads to the panel, at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const workbench = new Workbench(page);
    await workbench.open();
    await expect(panelOf(page)).toBeVisible();
    await page.getByRole("button", { name: /^Nothing leaves this page/ }).click();
    await expect(panelOf(page)).toBeFocused();
    await workbench.bringIn(await hmacToken());
    await expect(page.locator(".at-below")).toBeVisible();
    // What comes late above it would push it out of sight again.
    await expect(page.locator("#gateway")).toBeAttached();
    await workbench.showPanel("Key");
    await page.getByRole("button", { name: /^Nothing leaves this page/ }).click();
    await expect(panelOf(page)).toBeFocused();
    await expect(panelOf(page).getByRole("button", { name: "Run self-test", exact: true })).toBeInViewport();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing to object to after the test, ${colorScheme}, at ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await withPolicy(page, (policy) => policy.replace("img-src 'self' data:", "img-src https:"));
      await new Workbench(page).open();
      await selfTest(page);
      for (const summary of await panelOf(page).locator("summary").all()) await summary.click();
      expect(await objections(page)).toEqual([]);
    });
  }
}
