import { RULES } from "./index.ts";
import { DEMONSTRATION } from "./secret/well-known.ts";
import type { Finding, Rule, RuleContext, Severity } from "./types.ts";

const ORDER: Readonly<Record<Severity, number>> = { error: 0, security: 1, warn: 2, info: 3, ok: 4 };

/**
 * What the page says of a context: the findings of all rules, gravest first, otherwise in the order of `RULES`.
 * Where there is nothing to say the one finding `none` says so. A rule that throws becomes the finding `internal`, so that
 * the rest goes on. Never throws.
 */
export function runRules(context: RuleContext, rules: readonly Rule[] = RULES): readonly Finding[] {
  const known = answersFor(context);
  const findings = rules.flatMap((rule) => {
    let answer = known.get(rule);
    if (!answer) {
      answer = detect(rule, context);
      if (!rule.needs.includes("clock")) known.set(rule, answer);
    }
    return answer;
  });
  return findings.length === 0
    ? [healthy(context)]
    : findings.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

function detect(rule: Rule, context: RuleContext): readonly Finding[] {
  try {
    return rule.detect(context);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [{ rule: "internal", variant: "threw", severity: "info", args: { rule: rule.id, message } }];
  }
}

/** Answers of rules that do not look at the clock, for the last context: the clock ticks, a large token stays. */
let last: { readonly context: RuleContext; readonly answers: Map<Rule, readonly Finding[]> } | null = null;

function answersFor(context: RuleContext): Map<Rule, readonly Finding[]> {
  if (last === null || !sameButTime(last.context, context)) last = { context, answers: new Map() };
  return last.answers;
}

function sameButTime(a: RuleContext, b: RuleContext): boolean {
  const { clock: _, times: __, panes, documents, ...inputs } = b;
  return (
    a.panes.header === panes.header &&
    a.panes.payload === panes.payload &&
    a.documents?.header === documents?.header &&
    a.documents?.payload === documents?.payload &&
    (Object.keys(inputs) as (keyof typeof inputs)[]).every((name) => a[name] === b[name])
  );
}

function healthy({ judgement, provenance, keys }: RuleContext): Finding {
  const isDemonstration = judgement?.key?.source === "secret" && keys.secret.text === DEMONSTRATION;
  const variant =
    isDemonstration && judgement?.state === "verified" && provenance !== "re-signed"
      ? "demonstration"
      : judgement?.state !== "verified"
        ? "unchecked"
        : provenance === "re-signed"
          ? "re-signed"
          : "verified";
  return { rule: "none", variant, severity: "ok", class: "ok", args: {} };
}
