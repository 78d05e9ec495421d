import { readKeys } from "../core/keys/read.ts";
import { solve } from "../core/solve/solve.ts";
import type { KeyQuestion } from "./key-protocol.ts";

addEventListener("message", ({ data }: MessageEvent<KeyQuestion>) => {
  const answer =
    data.kind === "solve" ? solve(data.question, () => performance.now()) : readKeys(data.text, data.passphrase);
  void answer.then(
    (value) => postMessage(value),
    // Rethrown outside of the promise, so the page's `error` listener hears of it.
    (error: unknown) =>
      setTimeout(() => {
        throw error;
      }),
  );
});
