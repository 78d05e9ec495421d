// @ts-check
// Measures a token debugger only by what they all show: a field that takes a token, and the payload's text. So another
// debugger's address is measured in the same run and the same way as the built page.

/** Part of the payload of every measured token, and found nowhere else on a page. */
const MARK = "measured";
/** How long a page may take to load, and then to show a payload, in milliseconds. */
const PATIENCE = { load: 30_000, payload: { address: 8_000, paste: 20_000 } };
const WARM = 5;
const KEYS = 20;
/** What accepts a token. */
const FIELDS = "textarea, [contenteditable=true], input[type=text]";
/** The name of the part that makes tokens, for debuggers whose decoded payload is read-only. */
const ENCODER = /\bencode(r)?\b/i;
/** Between two keys: slower than most people type, so the work for each key is over before the next. */
const PAUSE = 120;

/**
 * The cost of a start until the payload was visible. `how` says whether the page took the token from its address, or it
 * had to be pasted.
 *
 * @typedef {{ how: "address" | "paste", ms: number, requests: number, scriptBytes: number, bytes: number }} Start
 */

/**
 * Opens a debugger in a fresh profile, and measures until the frame after the payload's text appears.
 *
 * @param {import("playwright").Browser} browser @param {string} address @param {string} token
 * @returns {Promise<Start | null>} Bytes as sent. Null if the page shows no payload, or has no field to paste into.
 */
export async function startOf(browser, address, token) {
  for (const how of /** @type {const} */ (["address", "paste"])) {
    const opened = await open(browser, address, token, how);
    await opened?.close();
    if (opened) return opened.start;
  }
  return null;
}

/**
 * Types into the payload, or into the same payload in the page's encoder if the decoded one is read-only. Measures the
 * main thread's own processor time per key, minus what the page uses in the same time when idle, so that other load on
 * the machine does not matter; and the longest task.
 *
 * @param {import("playwright").Browser} browser @param {string} address @param {string} token
 * @param {(page: import("playwright").Page) => Promise<unknown>} [prepare] Called once the payload is there.
 * @returns {Promise<{ processor: number, longestTask: number } | null>} In milliseconds. Null if no payload can be
 * typed into.
 */
export async function keyOf(browser, address, token, prepare) {
  const opened = (await open(browser, address, token, "address")) ?? (await open(browser, address, token, "paste"));
  if (opened === null) return null;
  const { page, session } = opened;
  try {
    await prepare?.(page);
    // By now what loads late has loaded, and an editor that replaces a field has done so.
    await atRest(page);
    await page.waitForTimeout(3_000);
    if (!(await putCaret(page)) && !((await toEncoder(page, token)) && (await putCaret(page)))) return null;
    const before = await payloads(page);
    await type(page, WARM);
    if ((await payloads(page)) === before) return null;
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const resting = await taken(session, () => page.waitForTimeout(KEYS * PAUSE));
    await page.evaluate(() => {
      const scope = /** @type {{ longest?: number }} */ (globalThis);
      scope.longest = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) scope.longest = Math.max(scope.longest ?? 0, duration);
      }).observe({ type: "longtask" });
    });
    const typing = await taken(session, () => type(page, KEYS));
    const longestTask = await page.evaluate(() => /** @type {{ longest?: number }} */ (globalThis).longest ?? 0);
    return { processor: Math.max(0, typing - resting) / KEYS, longestTask };
  } finally {
    await opened.close();
  }
}

/** @param {import("playwright").Browser} browser @param {string} address @param {string} token @param {"address" | "paste"} how */
async function open(browser, address, token, how) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const sent = { requests: 0, scriptBytes: 0, bytes: 0 };
  /** @type {Map<string, string>} */
  const kinds = new Map();
  await session.send("Network.enable");
  session.on("Network.requestWillBeSent", ({ requestId, type: kind, request }) => {
    if (!/^https?:/.test(request.url)) return;
    kinds.set(requestId, kind ?? "");
    sent.requests += 1;
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    sent.bytes += encodedDataLength;
    if (kinds.get(requestId) === "Script") sent.scriptBytes += encodedDataLength;
  });
  await page.addInitScript(watchForPayload, MARK);
  const close = () => context.close();
  try {
    const url = how === "address" ? withToken(address, token) : address;
    await page.goto(url, { waitUntil: "commit", timeout: PATIENCE.load });
    if (how === "paste") {
      await page.locator(FIELDS).first().waitFor({ timeout: PATIENCE.load });
      await atRest(page);
      if (!(await paste(page, token))) throw new Error("no field");
    }
    const ms = await page.waitForFunction(() => /** @type {{ shownAfter?: number }} */ (globalThis).shownAfter, null, {
      timeout: PATIENCE.payload[how],
      polling: "raf",
    });
    return { page, session, close, start: { how, ms: (await ms.jsonValue()) ?? Number.NaN, ...sent } };
  } catch {
    await close();
    return null;
  }
}

