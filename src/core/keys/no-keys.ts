import type { KeyInputs } from "./types.ts";

/** Empty key fields. */
export const NO_KEYS: KeyInputs = {
  secret: { text: "", encoding: "UTF-8" },
  publicKey: { text: "" },
  privateKey: { text: "" },
};
