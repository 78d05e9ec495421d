import { memo, useMemo } from "react";
import { awayWords, type ClaimRow, claimRows } from "../../core/claims/claim-rows.ts";
import { describeTime, instantWords, utcIso } from "../../core/claims/describe.ts";
import { findingsAbout } from "../../core/rules/about.ts";
import type { Range } from "../../core/text/range.ts";
import { useDeskMark } from "../desk-mark.ts";
import { toFinding } from "../diagnosis/to-finding.ts";
import { Visible } from "../explain/Visible.tsx";
import { Icon } from "../Icon.tsx";
import { usePanels } from "../Panels.tsx";
import { useView } from "../WorkbenchContext.tsx";
import { ClaimValue, cut } from "./ClaimValue.tsx";
import "./claims-table.css";

/** A token with more claims is read in the JSON. */
const MOST_ROWS = 300;
const LONGEST_NAME = 80;

/** The claims of the shown layer as a table: each with its value in words, what it means in such a token, and what was found of it. */
export function ClaimsTable() {
  useDeskMark("claims-table");
  const header = useView((view) => view.header.json);
  const payload = useView((view) => view.payload.json);
  const readOnly = useView((view) => view.payload.readOnly);
  const claims = useMemo(() => claimRows(header, payload), [header, payload]);
  const whole = payload.root?.range;
  return (
    // A region that scrolls is reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="claims-table" role="region" aria-label="Claims table" tabIndex={0}>
      {claims === null || whole === undefined || claims.rows.length === 0 ? (
        <p className="meta nothing">
          {readOnly === "encrypted"
            ? "The claims are encrypted."
            : claims === null
              ? "The payload is not a JSON object, so there are no claims to list."
              : "There are no claims."}
        </p>
      ) : (
        <>
          <p className="meta read-as">
            {claims.kind === null
              ? "The kind of this token is unknown, so these are the general meanings."
              : `Read as ${claims.kind}, which is what the token claims to be.`}
            {payload.problems.length > 0 && " The JSON has errors: only the readable part is listed."}
          </p>
          <table aria-label="Claims">
            <thead>
              <tr>
                <th scope="col">Claim</th>
                <th scope="col">Value</th>
                <th scope="col">Meaning</th>
                <th scope="col">Source</th>
                <th scope="col">Finding</th>
              </tr>
            </thead>
            <tbody>
              {claims.rows.slice(0, MOST_ROWS).map((row, index) => (
                <Row key={index} row={row} text={payload.text} whole={whole} />
              ))}
            </tbody>
          </table>
          {claims.rows.length > MOST_ROWS && (
            <p className="meta nothing">{claims.rows.length - MOST_ROWS} more are in the JSON</p>
          )}
          {claims.missing.length > 0 && (
            <p className="meta nothing">
              {`${(claims.kind ?? "").replace(/^./, (first) => first.toUpperCase())} also has `}
              <span translate="no">{claims.missing.map(({ name }) => name).join(", ")}</span>
              {` (${claims.missing[0]?.spec}).`}
            </p>
          )}
        </>
      )}
    </div>
  );
}

const Row = memo(function Row({
  row,
  text,
  whole,
}: {
  readonly row: ClaimRow;
  readonly text: string;
  readonly whole: Range;
}) {
  const { select } = usePanels();
  const { member, instant, words, meaning, source, isOverruled } = row;
  return (
    <tr data-claim={member.name}>
      <th scope="row" aria-label={cut(member.name, LONGEST_NAME)} translate="no">
        <button
          type="button"
          className="link"
          title="Show it in the JSON"
          onClick={() => select({ pane: "payload", range: member.range })}
        >
          <bdi>{member.name === "" ? '""' : <Visible text={cut(member.name, LONGEST_NAME)} />}</bdi>
        </button>
      </th>
      <td className="value">
        {instant !== null && <Instant row={row} seconds={instant} />}
        <div className={instant === null ? undefined : "raw"}>
          <ClaimValue node={member.value} text={text} />
        </div>
        {words !== null && (
          <p className="words">
            <bdi>{words}</bdi>
          </p>
        )}
      </td>
      <td className="meaning">
        {isOverruled && <b>Ignored: the name appears again further down. </b>}
        {meaning ?? "Defined by the issuer: no registry has it."}
      </td>
      <td className="source">{source === null ? <span className="meta">none</span> : <cite>{source}</cite>}</td>
      <td className="finding">
        <Findings range={member.range} whole={whole} />
      </td>
    </tr>
  );
});

/** A moment in words. It ticks by itself. */
function Instant({ row: { member }, seconds }: { readonly row: ClaimRow; readonly seconds: number }) {
  const style = useView(({ settings }) => settings.timeStyle);
  const said = useView(({ times, clock }) => {
    const time = times.find(({ range }) => range.start === member.value.range.start);
    return time ? describeTime(time, clock) : awayWords(seconds, clock.now);
  });
  const words = instantWords(seconds, style);
  return (
    <p>
      <b>{said.replace(/^./, (first) => first.toUpperCase())}</b>
      {words && (
        <time dateTime={utcIso(seconds) ?? undefined} title={words.second}>
          {words.first}
        </time>
      )}
    </p>
  );
}

/** The findings about a claim, each with a link to it. */
function Findings({ range, whole }: { readonly range: Range; readonly whole: Range }) {
  const findings = useView((view) => view.findings);
  const messageOf = useView((view) => view.messageOf);
  const { show } = usePanels();
  const about = useMemo(() => findingsAbout(findings, "payload", range, whole), [findings, range, whole]);
  if (messageOf === null || about.length === 0) return null;
  return (
    <ul>
      {about.map(({ finding, index }, at) => (
        <li key={at} className={`sev-${finding.severity}`}>
          <button type="button" className="link" onClick={() => toFinding(index, show)}>
            <Icon name={finding.severity} />
            <bdi>{messageOf(finding).title}</bdi>
          </button>
        </li>
      ))}
    </ul>
  );
}
