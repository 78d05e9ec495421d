import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadDiagnosis } from "../../core/rules/load.ts";
import { createWorkbench, type Workbench } from "../../state/workbench.ts";
import { PanelsProvider } from "../Panels.tsx";
import { KeyField } from "../signature/KeyField.tsx";
import { SecretField } from "../signature/SecretField.tsx";
import { LaterProvider, loadLater } from "../use-later.tsx";
import { WorkbenchProvider } from "../WorkbenchContext.tsx";

const { subtle } = crypto;
const EC = { name: "ECDSA", namedCurve: "P-256" } as const;
const encode = (bytes: Uint8Array | string): string =>
  btoa(typeof bytes === "string" ? bytes : String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

interface Pair {
  readonly pair: CryptoKeyPair;
  readonly open: object;
  readonly secret: object;
}
async function makePair(kid: string): Promise<Pair> {
  const pair = await subtle.generateKey(EC, true, ["sign", "verify"]);
  const { kty, crv, x, y, d } = await subtle.exportKey("jwk", pair.privateKey);
  return { pair, open: { kty, crv, x, y, kid }, secret: { kty, crv, x, y, d, kid } };
}
async function tokenBy({ pair }: Pair, header: object): Promise<string> {
  const input = `${encode(JSON.stringify({ alg: "ES256", ...header }))}.${encode('{"sub":"1"}')}`;
  const signature = await subtle.sign(
    { name: "ECDSA", hash: "SHA-256" },
    pair.privateKey,
    new TextEncoder().encode(input),
  );
  return `${input}.${encode(new Uint8Array(signature))}`;
}

let root: Root;
let workbench: Workbench;
let one: Pair;
let two: Pair;
const copied: string[] = [];

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  document.body.innerHTML = "<main></main>";
  copied.length = 0;
  [one, two] = await Promise.all([makePair("one"), makePair("two")]);
  workbench = createWorkbench({
    now: () => 1_800_000_000_000,
    secureContext: true,
    writeClipboard: async (text) => void copied.push(text),
    decodeLarge: () => Promise.reject(new Error("not here")),
  });
  await Promise.all([loadDiagnosis(), loadLater()]);
  root = createRoot(document.querySelector("main")!);
  await act(async () =>
    root.render(
      <WorkbenchProvider workbench={workbench}>
        <LaterProvider>
          <PanelsProvider>
            <SecretField />
            <KeyField field="publicKey" />
            <KeyField field="privateKey" />
          </PanelsProvider>
        </LaterProvider>
      </WorkbenchProvider>,
    ),
  );
});
afterEach(() => act(async () => root.unmount()));

/** The rest is slow on a busy machine. */
const eventually = (look: () => void | Promise<void>) => vi.waitFor(look, { timeout: 30_000, interval: 20 });
const set = (...keys: readonly object[]): string => JSON.stringify({ keys }, null, 2);
const rows = () =>
  [...document.querySelectorAll<HTMLElement>("tr[data-kid]")].map(({ dataset }) => [
    dataset["kid"],
    dataset["verifies"],
  ]);
const until = (wanted: unknown) =>
  eventually(async () => {
    await act(async () => {});
    expect(rows()).toEqual(wanted);
  });
const press = (name: string) =>
  act(async () => document.querySelector<HTMLElement>(`button[aria-label="${name}"]`)!.click());
const publicText = () => workbench.view.getState().fields.keys.publicKey.text;

test("each key of a set shows whether it verifies, whichever the token names, and again after another token arrives", async () => {
  await act(async () => workbench.actions.openText(await tokenBy(one, { kid: "two" })));
  await act(async () =>
    workbench.actions.setKeyField("publicKey", set(one.open, two.open, { kty: "EC", kid: "dead" })),
  );
  await until([
    ["one", "true"],
    ["two", "false"],
    ["dead", "unknown"],
  ]);
  expect(document.querySelector("tr[data-named=true]")?.getAttribute("data-kid")).toBe("two");
  expect(document.querySelector("tr[data-kid=dead]")?.textContent).toContain("Not readable: crv: It is missing");
  await act(async () => workbench.actions.openText(await tokenBy(two, {})));
  await until([
    ["one", "false"],
    ["two", "true"],
    ["dead", "unknown"],
  ]);
});

const twoFrames = (): Promise<unknown> =>
  new Promise((resolve) => void requestAnimationFrame(() => void requestAnimationFrame(resolve)));

