import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "@playwright/test";
import sirv from "sirv";
import { chromiumLaunchOptions } from "../scripts/lib/browser.mjs";
import { objections } from "./fixtures/axe.ts";
import { expect, test as base } from "./fixtures/test.ts";
import { hmacToken, keyPair, NOW, pairToken, SECRET } from "./fixtures/tokens.ts";
import { settled } from "./fixtures/watch.ts";
import { Workbench } from "./fixtures/workbench.ts";
import { SAYS } from "./fixtures/words.ts";

/** A copy of the built site on its own server, which can be changed and shut down. */
class Site {
  readonly folder: string;
  readonly address: string;
  /** The requested paths, relative to the site. */
  readonly asked: string[] = [];
  readonly #server: Server;
  private constructor(folder: string, server: Server, scheme: string) {
    this.folder = folder;
    this.#server = server;
    server.on("request", ({ url = "" }) => this.asked.push(url));
    const taken = server.address();
    this.address = `${scheme}://localhost:${typeof taken === "object" ? taken?.port : ""}/`;
  }
  static async open(secure = false): Promise<Site> {
    const folder = await mkdtemp(join(tmpdir(), "jotscope-site-"));
    const site = join(folder, "site");
    await cp(fileURLToPath(new URL("../dist/", import.meta.url)), site, { recursive: true });
    const files = sirv(site, { dev: true });
    const server = secure ? createSecureServer(certificate(folder), files) : createServer(files);
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    return new Site(folder, server, secure ? "https" : "http");
  }
  /** From now on nothing answers. */
  async cut(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
  async close(): Promise<void> {
    if (this.#server.listening) await this.cut();
    await rm(this.folder, { recursive: true });
  }
  /** Removes these files, which only an older build had, from the folder and the newer worker's list. */
  async lose(lost: readonly string[]): Promise<void> {
    const worker = join(this.folder, "site", "sw.js");
    let script = await readFile(worker, "utf8");
    for (const file of lost) {
      await rm(join(this.folder, "site", "assets", file));
      const listed = new RegExp(`["'\`]assets/${file.replaceAll(".", String.raw`\.`)}["'\`]:["'\`][^"'\`]*["'\`],?`);
      script = script.replace(listed, "");
    }
    expect(lost.filter((file) => script.includes(file))).toEqual([]);
    await writeFile(worker, script);
  }
  /** Deploys a newer build: another start page, and its worker. */
  async renew(): Promise<void> {
    const page = join(this.folder, "site", "index.html");
    const worker = join(this.folder, "site", "sw.js");
    const old = await readFile(page, "utf8");
    const next = old.replace("<body>", '<body data-build="newer">');
    await writeFile(page, next);
    const script = await readFile(worker, "utf8");
    const renewed = script.replace(sha256(old), sha256(next)).replace(/[0-9a-f]{16}/, "0123456789abcdef");
    expect(renewed).not.toContain(sha256(old));
    expect(renewed).toContain("0123456789abcdef");
    await writeFile(worker, renewed);
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

function certificate(folder: string): { key: Buffer; cert: Buffer } {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const request = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", [...request, "-keyout", key, "-out", cert, ...subject], { stdio: "ignore" });
  const read = (file: string): Buffer => execFileSync("cat", [file]);
  return { key: read(key), cert: read(cert) };
}

const test = base.extend<{ readonly site: Site }>({
  site: async ({ watched }, use) => {
    const site = await Site.open();
    watched.allow(new URL(site.address).origin);
    await use(site);
    await site.close();
  },
});

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const offlineOf = (page: Page) => page.getByRole("region", { name: "Offline", exact: true });

/** Opens the sheet with the offline controls, acts there, and closes it. */
async function inPrivacy(page: Page, act: () => Promise<void>): Promise<void> {
  const sheet = await new Workbench(page).openSheet("Privacy");
  await act();
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
}

/** Waits until the sheet reports this about offline use. */
const expectOffline = (page: Page, words: string): Promise<void> =>
  inPrivacy(page, () => expect(offlineOf(page)).toContainText(words, { timeout: 30_000 }));

const press = (page: Page, name: string): Promise<void> => inPrivacy(page, () => button(page, name).click());

async function keep(page: Page): Promise<void> {
  await inPrivacy(page, async () => {
    await button(page, SAYS.saveOffline).click();
    await expect(offlineOf(page)).toContainText(SAYS.opensOffline, { timeout: 30_000 });
  });
}

/** The paths of everything cached. */
function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
}

/** The scripts that the lab loads and the workbench does not, whatever the build calls them. */
async function scriptsOfTheLab(browser: Browser, address: string): Promise<readonly string[]> {
  const page = await browser.newPage();
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(`${address}#editor=plain`);
  await settled(page, { requests });
  const before = new Set(requests);
  await openLab(page);
  await page.close();
  return requests
    .filter((url) => !before.has(url) && url.endsWith(".js"))
    .map((url) => url.replace(/^.*\/assets\//, ""));
}

async function openLab(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = "#/lab";
  });
  await expect(page.locator("[data-scenario]").first()).toBeVisible();
}

async function signAndVerify(page: Page): Promise<void> {
  const workbench = new Workbench(page);
  await workbench.bringIn(await hmacToken());
  await workbench.giveSecret(SECRET);
  await workbench.expectVerdict("verified");
  const pair = await keyPair("ES256");
  await workbench.bringIn(await pairToken(pair));
  await workbench.givePublicKey(pair.publicPem);
  await workbench.privateKey.fill(pair.privatePem);
  await workbench.payload.fill('{"sub":"without a network"}');
  await workbench.expectVerdict("verified", "re-signed");
}

test.describe("kept for offline use", () => {
  test("a page on localhost is stored only on request; then every screen works offline, and only its own files are stored", async ({
    page,
    site,
  }) => {
    test.slow();
    const start = `${site.address}#editor=plain&now=${NOW}`;
    await page.goto(start);
    await expectOffline(page, SAYS.notSaved);
    expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations().then(({ length }) => length))).toBe(0);
    await keep(page);
    await signAndVerify(page);
    await site.cut();

    await page.reload();
    await signAndVerify(page);
    await page.goto(site.address);
    const workbench = new Workbench(page);
    await workbench.bringIn(await hmacToken());
    await workbench.expectRich("payload");
    for (const place of ["#/lab/rs-hs-confusion", "embed.html#/lab/alg-none"]) {
      await page.goto(`${site.address}${place}`);
      await page.getByRole("button", { name: "Run attack", exact: true }).click();
      await expect(page.getByRole("region", { name: "Hardened verifier", exact: true })).toHaveAttribute(
        "data-verdict",
        "rejected",
        { timeout: 30_000 },
      );
    }
    await page.goto(`${site.address}#/lab/weak-secret`);
    await page
      .getByRole("textbox", { name: "Token to crack", exact: true })
      .fill(await hmacToken({}, { secret: "secret" }));
    await button(page, "Start").click();
    await expect(page.getByRole("status", { name: "Cracking", exact: true })).toHaveAttribute("data-found", "secret", {
      timeout: 30_000,
    });

    const paths = await kept(page);
    expect(paths).toContain("/");
    expect(paths.length).toBeGreaterThan(30);
    expect(
      paths.filter(
        (path) => !/^\/(?:$|first-frame\.js$|[\w-]+\.(?:html|svg|png|md|txt|webmanifest)$|assets\/)/.test(path),
      ),
    ).toEqual([]);
  });

  test("a new version waits, says so, and takes over only on request, never over typed text", async ({
    page,
    site,
  }) => {
    test.slow();
    const start = `${site.address}#editor=plain&now=${NOW}`;
    await page.goto(start);
    await keep(page);
    await page.reload();
    await inPrivacy(page, async () => {
      await expect(offlineOf(page)).toContainText(SAYS.opensOffline);
      await button(page, "Look for a new version").click();
      await expect(offlineOf(page)).toContainText("This is the newest version.");
    });

    const workbench = new Workbench(page);
    const token = await hmacToken();
    await workbench.bringIn(token);
    await workbench.giveSecret(SECRET);
    await site.renew();
    await press(page, "Look for a new version");
    const said = page.getByRole("status", { name: "New version", exact: true });
    await expect(said).toHaveText(SAYS.newVersion, { timeout: 30_000 });
    expect(await objections(page, ".status")).toEqual([]);

    await button(page, "Reload now").click();
    await expect(said).toHaveText("Reloading discards the token and the keys.");
    await button(page, "Not now").click();
    await workbench.expectToken(token);
    await workbench.expectVerdict("verified");
    await expect(page.locator("body")).not.toHaveAttribute("data-build");

    await button(page, "Reload now").click();
    await button(page, "Reload and discard").click();
    await expect(page.locator("body")).toHaveAttribute("data-build", "newer");
    await site.cut();
    await page.goto(start);
    await expect(page.locator("body")).toHaveAttribute("data-build", "newer");
    await signAndVerify(page);
  });

  test("a new version takes over by itself on the next visit, and the old one's files are deleted", async ({
    page,
    site,
    context,
  }) => {
    await page.goto(site.address);
    await keep(page);
    await site.renew();
    await press(page, "Look for a new version");
    await expect(page.getByRole("status", { name: "New version", exact: true })).toHaveText(SAYS.newVersion, {
      timeout: 30_000,
    });
    const next = await context.newPage();
    await page.close();
    await expect
      .poll(
        async () => {
          // Ending a visit activates the newer version; continuing one, reloads included, keeps the older.
          await next.goto("about:blank");
          await next.waitForTimeout(500);
          await next.goto(`${site.address}#editor=plain`);
          return next.locator("body").getAttribute("data-build");
        },
        { timeout: 60_000 },
      )
      .toBe("newer");
    await expect.poll(() => next.evaluate(() => caches.keys())).toEqual(["jotscope / 0123456789abcdef"]);
  });

  test("only the page's own files are requested from the server", async ({ page, site, watched }) => {
    test.slow();
    await page.goto(`${site.address}#editor=plain`);
    await keep(page);
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    site.asked.length = 0;
    await new Workbench(page).openSheet("Privacy");
    await button(page, "Run self-test").click();
    await expect(page.getByRole("status", { name: "Self-test", exact: true })).toContainText(SAYS.allBlocked, {
      timeout: 60_000,
    });
    for (const probe of ["own-script", "own-style", "own-prefetch", "own-frameworker"]) {
      await expect(page.locator(`[data-probe="${probe}"]`)).toHaveAttribute("data-result", "blocked");
      await expect(page.locator(`[data-probe="${probe}"]`)).toContainText("blocked by the service worker");
    }
    await page.evaluate(() => import(["./assets/data", "in-a-name.js"].join("-")).catch(() => {}));
    expect(site.asked).toEqual([]);
    // The attempts violate the policy on purpose.
    watched.problems.length = watched.foreign.length = 0;
  });

  test("two tabs: the old build keeps working in its tab with files that the server dropped, the new one runs in the other", async ({
    page,
    site,
    context,
    browser,
  }) => {
    test.slow();
    const lab = await scriptsOfTheLab(browser, site.address);
    expect(lab).not.toEqual([]);
    const start = `${site.address}#editor=plain&now=${NOW}`;
    await page.goto(start);
    await keep(page);
    await page.reload();
    const token = await hmacToken();
    const older = new Workbench(page);
    await older.bringIn(token);
    const newer = await context.newPage();
    await newer.goto(start);
    await site.renew();
    await site.lose(lab);
    await press(newer, "Look for a new version");
    await button(newer, "Reload now").click({ timeout: 30_000 });
    await expect(newer.locator("body")).toHaveAttribute("data-build", "newer");

    await older.expectToken(token);
    await older.giveSecret(SECRET);
    await older.expectVerdict("verified");
    await expect(page.locator("body")).not.toHaveAttribute("data-build");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await openLab(page);
    expect(lab.filter((file) => asked.some((url) => url.endsWith(`/assets/${file}`)))).toEqual(lab);
  });

  test("pages of another site in a subfolder are left alone", async ({ page, site, watched }) => {
    await mkdir(join(site.folder, "site", "below"));
    await writeFile(join(site.folder, "site", "below", "index.html"), "<!doctype html><title>Another</title>");
    await writeFile(join(site.folder, "site", "below", "data.json"), "1");
    await page.goto(`${site.address}#editor=plain`);
    await keep(page);
    await page.goto(`${site.address}below/`);
    expect(
      await page.evaluate(async () => ({
        under: navigator.serviceWorker.controller !== null,
        json: await (await fetch("data.json?query")).text(),
        posted: (await fetch("none", { method: "POST" })).status,
      })),
    ).toEqual({ under: true, json: "1", posted: 404 });
    watched.problems.length = 0;
  });

  test("a file that was changed on the server is refused, and the page says so", async ({ page, site, watched }) => {
    await page.goto(site.address);
    await expectOffline(page, SAYS.notSaved);
    await writeFile(join(site.folder, "site", "embed.html"), "<p>not what was built</p>");
    await inPrivacy(page, async () => {
      await button(page, SAYS.saveOffline).click();
      await expect(offlineOf(page)).toContainText("could not be saved", { timeout: 30_000 });
    });
    expect(await kept(page)).toEqual([]);
    // The browser says so too.
    expect(watched.problems.every((problem) => problem.includes("integrity"))).toBe(true);
    watched.problems.length = 0;
  });

  test("offline use can be removed, and leaves nothing behind", async ({ page, site }) => {
    await page.goto(site.address);
    await keep(page);
    expect(await kept(page)).not.toEqual([]);
    await press(page, "Remove from offline");
    await expectOffline(page, SAYS.notSaved);
    const left = await page.evaluate(async () => ({
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      storage: { ...localStorage },
    }));
    expect(left).toEqual({ caches: [], workers: 0, storage: {} });
    await site.cut();
    await expect(page.goto(`${site.address}?again`)).rejects.toThrow(/ERR_CONNECTION_REFUSED/);
  });
});

base("over https the page stores itself once idle, unless that was declined", async ({}) => {
  base.slow();
  base.skip(!hasOpenSsl(), "no openssl here, which makes the certificate");
  const site = await Site.open(true);
  const launch = chromiumLaunchOptions();
  const browser = await chromium.launch({ ...launch, args: [...launch.args, "--ignore-certificate-errors"] });
  try {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    await page.goto(site.address);
    await expectOffline(page, SAYS.opensOffline);
    await press(page, "Remove from offline");
    await expectOffline(page, SAYS.notSaved);
    await page.reload();
    await expectOffline(page, SAYS.notSaved);
    await page.waitForTimeout(2000);
    expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations().then(({ length }) => length))).toBe(0);
    await keep(page);
    expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({});
  } finally {
    await browser.close();
    await site.close();
  }
});

function hasOpenSsl(): boolean {
  try {
    execFileSync("openssl", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
