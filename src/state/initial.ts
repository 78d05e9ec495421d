import type { KeyInputs } from "../core/keys/types.ts";
import type { Inputs, Settings } from "./types.ts";

export const NO_KEYS: KeyInputs = {
  secret: { text: "", encoding: "UTF-8" },
  publicKey: { text: "" },
  privateKey: { text: "" },
};

export const NO_INPUTS: Inputs = {
  base: "",
  pasted: "",
  arrival: null,
  found: [],
  edits: {},
  keys: NO_KEYS,
  pageKeys: NO_KEYS,
  generated: "",
  mode: "re-sign",
  useTokenKey: false,
  judgeLarge: null,
  signAgain: 0,
  knownIds: "",
  errorMessage: "",
};

export const DEFAULT_SETTINGS: Settings = {
  theme: "system",
  leeway: 0,
  hideSecrets: false,
  encodeAsTyped: false,
  clock: { kind: "real" },
  timeStyle: { first: "local", hours: 24 },
  editor: "rich",
  policy: "",
  mapping: null,
};
