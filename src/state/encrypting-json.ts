import { minifyJson } from "../core/json/minify.ts";
import type { Signing } from "./derive-layer.ts";
import type { EncryptQuestion } from "./tasks.ts";
import { contentOf, type Edited } from "./encrypting.ts";

/**
 * The JSON JWE after edits to a decrypted one: re-encrypted for the selected recipient, or with the old ciphertext,
 * which lacks edits to the content.
 */
export function encryptSeals(edited: Edited): Signing {
  const { tasks, path, base, bytes, isOpening, fields, laid, projection, pending, encodeAsTyped } = edited;
  const { mode, signAgain, edits } = fields;
  const { payload } = edits;
  const typed = payload === undefined ? null : encodeAsTyped ? payload : minifyJson(payload);
  const content = laid?.content ?? typed;
  const changed = projection.edited || content !== null;
  const untouched: Signing = {
    text: projection.text,
    provenance: changed ? "kept" : "original",
    outcome: null,
    // Nothing can be re-encrypted before the token is decrypted.
    pending: pending || (isOpening && (changed || signAgain > 0)),
  };
  const isWanted = mode === "re-sign" && signAgain >= 0 && (changed || signAgain > 0);
  if (bytes === undefined || base.seal === undefined || !isWanted) {
    tasks.encrypt.drop();
    return untouched;
  }
  const question: EncryptQuestion = {
    path,
    base: { text: base.text, bytes },
    header: base.seal.joined.text,
    json: { text: projection.text, index: base.seal.index },
    content,
    keys: fields.keys,
    again: signAgain,
  };
  if (!pending) tasks.encrypt.ask(question);
  const answer = pending ? null : tasks.encrypt.read(question);
  if (answer?.kind === "unavailable") return { ...untouched, outcome: answer };
  return {
    text: answer?.token ?? projection.text,
    provenance: "re-signed",
    outcome: null,
    pending: answer === null,
    content: answer && contentOf(answer),
  };
}
