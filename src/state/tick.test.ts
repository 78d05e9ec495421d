import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { RULES } from "../core/rules/index.ts";
import { STANDING } from "../core/rules/standing/standing.ts";
import { isSame } from "../core/same.ts";
import { LIVE_LIMIT } from "../core/envelope/large.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import type { VerdictState } from "../core/crypto/types.ts";
import { encode, hsToken, NOW, settled, SECRET, start } from "../testing/state/workbench.ts";
import type { View } from "./types.ts";
import type { Workbench } from "./workbench.ts";
import { eventually } from "../testing/eventually.ts";

beforeAll(async () => {
  await loadDetector();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const PAYLOAD = JSON.stringify({ sub: "1", iat: NOW - 60, exp: NOW + 3600 });
const TOKEN = hsToken(PAYLOAD);
const [header = "", payload = ""] = TOKEN.split(".");

type Prepare = (workbench: ReturnType<typeof start>) => void;
const opened =
  (token: string, secret = ""): Prepare =>
  ({ actions }) => {
    actions.openText(token);
    if (secret !== "") actions.setSecret(secret);
  };

const STATES: readonly (readonly [name: string, state: VerdictState | "pending", prepare: Prepare])[] = [
  ["empty", "empty", () => {}],
  ["malformed", "malformed", opened(`${header}.${payload}`)],
  ["no token at all", "malformed", opened("hello")],
  ["of an unknown algorithm", "unsupported", opened(hsToken(PAYLOAD, '{"alg":"XS1"}'))],
  ["encrypted", "no-key", opened(`${encode('{"alg":"dir","enc":"A128GCM"}')}..AAAA.AAAA.AAAA`)],
  ["unsigned", "unsigned", opened(`${encode('{"alg":"none"}')}.${payload}.`)],
  ["without a key", "no-key", opened(TOKEN)],
  [
    "with a key that cannot be used",
    "key-error",
    ({ actions }) => {
      actions.openText(TOKEN);
      actions.setSecretEncoding("Hex");
      actions.setSecret("not hex");
    },
  ],
  ["verified", "verified", opened(TOKEN, SECRET)],
  ["invalid", "invalid", opened(TOKEN, "another secret")],
  [
    "re-signed",
    "verified",
    (workbench) => {
      opened(TOKEN, SECRET)(workbench);
      workbench.actions.editPane("payload", PAYLOAD.replace('"1"', '"2"'));
    },
  ],
  [
    "kept",
    "invalid",
    (workbench) => {
      opened(TOKEN, SECRET)(workbench);
      workbench.actions.setMode("keep");
      workbench.actions.editPane("payload", PAYLOAD.replace('"1"', '"2"'));
    },
  ],
  ["too large to be judged unasked", "pending", opened(hsToken(PAYLOAD.replace("1", "x".repeat(LIVE_LIMIT))), SECRET)],
];

async function rested(workbench: Workbench): Promise<View> {
  const { view } = workbench;
  await eventually(() => {
    expect(view.getState().messageOf).not.toBeNull();
    expect(view.getState().large?.decoding ?? false).toBe(false);
  });
  if (!view.getState().verdict.onRequest) await settled(workbench);
  // What is searched after a pause, and what is loaded on the way, has come too.
  let last: View;
  do {
    last = view.getState();
    await new Promise((resolve) => setTimeout(resolve, 200));
  } while (view.getState() !== last);
  return last;
}

/** Counts how often each rule runs from here on. */
function countRuns(): () => readonly string[] {
  const spies = [...RULES, ...STANDING].map((rule) => [rule.id, vi.spyOn(rule, "detect")] as const);
  return () => spies.flatMap(([id, { mock }]) => mock.calls.map(() => id));
}

const LOOK_AT_THE_CLOCK = [...RULES, ...STANDING].flatMap(({ id, ticks }) => (ticks === true ? [id] : []));

/** The parts of the view that a moment changes: the others are the same objects after a tick. */
const OF_THE_MOMENT: readonly (keyof View)[] = ["clock", "realTime", "times", "findings", "standing"];

describe.each(STATES)("while the token is %s", (_, state, prepare) => {
  // One for all three: each begins from a workbench at rest, and a tick leaves it so.
  let workbench: ReturnType<typeof start>;
  beforeAll(async () => {
    workbench = start();
    prepare(workbench);
    await rested(workbench);
  });
  const tick = (): void => {
    workbench.at.now += 1000;
    workbench.tick();
  };

  it("a tick runs each rule that reads the clock once, and no other", () => {
    expect(workbench.view.getState().verdict.state).toBe(state);
    const runs = countRuns();
    for (let seconds = 0; seconds < 3; seconds += 1) tick();
    const expected = LOOK_AT_THE_CLOCK.flatMap((id) => [id, id, id]);
    expect(runs().toSorted()).toEqual(expected.toSorted());
  });

  it("a tick gives no new objects but those that depend on the time", () => {
    const before = workbench.view.getState();
    tick();
    const after = workbench.view.getState();
    const changed = (Object.keys(after) as (keyof View)[]).filter((part) => !Object.is(after[part], before[part]));
    expect(changed.filter((part) => !OF_THE_MOMENT.includes(part))).toEqual([]);
    // And of those, only the ones that differ at another time.
    expect(changed.filter((part) => isSame(after[part], before[part]))).toEqual([]);
  });

  it("a tick of a stopped clock runs nothing", () => {
    const runs = countRuns();
    workbench.actions.moveClock(NOW + 100);
    const before = runs().length;
    const { findings, times, clock } = workbench.view.getState();
    for (let seconds = 0; seconds < 3; seconds += 1) tick();
    expect(runs()).toHaveLength(before);
    expect(workbench.view.getState()).toMatchObject({ findings, times, clock });
    expect(workbench.view.getState().findings).toBe(findings);
  });
});
