import { removeMember, setStringMember } from "../core/json/edit.ts";
import { lastMember } from "../core/json/query.ts";
import {
  KEY_MANAGEMENT_ALGORITHMS,
  keyManagementRow,
  strangeParameters,
} from "../core/registry/encryption-algorithms.ts";
import { applyEdit } from "../core/text/edit.ts";
import { parseJson } from "../core/json/parse.ts";
import { algOf } from "./derive.ts";
import type { Fixing } from "./fixing.ts";
import { unprotectedHeader } from "./json-layer.ts";
import { setUnprotected } from "./seal-actions.ts";
import type { AlgorithmOption } from "./types.ts";

/** The algorithms of encrypted tokens: software covers what a browser lacks. */
export const keyManagementOptions: readonly AlgorithmOption[] = KEY_MANAGEMENT_ALGORITHMS.map((alg) => ({
  alg,
  lacking: false,
}));

/**
 * Sets `alg` in the header pane, as one step of Undo. Where the token is re-encrypted with it, header parameters that
 * only the previous algorithm used are removed, and a notice names them.
 */
export function setAlgorithm(alg: string, fixing: Fixing): void {
  const { changes, putPane } = fixing;
  const { header, payload, base, fields, algorithm } = changes.view();
  if (algorithm.value === alg) return;
  const text = unprotectedHeader(base, fields.edits)?.text ?? "";
  // It stays in its header: a token with alg in both headers is refused.
  const unprotected = algOf(header.json) === null && text !== "" ? setStringMember(text, "alg", alg) : null;
  if (unprotected !== null && algOf(parseJson(text)) !== null)
    return setUnprotected(applyEdit(text, unprotected), "begins", fixing);
  // A JSON form without a protected header gets one: there alg belongs.
  if (base.seal !== undefined && header.text.trim() === "") return putPane("header", JSON.stringify({ alg }), null);
  const edit = setStringMember(header.text, "alg", alg);
  if (edit === null) return;
  const isMadeAnew = base.form.startsWith("jwe") && payload.readOnly === null && fields.mode === "re-sign";
  const { left, removed } = isMadeAnew
    ? withoutStrange(applyEdit(header.text, edit), alg)
    : { left: applyEdit(header.text, edit), removed: [] };
  putPane("header", left, null);
  if (removed.length > 0) changes.notify("algorithm-members", { alg, names: removed.join(", ") });
}

/** A header's text without the parameters that only other algorithms have, and their names. */
function withoutStrange(text: string, alg: string): { readonly left: string; readonly removed: readonly string[] } {
  const row = keyManagementRow(alg);
  const removed: string[] = [];
  let left = text;
  for (const name of row === null ? [] : strangeParameters(row)) {
    const { root } = parseJson(left);
    const member = root?.type === "object" ? lastMember(root, name) : null;
    const edit = member && removeMember(left, member);
    if (!edit) continue;
    left = applyEdit(left, edit);
    removed.push(name);
  }
  return { left, removed };
}
