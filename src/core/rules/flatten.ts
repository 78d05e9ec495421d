import type { Finding } from "./types.ts";

/** Every finding, each followed by what follows from it: for what looks for one wherever it stands. */
export function allFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.flatMap((finding) =>
    finding.consequences === undefined ? [finding] : [finding, ...allFindings(finding.consequences)],
  );
}
