import { afterEach, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { loadDiagnosis } from "../core/rules/load.ts";
import { RULES } from "../core/rules/index.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { hsToken, SECRET, settled, start } from "../testing/state/workbench.ts";
import { eventually } from "../testing/eventually.ts";

beforeAll(async () => {
  await Promise.all([loadDetector(), loadDiagnosis()]);
});

afterEach(() => {
  vi.restoreAllMocks();
});

const NESTS = '{"alg":"HS256","cty":"JWT"}';
const ONE = hsToken('{"sub":"1"}');
const THREE = hsToken(hsToken(`{"vp":["${ONE}"]}`), NESTS);

/** The shown layer of each tree: the outermost of one, the innermost and the outermost of three. */
const TREES = {
  "a tree of one": { token: ONE, path: "" },
  "the innermost of three": { token: THREE, path: "content /vp/0" },
  "the outermost of three": { token: THREE, path: "" },
} as const;

interface Cost {
  /** How often each rule runs, at most. */
  readonly rules: number;
  /** How many signatures are checked and made. */
  readonly judged: number;
  readonly signed: number;
}

/**
 * What one key costs, from the key until nothing is pending. These numbers may only fall. A key inside a token is signed and
 * judged through each layer around it; the rules speak of the shown layer alone, however many there are.
 */
const COSTS: readonly (readonly [key: "claim" | "header" | "secret", tree: keyof typeof TREES, Cost])[] = [
  ["claim", "a tree of one", { rules: 1, judged: 1, signed: 1 }],
  ["header", "a tree of one", { rules: 1, judged: 1, signed: 1 }],
  ["secret", "a tree of one", { rules: 4, judged: 2, signed: 1 }],
  ["claim", "the innermost of three", { rules: 1, judged: 3, signed: 3 }],
  ["header", "the innermost of three", { rules: 1, judged: 3, signed: 3 }],
  ["secret", "the innermost of three", { rules: 4, judged: 4, signed: 3 }],
  ["claim", "the outermost of three", { rules: 1, judged: 1, signed: 1 }],
  ["header", "the outermost of three", { rules: 1, judged: 1, signed: 1 }],
  ["secret", "the outermost of three", { rules: 4, judged: 2, signed: 1 }],
];

async function costOf(tree: keyof typeof TREES, key: "claim" | "header" | "secret"): Promise<Cost> {
  const { token, path } = TREES[tree];
  // A signature that takes less than a frame, however busy the machine is.
  const workbench = start(() => {});
  const { actions, view } = workbench;
  actions.openText(token);
  for (const { path: at } of view.getState().layers) {
    actions.showLayer(at);
    actions.setSecret(SECRET);
  }
  actions.showLayer(path);
  actions.setSecret(SECRET);
  await allSettled(workbench);
  // The signature is the page's from here on, as it is while someone types.
  actions.editPane("header", '{"alg":"HS256","kid":"a"}', "typed");
  await allSettled(workbench);
  const rules = RULES.map((rule) => vi.spyOn(rule, "detect"));
  const sign = vi.spyOn(crypto.subtle, "sign");
  const verify = vi.spyOn(crypto.subtle, "verify");
  for (const spy of [...rules, sign, verify]) spy.mockClear();
  if (key === "secret") actions.setSecret(`${SECRET}x`);
  else if (key === "header") actions.editPane("header", '{"alg":"HS256","kid":"ab"}', "typed");
  else actions.editPane("payload", `${view.getState().payload.text} `.replace(/"1"|^ey/, '"12"'), "typed");
  // Reading the view before listeners are notified derives it.
  await eventually(() => {
    if (workbench.held.read()) throw new Error("held");
  });
  await allSettled(workbench);
  return {
    rules: Math.max(...rules.map(({ mock }) => mock.calls.length)),
    judged: verify.mock.calls.length,
    signed: sign.mock.calls.length,
  };
}

it("a key in the payload parses its text once, and not again as the token has it", async () => {
  // Modules of its own: others of this process hold the parser that is not watched.
  vi.resetModules();
  const parsed: string[] = [];
  vi.doMock(import("../core/json/parse.ts"), async (load) => {
    const { parseJson, ...module } = await load();
    return { ...module, parseJson: (text: string) => (parsed.push(text), parseJson(text)) };
  });
  onTestFinished(() => {
    vi.doUnmock("../core/json/parse.ts");
    vi.resetModules();
  });
  const { start: startAnew } = await import("../testing/state/workbench.ts");
  await (await import("../core/token/load-detect.ts")).loadDetector();
  await (await import("../core/rules/load.ts")).loadDiagnosis();
  const workbench = startAnew(() => {});
  const { actions, view } = workbench;
  actions.openText(ONE);
  actions.setSecret(SECRET);
  await allSettled(workbench);
  actions.editPane("payload", '{ "sub": "12" }', "typed");
  await allSettled(workbench);
  parsed.length = 0;
  actions.editPane("payload", '{ "sub": "123" }', "typed");
  await allSettled(workbench);
  expect(view.getState().token.payload?.text).toBe('{"sub":"123"}');
  expect(parsed.filter((text) => text.includes("sub"))).toEqual(['{ "sub": "123" }']);
});

async function allSettled(workbench: ReturnType<typeof start>): Promise<void> {
  await settled(workbench);
  await eventually(() => {
    if (workbench.view.getState().layers.some(({ state }) => state === "pending")) throw new Error("pending");
  });
}

it.each(COSTS)("a key in a %s of %s", async (key, tree, most) => {
  const cost = await costOf(tree, key);
  for (const name of ["rules", "judged", "signed"] as const) {
    expect(cost[name], name).toBeGreaterThan(0);
    expect(cost[name], name).toBeLessThanOrEqual(most[name]);
  }
});
