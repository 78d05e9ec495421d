import type { KeySource } from "../../crypto/types.ts";
import type { PaneName } from "../types.ts";

/** Where the key that judges stands. */
export const KEY_PANES: Readonly<Record<KeySource, PaneName>> = {
  secret: "secret",
  "public-key": "public-key",
  "private-key": "private-key",
  token: "header",
  cnf: "token",
};
