import type { Finding } from "../../core/rules/types.ts";

/** How many findings are real: neither "no problems" nor the empty page's invitation. */
export function countFound(findings: readonly Finding[]): number {
  return findings.filter(
    ({ severity, rule, variant }) => severity !== "ok" && !(rule === "IN-03" && variant === "empty"),
  ).length;
}
