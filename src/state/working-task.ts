import { wholeObject } from "../core/json/query.ts";
import { judgeToken } from "../core/crypto/judge.ts";
import type { VerdictState } from "../core/crypto/types.ts";
import { parseToken } from "../core/envelope/parse.ts";
import type { ParsedToken } from "../core/envelope/types.ts";
import type { KeyInputs } from "../core/keys/types.ts";
import { loadDiagnosis } from "../core/rules/load.ts";
import type { Place } from "../core/rules/types.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { createKeyedTask, type KeyedTask } from "./keyed-task.ts";
import { NO_KEYS } from "../core/keys/no-keys.ts";
import { keyParts } from "./tasks.ts";

/** The question: the text with a token in it, and the keys that judge it. */
interface WorkingQuestion {
  readonly text: string;
  readonly keys: KeyInputs;
}

/** The token in the text, its verdict, and what is wrong if it cannot be read. */
export interface WorkingAnswer {
  readonly token: ParsedToken;
  readonly state: VerdictState;
  readonly problem: { readonly title: string; readonly place: Place | null } | null;
}

/** Finds the token in a text for comparison with the open one, and verifies it with the same keys. Never rejects. */
export function createWorkingTask(onAnswer: () => void): KeyedTask<WorkingQuestion, WorkingAnswer> {
  return createKeyedTask({
    key: ({ text, keys }) => [text, ...keyParts(keys)],
    run: async ({ text, keys }) => {
      const detect = await loadDetector();
      const token = parseToken(detect(text).tokens[0]?.text ?? text.trim());
      const { state } = await judgeToken(token, keys);
      const isRead = token.payload !== null && wholeObject(token.payload.json) !== null;
      return { token, state, problem: isRead && state !== "malformed" ? null : await problemOf(token) };
    },
    failed: (_, { text }) => ({ token: parseToken(text.trim()), state: "key-error", problem: null }),
    onAnswer,
  });
}

/** The first finding about an unreadable token, without keys. */
async function problemOf(token: ParsedToken): Promise<WorkingAnswer["problem"]> {
  const { runRules, messageOf } = await loadDiagnosis();
  const judgement = await judgeToken(token, NO_KEYS);
  const [finding] = runRules({
    token,
    base: token,
    arrival: null,
    panes: { header: token.header?.text ?? "", payload: token.payload?.text ?? "" },
    provenance: "original",
    keys: NO_KEYS,
    publicKey: { kind: "empty" },
    privateKey: { kind: "empty" },
    judgement,
    original: judgement,
    signing: null,
    pair: null,
    times: [],
    clock: { now: 0, leeway: 0 },
  });
  return finding === undefined ? null : { title: messageOf(finding).title, place: finding.place ?? null };
}
