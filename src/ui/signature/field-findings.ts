import type { PaneName } from "../../core/rules/types.ts";
import { useView } from "../WorkbenchContext.tsx";

/** The findings whose place is in a key field. */
export function useFieldFindings(pane: PaneName) {
  const findings = useView(({ findings }) => findings);
  return findings.filter(({ place }) => place?.pane === pane);
}
