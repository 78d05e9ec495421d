import type { ReadKeys } from "../core/crypto/judge.ts";
import { judgeUnkeyed } from "../core/crypto/pre-judge.ts";
import { messageOf } from "../core/crypto/thrown.ts";
import type { EncryptOutcome } from "../core/crypto/jwe/encrypt.ts";
import type { Judgement, SignOutcome } from "../core/crypto/types.ts";
import { isBlank, wantsPassphrase } from "../core/keys/reading.ts";
import type { KeyFieldInput, KeyInputs, KeyReading } from "../core/keys/types.ts";
import type { Solution, SolveQuestion } from "../core/solve/types.ts";
import { type LargeDecoding, undecoded } from "../core/envelope/large.ts";
import type { ParsedToken } from "../core/envelope/types.ts";
import { createKeyedTask } from "./keyed-task.ts";
import { loadActs } from "./load-acts.ts";
import type { OpenKeys } from "./open-keys.ts";
import { pause } from "./pause.ts";

export interface JudgeQuestion {
  readonly token: ParsedToken;
  readonly keys: KeyInputs;
  /** The user requested what is done only on request. */
  readonly openAnyway: boolean;
}

export interface SignQuestion {
  readonly alg: string;
  /** `kid` if an unprotected header may have it; absent: it is in the signing input. */
  readonly kid?: string | null;
  readonly signingInput: string;
  readonly keys: KeyInputs;
  /** Incremented for each request for a new signature over the same input. */
  readonly again: number;
}

export interface EncryptQuestion {
  readonly path: string;
  /** The decrypted token, and its content. */
  readonly base: { readonly text: string; readonly bytes: Uint8Array<ArrayBuffer> };
  readonly header: string;
  /** The text of a JWE in JSON with its headers edited, and which recipient is chosen; absent: it is compact. */
  readonly json?: { readonly text: string; readonly index: number };
  /** The content's text; null if it was not edited. */
  readonly content: string | null;
  readonly keys: KeyInputs;
  /** Incremented for each request for a new ciphertext of the same content. */
  readonly again: number;
}

