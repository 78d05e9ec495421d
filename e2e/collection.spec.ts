import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { archiveOf, SECRETS, session, sessionToken, signatureOf, TOKENS } from "./fixtures/archive.ts";
import { expectNoObjectionsInThemes } from "./fixtures/axe.ts";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { NOW, VALID } from "./fixtures/tokens.ts";
import type { Workbench } from "./fixtures/workbench.ts";

sharePage();

const list = (page: Page) => page.getByRole("list", { name: "Collection", exact: true });
const items = (page: Page) => list(page).locator("> li[data-form]");
const timeline = (page: Page) => page.getByRole("region", { name: "Timeline", exact: true });
const standsOut = (page: Page) => page.getByRole("region", { name: "What stands out", exact: true });
const importStatus = (page: Page) => page.getByRole("status", { name: "Import", exact: true });

async function importFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await (await chooser).setFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
}

async function opened(workbench: Workbench): Promise<void> {
  await workbench.open({ now: NOW + 700 });
  await workbench.openScreen("Collection");
}

test("a 20 MB session appears on the timeline with what stands out, and its tokens can be shown and compared", async ({
  workbench,
  page,
}) => {
  test.slow();
  await opened(workbench);
  const title = await page.title();
  await importFile(page, "checkout.har", session("x ".repeat(250_000)));
  await expect(importStatus(page)).toHaveText("Read. 4 tokens found.", { timeout: 60_000 });
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  expect(await page.title()).toBe(title);
  await expect(items(page)).toHaveCount(4);
  await expect(timeline(page).getByRole("heading", { name: "id.example.com" })).toBeVisible();
  await expect(timeline(page).getByRole("heading", { name: "login.partner.test" })).toBeVisible();

  const row = (name: string) =>
    items(page).filter({ has: page.getByRole("button", { name: new RegExp(`^${name}: show`) }) });
  await expect(row("Access token 1")).toHaveAttribute("data-expired", "true");
  await expect(row("Access token 1")).toContainText("used after expiry");
  await expect(row("Access token 1")).toContainText("22×");
  await expect(row("Access token 2")).not.toHaveAttribute("data-expired", "true");
  await expect(row("ID Token")).toContainText("sent elsewhere");
  await expect(row("Access token")).toContainText("in a URL");
  await expect(row("Access token 2")).toHaveAttribute("data-form", "jws");
  await expect(row("Access token 2")).toHaveAttribute("data-state", "no-key");
  await expect(row("Access token 1").getByRole("img")).toHaveAccessibleName(
    /Seen 22 times, from \d\d:59:58 to \d\d:10:36/,
  );

  const found = standsOut(page).locator("[data-stands-out]");
  expect(await found.evaluateAll((all) => all.map((one) => one.getAttribute("data-stands-out")))).toEqual([
    "sent-elsewhere",
    "used-after-expiry",
    "refused",
    "in-url",
    "refreshed",
  ]);
  await expect(found.first()).toHaveAttribute("data-severity", "security");
  await expect(found.first()).toContainText("stats.partner.test");

  // What stands out comes first, with its place.
  await row("Access token 1")
    .getByRole("button", { name: /places of Access token 1/ })
    .click();
  const places = row("Access token 1").getByRole("list", { name: "Places", exact: true }).getByRole("listitem");
  await expect(places).toHaveCount(22);
  await expect(places.first()).toContainText("36 s after expiry");
  await expect(places.first()).toContainText("answered 401");

  // One press shows it, as one Undo step.
  await page.getByRole("button", { name: /^Access token 2: show/ }).click();
  await workbench.expectToken(TOKENS.second);
  await expect(row("Access token 2")).toHaveAttribute("aria-current", "true");
  await expect(items(page)).toHaveCount(4);
  await workbench.button("Undo").click();
  await workbench.expectToken("");
  await expect(items(page)).toHaveCount(4);

  await row("Access token 1").getByRole("checkbox").check();
  await row("Access token 2").getByRole("checkbox").check();
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  const differences = page.getByRole("region", { name: "Differences", exact: true });
  await expect(differences.locator('[data-part="payload"][data-path="/roles/1"]')).toHaveAttribute(
    "data-change",
    "removed",
  );
  await expect(differences).toContainText("A is Access token 1, id.example.com");

  await standsOut(page)
    .getByRole("button", { name: /^Explain error/ })
    .click();
  await expect(page.getByRole("textbox", { name: "Error message", exact: true })).toHaveValue(
    /The access token expired/,
  );
  await expect(page.getByRole("list", { name: "Likely causes", exact: true })).toHaveAttribute("data-known", "yes");
  expect(page.url()).not.toContain("checkout");
});

