import type { PaneName } from "../../core/rules/types.ts";
import { Icon } from "../Icon.tsx";
import { useView } from "../WorkbenchContext.tsx";

/** What the diagnosis says of a key field, said at the field too. */
export function useFieldFindings(pane: PaneName) {
  const findings = useView(({ findings }) => findings);
  return findings.filter(({ place }) => place?.pane === pane);
}

export function FieldFindings({ id, pane }: { readonly id: string; readonly pane: PaneName }) {
  const findings = useFieldFindings(pane);
  const messageOf = useView(({ messageOf }) => messageOf);
  if (findings.length === 0 || messageOf === null) return null;
  return (
    <ul id={id} className="at-field">
      {findings.map((finding, index) => (
        <li key={index} className={`chip sev-${finding.severity}`}>
          <Icon name={finding.severity} />
          <bdi>{messageOf(finding).title}</bdi>
        </li>
      ))}
    </ul>
  );
}
