import type { HeaderMapping, Walk } from "../../core/gateway/types.ts";
import { USUAL_MAPPING } from "../../core/gateway/walk.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { Card } from "../Card.tsx";
import { Button } from "../Button.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** Which claims become which fields of the forwarded request, and what the service gets, or would have got. */
export function ForwardCard({ walk }: { readonly walk: Walk }) {
  const mapping = useView(({ settings }) => settings.mapping) ?? USUAL_MAPPING;
  const { setSettings } = useActions();
  const change = (index: number, part: Partial<HeaderMapping>): void =>
    setSettings({ mapping: mapping.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  const isForwarded = walk.answer.kind === "forwarded";
  return (
    <Card label="Forwarded" title="Forwarded fields" about={isForwarded ? "what the service gets" : "not forwarded"}>
      <pre className={isForwarded ? "fields" : "fields removed"}>
        <bdi>{walk.forwarded.map(({ name, value }) => `${name}: ${value}`).join("\n") || "none"}</bdi>
      </pre>
      <table>
        <thead>
          <tr>
            <th scope="col">Claim</th>
            <th scope="col">Field</th>
            <th scope="col">
              <span className="visually-hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {mapping.map(({ claim, header }, index) => (
            <tr key={index}>
              <td>
                <input
                  {...FIELD_ATTRIBUTES}
                  className="input"
                  aria-label={`Claim ${index + 1}`}
                  value={claim}
                  onChange={({ currentTarget }) => change(index, { claim: currentTarget.value })}
                />
              </td>
              <td>
                <input
                  {...FIELD_ATTRIBUTES}
                  className="input"
                  aria-label={`Field ${index + 1}`}
                  value={header}
                  onChange={({ currentTarget }) =>
                    change(index, { header: currentTarget.value.replace(/[^\w-]/g, "") })
                  }
                />
              </td>
              <td>
                <Button
                  className="icon small"
                  icon="x"
                  name={`Remove field ${index + 1}`}
                  onClick={() => setSettings({ mapping: mapping.filter((_, at) => at !== index) })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button className="small" onClick={() => setSettings({ mapping: [...mapping, { claim: "", header: "" }] })}>
        Add a field
      </Button>
    </Card>
  );
}
