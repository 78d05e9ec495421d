/** Work done off the main thread; loaded on first use. */
export { decodeInWorker } from "../workers/decode/client.ts";
export { solveInWorker } from "../workers/key-client.ts";
export { openKeysAway } from "./open-keys-away.ts";
