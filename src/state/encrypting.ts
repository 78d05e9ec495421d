import type { EncryptOutcome } from "../core/crypto/jwe/encrypt.ts";
import type { Opened } from "../core/crypto/jwe/types.ts";
import { unsealedJudgement } from "../core/crypto/jwe/unsealed-judgement.ts";
import { usedKeys } from "../core/crypto/jwe/used-keys.ts";
import type { ReadKeys } from "../core/crypto/judge.ts";
import { contentPart } from "../core/envelope/content-part.ts";
import type { Judgement } from "../core/crypto/types.ts";
import type { Projection } from "../core/envelope/project.ts";
import type { InnerTexts, JsonPart, ParsedToken } from "../core/envelope/types.ts";
import { isUnsealed } from "../core/envelope/unsealed.ts";
import { minifyJson } from "../core/json/minify.ts";
import type { JsonDocument } from "../core/json/types.ts";
import { createKept } from "../core/memory/kept.ts";
import { encodeUtf8 } from "../core/text/utf8.ts";
import type { Signing } from "./derive-layer.ts";
import { pause } from "./pause.ts";
import { type EncryptQuestion, keyParts, type Tasks } from "./tasks.ts";
import type { LayerInputs, Plaintext } from "./types.ts";

/** Password derivation waits for a pause in typing, since it cannot be aborted. */
const PAUSE_MS = 300;

/** Waits before deriving a key from a password; rejects if `signal` is aborted. */
export async function letPasswordRest({ form, seal, header }: ParsedToken, signal: AbortSignal): Promise<void> {
  const whole = seal?.joined ?? header;
  if (!form.startsWith("jwe") || whole === null) return;
  if ((await import("../core/crypto/jwe/encrypt.ts")).isSlow(whole.text)) await pause(PAUSE_MS, signal);
}

const known = new WeakMap<Plaintext, Opened>();

/** A token's content if this page put it there; otherwise null. The same object for the same plaintext. */
export function heldIn(
  token: string,
  { plaintext, edits, signAgain }: Pick<LayerInputs, "plaintext" | "edits" | "signAgain">,
): Opened | null {
  if (plaintext?.of !== token) return null;
  if (plaintext.edited === true && Object.keys(edits).length === 0 && signAgain <= 0) return null;
  let held = known.get(plaintext);
  if (held === undefined) {
    const bytes = encodeUtf8(plaintext.text);
    held = { bytes, content: contentPart(bytes) };
    known.set(plaintext, held);
  }
  return held;
}

/** The ciphertexts of this visit: the same question gets the same ciphertext, so undoing an edit restores it. */
const ciphertexts = createKept<EncryptOutcome>({ entries: 1000, bytes: 64 * 1024 * 1024 });

/** Encrypts; `read` reads key fields. Rejects if `signal` is aborted. */
export async function encryptOnce(
  question: EncryptQuestion,
  read: ReadKeys,
  signal: AbortSignal,
): Promise<EncryptOutcome> {
  const { path, base, header, json, content, keys, again } = question;
  const { encryptJwe, isSlow, recipientName } = await import("../core/crypto/jwe/encrypt.ts");
  if (isSlow(header)) await pause(PAUSE_MS, signal);
  // A set with an added key still encrypts for the same recipient.
  const recipient = json === undefined ? await recipientName(header, keys, read) : null;
  const by = recipient === null ? keyParts(keys) : [recipient];
  const name = JSON.stringify([path, base.text, header, json, content, again, ...by]);
  signal.throwIfAborted();
  const bytes = content === null ? base.bytes : encodeUtf8(content);
  const outcome = await ciphertexts.get(name, async () =>
    json === undefined
      ? encryptJwe({ header, content: bytes }, keys, read)
      : (await import("../core/crypto/jwe/encrypt-json.ts")).encryptJsonJwe({ ...json, content: bytes }, keys, read),
  );
  if (!madeOf.has(outcome)) madeOf.set(outcome, { base: base.text, content: contentPart(bytes) });
  return outcome;
}

