import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Page, Request } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { hmacToken, NOW } from "./fixtures/tokens.ts";
import { settled } from "./fixtures/watch.ts";

/* The cost of a start, in requests and bytes, which are the same on every machine. These numbers may only fall. */
const MOST_REQUESTS = 12;
const MOST_SCRIPT = 100_000;

const site = (path: string): Buffer => readFileSync(new URL(`../dist/${path}`, import.meta.url));
/** What the page's markup requests. */
const named = [
  ...site("index.html")
    .toString()
    .matchAll(/(?:src|href)="\.\/([\w/.-]+)"/g),
].map(([, path]) => path ?? "");

const pathOf = (address: string): string => new URL(address).pathname.slice(1);

/** Serves the page and the named files, and leaves everything else unanswered. Returns the answered requests. */
async function answerOnly(page: Page, isNeeded: (path: string) => boolean): Promise<readonly Request[]> {
  const answered: Request[] = [];
  await page.route("**/*", async (route) => {
    const path = pathOf(route.request().url());
    if (path !== "" && !isNeeded(path)) return;
    answered.push(route.request());
    await route.continue();
  });
  return answered;
}

function expectLittle(answered: readonly Request[]): void {
  const paths = answered.map((request) => pathOf(request.url()));
  expect(paths.length, paths.join(" ")).toBeLessThanOrEqual(MOST_REQUESTS);
  const scripts = paths.filter((path) => path.endsWith(".js"));
  const bytes = scripts.reduce((sum, path) => sum + gzipSync(site(path), { level: 9 }).length, 0);
  expect(bytes, scripts.join(" ")).toBeLessThanOrEqual(MOST_SCRIPT);
}

test("a pasted token is decoded and judged with the files that the page's markup loads, and no others", async ({
  page,
  workbench,
}) => {
  const answered = await answerOnly(page, (path) => named.includes(path));
  await page.goto("./", { waitUntil: "commit" });
  await workbench.token.fill(await hmacToken({ sub: "soon there" }));
  await expect(workbench.payload).toHaveValue(/soon there/);
  await workbench.expectVerdict("no-key", "original");
  expectLittle(answered);
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("a token in the address is decoded and judged with one more file", async ({ page, workbench }) => {
  const answered = await answerOnly(page, (path) => named.includes(path) || path.startsWith("assets/address-"));
  await page.goto(`./#now=${NOW}&token=${await hmacToken({ sub: "soon there" })}`, { waitUntil: "commit" });
  await expect(workbench.payload).toHaveValue(/soon there/);
  await workbench.expectVerdict("no-key", "original");
  expectLittle(answered);
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("everything that a visit loads by itself comes in a few files", async ({ page, workbench, watched }) => {
  await workbench.open({ now: null });
  await settled(page, watched);
  const paths = watched.requests.filter((url) => url.startsWith("http")).map(pathOf);
  // The workers' files come last.
  expect(paths.length, paths.join(" ")).toBeLessThanOrEqual(17);
});
