import type { CDPSession, Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { NOW, SECRET } from "./fixtures/tokens.ts";
import { settled } from "./fixtures/watch.ts";
import type { Workbench } from "./fixtures/workbench.ts";

/* Actions leave nothing behind except what the page promises to keep. Counted in objects, which do not depend on timing. */
const EDITS = 2_000;
const PASTES = 500;
const SCREENS = 100;

/** By then the intended stores are full: Undo steps, the visit's tokens, screens opened once. */
const FIRST = { edits: 300, pastes: 520, screens: 8 };

interface Counts {
  readonly objects: number;
  readonly functions: number;
  readonly nodes: number;
  readonly listeners: number;
}

interface Acts {
  readonly paste: (times: number) => Promise<void>;
  readonly edit: (times: number) => Promise<void>;
}

/** Installs the actions in the page: one protocol call for each edit would take minutes. */
function addActs(page: Page): Promise<void> {
  return page.evaluate((now) => {
    const base64url = (text: string): string =>
      btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    const field = (name: string): HTMLTextAreaElement | null =>
      document.querySelector<HTMLTextAreaElement>(`textarea[aria-label="${name}"]`);
    const frame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    let pasted = 0;
    const acts: Acts = {
      async paste(times) {
        for (let count = 0; count < times; count += 1) {
          pasted += 1;
          const claims = JSON.stringify({ sub: `user ${pasted}`, iat: now, exp: now + 3600, roles: ["a", "b"] });
          const token = `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url(claims)}.${"A".repeat(43)}`;
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", token);
          document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
          // The page picks it up at its next render; if that never comes, the test's next wait fails.
          for (let wait = 0; wait < 100 && field("Encoded token")?.value !== token; wait += 1) await frame();
          await frame();
        }
      },
      async edit(times) {
        const payload = field("Payload JSON");
        if (payload === null) throw new Error("no payload");
        payload.focus();
        const at = payload.value.indexOf("user");
        payload.setSelectionRange(at, at);
        for (let count = 0; count < times; count += 1) {
          // Acts like a key, with its events and the field's own undo; nothing else does.
          // oxlint-disable-next-line typescript/no-deprecated
          document.execCommand(count % 2 === 0 ? "insertText" : "delete", false, "x");
          await frame();
        }
        payload.blur();
      },
    };
    Object.assign(globalThis, { acts });
  }, NOW);
}

async function act(page: Page, what: keyof Acts, times: number): Promise<void> {
  // In batches, so that no call exceeds its time limit.
  for (let done = 0; done < times; done += 100) {
    await page.evaluate(([name, count]) => (globalThis as unknown as { acts: Acts }).acts[name](count), [
      what,
      Math.min(100, times - done),
    ] as const);
  }
}

async function open(workbench: Workbench, times: number): Promise<void> {
  const screens = ["Explain error", "Gateway", "Collection", "Lab"] as const;
  for (let count = 0; count < times; count += 1) {
    await workbench.openScreen(screens[count % screens.length] ?? "Lab");
    await workbench.openScreen("Workbench");
  }
}

async function doAll(workbench: Workbench, times: { edits: number; pastes: number; screens: number }): Promise<void> {
  const { page } = workbench;
  await act(page, "paste", times.pastes);
  await workbench.expectVerdict("no-key", "original");
  await open(workbench, times.screens);
  await workbench.useSecret(SECRET);
  await act(page, "edit", times.edits);
  // After an even number of keys the text is the pasted one.
  await workbench.expectVerdict("invalid", "original");
  await workbench.clearAll();
}

async function countsOf(session: CDPSession): Promise<Counts> {
  await session.send("Performance.enable");
  // One garbage collection may leave objects for the next.
  for (let round = 0; round < 4; round += 1) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const metric = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return {
    objects: await instances(session, "Object"),
    functions: await instances(session, "Function"),
    nodes: metric("Nodes"),
    listeners: metric("JSEventListeners"),
  };
}

/** The number of objects with a prototype; for `Object` that is nearly all. */
async function instances(session: CDPSession, name: string): Promise<number> {
  const { result } = await session.send("Runtime.evaluate", { expression: `${name}.prototype` });
  const { objects } = await session.send("Runtime.queryObjects", { prototypeObjectId: result.objectId ?? "" });
  const objectId = objects.objectId ?? "";
  const counted = await session.send("Runtime.callFunctionOn", {
    objectId,
    functionDeclaration: "function () { return this.length; }",
    returnByValue: true,
  });
  await session.send("Runtime.releaseObject", { objectId });
  return Number(counted.result.value);
}

test(
  `${EDITS} edits, ${PASTES} pastes and ${SCREENS} screens opened and closed do not grow the heap`,
  { tag: "@alone" },
  async ({ page, workbench, watched }) => {
    test.setTimeout(900_000);
    await workbench.open();
    await settled(page, watched);
    await addActs(page);
    const session = await page.context().newCDPSession(page);
    await doAll(workbench, FIRST);
    const before = await countsOf(session);
    await doAll(workbench, { edits: EDITS, pastes: PASTES, screens: SCREENS });
    const after = await countsOf(session);
    const grown = Object.entries(after).map(([what, count]) => [what, count - before[what as keyof Counts]] as const);
    // Each bound is below one leaked object per edit, paste or screen.
    const most: Counts = { objects: PASTES, functions: SCREENS, nodes: SCREENS, listeners: SCREENS };
    const tooMany = grown.filter(([what, count]) => count >= most[what as keyof Counts]);
    expect(tooMany, JSON.stringify(Object.fromEntries(grown))).toEqual([]);
  },
);
