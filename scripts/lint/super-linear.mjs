// @ts-check
// An oxlint rule: no regular expression may take more than linear time in its text.
import { analyse } from "scslre";

/** @typedef {{ type: string, value?: unknown, quasis?: { value: { cooked: string | null } }[], expressions?: unknown[] }} Node */

/**
 * @param {Node | undefined} node
 * @returns {string | null} The text of a literal without interpolations.
 */
function staticText(node) {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral" && node.expressions?.length === 0) return node.quasis?.[0]?.value.cooked ?? null;
  return null;
}

const KINDS = {
  Move: "an attempt at each place of a run looks at the rest of the run again",
  Self: "a repetition can split what it repeats in several ways",
  Trade: "two repetitions can divide the same characters between them",
};

/**
 * Why an expression is slow, in words; null if it is linear, or not a regular expression at all.
 *
 * @param {string} source
 * @param {string} flags
 * @returns {string | null}
 */
export function superLinear(source, flags) {
  try {
    const [report] = analyse({ source, flags }, { maxReports: 1 }).reports;
    return report === undefined ? null : KINDS[report.type];
  } catch {
    // Syntax errors are for the compiler to report.
    return null;
  }
}

export default {
  meta: { name: "expressions" },
  rules: {
    "no-super-linear": {
      /** @param {{ report: (problem: { node: unknown, message: string }) => void }} context */
      create(context) {
        /** @param {unknown} node @param {string} source @param {string} flags */
        const check = (node, source, flags) => {
          const why = superLinear(source, flags);
          if (why !== null) context.report({ node, message: `Takes more than linear time: ${why}.` });
        };
        /** @param {{ callee: { name?: string }, arguments: Node[] }} node */
        const checkCall = (node) => {
          if (node.callee.name !== "RegExp") return;
          const source = staticText(node.arguments[0]);
          if (source !== null) check(node, source, staticText(node.arguments[1]) ?? "");
        };
        return {
          /** @param {{ regex?: { pattern: string, flags: string } }} node */
          Literal(node) {
            if (node.regex) check(node, node.regex.pattern, node.regex.flags);
          },
          NewExpression: checkCall,
          CallExpression: checkCall,
        };
      },
    },
  },
};
