import { expect, test } from "vitest";
import { hmacToken, NOW, SECRET } from "../fixtures/tokens.ts";
import { inEachEngine } from "./each-engine.ts";

// What engines do to a page by themselves, each in its own way.

inEachEngine((at) => {
  const PATIENCE = { timeout: 20_000, interval: 100 };

  /** A token that its secret verifies. */
  async function judged(): Promise<string> {
    const token = await hmacToken();
    await at.bench.open(NOW);
    await at.bench.fill("Encoded token", token);
    await at.bench.fill("Secret", SECRET);
    await at.bench.expectVerdict("verified", "original");
    return token;
  }

  /** Leaves the page, or makes it leave, and waits until another page with this path is there. */
  async function leave(how: () => void, path: string): Promise<void> {
    const here = (): Promise<string> =>
      at.engine.run(() => (document.readyState === "complete" ? location.pathname : "")).catch(() => "");
    // If the page leaves at once, the answer is lost with it.
    await at.engine.run(how).catch(() => {});
    await expect.poll(here, PATIENCE).toBe(path);
  }

  /** The texts of all fields. */
  const texts = (): Promise<string[]> =>
    at.engine.run(() => [...document.querySelectorAll("textarea")].map(({ value }) => value).filter(Boolean));

  test("restored from the back/forward cache the page works on; where the engine discarded it, it is empty", async () => {
    const token = await judged();
    // Firefox does not cache a page that is still loading.
    await at.bench.settled();
    await at.engine.run(() =>
      addEventListener("pageshow", ({ persisted }) => {
        document.documentElement.dataset["kept"] = String(persisted);
      }),
    );
    await leave(() => location.assign("licenses.md"), "/licenses.md");
    await leave(() => history.back(), "/");
    await at.bench.settled();
    const kept = await at.engine.run(() => document.documentElement.dataset["kept"] === "true");
    // Playwright disables this in Chromium; Firefox keeps its default.
    if (at.name === "Firefox") expect(kept).toBe(true);
    if (!kept) return expect(await texts()).toEqual([]);
    expect(await at.bench.text("Encoded token")).toBe(token);
    await at.bench.expectVerdict("verified", "original");
    await at.bench.fill("Payload JSON", '{"sub":"after the way back"}');
    await at.bench.expectVerdict("verified", "re-signed");
  });

  test("reloaded, as after a discarded tab, it is empty: no engine restores token or secret", async () => {
    await judged();
    await at.engine.run(() => void (document.documentElement.dataset["old"] = ""));
    await leave(() => location.reload(), "/");
    await expect.poll(() => at.engine.run(() => "old" in document.documentElement.dataset), PATIENCE).toBe(false);
    await at.bench.settled();
    expect(await texts()).toEqual([]);
    expect(await at.engine.run(() => sessionStorage.length)).toBe(0);
  });

  test("text that a password manager or extension fills in counts as typed", async () => {
    await at.bench.open(NOW);
    await at.bench.fill("Encoded token", await hmacToken());
    await at.bench.expectVerdict("no-key", "original");
    // The verdict is there before the fields that change it.
    const isThere = (): boolean => document.querySelector('textarea[aria-label="Secret"]') !== null;
    await expect.poll(() => at.engine.run(isThere)).toBe(true);
    await at.engine.run((secret) => {
      const field = document.querySelector<HTMLTextAreaElement>('textarea[aria-label="Secret"]');
      if (field === null) throw new Error("there is no Secret");
      // As an outside script does, bypassing the setter that React installs on the field.
      Reflect.set(HTMLTextAreaElement.prototype, "value", secret, field);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }, SECRET);
    await at.bench.expectVerdict("verified", "original");
  });
});
