import type { Surroundings } from "../state/workbench.ts";
import { writeClipboard } from "./clipboard.ts";

/** The browser as the workbench's surroundings. */
export const browserSurroundings: Surroundings = {
  now: () => Date.now(),
  writeClipboard,
  // Typed as always there; absent outside a secure context.
  secureContext: (globalThis.crypto.subtle as SubtleCrypto | undefined) !== undefined,
  decodeLarge: async (text, signal) => {
    const { decodeInWorker } = await import("../workers/decode/client.ts");
    return decodeInWorker(text, signal);
  },
  solve: async (question, signal) => {
    const { solveInWorker } = await import("../workers/key-client.ts");
    return solveInWorker(question, signal);
  },
  openKeys: async (text, passphrase, signal) => {
    const { openKeysAway } = await import("../state/open-keys-away.ts");
    return openKeysAway(text, passphrase, signal);
  },
};
