import { useState } from "react";
import { EXPORT_TARGETS } from "../../core/gateway/export.ts";
import { readPolicy } from "../../core/policy/read-policy.ts";
import { Button } from "../Button.tsx";
import { Card } from "../Card.tsx";
import { Select } from "../Select.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** The policy as configuration of a gateway or as code, shown where one is chosen, and to copy. */
export function ExportMenu() {
  const policy = useView(({ inputs }) => inputs.policy);
  const alg = useView(({ algorithm }) => algorithm.value);
  const { copyText } = useActions();
  const [id, choose] = useState("");
  const target = EXPORT_TARGETS.find((one) => one.id === id);
  const reading = readPolicy(policy);
  const text = target?.write(reading.kind === "policy" ? reading.policy : {}, alg) ?? "";
  return (
    <Card
      label="Export"
      about={
        target && reading.kind !== "policy" ? "a sample, as there is no policy" : "the policy as configuration or code"
      }
      tools={
        target && (
          <Button className="small" icon="copy" onClick={() => void copyText(text, "configuration")}>
            Copy configuration
          </Button>
        )
      }
    >
      <Select label="Export the policy for" value={id} onChange={choose}>
        <option value="">Choose a gateway or library</option>
        {EXPORT_TARGETS.map((one) => (
          <option key={one.id} value={one.id}>
            {one.title}
          </option>
        ))}
      </Select>
      {target && (
        <section className="export" aria-label="Configuration">
          <pre>{text}</pre>
        </section>
      )}
    </Card>
  );
}
