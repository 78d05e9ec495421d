import { isUnsealed } from "../core/envelope/unsealed.ts";
import type { LayerInputs, View } from "./types.ts";

/**
 * What is kept of the shown layer where its keys change: the content of an encrypted token that was edited, so the edit outlives
 * the key that opened it. Of one that is as it arrived nothing is kept: what its key no longer opens is not shown.
 */
export function remembered({ base, token, fields }: View): Pick<LayerInputs, "plaintext"> | null {
  const content = base.payload;
  if (!base.form.startsWith("jwe") || isUnsealed(base.text) || content === null || content.utf8.length > 0) return null;
  if (token.text === base.text || fields.plaintext?.of === base.text) return null;
  const isOwn = Object.keys(fields.edits).length > 0 || fields.signAgain > 0;
  return { plaintext: { of: base.text, text: content.text, ...(isOwn ? { edited: true } : {}) } };
}
