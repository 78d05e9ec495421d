import { readKeysInWorker } from "../workers/key-client.ts";
import { createOpener } from "./open-keys.ts";

/** Opens encrypted keys away from the page's own thread, so no letter of a passphrase waits for the one before. */
export const openKeysAway = createOpener(readKeysInWorker);
