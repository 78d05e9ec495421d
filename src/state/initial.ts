import type { Inputs, Settings } from "./types.ts";

export const NO_INPUTS: Inputs = {
  base: "",
  pasted: "",
  arrival: null,
  found: [],
  made: false,
  path: "",
  edits: {},
  keys: {},
  pageKeys: {},
  generated: "",
  linkKeys: [],
  mode: {},
  useTokenKey: {},
  judgeLarge: null,
  judgePadded: null,
  openAnyway: [],
  signAgain: {},
  detached: {},
  seal: {},
  plaintext: {},
  knownIds: "",
  accountChanged: "",
  lastSync: "",
  workingToken: "",
  errorMessage: "",
  policy: "",
  verifier: "",
};

export const DEFAULT_SETTINGS: Settings = {
  theme: "system",
  leeway: 0,
  hideSecrets: false,
  encodeAsTyped: false,
  clock: { kind: "real" },
  timeStyle: { first: "local", hours: 24 },
  editor: "rich",
  mapping: null,
};

/** The change to another base, which discards the old one's edits. */
export const tokenChange = (base: string): Partial<Inputs> => ({ base, edits: {}, signAgain: {}, useTokenKey: {} });

/** The change to a token that arrived whole; its outermost layer is shown. */
export const tokenArrives = (token: string): Partial<Inputs> => ({
  ...tokenChange(token),
  seal: {},
  path: "",
  pasted: token,
  arrival: null,
  found: [],
});
