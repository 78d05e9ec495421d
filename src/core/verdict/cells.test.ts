import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Judgement, Provenance, VerdictState } from "../crypto/types.ts";
import { RULES } from "../rules/index.ts";
import { runRules } from "../rules/run.ts";
import { SAMPLES } from "../../testing/rules/all.ts";
import { compact, contextOf, HEALTHY, HEALTHY_HEADER, SAMPLE_NOW } from "../../testing/rules/context.ts";
import { judged } from "../../testing/rules/own.ts";
import type { Finding, RuleContext, Severity } from "../rules/types.ts";
import { factsOf } from "../rules/support/facts.ts";
import { verdictCells } from "./cells.ts";
import { timeFindings, withConsequences } from "./subject.ts";
import type { PayloadReading, VerdictFacts } from "./types.ts";
import { rounds } from "../../testing/rounds.ts";
import { sampled } from "../../testing/rounds.ts";

const STATES: readonly VerdictState[] = [
  "empty",
  "malformed",
  "unsupported",
  "unsigned",
  "no-key",
  "key-error",
  "verified",
  "invalid",
];
const SEVERITIES: readonly Severity[] = ["error", "security", "warn", "info", "ok"];

/** The facts of a verdict, of the findings that the rules have in a context. */
function factsFrom(context: RuleContext, more: Partial<VerdictFacts> = {}): VerdictFacts {
  const { document } = factsOf(context).payload;
  const payload: PayloadReading =
    document.root?.type !== "object" ? "not-object" : document.problems.length > 0 ? "broken" : "whole";
  const { judgement, original, provenance, times, clock } = context;
  return {
    judgement,
    original,
    provenance,
    onRequest: false,
    isAsPasted: true,
    payload,
    times,
    clock,
    findings: runRules(context),
    passphrase: null,
    family: "hmac",
    uncompared: [],
    hasVerifier: false,
    ...more,
  };
}

/** The laws of the contract, whatever was found. */
function expectLawful(facts: VerdictFacts, label = ""): void {
  const { signature, time, conclusion } = verdictCells(facts);
  const { judgement, provenance, isAsPasted, payload } = facts;
  const findings = withConsequences(facts.findings);
  const has = (...severities: readonly Severity[]): boolean =>
    findings.some(({ severity }) => severities.includes(severity));
  const isOwn = judgement?.state === "verified" && judgement.key?.source !== "token";
  if (signature.tone === "ok") {
    expect([judgement?.state, provenance, isAsPasted, isOwn], label).toEqual(["verified", "original", true, true]);
  }
  if (time.tone === "ok") {
    expect([isOwn, payload], label).toEqual([true, "whole"]);
    expect(timeFindings(facts).filter(({ severity }) => severity === "error")).toEqual([]);
  }
  if (has("error", "security")) {
    const worst = SEVERITIES.find((severity) => has(severity));
    expect(["error", worst], label).toContain(conclusion.tone);
  }
  if (conclusion.tone === "ok") {
    expect(isOwn, label).toBe(true);
    expect(has("error", "security", "warn", "info"), label).toBe(false);
  }
  // The one filled button is the fix of the worst error; after an edit without such a fix it copies the token.
  const [worst] = facts.findings ?? [];
  const isSettled = judgement !== null && judgement.state !== "empty";
  if (isSettled && worst?.severity === "error" && worst.fix)
    expect(conclusion.step, label).toEqual({ kind: "fix", finding: worst });
  if (isSettled && !has("error", "security") && provenance !== "original") {
    expect(conclusion.step, label).toEqual({ kind: "copy" });
  }
}

/** A judgement with the secret, or with the key that the token brings. */
const anyJudgement: fc.Arbitrary<Judgement | null> = fc.option(
  fc.record({ state: fc.constantFrom(...STATES), own: fc.boolean() }).map(({ state, own }) =>
    judged(state, {
      key: own
        ? { source: "token", material: null, secretBytes: null }
        : { source: "secret", material: null, secretBytes: 32 },
    }),
  ),
);

const anyFinding: fc.Arbitrary<Finding> = fc.record({
  rule: fc.constantFrom("TIM-01", "TIM-03", "SEC-12", "KEY-17", "signature-length", "CLM-05", "IN-16", "markup"),
  variant: fc.constantFrom("v", "found-secret"),
  severity: fc.constantFrom(...SEVERITIES),
  args: fc.constant({}),
});

