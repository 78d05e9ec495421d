import { setStringMember } from "../core/json/edit.ts";
import { KEY_MANAGEMENT_ALGORITHMS, keyManagementRow } from "../core/registry/encryption-algorithms.ts";
import { applyEdit } from "../core/text/edit.ts";
import { algOf } from "./derive.ts";
import type { Fixing } from "./fixing.ts";
import { encryptInstead } from "./sealing.ts";
import type { AlgorithmOption } from "./types.ts";

/** What an encrypted token can be: software stands in for what a browser lacks. */
export const keyManagementOptions: readonly AlgorithmOption[] = KEY_MANAGEMENT_ALGORITHMS.map((alg) => ({
  alg,
  lacking: false,
}));

/** Writes another `alg` into the header pane, as one step of Undo; of a signed token one for keys makes an encrypted one. */
export function setAlgorithm(alg: string, fixing: Fixing): void {
  const { changes, putPane } = fixing;
  const { header, base } = changes.view();
  if (algOf(header.json) === alg) return;
  if (base.form === "jws" && keyManagementRow(alg) !== null) return encryptInstead(alg, fixing);
  const edit = setStringMember(header.text, "alg", alg);
  if (edit !== null) putPane("header", applyEdit(header.text, edit), null);
}