test("no key is rated while there is nothing to verify, or the token was changed and not judged yet", async () => {
  await act(async () => workbench.actions.setKeyField("publicKey", set(one.open, two.open)));
  await until([
    ["one", "unknown"],
    ["two", "unknown"],
  ]);
  await act(async () => workbench.actions.openText(await tokenBy(one, {})));
  await until([
    ["one", "true"],
    ["two", "false"],
  ]);
  await act(async () => {
    workbench.actions.editPane("payload", '{"sub":"2"}', "typed");
    // What was typed is drawn with the next frame at the latest; until then the rows are those of the token that is drawn.
    await twoFrames();
  });
  expect(rows().map(([, verifies]) => verifies)).not.toContain("true");
  await until([
    ["one", "false"],
    ["two", "false"],
  ]);
});

test("one press replaces the set with a key, with the focus in its field, and Undo restores the set", async () => {
  await act(async () => workbench.actions.openText(await tokenBy(one, {})));
  const text = set(one.open, two.open);
  await act(async () => workbench.actions.setKeyField("publicKey", text));
  await until([
    ["one", "true"],
    ["two", "false"],
  ]);
  await press("Use two");
  await eventually(() => expect(publicText()).not.toBe(text));
  expect(text).toContain(publicText());
  expect(JSON.parse(publicText())).toEqual(two.open);
  await until([]);
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Public key");
  await act(async () => workbench.actions.undo());
  expect(publicText()).toBe(text);
  await eventually(() => expect(rows()).toHaveLength(2));
});

test("one press shows a key in the text, copies it, or its thumbprint; the text stays editable", async () => {
  const text = set(one.secret, two.secret);
  await act(async () => workbench.actions.openText(await tokenBy(one, {})));
  await act(async () => workbench.actions.setKeyField("privateKey", text));
  await until([
    ["one", "true"],
    ["two", "false"],
  ]);
  await press("Show two");
  const field = document.activeElement as HTMLTextAreaElement;
  expect(field.getAttribute("aria-label")).toBe("Private key");
  expect(JSON.parse(field.value.slice(field.selectionStart, field.selectionEnd))).toEqual(two.secret);
  await press("Copy two");
  await eventually(() => expect(copied).toHaveLength(1));
  expect(JSON.parse(copied[0]!)).toEqual(two.secret);
  await press("Copy thumbprint of one");
  await eventually(() => expect(copied[1]).toMatch(/^[\w-]{43}$/));
  expect(document.querySelectorAll("textarea[readonly]")).toHaveLength(0);
});

test("a set of shared secrets is listed at the secret, which takes the one that is pressed", async () => {
  const bytes = new Uint8Array(32).fill(7);
  const key = await subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const input = `${encode('{"alg":"HS256"}')}.${encode('{"sub":"1"}')}`;
  const signature = await subtle.sign("HMAC", key, new TextEncoder().encode(input));
  await act(async () => workbench.actions.openText(`${input}.${encode(new Uint8Array(signature))}`));
  const oct = (kid: string, k: string) => ({ kty: "oct", kid, k, alg: "HS256" });
  await act(async () =>
    workbench.actions.setSecret(set(oct("old", encode(new Uint8Array(32))), oct("new", encode(bytes)))),
  );
  await until([
    ["old", "false"],
    ["new", "true"],
  ]);
  await press("Use new");
  await eventually(() => expect(workbench.view.getState().verdict.state).toBe("verified"));
  expect(workbench.view.getState().fields.keys.secret).toMatchObject({ text: encode(bytes), encoding: "Base64url" });
});

test("of very many keys the named one is first, all appear in the end, and a filter finds the others", async () => {
  const others = Array.from({ length: 150 }, (_, index) => ({ ...two.open, kid: `key-${index}` }));
  await act(async () => workbench.actions.openText(await tokenBy(one, { kid: "one" })));
  await act(async () => workbench.actions.setKeyField("publicKey", set(...others, one.open)));
  await eventually(async () => {
    await act(async () => {});
    expect(rows()).toHaveLength(151);
  });
  await eventually(async () => {
    await act(async () => {});
    expect(rows()[0]).toEqual(["one", "true"]);
  });
  expect(rows()[1]).toEqual(["key-0", "unknown"]);
  const all = [...document.querySelectorAll("button")].find(({ textContent }) =>
    textContent.startsWith("Try the other 150"),
  );
  await act(async () => all!.click());
  await eventually(async () => {
    await act(async () => {});
    expect(rows().filter(([, verifies]) => verifies === "false")).toHaveLength(150);
  });
  const filter = document.querySelector<HTMLInputElement>('input[aria-label="Filter the keys"]')!;
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!.set!.call(filter, "key-14");
    filter.dispatchEvent(new Event("input", { bubbles: true }));
  });
  expect(rows().map(([kid]) => kid)).toEqual(["key-14", ...Array.from({ length: 10 }, (_, at) => `key-14${at}`)]);
});