describe("no cell is a success next to what contradicts it", () => {
  test.each(sampled(RULES.filter(({ id }) => SAMPLES[id]).map(({ id }) => [id] as const)))(
    "in the samples of %s",
    (id) => {
      for (const [variant, make] of SAMPLES[id]?.fires ?? []) {
        const context = make();
        const label = `${id}/${variant}`;
        expectLawful(factsFrom(context), label);
        for (const provenance of ["original", "re-signed", "kept"] satisfies readonly Provenance[]) {
          const verified = { ...context, judgement: judged("verified"), original: judged("verified"), provenance };
          expectLawful(factsFrom(verified), `${label}, verified, ${provenance}`);
        }
      }
    },
  );

  test("in any state, with any findings, however the token arrived", () => {
    const healthy = factsFrom(contextOf(HEALTHY));
    fc.assert(
      fc.property(
        anyJudgement,
        anyJudgement,
        fc.constantFrom<Provenance>("original", "re-signed", "kept"),
        fc.boolean(),
        fc.constantFrom<PayloadReading>(
          "none",
          "encrypted",
          "token",
          "left-out",
          "not-jose",
          "not-object",
          "broken",
          "whole",
        ),
        fc.array(anyFinding, { maxLength: 4 }),
        (judgement, original, provenance, isAsPasted, payload, found) => {
          const findings = found.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
          expectLawful({
            ...healthy,
            judgement,
            original,
            provenance,
            isAsPasted,
            payload,
            findings,
          });
        },
      ),
      { numRuns: rounds(1000) },
    );
  });
});

const withSecret = judged("verified", { key: { source: "secret", material: null, secretBytes: 38 } });
const verified = { judgement: withSecret, original: withSecret };
const tones = (facts: VerdictFacts) => {
  const { signature, time, conclusion } = verdictCells(facts);
  return [signature.tone, time.tone, conclusion.tone];
};

test("a healthy token that verifies is a success in all three", () => {
  expect(tones(factsFrom(contextOf(HEALTHY, verified)))).toEqual(["ok", "ok", "ok"]);
});

test("before the rules have loaded nothing is a success", () => {
  expect(tones({ ...factsFrom(contextOf(HEALTHY, verified)), findings: null })).toEqual(["none", "none", "ok"]);
});

test("text that differs from what was pasted is not a success of the pasted token", () => {
  expect(tones({ ...factsFrom(contextOf(HEALTHY, verified)), isAsPasted: false })[0]).toBe("info");
});

test("a policy's errors remain whether or not the token was signed here", () => {
  const policy = `{"algorithms":["RS256"],"aud":"orders-api"}`;
  for (const provenance of ["original", "re-signed"] as const) {
    const { conclusion } = verdictCells(factsFrom(contextOf(HEALTHY, { ...verified, provenance, policy })));
    expect(conclusion).toMatchObject({ tone: "error", code: "policy" });
    expect(conclusion.counted.filter(({ severity }) => severity === "error").length).toBe(2);
  }
});

test("a published secret takes away the success of signature and conclusion, after an edit too", () => {
  const keys = {
    secret: { text: "a-string-secret-at-least-256-bits-long", encoding: "UTF-8" as const },
    publicKey: { text: "" },
    privateKey: { text: "" },
  };
  for (const provenance of ["original", "re-signed"] as const) {
    const facts = factsFrom(contextOf(HEALTHY, { ...verified, keys, provenance }));
    expect(tones(facts)).toEqual(["security", "ok", "security"]);
  }
});

test("a truncated payload has no reliable times, edited or not", () => {
  const broken = compact(HEALTHY_HEADER, `{"exp":${SAMPLE_NOW + 600},"aud":"x",`);
  for (const provenance of ["original", "re-signed"] as const) {
    const { time, conclusion } = verdictCells(factsFrom(contextOf(broken, { ...verified, provenance })));
    expect(time).toMatchObject({ code: "unreliable", tone: "warn" });
    expect(conclusion.tone).toBe("error");
  }
});

test("what only a policy's leeway allows is a warning in the time cell and no error", () => {
  const late = compact(HEALTHY_HEADER, `{"exp":${SAMPLE_NOW - 2}}`);
  const { time } = verdictCells(factsFrom(contextOf(late, { ...verified, policy: `{"leeway":60}` })));
  expect(time).toMatchObject({ code: "finding", tone: "warn" });
});