/** The asynchronous questions of the workbench, one keyed task each. `onAnswer` is called after any answer. */
export function createTasks(
  onAnswer: () => void,
  decodeLarge: (text: string, signal: AbortSignal) => Promise<LargeDecoding>,
  solve: ((question: SolveQuestion, signal: AbortSignal) => Promise<Solution>) | undefined,
  openKeys: OpenKeys,
) {
  // Use the worker only if a passphrase is needed.
  const readField = async (text: string, passphrase: string | undefined, signal: AbortSignal): Promise<KeyReading> => {
    if (isBlank(text)) return { kind: "empty" };
    const { readKeys } = await loadActs();
    const reading = await readKeys(text);
    return passphrase && wantsPassphrase(reading) ? openKeys(text, passphrase, signal) : reading;
  };
  const readerFor =
    (signal: AbortSignal): ReadKeys =>
    (text, passphrase) =>
      readField(text, passphrase, signal);
  const judge = () =>
    createKeyedTask<JudgeQuestion, Judgement>({
      key: ({ token, keys, openAnyway }) => [
        token.text,
        token.seal?.index,
        token.seal?.isChosen,
        token.detached?.payload,
        openAnyway,
        ...keyParts(keys),
      ],
      run: async ({ token, keys, openAnyway }, signal) => {
        await letTyping(token.text, signal);
        const unkeyed = await judgeUnkeyed(token, keys);
        if (unkeyed !== null) return unkeyed;
        const { judgeToken, letPasswordRest } = await loadActs();
        await letPasswordRest(token, signal);
        return judgeToken(token, keys, readerFor(signal), { openAnyway });
      },
      failed: (error) => ({
        state: "key-error",
        reason: { code: "import-failed", message: messageOf(error) },
        alg: null,
        key: null,
        passedOver: [],
        weak: null,
        software: false,
      }),
      onAnswer,
    });
  const read = () =>
    createKeyedTask<KeyFieldInput, KeyReading>({
      key: ({ text, passphrase }) => [text, passphrase],
      run: ({ text, passphrase }, signal) => readField(text, passphrase, signal),
      failed: (error) => ({
        kind: "unusable",
        problem: { code: "asn1", format: null, range: null, args: { why: messageOf(error) } },
        repairs: [],
      }),
      onAnswer,
    });
  return {
    judgeShown: judge(),
    judgeBase: judge(),
    readPublicKey: read(),
    readPrivateKey: read(),
    decode: createKeyedTask<string, LargeDecoding>({
      key: (text) => [text],
      run: decodeLarge,
      failed: (_, text) => undecoded(text),
      onAnswer,
    }),
    solve: createKeyedTask<SolveQuestion, Solution | null>({
      key: ({ token, detached, seal, keys }) => [token, detached, seal, ...keyParts(keys)],
      run: async (question, signal) => {
        await pause(SOLVE_PAUSE_MS, signal);
        return solve?.(question, signal) ?? null;
      },
      // If the search fails, the verdict stands.
      failed: () => null,
      onAnswer,
    }),
    encrypt: createKeyedTask<EncryptQuestion, EncryptOutcome>({
      key: ({ path, base, header, json, content, keys, again }) => [
        path,
        base.text,
        header,
        json?.text,
        json?.index,
        content,
        again,
        ...keyParts(keys),
      ],
      run: async (question, signal) => {
        const { encryptOnce } = await loadActs();
        // A ciphertext that is no longer needed may be needed again.
        return encryptOnce(question, readerFor(new AbortController().signal), signal);
      },
      failed: (error) => ({ kind: "unavailable", reason: { code: "import-failed", message: messageOf(error) } }),
      onAnswer,
    }),
    sign: several(() =>
      createKeyedTask<SignQuestion, SignOutcome>({
        key: ({ alg, kid, signingInput, keys, again }) => [alg, kid, signingInput, again, ...signingParts(keys)],
        run: async ({ keys, ...request }, signal) => {
          await letTyping(request.signingInput, signal);
          const { signToken } = await loadActs();
          return signToken(request, keys, readerFor(signal));
        },
        failed: (error) => ({
          kind: "unavailable",
          reason: { code: "import-failed", message: messageOf(error) },
        }),
        onAnswer,
      }),
    ),
  };
}

/** A task for each signature of a token, created when needed. */
function several<Task extends { readonly drop: () => void }>(make: () => Task) {
  const made: Task[] = [];
  return {
    at: (index: number): Task => (made[index] ??= make()),
    drop: () => made.forEach((task) => task.drop()),
  };
}

/** The tasks of one layer. */
export type Tasks = ReturnType<typeof createTasks>;

/** A key that is being typed is not searched for on each keystroke. */
export const SOLVE_PAUSE_MS = 150;

/** From this length on, signing and judging a token takes longer than a frame. */
const LARGE = 200_000;
/** Two frames: the typed text shows before its token is signed, and signing does not delay further typing. */
const LARGE_PAUSE_MS = 40;

async function letTyping(text: string, signal: AbortSignal): Promise<void> {
  if (text.length > LARGE) await pause(LARGE_PAUSE_MS, signal);
}

/** Inputs that affect signing only, flat, so that they compare by value. */
function signingParts({ secret, privateKey }: KeyInputs): readonly unknown[] {
  return [secret.text, secret.encoding, secret.jwk, privateKey.text, privateKey.passphrase, privateKey.judgeAnyway];
}

/** All key inputs that can change a verdict, flat. */
export function keyParts(keys: KeyInputs): readonly unknown[] {
  const { publicKey, tokenKey, boundKey } = keys;
  const { text, passphrase, judgeAnyway } = publicKey;
  return [...signingParts(keys), text, passphrase, judgeAnyway, tokenKey?.text, boundKey?.text];
}
