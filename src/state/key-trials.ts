import type { Trial } from "../core/crypto/try-keys.ts";
import type { ParsedToken } from "../core/envelope/types.ts";
import type { KeyMaterial } from "../core/keys/types.ts";
import { createKeyedTask, type KeyedTask } from "./keyed-task.ts";
import { pause } from "./pause.ts";

/** The question: which of these keys verify the token. */
export interface TrialQuestion {
  readonly token: ParsedToken;
  readonly keys: readonly KeyMaterial[];
  readonly judgeAnyway: boolean;
  /** `kid` of the header: of very many keys, only those with that kid are tried without a request. */
  readonly kid: string | null;
  /** Try all keys, however many. */
  readonly all: boolean;
}

/** How many keys are tried without a request when the token changes. */
const TRIED_UNASKED = 96;

/** Software takes milliseconds per key: the longest the page may wait for its turn. */
const SLICE_MS = 8;

/** The trial of all keys of a set, as a keyed task: one trial for each, in the order of `keys`. */
export function createKeyTrials(onAnswer: () => void): KeyedTask<TrialQuestion, readonly Trial[]> {
  return createKeyedTask({
    key: ({ token, keys, judgeAnyway, kid, all }) => [
      token.text,
      token.seal?.index,
      token.detached?.payload,
      keys,
      judgeAnyway,
      kid,
      all,
    ],
    async run({ token, keys, judgeAnyway, kid, all }, signal) {
      const { tryKeys } = await import("../core/crypto/try-keys.ts");
      let since = performance.now();
      return tryKeys(token, keys, {
        judgeAnyway,
        first: ({ jwk }) => jwk.kid === kid,
        most: all ? Infinity : TRIED_UNASKED,
        async turn() {
          signal.throwIfAborted();
          if (performance.now() - since < SLICE_MS) return;
          await pause(0, signal);
          since = performance.now();
        },
      });
    },
    failed: (_, { keys }) => keys.map((): Trial => ({ kind: "untried", reason: "refused" })),
    onAnswer,
  });
}
