import { CompactSign } from "jose";
import { act } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadDiagnosis } from "../core/rules/load.ts";
import { createWorkbench, type Workbench } from "../state/workbench.ts";
import { countRenders } from "../testing/ui/count-renders.ts";
import { eventually } from "../testing/eventually.ts";

const SECRET = "a-string-secret-at-least-256-bits-long";

async function signed(payload: string, header: { readonly cty?: string } = {}): Promise<string> {
  return new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: "HS256", ...header })
    .sign(new TextEncoder().encode(SECRET));
}

const PATH = "content /vp/0";

/** The most components that one key draws, until nothing is on its way. These numbers may only fall. */
const MOST = {
  "a tree of one": { path: "", claim: 19, header: 15, secret: 39 },
  "the innermost of three": { path: PATH, claim: 24, header: 21, secret: 59 },
} as const;

/** The same for a key in the middle of the payload's field, and for a character inserted without a key, as tools do. */
const MOST_TYPED = 17;
const MOST_INSERTED = 39;

const counting = countRenders();

/** How often the components that show what is at the caret look it up. */
let looked = 0;

let unmount: () => Promise<void>;
let workbench: Workbench;

async function settled(): Promise<void> {
  await eventually(() => {
    const { verdict, signaturePending, layers } = workbench.view.getState();
    if (signaturePending || verdict.state === "pending" || layers.some(({ state }) => state === "pending"))
      throw new Error("still pending");
  });
  await act(async () => {});
}

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  document.body.innerHTML = '<div id="root"></div>';
  // React looks for the counter when it is loaded.
  const { createRoot } = await import("react-dom/client");
  const { App } = await import("./App.tsx");
  const { WorkbenchProvider } = await import("./WorkbenchContext.tsx");
  const { loadLater } = await import("./use-later.tsx");
  await Promise.all([loadLater(), loadDiagnosis()]);
  workbench = createWorkbench({
    now: () => 1_700_000_000_000,
    secureContext: true,
    writeClipboard: () => Promise.resolve(),
    decodeLarge: () => Promise.reject(new Error("not here")),
    // Every signature takes less than a frame, however busy the machine is.
    nextFrame: () => {},
  });
  workbench.actions.setSettings({ editor: "plain" });
  const { useViewAt } = await import("./attention.ts");
  const look = (): null => {
    looked += 1;
    return null;
  };
  function Looking() {
    useViewAt(look);
    return null;
  }
  const root = createRoot(document.querySelector("#root")!);
  await act(async () =>
    root.render(
      <WorkbenchProvider workbench={workbench}>
        <App />
        <Looking />
      </WorkbenchProvider>,
    ),
  );
  unmount = async () => act(async () => root.unmount());
});
afterEach(async () => unmount());

test.each(Object.entries(MOST))("in %s a keystroke renders few components", async (tree, most) => {
  const one = await signed('{"sub":"1"}');
  const three = await signed(await signed(`{"vp":["${one}"]}`), { cty: "JWT" });
  const { actions, view } = workbench;
  await act(async () => actions.openText(tree === "a tree of one" ? one : three));
  await settled();
  for (const path of ["", ...view.getState().layers.map((layer) => layer.path)]) {
    await act(async () => actions.showLayer(path));
    await act(async () => actions.setSecret(SECRET));
  }
  await act(async () => actions.showLayer(most.path));
  await settled();
  // From here on the signature is the page's, as it is while someone types.
  await act(async () => actions.editPane("header", '{"alg":"HS256","kid":"a"}', "typed"));
  await settled();
  const keys = {
    claim: () => actions.editPane("payload", '{"sub":"12"}', "typed"),
    header: () => actions.editPane("header", '{"alg":"HS256","kid":"ab"}', "typed"),
    secret: () => actions.setSecret(`${SECRET}x`),
  };
  const costs: Record<string, number> = {};
  for (const key of ["claim", "header", "secret"] as const) {
    const before = counting.drawn();
    await act(async () => keys[key]());
    await settled();
    costs[key] = counting.drawn() - before;
  }
  for (const key of ["claim", "header", "secret"] as const) {
    expect(costs[key], key).toBeGreaterThan(0);
    expect(costs[key], key).toBeLessThanOrEqual(most[key]);
  }
});

test("a key typed in the field itself renders few too: the caret and later claims move, but read the same", async () => {
  const { actions } = workbench;
  await act(async () => actions.openText(await signed('{"sub":"a","nbf":1690000000,"exp":1790000000}')));
  await act(async () => actions.setSecret(SECRET));
  await settled();
  // The secret's strength is computed after a pause, and is not part of a key's cost.
  await eventually(() => expect(document.querySelector(".strength")).not.toBeNull());
  await act(async () => {});
  const field = document.querySelector<HTMLTextAreaElement>('textarea[aria-label="Payload JSON"]')!;
  field.focus();
  const type = async (isKey = true) => {
    const at = field.value.indexOf('",');
    field.setSelectionRange(at, at);
    await caretTold();
    const [drawn, commits, looks, signature] = [counting.drawn(), counting.commits(), looked, signatureShown()];
    await act(async () => {
      // Input without a key press is taken for a paste, and is not held until its verdict.
      if (isKey) field.dispatchEvent(new KeyboardEvent("keydown", { key: "b", bubbles: true }));
      document.execCommand("insertText", false, "b");
    });
    await settled();
    await caretTold();
    expect(signatureShown(), "an element keeps its part of the token").toBe(signature);
    return { drawn: counting.drawn() - drawn, commits: counting.commits() - commits, looks: looked - looks };
  };
  await type();
  expect((await type(false)).drawn).toBeLessThanOrEqual(MOST_INSERTED);
  const costs = [await type(), await type(), await type()];
  expect(field.value).toContain('"abbbbb"');
  for (const { drawn, commits, looks } of costs) {
    expect(drawn).toBeGreaterThan(0);
    expect(drawn).toBeLessThanOrEqual(MOST_TYPED);
    expect(commits, "React writes to the page").toBe(1);
    expect(looks, "what is at the caret is looked up").toBe(1);
  }
});

function signatureShown(): Element | null {
  return document.querySelector('#p-token [data-segment="signature"]');
}

/** Browsers report the caret in a separate task. */
async function caretTold(): Promise<void> {
  await act(async () => new Promise((resolve) => setTimeout(resolve, 50)));
}
