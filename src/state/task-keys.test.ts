import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { KeyInputs } from "../core/keys/types.ts";
import type { Solution } from "../core/solve/types.ts";
import { undecoded } from "../core/envelope/large.ts";
import { parseToken } from "../core/envelope/parse.ts";
import type { KeyedTask } from "./keyed-task.ts";
import { createDetachedTask } from "./detached-task.ts";
import { createKeyTrials } from "./key-trials.ts";
import { createSubjectTask } from "./subject-task.ts";
import { createWorkingTask } from "./working-task.ts";
import { createTasks, SOLVE_PAUSE_MS, type Tasks } from "./tasks.ts";
import { hsToken } from "../testing/state/workbench.ts";

/** With every optional member, so a member that is added to a question has to be added here. */
type Whole<T> = T extends object ? { readonly [Name in keyof T]-?: Whole<T[Name]> } : T;

const FIELD = { text: "p", passphrase: "a", judgeAnyway: false };
const KEYS: Whole<KeyInputs> = {
  secret: { text: "s", encoding: "UTF-8", jwk: { alg: "HS256", use: "sig", key_ops: ["verify"], kid: "1" } },
  publicKey: FIELD,
  privateKey: FIELD,
  tokenKey: { text: "t" },
  boundKey: { text: "b" },
};

type AllTasks = Omit<Tasks, "sign"> & {
  readonly sign: ReturnType<Tasks["sign"]["at"]>;
  readonly subject: ReturnType<typeof createSubjectTask>;
  readonly trials: ReturnType<typeof createKeyTrials>;
  readonly working: ReturnType<typeof createWorkingTask>;
  readonly detached: ReturnType<typeof createDetachedTask>;
};
type Question<Name extends keyof AllTasks> = AllTasks[Name] extends { readonly ask: (question: infer Asked) => void }
  ? Asked
  : never;

const [TOKEN, OTHER] = [hsToken('{"sub":"1"}'), hsToken('{"sub":"2"}')];
/** A question of each task; a task without one does not compile. */
const QUESTIONS: { readonly [Name in keyof AllTasks]: Whole<Question<Name>> } = {
  judgeShown: { token: parseToken(TOKEN), keys: KEYS, openAnyway: false } as Whole<Question<"judgeShown">>,
  judgeBase: { token: parseToken(TOKEN), keys: KEYS, openAnyway: false } as Whole<Question<"judgeBase">>,
  readPublicKey: FIELD,
  readPrivateKey: FIELD,
  decode: TOKEN,
  solve: { token: TOKEN, detached: "d", seal: 1, keys: KEYS },
  encrypt: {
    path: "",
    base: { text: "a", bytes: new Uint8Array() },
    header: '{"alg":"dir"}',
    json: { text: "{}", index: 0 },
    content: "c",
    keys: KEYS,
    again: 0,
  },
  sign: { alg: "HS256", kid: "1", signingInput: "a.b", keys: KEYS, again: 0 },
  subject: { sub: "1", ids: "1" },
  trials: { token: parseToken(TOKEN), keys: [], judgeAnyway: false, kid: "1", all: false } as Whole<Question<"trials">>,
  working: { text: TOKEN, keys: KEYS },
  detached: { token: TOKEN, seal: 1, detached: "d", keys: KEYS },
};
/** What is part of a question and changes no answer: the keys that a signature is not made with; contradictions do not stop reading. */
const NO_MATTER: { readonly [Name in keyof AllTasks]?: RegExp } = {
  // They follow from the text.
  encrypt: /^base bytes/,
  sign: /^keys (?:publicKey|tokenKey|boundKey) /,
  readPublicKey: /^judgeAnyway$/,
  readPrivateKey: /^judgeAnyway$/,
};

/** A question with one of its parts changed, for each part, by the path of that part. */
function changesOf(whole: unknown): readonly (readonly [path: string, changed: unknown])[] {
  if (typeof whole === "string") return [["", `${whole} `]];
  if (typeof whole === "number") return [["", whole + 1]];
  if (typeof whole === "boolean") return [["", !whole]];
  if (Array.isArray(whole)) return [["", [...whole, "more"]]];
  // Of a parsed token its text, the payload alongside it and the chosen signature are all that there is to change.
  if ("segments" in (whole as object))
    return [
      ["", parseToken(OTHER)],
      ["detached", { ...(whole as object), detached: { payload: "d", signed: "d" } }],
      ["seal", { ...(whole as object), seal: { index: 1, isChosen: true } }],
    ];
  return Object.entries(whole as object).flatMap(([name, part]) =>
    changesOf(part).map(
      ([path, changed]) => [`${name} ${path}`.trim(), { ...(whole as object), [name]: changed }] as const,
    ),
  );
}

const made = () =>
  createTasks(
    () => {},
    async (text) => undecoded(text),
    async () => ({ kind: "nothing" }) as unknown as Solution,
    () => Promise.reject(new Error("decrypts it only if you ask")),
  );
const tasks = (): AllTasks => ({
  ...made(),
  sign: made().sign.at(0),
  subject: createSubjectTask(
    () => {},
    async () => ({ matches: [], count: 1 }),
  ),
  trials: createKeyTrials(() => {}),
  working: createWorkingTask(() => {}),
  detached: createDetachedTask(() => {}),
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe.each(Object.keys(QUESTIONS) as (keyof AllTasks)[])("the task %s", (name) => {
  const first = QUESTIONS[name];
  const changes = changesOf(first);
  const [idle, telling] = [
    changes.filter(([path]) => NO_MATTER[name]?.test(path)),
    changes.filter(([path]) => !NO_MATTER[name]?.test(path)),
  ];
  const task = (): KeyedTask<unknown, unknown> => tasks()[name] as KeyedTask<unknown, unknown>;
  const answered = async (asked: KeyedTask<unknown, unknown>, question: unknown): Promise<void> => {
    asked.ask(question);
    vi.advanceTimersByTime(SOLVE_PAUSE_MS);
    await expect.poll(() => asked.read(question)).not.toBeNull();
  };

  it.each(telling)("runs again when this part of its question changes: %s", async (_, second) => {
    const asked = task();
    await answered(asked, first);
    expect(asked.read(second), "the answer is not shown to the other question").toBeNull();
    await answered(asked, second);
    expect(asked.read(first)).toBeNull();
  });

  it.each(idle)("keeps its answer when this part of its question changes: %s", async (_, second) => {
    const asked = task();
    await answered(asked, first);
    expect(asked.read(second)).toBe(asked.read(first));
  });
});
