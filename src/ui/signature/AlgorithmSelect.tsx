import { algorithmRow } from "../../core/registry/algorithms.ts";
import { Select } from "../Select.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { algorithmNote } from "./words.ts";

const DISABLED = {
  "header-not-object": "The header must be a JSON object to hold alg",
  "no-token": "There is no header to hold alg",
} as const;

/** The header's `alg`. Choosing another edits only that member in the header's text. */
export function AlgorithmSelect() {
  const { value, options, disabled } = useView(({ algorithm }) => algorithm);
  const { setAlgorithm } = useActions();
  const encrypted = useView(({ token }) => token.form.startsWith("jwe"));
  const row = algorithmRow(value);
  const note = disabled !== null ? DISABLED[disabled] : (row?.description ?? algorithmNote(value, encrypted));
  return (
    <div className="two-columns">
      <Select
        label="Algorithm"
        value={value}
        disabled={disabled !== null}
        describedBy="alg-note"
        onChange={setAlgorithm}
      >
        {!options.some(({ alg }) => alg === value) && (
          <option value={value}>{value === "" ? "not given" : value}</option>
        )}
        {options.map(({ alg, lacking }) => (
          <option key={alg} value={alg} disabled={lacking && alg !== value}>
            {lacking ? `${alg}, not in this browser` : alg}
          </option>
        ))}
      </Select>
      <p id="alg-note" className="algorithm-note">
        {note}
      </p>
    </div>
  );
}
