import { beforeEach, describe, expect, test, vi } from "vitest";
import { compact, contextOf, HEALTHY, SAMPLE_NOW } from "../../testing/rules/context.ts";
import { keyless } from "../crypto/pre-judge.ts";
import { parseJson } from "../json/parse.ts";
import { forgetKept } from "../memory/forget.ts";
import type { RuleId } from "./index.ts";
import { runRules } from "./run.ts";
import type { Finding, Rule, RuleContext } from "./types.ts";

beforeEach(forgetKept);

const finding = (rule: string, more: Partial<Finding> = {}): Finding => ({
  rule: rule as RuleId,
  variant: "v",
  severity: "error",
  args: {},
  ...more,
});
const rule = (id: string, detect: Rule["detect"], more: Partial<Rule> = {}): Rule => ({
  id,
  spec: "none",
  words: {},
  detect,
  ...more,
});
const context = contextOf(HEALTHY);
const later = (seconds: number, before: RuleContext = context): RuleContext => ({
  ...before,
  clock: { ...before.clock, now: SAMPLE_NOW + seconds },
  times: [],
});

test("a finding that a tick leaves unchanged stays the same object next to one that it changes", () => {
  const rules = [
    rule("A", () => [finding("A")], { ticks: true }),
    rule("B", ({ clock }) => [finding("B", { args: { now: clock.now } })], { ticks: true }),
  ];
  const [before, after] = [runRules(context, rules), runRules(later(1), rules)];
  expect(after).not.toBe(before);
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toEqual(before[1]);
});

describe("the findings of a context", () => {
  test("are in order of severity, whatever the order of the rules", () => {
    const rules = [
      rule("A", () => [finding("A", { severity: "info" })]),
      rule("B", () => [finding("B", { severity: "warn" }), finding("B", { severity: "error", variant: "w" })]),
    ];
    expect(runRules(context, rules).map(({ rule: id, variant }) => [id, variant])).toEqual([
      ["B", "w"],
      ["B", "v"],
      ["A", "v"],
    ]);
  });

  test("include a rule that throws, with its name and the reason, and those of all other rules", () => {
    const broken = (thrown: unknown) =>
      rule("A", () => {
        throw thrown;
      });
    const internal = (thrown: unknown) =>
      runRules({ ...context }, [broken(thrown), rule("B", () => [finding("B")])]).map(({ rule: id, args }) => [
        id,
        args,
      ]);
    expect(internal(new Error("no luck"))).toEqual([
      ["B", {}],
      ["internal", { rule: "A", message: "no luck" }],
    ]);
    forgetKept();
    expect(internal("text")).toContainEqual(["internal", { rule: "A", message: "text" }]);
  });

  test.each([
    ["unchecked", { judgement: null }],
    ["unchecked", { judgement: keyless("no-key", { code: "no-secret" }, "HS256") }],
    ["unchecked", { judgement: keyless("no-key", { code: "no-secret" }, "HS256"), provenance: "re-signed" }],
    ["verified", { judgement: keyless("verified", { code: "verified" }, "HS256") }],
    ["re-signed", { judgement: keyless("verified", { code: "verified" }, "HS256"), provenance: "re-signed" }],
  ] as const)("are %s if there is nothing to report", (variant, more) => {
    expect(runRules({ ...context, ...more }, [])).toEqual([
      { rule: "none", variant, severity: "ok", class: "ok", args: {} },
    ]);
  });

  test("include a command for the issuer's keys if the public key is missing and iss says whom to ask", () => {
    const judgement = keyless("no-key", { code: "no-public-key" }, "ES256");
    const fixOf = (iss: string) =>
      runRules({ ...contextOf(compact('{"alg":"ES256"}', JSON.stringify({ iss }))), judgement }, [])[0]?.fix;
    expect(fixOf("https://accounts.google.com")).toEqual({
      kind: "copy",
      text: "curl -fsS 'https://www.googleapis.com/oauth2/v3/certs'",
      what: "command",
    });
    expect(fixOf("my-issuer")).toBeUndefined();
  });
});

describe("rules are run", () => {
  const lasting = vi.fn((): readonly Finding[] => [finding("A")]);
  const passing = vi.fn(({ clock }: RuleContext): readonly Finding[] => [
    finding("B", { args: { minute: Math.floor(clock.now / 60) } }),
  ]);
  const rules = [rule("A", lasting), rule("B", passing, { ticks: true })];
  const runs = (): readonly number[] => [lasting.mock.calls.length, passing.mock.calls.length];
  beforeEach(() => vi.clearAllMocks());

  test("by the clock only if they read it, and an equal finding is the same object", () => {
    const first = runRules(context, rules);
    const second = runRules(later(1), rules);
    expect(runs()).toEqual([1, 2]);
    expect(second).toBe(first);
    const third = runRules(later(60), rules);
    expect(runs()).toEqual([1, 3]);
    expect(third).not.toBe(first);
    expect(third.map(({ args }) => args)).toEqual([{}, { minute: SAMPLE_NOW / 60 + 1 }]);
    expect(third[0]).toBe(first[0]);
  });

  test("all of them if anything else of the context differs", () => {
    const documents = { header: parseJson("{}"), payload: parseJson("{}") };
    const before: RuleContext = { ...context, documents };
    const changes: readonly Partial<RuleContext>[] = [
      { token: { ...context.token } },
      { base: { ...context.base } },
      { judgement: keyless("no-key", { code: "no-secret" }, "HS256") },
      { policy: "{}" },
      { panes: { ...context.panes, header: "{ }" } },
      { panes: { ...context.panes, payload: "{ }" } },
      { documents: { ...documents, header: parseJson("{}") } },
      { documents: { ...documents, payload: parseJson("{}") } },
      { provenance: "kept" },
    ];
    for (const change of changes) {
      vi.clearAllMocks();
      forgetKept();
      runRules(before, rules);
      // The panes' texts are the same, though the object that holds them is another.
      runRules({ ...later(5, before), panes: { ...before.panes }, documents: { ...documents } }, rules);
      expect(runs(), Object.keys(change).join()).toEqual([1, 2]);
      runRules({ ...before, ...change }, rules);
      expect(runs(), Object.keys(change).join()).toEqual([2, 3]);
    }
  });

  test("again after everything was forgotten, and nothing old is returned", () => {
    const first = runRules(context, rules);
    forgetKept();
    const second = runRules(context, rules);
    expect(runs()).toEqual([2, 2]);
    expect(second).toEqual(first);
    expect(second).not.toBe(first);
  });

  test("with a new list for one finding more or less", () => {
    lasting.mockReturnValueOnce([]);
    const one = runRules(context, rules);
    const two = runRules({ ...context }, rules);
    expect([one.length, two.length]).toEqual([1, 1]);
    forgetKept();
    expect(runRules({ ...context, policy: " " }, rules)).toHaveLength(2);
  });
});
