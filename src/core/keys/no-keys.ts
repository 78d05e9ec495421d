import type { KeyInputs } from "./types.ts";

/** The key fields with nothing in them. */
export const NO_KEYS: KeyInputs = {
  secret: { text: "", encoding: "UTF-8" },
  publicKey: { text: "" },
  privateKey: { text: "" },
};
