import { judgeToken } from "../core/crypto/judge.ts";
import { signToken } from "../core/crypto/sign.ts";
import type { Judgement, SignOutcome } from "../core/crypto/types.ts";
import { readKeys } from "../core/keys/read.ts";
import type { KeyFieldInput, KeyInputs, KeyReading } from "../core/keys/types.ts";
import type { Solution, SolveQuestion } from "../core/solve/types.ts";
import { type LargeDecoding, undecoded } from "../core/token/large.ts";
import type { ParsedToken } from "../core/token/types.ts";
import { createKeyedTask } from "./keyed-task.ts";

export interface JudgeQuestion {
  readonly token: ParsedToken;
  readonly keys: KeyInputs;
}

export interface SignQuestion {
  readonly alg: string;
  readonly signingInput: string;
  readonly keys: KeyInputs;
}

/** The asynchronous questions of the workbench, one keyed task each. `onAnswer` is called after any of them was answered. */
export function createTasks(
  onAnswer: () => void,
  decodeLarge: (text: string, signal: AbortSignal) => Promise<LargeDecoding>,
  solve: (question: SolveQuestion, signal: AbortSignal) => Promise<Solution>,
) {
  const judge = () =>
    createKeyedTask<JudgeQuestion, Judgement>({
      key: ({ token, keys }) => [token.text, ...keyParts(keys)],
      run: ({ token, keys }) => judgeToken(token, keys),
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
      run: ({ text, passphrase }) => readKeys(text, passphrase),
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
      key: ({ token, keys }) => [token, ...keyParts(keys)],
      run: async (question, signal) => {
        await pause(SOLVE_PAUSE_MS, signal);
        return solve(question, signal);
      },
      // Without the search the verdict says what it says.
      failed: () => null,
      onAnswer,
    }),
    sign: createKeyedTask<SignQuestion, SignOutcome>({
      key: ({ alg, signingInput, keys }) => [alg, signingInput, ...keyParts(keys)],
      run: ({ alg, signingInput, keys }) => signToken({ alg, signingInput }, keys),
      failed: (error) => ({
        kind: "unavailable",
        reason: { code: "import-failed", message: messageOf(error) },
      }),
      onAnswer,
    }),
  };
}

/** A key that is being typed is not searched for at each letter. */
const SOLVE_PAUSE_MS = 150;

/** Resolves after some milliseconds; rejects as soon as it is no longer wanted. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("no longer wanted", "AbortError"));
    });
  });
}

/** Everything of the key inputs that can change an answer, flat, so that it compares by value. */
function keyParts({ secret, publicKey, privateKey, tokenKey }: KeyInputs): readonly unknown[] {
  return [
    secret.text,
    secret.encoding,
    secret.jwk,
    publicKey.text,
    publicKey.passphrase,
    publicKey.judgeAnyway,
    privateKey.text,
    privateKey.passphrase,
    privateKey.judgeAnyway,
    tokenKey?.text,
    tokenKey?.judgeAnyway,
  ];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
