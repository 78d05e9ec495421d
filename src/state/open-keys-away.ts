import { readKeysInWorker } from "../workers/key-client.ts";
import { createOpener } from "./open-keys.ts";

/** Decrypts keys off the main thread, so typing a passphrase never stalls. */
export const openKeysAway = createOpener(readKeysInWorker);
