import { createCollectHandler } from "./collect-handler.ts";
import type { CollectRequest } from "./collect-protocol.ts";

const handle = createCollectHandler(
  (reply) => postMessage(reply),
  () => performance.now(),
);

addEventListener("message", ({ data }: MessageEvent<CollectRequest>) => {
  handle(data).catch((error: unknown) => {
    // Rethrown outside the promise, so that the page's `error` listener is called.
    setTimeout(() => {
      throw error;
    });
  });
});
