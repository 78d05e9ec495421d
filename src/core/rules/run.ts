import { onForget } from "../memory/forget.ts";
import { isSame } from "../same.ts";
import { byCause } from "./causes.ts";
import { RULES } from "./index.ts";
import { askForKeys } from "./key/ask-for-keys.ts";
import { factsOf } from "./support/facts.ts";
import { familyOf } from "./families.ts";
import type { Finding, Rule, RuleContext } from "./types.ts";

/**
 * The findings of all rules for a context, most severe first, otherwise in the order of `RULES`, consequences under their
 * cause. Without findings there is the single finding `none`. A rule that throws becomes the finding `internal`, so
 * the rest goes on. Findings equal to those of the last context are the same objects. Never throws.
 */
export function runRules(context: RuleContext, rules: readonly Rule[] = RULES): readonly Finding[] {
  const answers = answersTo(context, rules, detect);
  const { shared } = context;
  const found = shared === undefined ? answers : answers.filter((finding) => holdsOfShared(finding, shared));
  const findings = found.length === 0 ? [healthy(context)] : byCause(found, rules, context.token);
  if (shown.length !== findings.length || !findings.every((finding, index) => isSame(finding, shown[index]))) {
    shown = findings;
  }
  return shown;
}

/**
 * Whether a finding on a shared view also holds for the original token, and is not caused by what was left out or
 * hidden: the sharer found it too, or it is about something the view has in full, such as times and visible claims
 * under a policy.
 */
function holdsOfShared({ rule, by, args }: Finding, shared: NonNullable<RuleContext["shared"]>): boolean {
  if (shared.claimed.findings.some((claimed) => claimed.rule === rule) || familyOf(rule) === "time") return true;
  return by !== undefined && !Object.values(args).some((value) => String(value).includes("[hidden"));
}

/** The list returned last. */
let shown: readonly Finding[] = [];

/**
 * The findings of some rules. Rules that do not use the clock run once per context, so ticks stay cheap for large tokens.
 * A finding equal to the previous one is the same object.
 */
export function answersTo(context: RuleContext, rules: readonly Rule[], ask: typeof detect): readonly Finding[] {
  const answers = answersFor(context);
  return rules.flatMap((rule) => {
    const before = answers.get(rule);
    if (before !== undefined && rule.ticks !== true) return before;
    const now = ask(rule, context);
    const answer = before !== undefined && isSame(before, now) ? before : now;
    answers.set(rule, answer);
    return answer;
  });
}

function detect(rule: Rule, context: RuleContext): readonly Finding[] {
  try {
    return rule.detect(context);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [{ rule: "internal", variant: "threw", severity: "info", args: { rule: rule.id, message } }];
  }
}

/** The answers for the last context regardless of its moment; for rules that read the clock, those of the last moment. */
let last: { readonly context: RuleContext; readonly answers: Map<Rule, readonly Finding[]> } | null = null;

onForget(() => {
  last = null;
  shown = [];
});

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

function healthy(context: RuleContext): Finding {
  const { judgement, provenance } = context;
  const variant =
    judgement?.state !== "verified" || provenance === "shared"
      ? "unchecked"
      : provenance === "re-signed"
        ? "re-signed"
        : "verified";
  const fix = judgement?.reason.code === "no-public-key" ? askForKeys(factsOf(context)) : null;
  return { rule: "none", variant, severity: "ok", class: "ok", args: {}, ...(fix ? { fix } : {}) };
}
