import type { RuleContext, Severity } from "../../core/rules/types.ts";
import { compact, contextOf, HEALTHY, HEALTHY_HEADER, HEALTHY_PAYLOAD } from "./context.ts";

/**
 * A context that must produce a variant, and the properties not visible in its words: its severity, what it marks (the
 * pane and the text there), and what its fix leads to. `heldOf` gives both as text; if absent, it marks nothing and has
 * no fix.
 */
export type Sample = readonly [
  variant: string,
  context: () => RuleContext,
  severity: Severity,
  marks?: string | null,
  fix?: string,
];

/** Samples of one rule: those that fire, and similar ones that must not. */
export interface RuleSamples {
  readonly fires: readonly Sample[];
  readonly silent: readonly (() => RuleContext)[];
}

export type Samples = Readonly<Record<string, RuleSamples>>;

/** A context for a token's text, made when the test asks for it. */
export function of(text: string, more: Partial<RuleContext> = {}): () => RuleContext {
  return () => contextOf(text, more);
}

/** A token with this header text and otherwise healthy. */
export function header(text: string, more: Partial<RuleContext> = {}, signature?: string): () => RuleContext {
  return of(compact(text, HEALTHY_PAYLOAD, signature), more);
}

/** A token with this payload text and otherwise healthy. */
export function payload(text: string, more: Partial<RuleContext> = {}): () => RuleContext {
  return of(compact(HEALTHY_HEADER, text), more);
}

/** A healthy token in a context that differs only in this. */
export function healthy(more: Partial<RuleContext> = {}): () => RuleContext {
  return of(HEALTHY, more);
}
