import type { Surroundings } from "../state/workbench.ts";

const away = () => import("../state/away.ts");

/** The browser as the workbench's surroundings. */
export const browserSurroundings: Surroundings = {
  now: () => Date.now(),
  async writeClipboard(text) {
    // Typed as always present; absent outside a secure context.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (clipboard !== undefined) return clipboard.writeText(text);
    const { copyByCommand } = await import("./copy-by-command.ts");
    copyByCommand(text);
  },
  // Typed as always present; absent outside a secure context.
  secureContext: (globalThis.crypto.subtle as SubtleCrypto | undefined) !== undefined,
  decodeLarge: async (text, signal) => (await away()).decodeInWorker(text, signal),
  solve: async (question, signal) => (await away()).solveInWorker(question, signal),
  nextFrame: (then) => void requestAnimationFrame(then),
  openKeys: async (text, passphrase, signal) => (await away()).openKeysAway(text, passphrase, signal),
};
