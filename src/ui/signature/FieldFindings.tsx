import { restful } from "../restful.tsx";
import type { PaneName } from "../../core/rules/types.ts";
import { Icon } from "../Icon.tsx";
import { useView } from "../WorkbenchContext.tsx";
import { fieldFindings } from "./field-findings.ts";

/** Shows Diagnosis findings about a key field at the field itself. */
export const FieldFindings = restful(function FieldFindings({
  id,
  pane,
}: {
  readonly id: string;
  readonly pane: PaneName;
}) {
  // The field already shows how many bits a secret has and needs.
  const findings = fieldFindings(
    useView(({ findings }) => findings),
    pane,
  ).filter(({ rule }) => rule !== "SEC-09");
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
});
