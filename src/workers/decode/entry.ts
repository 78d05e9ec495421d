import { decodeLarge } from "../../core/envelope/decode-large.ts";

// One question, one answer: the client starts a worker for each and terminates it.
globalThis.addEventListener("message", (event: MessageEvent<string>) => {
  globalThis.postMessage(decodeLarge(event.data));
});
