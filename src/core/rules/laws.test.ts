import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringMember } from "../json/query.ts";
import { secretFromJwk } from "../keys/oct-jwk.ts";
import type { SecretInput } from "../keys/types.ts";
import { applyEdits } from "../text/edits.ts";
import { RULES } from "./index.ts";
import { messageOf, VOCABULARIES } from "./message.ts";
import { runRules } from "./run.ts";
import { SAMPLES } from "../../testing/rules/all.ts";
import { compact, contextOf, HEALTHY, HEALTHY_HEADER, SAMPLE_NOW } from "../../testing/rules/context.ts";
import { textOf } from "../../testing/rules/hold.ts";
import type { Finding, Fix, RuleContext } from "./types.ts";
import { rounds } from "../../testing/rounds.ts";

function expectSound(context: RuleContext, findings: readonly Finding[]): void {
  expect(findings.length).toBeGreaterThan(0);
  for (const finding of findings) {
    const { place, fix, rule, variant } = finding;
    expect(rule, JSON.stringify(finding)).not.toBe("internal");
    expect(Object.keys(VOCABULARIES.get(rule) ?? {})).toContain(variant);
    expect(messageOf(finding).title).not.toBe("");
    for (const { pane, range } of [place, fix?.kind === "replace" ? fix.place : undefined].filter(
      (p) => p !== undefined,
    )) {
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
      expect(range.end, `${rule}/${variant} points past the end of ${pane}`).toBeLessThanOrEqual(
        textOf(context, pane).length,
      );
    }
  }
}

const anyToken = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.stringMatching(/^[\w.~=+/ "{}-]{0,80}$/),
  fc
    .tuple(fc.nat(HEALTHY.length), fc.nat(6), fc.string({ unit: "binary", maxLength: 4 }))
    .map(([at, cut, put]) => HEALTHY.slice(0, at) + put + HEALTHY.slice(at + cut)),
  fc.json().map((json) => compact(HEALTHY_HEADER, json)),
  fc.json().map((json) => compact(json, "{}")),
  fc.string({ unit: "binary", maxLength: 60 }).map((text) => compact(HEALTHY_HEADER, text)),
  fc.json(),
);

test("any text gets a finding, no rule throws, and every place lies in its pane", () => {
  fc.assert(
    fc.property(anyToken, (text) => {
      const context = contextOf(text);
      expectSound(context, runRules(context));
    }),
    { numRuns: rounds(500) },
  );
});

test("the same context gives the same findings, whatever was asked in between", () => {
  fc.assert(
    fc.property(anyToken, anyToken, (text, between) => {
      const first = runRules(contextOf(text));
      runRules(contextOf(between));
      expect(runRules(contextOf(text))).toEqual(first);
    }),
  );
});

test("only rules that read the clock change when it moves", () => {
  const clocked = new Set(RULES.filter(({ ticks }) => ticks === true).map(({ id }) => id));
  fc.assert(
    fc.property(anyToken, fc.integer({ min: -1e9, max: 1e9 }), (text, offset) => {
      const still = (now: number) =>
        RULES.filter(({ id }) => !clocked.has(id)).flatMap((rule) =>
          rule.detect(contextOf(text, {}, { now, leeway: 0 })),
        );
      expect(still(SAMPLE_NOW + offset)).toEqual(still(SAMPLE_NOW));
    }),
    { numRuns: rounds(50) },
  );
});

/** Another secret is another question: what was found for the old one is gone. */
function withSecret(context: RuleContext, secret: SecretInput): RuleContext {
  return { ...context, keys: { ...context.keys, secret }, solution: null };
}

/** The context after a fix, as the page applies it: a replacement in the token, or in a pane whose segment is encoded again. */
function applied(context: RuleContext, fix: Fix): RuleContext | null {
  const replaced = (text: string, { place, insert }: Extract<Fix, { kind: "replace" }>) =>
    text.slice(0, place.range.start) + insert + text.slice(place.range.end);
  switch (fix.kind) {
    case "replace": {
      if (fix.place.pane === "token") return contextOf(replaced(context.token.text, fix));
      if (fix.place.pane !== "header" && fix.place.pane !== "payload") return null;
      const panes = { ...context.panes, [fix.place.pane]: replaced(context.panes[fix.place.pane], fix) };
      return contextOf(compact(panes.header, panes.payload, context.token.segments[2]?.text));
    }
    case "replace-many": {
      if (fix.pane === "token") return contextOf(applyEdits(context.token.text, fix.edits));
      if (fix.pane !== "header" && fix.pane !== "payload") return null;
      const panes = { ...context.panes, [fix.pane]: applyEdits(context.panes[fix.pane], fix.edits) };
      return contextOf(compact(panes.header, panes.payload, context.token.segments[2]?.text));
    }
    case "replace-all":
      return fix.pane === "token" ? contextOf(fix.text) : null;
    case "set-clock":
      return contextOf(context.token.text, {}, { now: fix.now, leeway: 0 });
    case "secret-encoding":
      return withSecret(context, { ...context.keys.secret, encoding: fix.encoding });
    case "secret":
      return withSecret(context, fix);
    case "secret-from-jwk":
      return withSecret(context, secretFromJwk(context.keys.secret.text, kidOf(context)) ?? context.keys.secret);
    default:
      return null;
  }
}

function kidOf({ token }: RuleContext): string | null {
  return token.header && stringMember(token.header.json, "kid");
}

describe("a fix that changes a text or the clock removes its finding", () => {
  const samples = SAMPLES;
  test.each(RULES.filter(({ id }) => samples[id]).map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
    for (const [, make] of samples[id]?.fires ?? []) {
      const context = make();
      const findings = rule.detect(context);
      expectSound(context, [...findings, ...runRules(context)]);
      for (const { fix, variant } of findings) {
        const after = fix ? applied(context, fix) : null;
        if (!after) continue;
        const same = (list: readonly Finding[]) => list.filter((finding) => finding.variant === variant).length;
        expect(same(rule.detect(after)), `${id}/${variant} stays after its fix`).toBeLessThan(same(findings));
      }
    }
  });
});
