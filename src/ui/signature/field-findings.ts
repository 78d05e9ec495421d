import type { PaneName } from "../../core/rules/types.ts";
import { useView } from "../WorkbenchContext.tsx";

/** The findings whose place is in a key field; what follows from one of them there stands in the diagnosis alone. */
export function useFieldFindings(pane: PaneName) {
  const findings = useView(({ findings }) => findings);
  return findings.flatMap((finding) => {
    if (finding.place?.pane === pane) return [finding];
    return (finding.consequences ?? []).filter(({ place }) => place?.pane === pane);
  });
}
