import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { loadDetector } from "../core/token/load-detect.ts";
import { parseToken } from "../core/envelope/parse.ts";
import { fields, withSecret } from "../testing/keys/inputs.ts";
import { encode, hsToken, settled, withToken } from "../testing/state/workbench.ts";
import type { OpenKeys } from "./open-keys.ts";
import { createTasks } from "./tasks.ts";

beforeAll(async () => {
  await loadDetector();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const notHere = (): Promise<never> => Promise.reject(new Error("the worker did not start"));
const tasks = (openKeys: OpenKeys = notHere) => createTasks(() => {}, notHere, notHere, openKeys);

const FILLER = "x".repeat(300_000);

it.each([
  ["a large token", FILLER, 1],
  ["a small token, for comparison", "", 2],
])("keystrokes within one frame: %s is signed this often", async (_, filler, times) => {
  const workbench = await withToken(hsToken(`{"sub":"1","filler":"${filler}"}`));
  const sign = vi.spyOn(crypto.subtle, "sign");
  workbench.actions.editPane("payload", `{"sub":"12","filler":"${filler}"}`, "typed");
  expect(workbench.view.getState().signaturePending).toBe(true);
  workbench.actions.editPane("payload", `{"sub":"123","filler":"${filler}"}`, "typed");
  const view = await settled(workbench);
  expect(view.verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
  expect(sign).toHaveBeenCalledTimes(times);
});

it("a text of 200,000 characters is signed at once, a longer one after two frames", async () => {
  const asking = (length: number) => {
    const [{ sign }, question] = [
      { sign: tasks().sign.at(0) },
      { alg: "HS256", signingInput: "x".repeat(length), keys: withSecret("s"), again: 0 },
    ];
    sign.ask(question);
    return () => sign.read(question);
  };
  vi.useFakeTimers();
  const [longer, just] = [asking(200_001), asking(200_000)];
  await expect.poll(just).toMatchObject({ kind: "signed" });
  expect(longer()).toBeNull();
  vi.advanceTimersByTime(40);
  await expect.poll(longer).toMatchObject({ kind: "signed" });
});

describe("a locked key", () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const form = { type: "pkcs8", format: "pem" } as const;
  const open = String(privateKey.export(form));
  const locked = String(privateKey.export({ ...form, cipher: "aes-256-cbc", passphrase: "right" }));

  it.each([
    ["with its passphrase", locked, "right", 1],
    ["without one", locked, "", 0],
    ["and a passphrase beside a key that is not", open, "right", 0],
  ])("goes to the worker %s: this many times", async (_, text, passphrase, times) => {
    const opened = vi.fn<OpenKeys>(async () => ({ kind: "empty" }));
    const { readPrivateKey } = tasks(opened);
    readPrivateKey.ask({ text, passphrase });
    await expect.poll(() => readPrivateKey.read({ text, passphrase })).not.toBeNull();
    expect(opened).toHaveBeenCalledTimes(times);
  });

  it("that cannot be opened is a key error with the reason, never a verdict on the signature", async () => {
    const question = {
      token: parseToken(`${encode('{"alg":"ES256"}')}.e30.AAAA`),
      keys: fields({ publicKey: { text: locked, passphrase: "right" } }),
      openAnyway: false,
    };
    const { judgeShown } = tasks();
    judgeShown.ask(question);
    await expect
      .poll(() => judgeShown.read(question))
      .toEqual({
        state: "key-error",
        reason: { code: "import-failed", message: "the worker did not start" },
        alg: null,
        key: null,
        passedOver: [],
        weak: null,
        software: false,
      });
  });
});
