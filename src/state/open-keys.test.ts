import { describe, expect, it, vi } from "vitest";
import type { KeyReading } from "../core/keys/types.ts";
import { createOpener, type OpenKeys } from "./open-keys.ts";

const READING: KeyReading = { kind: "empty" };
const signal = () => new AbortController().signal;
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

/** An `open` that answers when it is told to. */
function held() {
  const runs: { readonly passphrase: string; readonly signal: AbortSignal; readonly answer: () => void }[] = [];
  const open = vi.fn<OpenKeys>(
    (_, passphrase, aborted) =>
      new Promise((resolve) => {
        runs.push({ passphrase, signal: aborted, answer: () => resolve(READING) });
      }),
  );
  return { open, runs };
}

describe("opening encrypted keys", () => {
  it("is one run for all who ask for the same, and its answer is cached", async () => {
    const { open, runs } = held();
    const opener = createOpener(open, 0);
    const answers = [opener("key", "a", signal()), opener("key", "a", signal())];
    await turn();
    runs[0]?.answer();
    expect(await Promise.all(answers)).toEqual([READING, READING]);
    expect(await opener("key", "a", signal())).toBe(READING);
    expect(open).toHaveBeenCalledTimes(1);
  });

  it("continues while anyone who asked still waits, and is abandoned when the last one leaves", async () => {
    const { open, runs } = held();
    const opener = createOpener(open, 0);
    const [one, other] = [new AbortController(), new AbortController()];
    const answers = [opener("key", "a", one.signal), opener("key", "a", other.signal)];
    const ends = Promise.allSettled(answers);
    await turn();
    one.abort();
    expect(runs[0]?.signal.aborted).toBe(false);
    other.abort();
    expect(runs[0]?.signal.aborted).toBe(true);
    expect((await ends).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    // The same passphrase once more is its own run: the abandoned one never answers.
    const again = opener("key", "a", signal());
    await turn();
    runs[1]?.answer();
    expect(await again).toBe(READING);
  });

  it("does not start for a keystroke that is followed by another at once", async () => {
    const { open, runs } = held();
    const opener = createOpener(open, 1);
    for (const typed of ["s", "se", "ses"]) {
      const letter = new AbortController();
      opener("key", typed, letter.signal).catch(() => null);
      letter.abort();
    }
    const last = opener("key", "sesame", signal());
    await turn();
    await turn();
    runs[0]?.answer();
    expect(await last).toBe(READING);
    expect(open.mock.calls.map(([, passphrase]) => passphrase)).toEqual(["sesame"]);
  });

  it("does not start for a question that is no longer wanted when its turn comes", async () => {
    const { open } = held();
    const opener = createOpener(open, 0);
    await expect(opener("key", "a", AbortSignal.abort())).rejects.toThrow("no longer wanted");
    await turn();
    expect(open).not.toHaveBeenCalled();
  });

  it("is tried again after a failure, and caches only a few answers", async () => {
    const open = vi.fn<OpenKeys>(async () => READING);
    open.mockRejectedValueOnce(new Error("did not start"));
    const opener = createOpener(open, 0);
    await expect(opener("key", "a", signal())).rejects.toThrow("did not start");
    await expect(opener("key", "a", signal())).resolves.toBe(READING);
    for (let count = 0; count < 6; count += 1) await opener("key", `b${count}`, signal());
    open.mockClear();
    await opener("key", "b5", signal());
    expect(open).not.toHaveBeenCalled();
    await opener("key", "a", signal());
    expect(open).toHaveBeenCalledTimes(1);
  });
});
