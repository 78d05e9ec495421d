import { judgeToken } from "../core/crypto/judge.ts";
import { withDetached } from "../core/envelope/detached.ts";
import { type DetachedReading, detachedReadings } from "../core/envelope/detached-readings.ts";
import { parseToken } from "../core/envelope/parse.ts";
import type { KeyInputs } from "../core/keys/types.ts";
import { createKeyedTask, type KeyedTask } from "./keyed-task.ts";
import { keyParts } from "./tasks.ts";

/** What is asked: the token, the payload beside it, with which it does not verify, and the keys. */
export interface DetachedQuestion {
  readonly token: string;
  readonly detached: string;
  readonly keys: KeyInputs;
}

/** The payload with which the token verifies, and how it differs; `none` where no reading does. */
export type DetachedAnswer =
  | { readonly kind: "found"; readonly how: DetachedReading; readonly text: string }
  | { readonly kind: "none" };

/** Longer payloads are not tried in other readings. */
const MOST = 1_000_000;

/** Tries what a copy does to a payload: another final line break, other line ends, a byte order mark. An offer, never a verdict. */
export function createDetachedTask(onAnswer: () => void): KeyedTask<DetachedQuestion, DetachedAnswer> {
  return createKeyedTask<DetachedQuestion, DetachedAnswer>({
    key: ({ token, detached, keys }) => [token, detached, ...keyParts(keys)],
    run: async ({ token, detached, keys }, signal) => {
      const parsed = parseToken(token);
      for (const [how, text] of detached.length > MOST ? [] : detachedReadings(detached)) {
        if (signal.aborted) break;
        const { state } = await judgeToken(withDetached(parsed, text), keys);
        if (state === "verified") return { kind: "found", how, text };
      }
      return { kind: "none" };
    },
    failed: () => ({ kind: "none" }),
    onAnswer,
  });
}
