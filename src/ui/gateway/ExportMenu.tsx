import { claimsIn } from "../../core/envelope/disclosures.ts";
import { useState } from "react";
import { CODE_TARGETS } from "../../core/gateway/code.ts";
import { wholeObject } from "../../core/json/query.ts";
import { readPolicy } from "../../core/policy/read-policy.ts";
import { readConfiguration, writtenKinds } from "../../core/verifier/load-read.ts";
import { policyToWrite, tokenFacts, type Written, writeConfiguration } from "../../core/verifier/write.ts";
import { Button } from "../Button.tsx";
import { Card } from "../Card.tsx";
import { Options } from "../Options.tsx";
import { Select } from "../Select.tsx";
import { DangerList } from "../verifier/DangerList.tsx";
import { useReader } from "../verifier/use-reader.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { claimsOf, headerOf } from "./use-walk.ts";

/** The policy as a verifier's configuration or as code, to read and to copy. */
export function ExportMenu() {
  const policy = useView(({ inputs }) => inputs.policy);
  const isPolicy = readPolicy(policy).kind === "policy";
  const isOpen = useView(({ token }) => token.text !== "");
  const { copyText, applyFix } = useActions();
  const [id, choose] = useState("");
  useReader();
  const kinds = writtenKinds();
  const written = useWritten(id);
  return (
    <Card
      label="Export"
      about={
        written === null || isPolicy
          ? "the policy as configuration or code"
          : isOpen
            ? "the usual checks for this kind of token, since there is no policy"
            : "a sample, since there is no policy"
      }
      tools={
        written !== null &&
        written.text !== null && (
          <Button className="small" icon="copy" onClick={() => void copyText(written.text ?? "", "configuration")}>
            Copy configuration
          </Button>
        )
      }
    >
      <Select label="Export the policy for" value={id} onChange={choose}>
        <option value="">Choose a verifier or library</option>
        <optgroup label="Configuration">
          {kinds
            .toSorted((one, other) => one.title.localeCompare(other.title, "en"))
            .map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
        </optgroup>
        <optgroup label="Code">
          <Options of={CODE_TARGETS.map(({ id, title }) => [id, title])} />
        </optgroup>
      </Select>
      {written !== null && (
        <>
          {written.text !== null && (
            <section className="export" aria-label="Configuration">
              <pre>{written.text}</pre>
            </section>
          )}
          {written.remarks.length > 0 && (
            <ul className="export-remarks meta" aria-label="Remarks">
              {written.remarks.map((remark) => (
                <li key={remark}>{remark}</li>
              ))}
            </ul>
          )}
          {kinds.some((one) => one.id === id) && written.text !== null && (
            <>
              <WrittenDangers text={written.text} />
              <Button
                className="small"
                icon="right"
                onClick={() => applyFix({ kind: "verifier", text: written.text ?? "" })}
              >
                Check the token with it
              </Button>
            </>
          )}
        </>
      )}
    </Card>
  );
}

/** The text for the chosen target; null if none is chosen. */
function useWritten(id: string): Written | null {
  const policy = useView(({ inputs }) => inputs.policy);
  const alg = useView(({ algorithm }) => algorithm.value);
  const header = useView((view) => headerOf(claimsOf(view)));
  const claims = wholeObject(useView((view) => claimsIn(claimsOf(view))));
  const asked = policyToWrite(policy, header, claims);
  const kind = writtenKinds().find((one) => one.id === id);
  if (kind) return writeConfiguration(kind.write, asked, { ...tokenFacts(header, claims), alg });
  const target = CODE_TARGETS.find((one) => one.id === id);
  return target ? { text: target.write(asked, alg), remarks: [] } : null;
}

/** What the exported configuration would accept because the policy does not exclude it. */
function WrittenDangers({ text }: { readonly text: string }) {
  const read = readConfiguration(text);
  return read.is === "read" ? (
    <DangerList dangers={read.reading.dangers} label="Dangers of the exported configuration" />
  ) : null;
}
