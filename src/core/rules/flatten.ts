import type { Finding } from "./types.ts";

/** Every finding, each followed by its consequences, for code that searches all of them. */
export function allFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.flatMap((finding) =>
    finding.consequences === undefined ? [finding] : [finding, ...allFindings(finding.consequences)],
  );
}
