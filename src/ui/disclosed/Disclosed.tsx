import { useMemo } from "react";
import { type Disclosure, isRefused, openDisclosures } from "../../core/envelope/disclosures.ts";
import { printJson } from "../../core/json/print.ts";
import { restful } from "../restful.tsx";
import { useView } from "../WorkbenchContext.tsx";
import "./disclosed.css";

/** So many disclosures are listed, and so many characters of a value and of the claims are shown. */
const MOST_LISTED = 500;
const MOST_VALUE = 200;
const MOST_CLAIMS = 20_000;

const STATES: Readonly<Record<Disclosure["state"], string>> = {
  matched: "",
  unmatched: "no digest matches it",
  duplicate: "there twice",
  malformed: "cannot be read",
  unknown: "not compared",
};

/** What an SD-JWT discloses, in whichever serialisation it is, and what the signed claims say with that (RFC 9901 section 7.1). */
export const Disclosed = restful(function Disclosed() {
  const selective = useView(({ envelope }) => envelope?.selective ?? null);
  const payload = useView(({ payload: { json } }) => json);
  const opened = useMemo(() => selective && openDisclosures(payload, selective), [selective, payload]);
  if (opened === null) return null;
  const { disclosures, claims } = opened;
  return (
    <section className="disclosed" aria-labelledby="disclosed-title">
      <h3 id="disclosed-title">Disclosed claims</h3>
      {isRefused(opened) && <p className="disclosed-refused">A verifier must reject this SD-JWT: see Diagnosis.</p>}
      {disclosures.length === 0 ? (
        <p className="meta">Nothing is disclosed.</p>
      ) : (
        <ul aria-label="Disclosures">
          {disclosures.slice(0, MOST_LISTED).map((one, index) => (
            // The same text may be there twice.
            <li
              key={index}
              data-digest={one.digest ?? undefined}
              data-state={one.state === "unknown" ? undefined : one.state}
            >
              <b translate="no">{one.name ?? (one.problem === null ? "an array element" : "disclosure")}</b>{" "}
              <bdi translate="no">{valueOf(one)}</bdi>
              {STATES[one.state] !== "" && <span className="disclosed-state"> {STATES[one.state]}</span>}
            </li>
          ))}
        </ul>
      )}
      {disclosures.length > MOST_LISTED && (
        <p className="meta">{(disclosures.length - MOST_LISTED).toLocaleString("en")} more are not listed.</p>
      )}
      {claims !== null && (
        <>
          <p className="meta">The payload with these disclosures in their places:</p>
          <pre translate="no">{cut(printJson(claims), MOST_CLAIMS)}</pre>
        </>
      )}
    </section>
  );
});

/** What a disclosure has for a value, as it is spelled; what cannot be read as it is. */
function valueOf({ json, text }: Disclosure): string {
  const value = json?.root?.type === "array" ? json.root.items.at(-1) : undefined;
  return cut(value && json ? json.text.slice(value.range.start, value.range.end) : text, MOST_VALUE);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
