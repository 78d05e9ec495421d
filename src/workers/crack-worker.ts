import { createCrackHandler } from "./crack-handler.ts";
import type { CrackReply, CrackRequest } from "./crack-protocol.ts";

const handle = createCrackHandler(() => performance.now());

addEventListener("message", ({ data }: MessageEvent<CrackRequest>) => {
  void handle(data).then(
    (reply: CrackReply) => postMessage(reply),
    // Rethrown outside of the promise, so the page's `error` listener hears of it.
    (error: unknown) =>
      setTimeout(() => {
        throw error;
      }),
  );
});
