import { type ASTNode, Environment } from "@marcbachmann/cel-js";

/** An expression as a tree, each part with its place in the text. */
export type Expression = ASTNode;

/** No longer expression is read; Google and Kubernetes take less. */
const MOST_EXPRESSION = 10_000;

const environment = new Environment({
  enableOptionalTypes: true,
  unlistedVariablesAreDyn: true,
  limits: { maxAstNodes: 5000, maxDepth: 100, maxListElements: 1000, maxMapEntries: 1000, maxCallArguments: 32 },
});

/**
 * The tree of an expression in CEL, or why it has none. The library parses and no more: its evaluation takes `matches` for a
 * regular expression of JavaScript, looks with `in` inside text, and counts no steps. Never throws.
 */
export function parseCel(text: string): { readonly tree: Expression } | { readonly problem: string } {
  if (text.length > MOST_EXPRESSION) return { problem: "The expression is too long to be evaluated" };
  try {
    return { tree: environment.parse(text).ast };
  } catch (error) {
    const { summary } = error as { readonly summary?: string };
    return { problem: `Not valid CEL${summary ? `: ${summary.split("\n")[0] ?? ""}` : ""}` };
  }
}
