import { memo, useMemo } from "react";
import { awayWords, type ClaimRow, claimRows } from "../../core/claims/claim-rows.ts";
import { describeTime, instantWords, utcIso } from "../../core/claims/describe.ts";
import { hiddenIn, processedPayload } from "../../core/envelope/disclosures.ts";
import { wholeObject } from "../../core/json/query.ts";
import { findingsAbout } from "../../core/rules/about.ts";
import { unshown } from "../../core/rules/support/words.ts";
import type { Place } from "../../core/rules/types.ts";
import type { Range } from "../../core/text/range.ts";
import { useDeskMark } from "../desk-mark.ts";
import { toFinding } from "../diagnosis/to-finding.ts";
import { Visible } from "../explain/Visible.tsx";
import { Icon } from "../Icon.tsx";
import { usePanels } from "../Panels.tsx";
import { useGoTo } from "../source-map/use-go-to.ts";
import { useView } from "../WorkbenchContext.tsx";
import { ClaimValue, cut } from "./ClaimValue.tsx";
import "./claims-table.css";

/** A token with more claims is shown only as JSON. */
const MOST_ROWS = 300;
const LONGEST_NAME = 80;

/**
 * The claims of the shown layer as a table: each with its value in words, its meaning in this kind of token, and its
 * findings. For an SD-JWT it lists the processed payload (RFC 9901 section 7.1): digests are not claims, and
 * disclosed claims are marked.
 */
export function ClaimsTable() {
  useDeskMark("claims-table");
  const header = useView((view) => view.header.json);
  const payload = useView((view) => processedPayload(view.payload.json, view.envelope?.selective));
  const readOnly = useView((view) => view.payload.readOnly);
  const signed = useView((view) => view.payload.json);
  const claims = useMemo(() => claimRows(header, payload, signed), [header, payload, signed]);
  const whole = payload.root?.range;
  const root = wholeObject(payload);
  const hidden = root === null ? 0 : hiddenIn(root);
  return (
    // A region that scrolls must be reachable by keyboard.
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
          {hidden > 0 && (
            <p className="meta nothing">{`${unshown(hidden)}: claims that are not shown, or decoys (RFC 9901 section 4.2.5).`}</p>
          )}
          {claims.missing.length > 0 && hidden === 0 && (
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
  const goTo = useGoTo();
  const { member, instant, words, meaning, source, isOverruled, disclosure, around } = row;
  const place: Place =
    disclosure === null ? { pane: "payload", range: member.range } : { pane: "token", range: disclosure };
  return (
    <tr data-claim={member.name}>
      <th scope="row" aria-label={cut(member.name, LONGEST_NAME)} translate="no">
        <button
          type="button"
          className="link"
          title={disclosure === null ? "Show it in the JSON" : "Show its disclosure in the token"}
          onClick={() => goTo(place)}
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
        {disclosure !== null && <b>From a disclosure. </b>}
        {isOverruled && <b>Ignored: the name appears again further down. </b>}
        {meaning ?? "Defined by the issuer: no registry has it."}
      </td>
      <td className="source">{source === null ? <span className="meta">none</span> : <cite>{source}</cite>}</td>
      <td className="finding">
        <Findings {...place} whole={around ?? whole} />
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
function Findings({ pane, range, whole }: Place & { readonly whole: Range }) {
  const findings = useView((view) => view.findings);
  const messageOf = useView((view) => view.messageOf);
  const { show } = usePanels();
  const about = useMemo(() => findingsAbout(findings, pane, range, whole), [findings, pane, range, whole]);
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
