import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { firefox, type Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { hmacToken, keyPair, NOW, pairToken, SECRET, VALID } from "./fixtures/tokens.ts";
import { Workbench } from "./fixtures/workbench.ts";

const FILE = fileURLToPath(new URL("../dist-single/jotscope.html", import.meta.url));
const ADDRESS = pathToFileURL(FILE).href;
const FIREFOX = process.env["FIREFOX_PATH"] ?? "/usr/bin/firefox-esr";

test.skip(!existsSync(FILE), "there is no dist-single/jotscope.html: `npm run build:single` makes it");

/** Reads, verifies, edits, signs. */
async function journey(page: Page): Promise<void> {
  const workbench = new Workbench(page);
  await page.goto(`${ADDRESS}#editor=plain&now=${NOW}`);
  await workbench.bringIn(await hmacToken());
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified");
  const pair = await keyPair("ES256");
  await workbench.bringIn(await pairToken(pair));
  await workbench.publicKey.fill(pair.publicPem);
  await workbench.expectVerdict("verified");
  await workbench.privateKey.fill(pair.privatePem);
  await workbench.payload.fill('{"sub":"x"}');
  await workbench.expectVerdict("verified", "re-signed");
}

async function attack(page: Page, fragment: string): Promise<void> {
  await page.goto(`${ADDRESS}${fragment}`);
  await page.getByRole("button", { name: "Run attack", exact: true }).click();
  await expect(page.getByRole("region", { name: "Naive verifier", exact: true })).toHaveAttribute(
    "data-verdict",
    "accepted",
    { timeout: 20_000 },
  );
}

async function crack(page: Page): Promise<void> {
  await page.goto(`${ADDRESS}#/lab/weak-secret`);
  await page
    .getByRole("textbox", { name: "Token to crack", exact: true })
    .fill(await hmacToken(VALID, { secret: "secret" }));
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.getByRole("status", { name: "Cracking", exact: true })).toHaveAttribute("data-found", "secret", {
    timeout: 30_000,
  });
}

test.describe("the single file, opened from disk,", () => {
  test.beforeEach(({ watched }) => watched.allow("null"));
  test.afterEach(({ watched }) => {
    // The file itself and nothing else.
    expect([...new Set(watched.requests.map((url) => url.replace(/[?#].*$/, "")))]).toEqual([ADDRESS]);
  });

  test("verifies, edits and signs", async ({ page }) => {
    await journey(page);
    await expect(page.getByRole("textbox", { name: "Payload JSON", exact: true })).toHaveValue('{"sub":"x"}');
  });

  test("includes the rich editor", async ({ page }) => {
    const workbench = new Workbench(page);
    await page.goto(`${ADDRESS}#now=${NOW}`);
    await workbench.bringIn(await hmacToken());
    await workbench.expectRich("payload");
    await expect(workbench.lines("payload").first()).toContainText("{");
  });

  test("includes its workers: a large token, a computed attack, and the search with WebAssembly", async ({ page }) => {
    test.slow();
    const workbench = new Workbench(page);
    await page.goto(`${ADDRESS}#editor=plain`);
    await workbench.bringIn(await hmacToken({ ...VALID, text: "x".repeat(1_500_000), last: "very last" }));
    await expect
      .poll(
        () => workbench.payload.evaluate((field: HTMLTextAreaElement) => (field.value ?? field.textContent).length),
        {
          timeout: 20_000,
        },
      )
      .toBeGreaterThan(1_500_000);
    await crack(page);
  });

  test("includes the lab, and becomes the embed page on request", async ({ page }) => {
    await attack(page, "#/lab/rs-hs-confusion");
    await attack(page, "?embed#/lab/alg-none");
    await expect(page.getByRole("textbox")).toHaveCount(0);
    await page.getByRole("link", { name: "Open in the attack lab" }).evaluate((link) => link.removeAttribute("target"));
    await page.getByRole("link", { name: "Open in the attack lab" }).click();
    await expect(page.getByRole("link", { name: "Workbench" })).toBeVisible();
  });

  test("has a policy that names its script and style by hash, and blocks everything else", async ({
    page,
    watched,
  }) => {
    await page.goto(`${ADDRESS}#editor=plain`);
    await expect(new Workbench(page).token).toBeVisible();
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    expect(policy).toMatch(/script-src 'sha256-[\w+/]{43}=' blob: 'wasm-unsafe-eval'; style-src 'sha256-[\w+/]{43}='/);
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|'self'|https?:|\*/);
    const elsewhere = "https://elsewhere.example/x.js";
    const result = await page.evaluate(async (elsewhere) => {
      const style = document.createElement("style");
      style.textContent = ":root { --let-in: 1 }";
      document.head.append(style);
      return {
        style: getComputedStyle(document.documentElement).getPropertyValue("--let-in"),
        fetch: await fetch(elsewhere).then(
          () => "allowed",
          () => "blocked",
        ),
        import: await import(elsewhere).then(
          () => "allowed",
          () => "blocked",
        ),
      };
    }, elsewhere);
    expect(result).toEqual({ style: "", fetch: "blocked", import: "blocked" });
    // Blocked by the policy, not by a missing network.
    for (const directive of ["style-src-elem", "connect-src", "script-src-elem"])
      expect(watched.problems.filter((problem) => problem.startsWith(`policy: ${directive} `))).not.toEqual([]);
    // The tests' own attempts.
    watched.foreign.length = 0;
    watched.requests.splice(1);
    watched.problems.length = 0;
  });
});

test("a damaged copy of the single file says so and runs none of the damaged code", async ({ page, watched }) => {
  watched.allow("null");
  const folder = await mkdtemp(join(tmpdir(), "jotscope-"));
  try {
    const whole = await readFile(FILE, "utf8");
    const copy = join(folder, "copy.html");
    const damaged = whole.replaceAll(/(<script type="application\/gzip"[^>]*>.{300})..../g, "$1AAAA");
    await writeFile(copy, damaged);
    await page.goto(pathToFileURL(copy).href);
    await expect(page.getByRole("alert")).toContainText("This copy of Jotscope is damaged");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("the single file works the same in Firefox, opened from disk", async () => {
  test.skip(!existsSync(FIREFOX), "no Firefox here: FIREFOX_PATH names one");
  test.slow();
  const browser = await firefox.launch({ channel: "moz-firefox", executablePath: FIREFOX });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const problems: string[] = [];
    const requests = new Set<string>();
    page.on("pageerror", ({ message }) => problems.push(message));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on(
      "request",
      (request) => /^(?:data|blob|about):/.test(request.url()) || requests.add(request.url().replace(/[?#].*$/, "")),
    );
    await journey(page);
    await attack(page, "#/lab/rs-hs-confusion");
    await crack(page);
    expect(problems).toEqual([]);
    requests.delete(ADDRESS);
    expect([...requests]).toEqual([]);
  } finally {
    await browser.close();
  }
});
