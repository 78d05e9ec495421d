import { useMemo } from "react";
import { claimsIn, type Disclosure, hiddenIn, isRefused, openDisclosures } from "../../core/envelope/disclosures.ts";
import { disclosable } from "../../core/envelope/withheld.ts";
import { printJson } from "../../core/json/print.ts";
import { wholeObject } from "../../core/json/query.ts";
import { unshown } from "../../core/rules/support/words.ts";
import { restful } from "../restful.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import "./disclosed.css";

/** How many disclosures are listed, and how many characters of a value and of the claims are shown. */
const MOST_LISTED = 500;
const MOST_VALUE = 200;
const MOST_CLAIMS = 20_000;

const STATES: Readonly<Record<Disclosure["state"], string>> = {
  matched: "",
  unmatched: "no digest matches it",
  duplicate: "appears twice",
  malformed: "cannot be read",
  unknown: "not compared",
};

/**
 * What an SD-JWT discloses, in any serialisation, and the claims with that inserted (RFC 9901 section 7.1). Like a
 * holder, the user chooses which disclosures are presented.
 */
export const Disclosed = restful(function Disclosed() {
  const selective = useView(({ envelope }) => envelope?.selective ?? null);
  const payload = useView((view) => view.payload.json);
  const base = useView((view) => view.base);
  const edits = useView(({ fields }) => fields.edits);
  const all = useMemo(() => disclosable(base, edits), [base, edits]);
  const { act } = useActions();
  if (selective === null || selective.isAttestation || all === null) return null;
  const opened = openDisclosures(payload, selective);
  // The states are computed for all disclosures together, since hidden ones may be shown again.
  const { disclosures } = openDisclosures(payload, all);
  const { claims } = opened;
  const root = claims === null ? null : wholeObject(claimsIn({ payload: { json: payload }, envelope: { selective } }));
  const hidden = root === null ? 0 : hiddenIn(root);
  return (
    <section className="disclosed" aria-labelledby="disclosed-title">
      <h3 id="disclosed-title">Disclosed claims</h3>
      {isRefused(opened) && <p className="disclosed-refused">A verifier must reject this SD-JWT: see Diagnosis.</p>}
      {disclosures.length === 0 ? (
        <p className="meta">Nothing is disclosed.</p>
      ) : (
        <ul aria-label="Disclosures">
          {disclosures.slice(0, MOST_LISTED).map((one, index) => {
            const isShown = edits.withheld?.includes(one.text) !== true;
            const words = isShown ? STATES[one.state] : "left out";
            return (
              // The same text may appear twice.
              <li
                key={index}
                data-digest={one.digest ?? undefined}
                data-state={one.state === "unknown" ? undefined : one.state}
              >
                <label>
                  <input
                    type="checkbox"
                    aria-label={nameOf(one, index)}
                    checked={isShown}
                    onChange={() => act((acts, fixing) => acts.disclose(one.text, !isShown, fixing))}
                  />{" "}
                  <b translate="no">{one.name ?? (one.problem === null ? "an array element" : "disclosure")}</b>{" "}
                  <bdi translate="no">{valueOf(one)}</bdi>
                </label>
                {words !== "" && <span className={isShown ? "disclosed-state" : "meta"}> {words}</span>}
              </li>
            );
          })}
        </ul>
      )}
      {disclosures.length > MOST_LISTED && (
        <p className="meta">{(disclosures.length - MOST_LISTED).toLocaleString("en")} more are not listed.</p>
      )}
      {claims !== null && (
        <>
          <p className="meta">The payload with these disclosures inserted:</p>
          <pre translate="no">{cut(printJson(claims), MOST_CLAIMS)}</pre>
          {hidden > 0 && (
            <p className="meta">{`${unshown(hidden)}: claims that are not shown, or decoys (RFC 9901 section 4.2.5).`}</p>
          )}
        </>
      )}
    </section>
  );
});

/** The accessible name of a disclosure's checkbox: its claim, or the value of an array element. */
function nameOf(one: Disclosure, index: number): string {
  if (one.problem !== null) return `disclosure ${index + 1}`;
  return one.name ?? `array element ${cut(valueOf(one), 40)}`;
}

/** A disclosure's value as it is spelled; the whole text if it cannot be read. */
function valueOf({ json, text }: Disclosure): string {
  const value = json?.root?.type === "array" ? json.root.items.at(-1) : undefined;
  return cut(value && json ? json.text.slice(value.range.start, value.range.end) : text, MOST_VALUE);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
