import { restful } from "../restful.tsx";
import type { PaneName } from "../../core/rules/types.ts";
import { Icon } from "../Icon.tsx";
import { useView } from "../WorkbenchContext.tsx";
import { fieldFindings } from "./field-findings.ts";

/** What the diagnosis says of a key field, said at the field too. */
export const FieldFindings = restful(function FieldFindings({
  id,
  pane,
}: {
  readonly id: string;
  readonly pane: PaneName;
}) {
  // How many bits a secret has and how many are asked already is at its field.
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
