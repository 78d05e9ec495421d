import type { RuleContext } from "../types.ts";
import { compact, contextOf, HEALTHY, HEALTHY_HEADER, HEALTHY_PAYLOAD } from "./context.ts";

/** Contexts of one rule: those that must bring a variant, and those that look alike and must bring nothing. */
export interface RuleSamples {
  readonly fires: readonly (readonly [variant: string, context: () => RuleContext])[];
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
