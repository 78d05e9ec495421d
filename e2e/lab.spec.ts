import type { Page } from "@playwright/test";
import { expectNoObjections } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/test.ts";
import { SAYS } from "./fixtures/words.ts";

/** The lab as readers find it. */
class Lab {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  async open(place = ""): Promise<void> {
    await this.page.goto(`./#/lab${place}`);
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  async run(): Promise<void> {
    await this.page.getByRole("button", { name: "Run attack", exact: true }).click();
  }
  async expectVerdicts(naive: string, hardened: string): Promise<void> {
    const region = (name: string) => this.page.getByRole("region", { name, exact: true });
    await expect(region("Naive verifier")).toHaveAttribute("data-verdict", naive, { timeout: 30_000 });
    await expect(region("Hardened verifier")).toHaveAttribute("data-verdict", hardened);
  }
}

test.describe("the attack lab", () => {
  // src/core/lab/lab.browser.test.ts tests in a browser that each variant of each scenario passes and is stopped.
  test("lists the catalogue by number, and its scenarios run and are stopped", async ({ page }) => {
    const lab = new Lab(page);
    await lab.open();
    const links = page.locator("[data-scenario]");
    // The list appears just after the heading.
    await expect(links).toHaveCount(47);
    const numbers = await links.evaluateAll((all) => all.map((link) => Number(link.getAttribute("data-attack"))));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 47 }, (_, i) => i + 1));
    const ids = await links.evaluateAll((all) => all.map((link) => link.getAttribute("data-scenario") ?? ""));
    for (const id of [ids[0], ids[Math.floor(ids.length / 2)], ids.at(-1)]) {
      await page.goto(`./#/lab/${id}`);
      await expect(page.getByRole("heading", { name: "The attack", exact: true })).toBeVisible();
      await lab.run();
      await lab.expectVerdicts("accepted", "rejected");
    }
  });

  test(
    "walks through key confusion, from the situation to the workbench",
    { tag: "@smoke" },
    async ({ page, workbench }) => {
      const lab = new Lab(page);
      await lab.open("/rs-hs-confusion");
      await page.getByRole("button", { name: "Next step" }).click();
      await expect(page.getByRole("button", { name: /Change alg to HS256/ })).toHaveAttribute("aria-current", "step");
      await expect(page.locator(".json-line ins")).toHaveText(['  "alg": "HS256",']);
      await expect(page.locator(".json-line del")).toHaveText(['  "alg": "RS256",']);
      await page.getByRole("combobox", { name: "Variant", exact: true }).selectOption("HS512");
      await expect(page.getByRole("button", { name: /Change alg to HS512/ })).toBeVisible();
      await lab.run();
      await lab.expectVerdicts("accepted", "rejected");
      await expect(page.getByText("ERR_JOSE_ALG_NOT_ALLOWED")).toBeVisible();
      await expect(page.getByText("Line 5: the attacker writes this value.")).toBeVisible();
      await page.getByRole("button", { name: "Hardened", exact: true }).click();
      await expect(page.getByRole("heading", { name: "The defence" })).toBeVisible();
      await page.getByRole("radio", { name: /^No: public keys are made to be known/ }).check();
      await expect(page.getByText(/^Right\./)).toBeVisible();
      await page.getByRole("button", { name: "Open in the workbench" }).click();
      await expect(workbench.verdict).not.toHaveAttribute("data-state", "verified");
      await expect(workbench.token).not.toHaveValue("");
    },
  );

  test("a run shows the token that its verdict is about, and an earlier step has the verdicts on its own token", async ({
    page,
  }) => {
    const lab = new Lab(page);
    await lab.open("/alg-none");
    await lab.run();
    await lab.expectVerdicts("accepted", "rejected");
    const steps = page.locator(".lab-steps button");
    await expect(steps.last()).toHaveAttribute("aria-current", "step");
    await expect(page).toHaveURL(/step=4/);
    await expect(page.getByText("Mallory is admin now, without any signature.")).toBeVisible();
    await steps.first().click();
    await lab.expectVerdicts("accepted", "accepted");
    await expect(page.getByText("Mallory is admin now, without any signature.")).toHaveCount(0);
    await steps.nth(1).click();
    await lab.expectVerdicts("rejected", "rejected");
    await page.goto("./#/lab/alg-none&mode=presenter");
    await page.keyboard.press("r");
    await lab.expectVerdicts("accepted", "rejected");
    await expect(page.getByRole("heading", { level: 1, name: "Remove the signature" })).toBeVisible();
    await page.keyboard.press("ArrowLeft");
    await expect(page.getByText(SAYS.accepted)).toHaveCount(0);
  });

  test("a changed file in the simulated world stops the attack", async ({ page }) => {
    const lab = new Lab(page);
    await lab.open("/kid-traversal&variant=robots");
    await lab.run();
    await lab.expectVerdicts("accepted", "rejected");
    const file = page.getByRole("textbox", { name: "/app/public/robots.txt" });
    await file.fill("User-agent: nobody");
    await file.blur();
    await lab.expectVerdicts("rejected", "rejected");
  });

  test("a replay is detected by its jti, and can be repeated", async ({ page }) => {
    const lab = new Lab(page);
    await lab.open("/ecdsa-malleability");
    for (let round = 0; round < 2; round += 1) {
      await lab.run();
      await lab.expectVerdicts("accepted", "rejected");
    }
    await expect(page.getByText("A token with this jti was used before.")).toBeVisible();
  });

  test("in free mode every change flips the verdict at once", async ({ page }) => {
    const lab = new Lab(page);
    await lab.open("/rs-hs-confusion&mode=free");
    const verdict = page.getByRole("region", { name: "Free verifier", exact: true });
    await expect(verdict).toHaveAttribute("data-verdict", "accepted");
    await page.getByRole("combobox", { name: /^Algorithm/ }).selectOption("pinned");
    await expect(verdict).toHaveAttribute("data-verdict", "rejected");
    await page.getByRole("button", { name: "As the naive one" }).click();
    await expect(verdict).toHaveAttribute("data-verdict", "accepted");
    const claims = page.getByRole("textbox", { name: "Claims of the forgery" });
    await claims.fill((await claims.inputValue()).replace("mallory", "alice"));
    await expect(verdict).toHaveAttribute("data-verdict", "rejected");
    await page.getByRole("combobox", { name: "Signed with" }).selectOption("public");
    await expect(verdict).toHaveAttribute("data-verdict", "accepted");
    await claims.fill("{");
    await expect(verdict).toHaveAttribute("data-verdict", "rejected");
  });

  test("the matrix shows which bytes match which, and why", async ({ page }) => {
    const lab = new Lab(page);
    await lab.open("/key-byte-variants");
    await page
      .getByRole("button", { name: "SPKI PEM, final line feed stored, PEM rebuilt from the JWK Set tried: accepted" })
      .click();
    await expect(page.getByText(/^Accepted\. Stored: SPKI PEM, final line feed/)).toBeVisible();
    await page.getByRole("button", { name: "SPKI PEM, final line feed stored, SPKI PEM tried: rejected" }).click();
    await expect(page.getByText(/They differ by a line feed at the end/)).toBeVisible();
  });

  test("a byte of a signature shows where it came from, by mouse and keyboard", async ({ page }) => {
    const lab = new Lab(page);
    await lab.open("/signature");
    await page.getByRole("textbox", { name: "Payload to sign" }).fill('{"a":1}');
    await page.getByRole("combobox", { name: "Signing algorithm" }).selectOption("ES256");
    const where = page.locator(".lab-where");
    const payload = page.getByRole("region", { name: "UTF-8, 7 bytes" });
    await payload.locator("[data-i='2']").hover();
    await expect(where).toHaveText("UTF-8, byte 3 of 7: 61. It comes from a of the payload.");
    await payload.focus();
    await page.keyboard.press("ArrowRight");
    await expect(where).toHaveText('UTF-8, byte 4 of 7: 22. It comes from " of the payload.');
  });
});