/** The content of each ciphertext and the token whose edits it has: a ciphertext of another token is not shown while one is being made. */
const madeOf = new WeakMap<EncryptOutcome, { readonly base: string; readonly content: JsonPart | null }>();

/** What was encrypted. The same object for the same ciphertext. */
export const contentOf = (outcome: EncryptOutcome): JsonPart | null => madeOf.get(outcome)?.content ?? null;

const missingOf = new WeakMap<EncryptOutcome, Judgement>();

/** Why a token cannot be encrypted: the same object for the same answer. */
function missing(answer: Extract<EncryptOutcome, { kind: "unavailable" }>, header: JsonDocument): Judgement {
  const judgement = missingOf.get(answer) ?? unsealedJudgement(answer, header);
  missingOf.set(answer, judgement);
  return judgement;
}

/** An encrypted token with what was edited in it. */
export interface Edited {
  readonly tasks: Tasks;
  readonly path: string;
  readonly base: ParsedToken;
  /** Its content; undefined if unknown. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  /** It is not known yet whether it decrypts. */
  readonly isOpening: boolean;
  readonly fields: LayerInputs;
  readonly encodeAsTyped: boolean;
  /** The header in its pane. */
  readonly header: JsonDocument;
  /** The content with changed inner tokens. */
  readonly laid: InnerTexts | null;
  /** The token with the edited header and the old ciphertext. */
  readonly projection: Projection;
  readonly pending: boolean;
}

/**
 * The token after edits of an encrypted one whose content is known: re-encrypted, or with the old ciphertext, which then
 * has another header and lacks edits to the content. A token not yet encrypted has none to keep.
 */
export function encryptAnew(edited: Edited): Signing {
  const { tasks, path, base, bytes, isOpening, fields, laid, projection, pending, ...how } = edited;
  const { mode, signAgain, edits } = fields;
  const plain = (typed: string): string => (how.encodeAsTyped ? typed : minifyJson(typed));
  const header = edits.header === undefined ? (base.header?.text ?? "") : plain(edits.header);
  const content = laid?.content ?? (edits.payload === undefined ? null : plain(edits.payload));
  const kept = projection.text;
  const changed = kept !== base.text || content !== null;
  if (bytes === undefined) {
    // Nothing can be re-encrypted before the token is decrypted.
    const touched = edits.header !== undefined || edits.payload !== undefined || signAgain > 0;
    const provenance = touched ? "kept" : "original";
    return { text: kept, provenance, outcome: null, pending: pending || (touched && isOpening) };
  }
  const isNew = isUnsealed(base.text);
  const untouched: Signing = { text: kept, provenance: changed ? "kept" : "original", outcome: null, pending };
  if (!isNew && (mode === "keep" || !(changed || signAgain > 0))) {
    tasks.encrypt.drop();
    return untouched;
  }
  const question: EncryptQuestion = {
    path,
    base: { text: base.text, bytes },
    header,
    // The text of a token that is not encrypted yet does not reveal its content.
    content: content ?? (isNew ? (fields.plaintext?.text ?? null) : null),
    keys: usedKeys(how.header, fields.keys),
    again: signAgain,
  };
  // Waits for a pending change of an inner layer.
  if (!pending) tasks.encrypt.ask(question);
  const answer = pending ? null : tasks.encrypt.read(question);
  if (answer?.kind === "unavailable")
    return isNew
      ? {
          ...untouched,
          provenance: "original",
          outcome: answer,
          isNew,
          content: base.payload,
          judgement: missing(answer, how.header),
        }
      : { ...untouched, outcome: answer };
  const last = tasks.encrypt.latest();
  const shown = answer ?? (last !== null && madeOf.get(last)?.base === base.text ? last : null);
  return {
    text: shown?.kind === "encrypted" ? shown.token : kept,
    provenance: "re-signed",
    outcome: null,
    pending: answer === null,
    content: shown && contentOf(shown),
    isNew,
  };
}
