import type { EncryptOutcome } from "../core/crypto/jwe/encrypt.ts";
import type { ReadKeys } from "../core/crypto/judge.ts";
import type { Judgement } from "../core/crypto/types.ts";
import type { Projection } from "../core/envelope/project.ts";
import type { InnerTexts, ParsedToken } from "../core/envelope/types.ts";
import { minifyJson } from "../core/json/print.ts";
import { createKept } from "../core/memory/kept.ts";
import { encodeUtf8 } from "../core/text/utf8.ts";
import type { Signing } from "./derive-layer.ts";
import { pause } from "./pause.ts";
import { type EncryptQuestion, keyParts, type Tasks } from "./tasks.ts";
import type { LayerInputs } from "./types.ts";

/** A password is stretched once who types has paused: what is begun cannot be ended. */
const PAUSE_MS = 300;

/** Waits before a password is stretched to open a token; rejects where `signal` is aborted. */
export async function letPasswordRest({ form, header }: ParsedToken, signal: AbortSignal): Promise<void> {
  if (form === "jwe" && header !== null && (await import("../core/crypto/jwe/encrypt.ts")).isSlow(header.text))
    await pause(PAUSE_MS, signal);
}

/** The ciphertexts of this visit: what is asked for again gets the one that it had, so that undoing an edit gives it back. */
const ciphertexts = createKept<EncryptOutcome>({ entries: 1000, bytes: 64 * 1024 * 1024 });

/** Answers a question of encryption; `read` reads key fields. Rejects where `signal` is aborted. */
export async function encryptOnce(
  question: EncryptQuestion,
  read: ReadKeys,
  signal: AbortSignal,
): Promise<EncryptOutcome> {
  const { path, base, header, content, keys, again } = question;
  const { encryptJwe, isSlow } = await import("../core/crypto/jwe/encrypt.ts");
  if (isSlow(header)) await pause(PAUSE_MS, signal);
  const name = JSON.stringify([path, base.text, header, content, again, ...keyParts(keys)]);
  signal.throwIfAborted();
  const outcome = await ciphertexts.get(name, () =>
    encryptJwe({ header, content: content === null ? base.bytes : encodeUtf8(content) }, keys, read),
  );
  madeOf.set(outcome, base.text);
  return outcome;
}

/** The token whose edits each ciphertext has: that of another token is not shown while one is being made. */
const madeOf = new WeakMap<EncryptOutcome, string>();

/** A decrypted token with what was edited in it. */
export interface Edited {
  readonly tasks: Tasks;
  readonly path: string;
  readonly base: ParsedToken;
  /** What opening it came to; null while that is not known. */
  readonly opening: Judgement | null;
  readonly fields: LayerInputs;
  readonly encodeAsTyped: boolean;
  /** What changed tokens inside make of the content. */
  readonly laid: InnerTexts | null;
  /** The token with the header that was edited, and the ciphertext that stood there. */
  readonly projection: Projection;
  readonly pending: boolean;
}

/**
 * The token that edits make of a decrypted one: re-encrypted, or with the ciphertext that stood there, which is then one of
 * another header, and does not have what was typed in the content.
 */
export function encryptAnew(edited: Edited): Signing {
  const { tasks, path, base, opening, fields, laid, projection, pending, ...how } = edited;
  const { mode, signAgain, edits } = fields;
  const plain = (typed: string): string => (how.encodeAsTyped ? typed : minifyJson(typed));
  const header = edits.header === undefined ? (base.header?.text ?? "") : plain(edits.header);
  const content = laid?.content ?? (edits.payload === undefined ? null : plain(edits.payload));
  const kept = projection.text;
  const changed = kept !== base.text || content !== null;
  const bytes = opening?.opened?.bytes;
  if (bytes === undefined) {
    // Nothing can be re-encrypted before the token is decrypted.
    const touched = edits.header !== undefined || edits.payload !== undefined || signAgain > 0;
    const provenance = touched ? "kept" : "original";
    return { text: kept, provenance, outcome: null, pending: pending || (touched && opening === null) };
  }
  const untouched: Signing = { text: kept, provenance: changed ? "kept" : "original", outcome: null, pending };
  if (mode === "keep" || !(changed || signAgain > 0)) {
    tasks.encrypt.drop();
    return untouched;
  }
  const question: EncryptQuestion = {
    path,
    base: { text: base.text, bytes },
    header,
    content,
    keys: fields.keys,
    again: signAgain,
  };
  // What an inner layer is about to change is not encrypted before.
  if (!pending) tasks.encrypt.ask(question);
  const answer = pending ? null : tasks.encrypt.read(question);
  if (answer?.kind === "unavailable") return { ...untouched, outcome: answer };
  const last = tasks.encrypt.latest();
  const shown = answer ?? (last !== null && madeOf.get(last) === base.text ? last : null);
  return {
    text: shown?.kind === "encrypted" ? shown.token : kept,
    provenance: "re-signed",
    outcome: null,
    pending: answer === null,
  };
}
