import { setStringMember } from "../core/json/edit.ts";
import { KEY_MANAGEMENT_ALGORITHMS, keyManagementRow } from "../core/registry/encryption-algorithms.ts";
import { applyEdit } from "../core/text/edit.ts";
import { parseJson } from "../core/json/parse.ts";
import { algOf } from "./derive.ts";
import type { Fixing } from "./fixing.ts";
import { unprotectedHeader } from "./json-layer.ts";
import { setUnprotected } from "./seal-actions.ts";
import { encryptInstead } from "./sealing.ts";
import type { AlgorithmOption } from "./types.ts";

/** What an encrypted token can be: software stands in for what a browser lacks. */
export const keyManagementOptions: readonly AlgorithmOption[] = KEY_MANAGEMENT_ALGORITHMS.map((alg) => ({
  alg,
  lacking: false,
}));

/** Writes another `alg` into its header's pane, as one step of Undo; of a signed token one for keys makes an encrypted one. */
export function setAlgorithm(alg: string, fixing: Fixing): void {
  const { changes, putPane } = fixing;
  const { header, base, fields, algorithm } = changes.view();
  if (algorithm.value === alg) return;
  if (base.form === "jws" && keyManagementRow(alg) !== null) return encryptInstead(alg, fixing);
  const text = unprotectedHeader(base, fields.edits)?.text ?? "";
  // It stays where it stands: in both headers it would be refused.
  const unprotected = algOf(header.json) === null && text !== "" ? setStringMember(text, "alg", alg) : null;
  if (unprotected !== null && algOf(parseJson(text)) !== null)
    return setUnprotected(applyEdit(text, unprotected), "begins", fixing);
  const edit = setStringMember(header.text, "alg", alg);
  if (edit !== null) putPane("header", applyEdit(header.text, edit), null);
}
