import { RULES } from "./index.ts";
import type { Finding, Rule, RuleContext, Severity } from "./types.ts";

const ORDER: Readonly<Record<Severity, number>> = { error: 0, security: 1, warn: 2, info: 3, ok: 4 };

/**
 * What the page says of a context: the findings of all rules, gravest first, otherwise in the order of `RULES`.
 * Where there is nothing to say the one finding `none` says so. A rule that throws becomes the finding `internal`, so that
 * the rest goes on. Never throws.
 */
export function runRules(context: RuleContext, rules: readonly Rule[] = RULES): readonly Finding[] {
  const findings = rules.flatMap((rule) => detect(rule, context));
  return findings.length === 0 ? [healthy(context)] : findings.sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

function detect(rule: Rule, context: RuleContext): readonly Finding[] {
  try {
    return rule.detect(context);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [{ rule: "internal", variant: "threw", severity: "info", args: { rule: rule.id, message } }];
  }
}

function healthy({ judgement, provenance }: RuleContext): Finding {
  const variant = judgement?.state !== "verified" ? "unchecked" : provenance === "re-signed" ? "re-signed" : "verified";
  return { rule: "none", variant, severity: "ok", class: "ok", args: {} };
}
