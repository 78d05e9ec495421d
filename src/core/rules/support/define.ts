import type { Finding, Fix, Place, Rule, RuleContext, Severity } from "../types.ts";
import { factsOf, type Facts } from "./facts.ts";

/** How many findings one rule may list; what is beyond is counted in `more` of the last. */
export const MAX_FINDINGS = 20;

/** What a finding may carry beside its severity and variant. */
export interface Details {
  readonly args?: Readonly<Record<string, string | number>>;
  readonly place?: Place | null;
  readonly class?: string;
  readonly fix?: Fix | null;
}

/** Adds one finding of the rule that is running; `more` counts those that are not even listed. */
export interface Say {
  (severity: Severity, variant: string, details?: Details): void;
  readonly more: (count: number) => void;
}

/**
 * Makes a rule of a detection that says what it finds. Takes the id (of the diagnosis catalogue or the project's own),
 * what it looks at, the clause that makes it a fact, and the detection. Holds the cap of `MAX_FINDINGS`.
 */
export function defineRule(
  id: string,
  needs: Rule["needs"],
  spec: string,
  look: (facts: Facts, say: Say, context: RuleContext) => void,
): Rule {
  const detect = (context: RuleContext): readonly Finding[] => {
    const findings: Finding[] = [];
    let more = 0;
    const add = (severity: Severity, variant: string, { args = {}, place, class: fits, fix }: Details = {}) => {
      if (findings.length >= MAX_FINDINGS) {
        more += 1;
        return;
      }
      findings.push({
        rule: id,
        variant,
        severity,
        args,
        ...(place ? { place } : {}),
        ...(fits === undefined ? {} : { class: fits }),
        ...(fix ? { fix } : {}),
      });
    };
    const say: Say = Object.assign(add, {
      more: (count: number) => {
        more += count;
      },
    });
    look(factsOf(context), say, context);
    const last = findings.at(-1);
    if (more > 0 && last) findings[findings.length - 1] = { ...last, args: { ...last.args, more } };
    return findings;
  };
  return { id, needs, spec, detect };
}