test("the sanitised copy contains no signature, cookie or secret", async ({ workbench, page }) => {
  await opened(workbench);
  await importFile(page, "checkout.har", session());
  const save = page.getByRole("button", { name: "Save sanitised HAR", exact: true });
  const download = page.waitForEvent("download");
  await save.click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("checkout.sanitised.har");
  const copy = await readFile(await file.path(), "utf8");
  const whole = session();
  for (const hidden of [...SECRETS, ...["access-0", "access-600", "id", "partner"].map(signatureOf)]) {
    expect(whole).toContain(hidden);
    expect(copy).not.toContain(hidden.slice(0, 40));
  }
  const { log } = JSON.parse(copy);
  expect(log.entries).toHaveLength(44);
  expect(log.entries[1].request.headers[0].value).toBe(
    `Bearer ${TOKENS.first.split(".").slice(0, 2).join(".")}.${log.entries[2].request.headers[0].value.split(".")[2]}`,
  );
  await expect(page.getByText(/\bsafe\b/i)).toHaveCount(0);
});

test("a truncated archive yields what it has, and says where it ends", async ({ workbench, page }) => {
  await opened(workbench);
  const whole = session();
  const cut = whole.slice(0, whole.indexOf("stats.partner.test"));
  await importFile(page, "cut.har", cut);
  await expect(items(page)).toHaveCount(2);
  await expect(page.locator('[data-problem="cut"]')).toContainText(
    `byte ${cut.length.toLocaleString("en")}, line ${cut.split("\n").length}`,
  );
  // A second file is added to the first, with its own counts.
  await importFile(
    page,
    "more.log.gz",
    gzipSync(`2027-01-15T08:00:01Z GET /x Authorization: Bearer ${TOKENS.partner}\n`),
  );
  await expect(items(page)).toHaveCount(3);
  await expect(page.getByRole("heading", { name: "more.log.gz" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Save sanitised HAR", exact: true })).toHaveCount(1);
});

test("an import can be cancelled, keeps what it found, and moves no row meanwhile", async ({ workbench, page }) => {
  await opened(workbench);
  const many = archiveOf(
    Array.from({ length: 1_200 }, (_, index) => ({
      at: NOW + index,
      url: "https://api.example.com/",
      headers: [
        [
          "Authorization",
          `Bearer ${sessionToken({ ...VALID, iss: `https://issuer-${index % 7}.example`, n: index }, `${index}`)}`,
        ],
      ],
      body: "FILLER",
    })),
  );
  // Checks rows whenever they change: existing ones must keep content and place. Once there are any the import is
  // cancelled, however fast or busy the machine is: all may come in one batch.
  await page.evaluate(() => {
    const orders: string[][] = [];
    Object.assign(window, { orders });
    new MutationObserver(() => {
      const cancel = [...document.querySelectorAll("button")].find(({ textContent }) =>
        /^Cancel and keep the \d+$/.test(textContent ?? ""),
      );
      if (cancel === undefined) return;
      const rows = [...document.querySelectorAll('ol[aria-label="Collection"] > li[data-form] .who button')];
      const order = rows.map((row) => row.getAttribute("aria-label") ?? "");
      if (order.length > (orders.at(-1)?.length ?? 0)) orders.push(order.map((name) => name.replace(/^.*, /, "")));
      if (orders.length > 0) cancel.click();
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
  // Hundreds of megabytes, generated in the page: a smaller file would be read before the button could be pressed.
  await page.evaluate((text) => {
    const filler = "lorem ipsum ".repeat(10_000);
    const parts = text.split("FILLER").flatMap((part) => [part, filler]);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(parts.slice(0, -1), "many.har"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, many);
  await expect(page.getByText(/Cancelled after/)).toBeVisible();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  const kept = Number(/\d+/.exec((await importStatus(page).textContent()) ?? "")?.[0]);
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(1_200);
  const orders = await page.evaluate(() => (window as unknown as { orders: string[][] }).orders);
  expect(orders.length).toBeGreaterThan(0);
  for (const [at, rows] of orders.entries())
    expect(rows.slice(0, orders[at - 1]?.length ?? 0)).toEqual(orders[at - 1] ?? []);
});

test("over 200 tokens are rendered in pieces, and groups collapse", async ({ workbench, page }) => {
  await opened(workbench);
  const lines = Array.from({ length: 450 }, (_, index) => sessionToken({ ...VALID, n: index }, `${index}`));
  await importFile(page, "many.log", [...lines, TOKENS.partner].join("\n"));
  await expect(items(page)).toHaveCount(200);
  await expect(items(page).first()).toHaveAttribute("aria-setsize", "451");
  await expect(items(page).last()).toHaveAttribute("aria-posinset", "200");
  // A click would scroll to it first, and scrolling alone renders it.
  await page.getByRole("button", { name: /^Show 200 more of 251/ }).dispatchEvent("click");
  await expect(items(page)).toHaveCount(400);
  const fold = timeline(page).getByRole("button", { name: "issuer.example", exact: true });
  await fold.click();
  await expect(fold).toHaveAttribute("aria-expanded", "false");
  await expect(items(page)).toHaveCount(2);
  await expect(page.getByRole("button", { name: /^Access token: show/ })).toBeVisible();
  await fold.press("Enter");
  await expect(items(page)).toHaveCount(400);
});

test("files can be dropped anywhere on the Collection; keys still go to their fields", async ({ workbench, page }) => {
  await opened(workbench);
  const drop = (name: string, text: string): Promise<void> =>
    page.evaluate(
      ([name, text]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text ?? ""], name ?? ""));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      },
      [name, text],
    );
  await drop("checkout.har", session());
  await expect(items(page)).toHaveCount(4);
  await workbench.expectToken("");
  await drop("token.jwt", TOKENS.first);
  await workbench.expectToken(TOKENS.first);
});

test("a log too large for any field is read into the Collection from every screen, and the open token stays", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(TOKENS.first);
  await page.evaluate((token) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([`${"nothing in this line\n".repeat(900_000)}${token}`], "large.log"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, TOKENS.partner);
  const notice = page.getByRole("status", { name: "Notice", exact: true });
  await expect(notice).toContainText("Reading large.log into the Collection");
  await workbench.expectToken(TOKENS.first);
  await notice.getByRole("link", { name: "Collection", exact: true }).click();
  await expect(items(page)).toHaveCount(2);
});

test("Forget everything removes what came from files too", async ({ workbench, page }) => {
  await opened(workbench);
  await importFile(page, "checkout.har", session());
  await expect(items(page)).toHaveCount(4);
  await page.getByRole("button", { name: /^Access token 2: show/ }).click();
  await workbench.clearAll();
  await expect(page.getByRole("heading", { name: "checkout.har" })).toHaveCount(0);
  await expect(items(page)).toHaveCount(1);
  expect(page.workers().filter((worker) => worker.url().includes("collect"))).toEqual([]);
});

test("axe finds no violations, and nothing overflows a phone", async ({ workbench, page }) => {
  test.slow();
  await opened(workbench);
  await importFile(page, "checkout.har", session());
  await page.getByRole("button", { name: /places of Access token 1/ }).click();
  for (const [width, height] of [
    [1440, 900],
    [1280, 720],
    [360, 740],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await expectNoObjectionsInThemes(page, `${width} wide`);
  }
});
