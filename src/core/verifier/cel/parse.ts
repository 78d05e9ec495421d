import { type ASTNode, Environment } from "@marcbachmann/cel-js";

/** An expression as a tree; each part has its range in the text. */
export type Expression = ASTNode;

/** Longer expressions are not read; Google and Kubernetes allow less. */
const MOST_EXPRESSION = 10_000;

const environment = new Environment({
  enableOptionalTypes: true,
  unlistedVariablesAreDyn: true,
  limits: { maxAstNodes: 5000, maxDepth: 100, maxListElements: 1000, maxMapEntries: 1000, maxCallArguments: 32 },
});

/**
 * The tree of a CEL expression, or why it has none. The library only parses: its evaluation uses JavaScript regular
 * expressions for `matches`, searches inside text with `in`, and counts no steps. Never throws.
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
