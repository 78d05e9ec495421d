import { isUnsealed } from "../core/envelope/unsealed.ts";
import type { LayerInputs, View } from "./types.ts";

/**
 * What is kept when the shown layer's keys change: the content of an edited encrypted token, so edits outlive the key
 * that decrypted it. Unedited content is not kept: it is not shown without its key.
 */
export function remembered({ base, token, fields }: View): Pick<LayerInputs, "plaintext"> | null {
  const content = base.payload;
  if (!base.form.startsWith("jwe") || isUnsealed(base.text) || content === null || content.utf8.length > 0) return null;
  if (token.text === base.text || fields.plaintext?.of === base.text) return null;
  const isOwn = Object.keys(fields.edits).length > 0 || fields.signAgain > 0;
  return { plaintext: { of: base.text, text: content.text, ...(isOwn ? { edited: true } : {}) } };
}
