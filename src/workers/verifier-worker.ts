// Part of the worker's own file, so that no question causes a request.
import "../core/verifier/read.ts";
import { createVerifierHandler } from "./verifier-handler.ts";
import type { VerifierRequest } from "./verifier-protocol.ts";

const answer = createVerifierHandler();

addEventListener("message", ({ data }: MessageEvent<VerifierRequest>) => {
  void answer(data).then(
    (reply) => postMessage(reply),
    // Rethrown outside the promise, so that the page's `error` listener is called.
    (error: unknown) =>
      setTimeout(() => {
        throw error;
      }),
  );
});
