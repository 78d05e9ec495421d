import { generateKeyPairSync } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { KeyReading } from "../core/keys/types.ts";
import { LIVE_LIMIT, undecoded } from "../core/envelope/large.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { hsToken, NOW, settled, start } from "../testing/state/workbench.ts";
import { createCrackSession } from "./crack-session.ts";
import { createOpener } from "./open-keys.ts";
import { createWorkbench, type Workbench } from "./workbench.ts";
import { eventually } from "../testing/eventually.ts";

beforeAll(async () => {
  await loadDetector();
});

/** Work that goes on until it is told to answer. */
function held<Answer>(answer: Answer) {
  const runs: { readonly signal: AbortSignal; readonly finish: () => void }[] = [];
  const run = (signal: AbortSignal): Promise<Answer> =>
    new Promise((resolve) => void runs.push({ signal, finish: () => resolve(answer) }));
  return { runs, run };
}

/** A workbench whose long work is held. */
function begin() {
  const decoding = held(undecoded("large"));
  const solving = held({ discovery: null, tried: 7, milliseconds: 1, fingerprint: null, kinds: [] });
  const opening = held<KeyReading>({ kind: "empty" });
  const workbench = createWorkbench({
    now: () => NOW * 1000,
    writeClipboard: async () => {},
    secureContext: true,
    decodeLarge: (_, signal) => decoding.run(signal),
    solve: (_, signal) => solving.run(signal),
    openKeys: createOpener((_, __, signal) => opening.run(signal), 0),
  });
  return { workbench, decoding, solving, opening };
}

const TOKEN = hsToken('{"sub":"1"}');
const OTHER = `${btoa('{"alg":"none"}')}.e30.`;
const ENCRYPTED = String(
  generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
    type: "pkcs8",
    format: "pem",
    cipher: "aes-256-cbc",
    passphrase: "right",
  }),
);

const WORK = {
  "decoding a large token": {
    work: "decoding",
    ask: ({ actions }: Workbench) => actions.openText(hsToken(`{"sub":"${"x".repeat(LIVE_LIMIT)}"}`)),
  },
  "the search for another reading of a key": {
    work: "solving",
    ask: ({ actions }: Workbench) => {
      actions.openText(TOKEN);
      actions.setSecret("a wrong one");
    },
  },
  "opening an encrypted key": {
    work: "opening",
    ask: ({ actions }: Workbench) => {
      actions.openText(hsToken('{"sub":"1"}', '{"alg":"ES256"}'));
      actions.setKeyField("privateKey", ENCRYPTED);
      actions.setPassphrase("privateKey", "wrong");
    },
  },
} as const;

const clear = ({ actions }: Workbench): void => actions.clearAll();
const forget = ({ actions }: Workbench): void => actions.forgetEverything();
const paste = ({ actions }: Workbench): void => actions.openText(OTHER);

describe.each(Object.entries(WORK))("%s", (name, { work, ask }) => {
  // A page opens one key at a time, whichever workbench asks.
  const concurrent = work !== "opening";
  it.each([
    ["Clear all", clear],
    ["Forget everything", forget],
    name === "opening an encrypted key"
      ? ["another passphrase", ({ actions }: Workbench) => actions.setPassphrase("privateKey", "another")]
      : ["a new paste", paste],
  ] as const)("is ended by %s, and a late answer changes nothing", { concurrent }, async (_, end) => {
    const { workbench, ...all } = begin();
    const { runs } = all[work];
    ask(workbench);
    await eventually(() => expect(runs.length).toBeGreaterThan(0));
    const begun = [...runs];
    expect(begun.map(({ signal }) => signal.aborted)).toEqual(begun.map(() => false));
    end(workbench);
    expect(begun.map(({ signal }) => signal.aborted)).toEqual(begun.map(() => true));
    await settledFor(workbench);
    const { large, solution, privateKey, findings, verdict } = workbench.view.getState();
    for (const { finish } of begun) finish();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(workbench.view.getState()).toMatchObject({ large, solution, privateKey, verdict });
    expect(workbench.view.getState().findings).toBe(findings);
  });
});

/** Waits until nothing but what was held is pending. */
async function settledFor(workbench: Workbench): Promise<void> {
  await eventually(() => expect(workbench.view.getState().messageOf).not.toBeNull());
  await new Promise((resolve) => setTimeout(resolve, 100));
}

describe("a slow key or example", () => {
  it("does not arrive after Clear all: the page stays empty", async () => {
    const workbench = start();
    workbench.actions.openText(hsToken('{"sub":"1"}', '{"alg":"RS256"}'));
    const key = workbench.actions.generateKey();
    workbench.actions.clearAll();
    await key;
    const { keys } = workbench.view.getState().fields;
    expect([keys.secret.text, keys.publicKey.text, keys.privateKey.text]).toEqual(["", "", ""]);
  });

  it.each([
    ["Clear all", clear],
    ["Forget everything", forget],
  ])("does not arrive after %s on a page that was empty already", async (_, end) => {
    const workbench = start();
    const example = workbench.actions.openExample("RS256");
    end(workbench);
    await example;
    const { token, fields } = await settled(workbench);
    expect([token.text, fields.keys.publicKey.text]).toEqual(["", ""]);
  });
});

describe("the search for a secret", () => {
  it("ends all its workers at once, and shows nothing that they still answer", async () => {
    const workers = Array.from({ length: 2 }, () => ({ terminate: vi.fn(), answers: [] as (() => void)[] }));
    const next = [...workers];
    const session = createCrackSession(
      () => 0,
      () => 2026,
      () => {
        const worker = next.shift()!;
        return {
          engine: Promise.resolve("plain" as const),
          passwords: async () => new Uint8Array(),
          run: () =>
            new Promise((resolve) =>
              worker.answers.push(() => resolve({ tried: 5, milliseconds: 1, found: null, current: null })),
            ),
          terminate: worker.terminate,
        };
      },
    );
    session.start({
      token: TOKEN,
      documentation: true,
      passwords: false,
      files: [],
      mutations: {},
      keyspaces: [],
      workers: 2,
    });
    await expect.poll(() => workers.every(({ answers }) => answers.length > 0)).toBe(true);
    session.cancel();
    expect(workers.map(({ terminate }) => terminate.mock.calls.length > 0)).toEqual([true, true]);
    const ended = session.view.getState();
    expect(ended.state).toBe("idle");
    for (const answer of workers.flatMap(({ answers }) => answers)) answer();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(session.view.getState()).toBe(ended);
  });
});