/** Someone else's page, on the same secure origin, with the given address in a frame. */
async function showInFrame(page: Page, address: string): Promise<void> {
  const body = `<!doctype html><title>host</title><link rel="icon" href="data:,"><iframe src="./${address}" width="900" height="800"></iframe>`;
  await page.route("**/host.html", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto("./host.html");
}

test.describe("for teaching", () => {
  test("the presenter steps with the arrow keys, runs with R and leaves with Escape", async ({ page }) => {
    const lab = new Lab(page);
    await lab.open("/alg-none");
    await page.getByRole("button", { name: "Present" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("heading", { level: 1, name: "Change alg to none" })).toBeVisible();
    await expect(page).toHaveURL(/step=2/);
    await page.keyboard.press("r");
    await lab.expectVerdicts("accepted", "rejected");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.getByRole("heading", { name: "The attack", exact: true })).toBeVisible();
  });

  test("the presenter's keys still work after its buttons were pressed, and the focus does not start on Leave", async ({
    page,
  }) => {
    await new Lab(page).open("/alg-none");
    await page.getByRole("button", { name: "Present" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeFocused();
    const next = dialog.getByRole("button", { name: "Next step" });
    while (await next.isEnabled()) await next.click();
    await expect(dialog.getByRole("heading", { level: 1 })).toHaveText("Lesson");
    const last = await dialog.getByRole("heading", { level: 1 }).textContent();
    await page.keyboard.press("ArrowLeft");
    await expect(dialog.getByRole("heading", { level: 1 })).not.toHaveText(last ?? "");
  });

  for (const [width, height] of [
    [360, 740],
    [768, 1024],
    [1440, 900],
  ] as const) {
    test(`at ${width} by ${height} a run brings its verdicts into view`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      const lab = new Lab(page);
      await lab.open("/rs-hs-confusion");
      await lab.run();
      await lab.expectVerdicts("accepted", "rejected");
      for (const name of ["Naive verifier", "Hardened verifier"]) {
        await expect(page.getByRole("region", { name, exact: true })).toBeInViewport({ ratio: 0.9 });
      }
    });
  }

  test("a link can lead to a step", async ({ page }) => {
    await new Lab(page).open("/alg-none&step=3");
    await expect(page.getByRole("button", { name: /Make yourself admin/ })).toHaveAttribute("aria-current", "step");
  });

  test("a step can be saved as a picture", async ({ page }) => {
    await new Lab(page).open("/alg-none&step=2");
    for (const kind of ["SVG", "PNG"]) {
      const arriving = page.waitForEvent("download");
      await page.getByRole("button", { name: `Save this step as ${kind}` }).click();
      expect((await arriving).suggestedFilename()).toBe(`alg-none-step-2.${kind.toLowerCase()}`);
    }
  });

  test("progress is stored only with permission, and holds nothing but scenario names", async ({ page }) => {
    const lab = new Lab(page);
    await lab.open("/alg-none");
    await lab.run();
    await lab.expectVerdicts("accepted", "rejected");
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await page.getByRole("link", { name: "All scenarios" }).click();
    await page.getByRole("checkbox", { name: "Keep the marks on this device" }).check();
    expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({ "jotscope-lab-seen": "alg-none" });
    await page.reload();
    await expect(page.getByText("1 of 47 done.")).toBeVisible();
    await page.getByRole("checkbox", { name: "Keep the marks on this device" }).uncheck();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  test("embed.html shows one scenario in a frame, without a key field, and takes no token from the address", async ({
    page,
  }) => {
    await showInFrame(page, "embed.html#/lab/alg-none&token=eyJhbGciOiJub25lIn0.e30.");
    const frame = page.frameLocator("iframe");
    await frame.getByRole("button", { name: "Run attack" }).click();
    await expect(frame.getByRole("region", { name: "Naive verifier", exact: true })).toHaveAttribute(
      "data-verdict",
      "accepted",
    );
    await expect(frame.getByRole("region", { name: "Hardened verifier", exact: true })).toHaveAttribute(
      "data-verdict",
      "rejected",
    );
    await expect(frame.getByRole("textbox")).toHaveCount(0);
    await expect(frame.getByRole("link", { name: "Open in the attack lab" })).toHaveAttribute(
      "href",
      "./#/lab/alg-none",
    );
    await expect(frame.getByText("eyJhbGciOiJub25lIn0.e30.")).toHaveCount(0);
  });

  test("only embed.html may be framed", async ({ request }) => {
    for (const path of ["./", "./index.html", "./embed.html"]) {
      const headers = (await request.get(path)).headers();
      const isOpen = headers["content-security-policy"] === undefined && headers["x-frame-options"] === undefined;
      expect(isOpen, path).toBe(path === "./embed.html");
    }
  });

  test("framed from a host that sends no headers, the start page is only a link to its own tab", async ({ page }) => {
    await page.route("/", async (route) => {
      const response = await route.fetch();
      const { "content-security-policy": _, "x-frame-options": __, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    await showInFrame(page, "#token=a.b.c");
    const frame = page.frameLocator("iframe");
    const link = frame.getByRole("link", { name: "Open Jotscope in a new tab" });
    await expect(link).toHaveAttribute("href", "/");
    await expect(link).toHaveAttribute("target", "_blank");
    await expect(frame.getByRole("textbox")).toHaveCount(0);
  });
});

const PLACES: readonly (readonly [name: string, place: string, run: boolean])[] = [
  ["start page", "", false],
  ["scenario after the run", "/rs-hs-confusion&step=4", true],
  ["scenario with a world around", "/kid-sql-injection&step=2", true],
  ["matrix", "/key-byte-variants", false],
  ["free mode", "/embedded-jwk&mode=free", false],
  ["presenter", "/alg-none&step=2&mode=presenter", true],
  ["walk", "/signature", false],
];

for (const [name, place, run] of PLACES) {
  test(`axe finds no violations on phone and desktop, light and dark, and nothing scrolls sideways: ${name}`, async ({
    page,
  }) => {
    test.slow();
    const lab = new Lab(page);
    await lab.open(place);
    await expect(page.getByRole("main").getByRole("heading", { level: 1 }).first()).toBeAttached();
    if (run) {
      await lab.run();
      await lab.expectVerdicts("accepted", "rejected");
    }
    await expectNoObjections(page);
  });
}
