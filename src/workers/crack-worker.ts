import { createCrackHandler } from "./crack-handler.ts";
import type { CrackReply, CrackRequest } from "./crack-protocol.ts";

const handle = createCrackHandler(() => performance.now());

addEventListener("message", ({ data }: MessageEvent<CrackRequest>) => {
  void handle(data).then(
    (reply: CrackReply) => postMessage(reply),
    // Rethrown outside the promise, so that the page's `error` listener is called.
    (error: unknown) =>
      setTimeout(() => {
        throw error;
      }),
  );
});
