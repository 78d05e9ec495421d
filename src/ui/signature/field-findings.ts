import type { Finding, PaneName } from "../../core/rules/types.ts";

/** The findings whose place is in a key field; their consequences are only in Diagnosis. */
export function fieldFindings(findings: readonly Finding[], pane: PaneName): readonly Finding[] {
  return findings.flatMap((finding) => {
    if (finding.place?.pane === pane) return [finding];
    return (finding.consequences ?? []).filter(({ place }) => place?.pane === pane);
  });
}
