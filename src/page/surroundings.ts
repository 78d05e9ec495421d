import type { Surroundings } from "../state/workbench.ts";

/** The browser as the workbench's surroundings. */
export const browserSurroundings: Surroundings = {
  now: () => Date.now(),
  async writeClipboard(text) {
    // Typed as always there; absent outside a secure context.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (clipboard !== undefined) return clipboard.writeText(text);
    const { copyByCommand } = await import("./copy-by-command.ts");
    copyByCommand(text);
  },
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
