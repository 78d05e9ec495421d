import type { RuleContext, Severity } from "../../core/rules/types.ts";
import { compact, contextOf, HEALTHY, HEALTHY_HEADER, HEALTHY_PAYLOAD } from "./context.ts";

/**
 * A context that must bring a variant, and what no word shows of it: how grave it is, what it marks (the pane and the text
 * there), and what its fix leads to. `heldOf` says both as text; absent: it marks nothing, it has no fix.
 */
export type Sample = readonly [
  variant: string,
  context: () => RuleContext,
  severity: Severity,
  marks?: string | null,
  fix?: string,
];

/** Samples of one rule: those that bring something, and those that look alike and must bring nothing. */
export interface RuleSamples {
  readonly fires: readonly Sample[];
  readonly silent: readonly (() => RuleContext)[];
}

export type Samples = Readonly<Record<string, RuleSamples>>;

/** A context of a token's text, made when the test asks for it. */
export function of(text: string, more: Partial<RuleContext> = {}): () => RuleContext {
  return () => contextOf(text, more);
}

/** A token with this header text, and a healthy rest. */
export function header(text: string, more: Partial<RuleContext> = {}, signature?: string): () => RuleContext {
  return of(compact(text, HEALTHY_PAYLOAD, signature), more);
}

/** A token with this payload text, and a healthy rest. */
export function payload(text: string, more: Partial<RuleContext> = {}): () => RuleContext {
  return of(compact(HEALTHY_HEADER, text), more);
}

/** A healthy token in a context where only this differs. */
export function healthy(more: Partial<RuleContext> = {}): () => RuleContext {
  return of(HEALTHY, more);
}
