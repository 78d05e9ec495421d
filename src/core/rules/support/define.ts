import type { RuleId } from "../index.ts";
import type { Explains, Finding, Fix, Place, Rule, RuleContext, Severity } from "../types.ts";
import { factsOf, holderOf, type Facts } from "./facts.ts";
import type { ArgsOf, Vocabulary } from "./words.ts";

/** How many findings one rule may list; the rest are counted in `more` of the last. */
export const MAX_FINDINGS = 20;

/** Optional properties of a finding beside severity, variant and arguments. */
interface Details {
  readonly place?: Place | null;
  readonly class?: string;
  readonly fix?: Fix | null;
  readonly by?: Finding["by"];
}

/** Arguments are required if the words of any variant use some. */
type DetailsOf<W> =
  ArgsOf<W> extends infer A
    ? Partial<A> extends A
      ? [details?: Details & { readonly args?: A }]
      : [details: Details & { readonly args: A }]
    : never;

/** Adds one finding of the rule that is running; `more` counts those that are not even listed. */
export interface Say<W extends Vocabulary> {
  <V extends keyof W & string>(severity: Severity, variant: V, ...details: DetailsOf<W[V]>): void;
  readonly more: (count: number) => void;
}

/** What defines a rule: its words determine its variants and arguments. */
export interface Definition<Id extends string, W extends Vocabulary> {
  /** An id of the diagnosis catalogue, or one of the project's own. */
  readonly id: Id;
  readonly ticks?: true;
  readonly spec: string;
  readonly words: W;
  readonly look: (facts: Facts, say: Say<W>, context: RuleContext) => void;
  readonly explains?: readonly (Explains & { readonly as?: readonly (keyof W)[] })[];
  readonly each?: true;
  readonly leads?: readonly (keyof W & string)[];
}

/**
 * Makes a rule from a detection and its words: a variant without words, or a missing argument, does not compile.
 * Enforces the cap of `MAX_FINDINGS`.
 */
export function defineRule<const Id extends string, const W extends Vocabulary>({
  look,
  ...rule
}: Definition<Id, W>): Rule<Id, W> {
  const detect = (context: RuleContext): readonly Finding[] => {
    const findings: Finding[] = [];
    let unlisted = 0;
    const add = (
      severity: Severity,
      variant: string,
      { args = {}, place, class: fits, fix, by }: Details & { readonly args?: Finding["args"] } = {},
    ) => {
      if (findings.length >= MAX_FINDINGS) {
        unlisted += 1;
        return;
      }
      // Its digest is signed: another value there would be one that no digest matches.
      const holder = place ? holderOf(place) : null;
      const isFixed = fix?.kind !== "replace" || holderOf(fix.place) === null;
      findings.push({
        // A test checks that every rule is listed.
        rule: rule.id as string as RuleId,
        variant,
        severity,
        args: holder === null ? args : { ...args, holder },
        ...(place ? { place } : {}),
        ...(fits === undefined ? {} : { class: fits }),
        ...(fix && isFixed ? { fix } : {}),
        ...(by === undefined ? {} : { by }),
      });
    };
    add.more = (count: number) => {
      unlisted += count;
    };
    look(factsOf(context), add as Say<W>, context);
    const last = findings.at(-1);
    if (unlisted > 0 && last) findings[findings.length - 1] = { ...last, args: { ...last.args, more: unlisted } };
    return findings;
  };
  return { ...rule, detect };
}