/** Waits until a page makes no more requests, up to a limit. @param {import("playwright").Page} page */
async function atRest(page) {
  await page.waitForLoadState("networkidle", { timeout: PATIENCE.load }).catch(() => {});
}

/** @param {string} address @param {string} token */
function withToken(address, token) {
  return `${address}${address.includes("#") ? "&" : "#"}token=${token}`;
}

/**
 * Runs in the page, before its scripts: records when a field or text first contains the payload, counted from the start
 * of the page or from the paste.
 *
 * @param {string} mark
 */
function watchForPayload(mark) {
  const scope = /** @type {{ shownAfter?: number, pastedAt?: number }} */ (globalThis);
  const shows = () =>
    [...document.querySelectorAll("textarea, input")].some((field) =>
      /** @type {HTMLTextAreaElement} */ (field).value.includes(mark),
    ) || (document.body?.innerText ?? "").includes(mark);
  const look = () => {
    if (!shows()) return void requestAnimationFrame(look);
    // The frame that this one paints has ended when the next task begins.
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => (scope.shownAfter = performance.now() - (scope.pastedAt ?? 0)));
    port1.start();
    port2.postMessage(0);
  };
  requestAnimationFrame(look);
}

/** Replaces the largest field's content with a token. @param {import("playwright").Page} page @param {string} token */
async function paste(page, token) {
  const field = await page.evaluateHandle((wanted) => {
    const fields = [...document.querySelectorAll(wanted)];
    const area = (/** @type {Element} */ one) => one.getBoundingClientRect().width * one.getBoundingClientRect().height;
    return fields.toSorted((one, other) => area(other) - area(one))[0] ?? null;
  }, FIELDS);
  const element = field.asElement();
  if (element === null) return false;
  await element.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.evaluate(() => (/** @type {{ pastedAt?: number }} */ (globalThis).pastedAt = performance.now()));
  await page.keyboard.insertText(token);
  return true;
}

/** Puts the caret into the payload's text, in a field or an editor. @param {import("playwright").Page} page */
async function putCaret(page) {
  const inField = await page.evaluate((mark) => {
    // An editor's own text field is not where it keeps its caret.
    const field = [...document.querySelectorAll("textarea")].find(
      (one) => one.value.includes(mark) && !one.readOnly && !one.closest(".monaco-editor, .cm-editor, .CodeMirror"),
    );
    if (!field) return false;
    const at = field.value.indexOf(mark);
    field.focus();
    field.setSelectionRange(at, at);
    return true;
  }, MARK);
  if (inField) return true;
  const editor = page
    .locator(".monaco-editor, .cm-editor, .CodeMirror, [contenteditable=true]")
    .filter({ hasText: MARK });
  const text = editor.getByText(MARK).last();
  try {
    await text.click({ timeout: 5_000 });
    // On a busy machine, an editor that gets the focus may reset the caret to that of its field; a second click keeps
    // it.
    await page.waitForTimeout(1_000);
    await text.click({ timeout: 5_000 });
    return true;
  } catch {
    return false;
  }
}

/**
 * Opens the page's encoder and puts the token's payload in the place of the claims that it shows as an example.
 *
 * @param {import("playwright").Page} page @param {string} token
 * @returns {Promise<boolean>} False if there is no encoder, or no field in it that holds claims.
 */
async function toEncoder(page, token) {
  const named = { name: ENCODER };
  const entry = page.getByRole("tab", named).or(page.getByRole("link", named)).or(page.getByRole("button", named));
  try {
    await entry.first().click({ timeout: 5_000 });
    const field = await page.waitForFunction(
      () =>
        [...document.querySelectorAll("textarea")].find((one) => {
          if (one.readOnly || !one.checkVisibility()) return false;
          try {
            const json = JSON.parse(one.value);
            return typeof json === "object" && json !== null && !Array.isArray(json) && !("alg" in json);
          } catch {
            return false;
          }
        }),
      null,
      { timeout: 5_000 },
    );
    await field.asElement()?.focus();
  } catch {
    return false;
  }
  const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(JSON.stringify(claims, null, 2));
  await page.waitForTimeout(1_000);
  return true;
}

/** Everything that contains the payload, as one text. @param {import("playwright").Page} page */
function payloads(page) {
  return page.evaluate(
    () => document.body.innerText + [...document.querySelectorAll("textarea")].map(({ value }) => value).join("\n"),
  );
}

/** @param {import("playwright").Page} page @param {number} keys */
async function type(page, keys) {
  for (let count = 0; count < keys; count += 1) {
    await page.keyboard.press("x");
    await page.waitForTimeout(PAUSE);
  }
}

/**
 * Processor time of the main thread, in milliseconds.
 *
 * @param {import("playwright").CDPSession} session @param {() => Promise<unknown>} act
 */
async function taken(session, act) {
  const now = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
  };
  const before = await now();
  await act();
  return (await now()) - before;
}
