import { readKeys } from "../core/keys/read.ts";
import { solve } from "../core/solve/solve.ts";
import type { KeyQuestion } from "./key-protocol.ts";

addEventListener("message", ({ data }: MessageEvent<KeyQuestion>) => {
  const answer =
    data.kind === "solve" ? solve(data.question, () => performance.now()) : readKeys(data.text, data.passphrase);
  void answer.then(
    (value) => postMessage(value),
    // Rethrown outside the promise, so that the page's `error` listener is called.
    (error: unknown) =>
      setTimeout(() => {
        throw error;
      }),
  );
});
