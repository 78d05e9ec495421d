/** What is done away from the page's own thread; loaded when it is first wanted. */
export { decodeInWorker } from "../workers/decode/client.ts";
export { solveInWorker } from "../workers/key-client.ts";
export { openKeysAway } from "./open-keys-away.ts";
