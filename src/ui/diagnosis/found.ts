import type { Finding } from "../../core/rules/types.ts";

/** How many findings are about what the user brought: neither praise, nor the invitation of a page without a token. */
export function countFound(findings: readonly Finding[]): number {
  return findings.filter(
    ({ severity, rule, variant }) => severity !== "ok" && !(rule === "IN-03" && variant === "empty"),
  ).length;
}
