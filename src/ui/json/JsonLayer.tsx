import { memo, useMemo } from "react";
import { describeTime, instantWords } from "../../core/claims/describe.ts";
import type { TimeClaimName } from "../../core/registry/time-claims.ts";
import type { ChangedLine } from "../../core/text/changed-lines.ts";
import type { Range } from "../../core/text/range.ts";
import { type Lit, litKey, litOf, type Mark, marksKey, marksOf } from "../../editor/runs.ts";
import { useReadings } from "../time/use-readings.ts";
import { useView } from "../WorkbenchContext.tsx";
import { exactText } from "../../jsx/exact-text.ts";
import { createKeyedLines } from "./keyed-lines.ts";
import { beginsAsJson, lineRuns } from "../../editor/json-runs.ts";
import { short, wasOf } from "./changes.ts";
import "./json.css";

/** The layer behind a JSON field: line numbers, colours, underlined problems, dates next to time claims. */
export function JsonLayer({
  text,
  marks,
  hints,
  lit,
  changed,
}: {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly hints: readonly (readonly [at: number, claim: TimeClaimName])[];
  readonly lit: readonly Lit[];
  readonly changed: readonly ChangedLine[];
}) {
  const keyed = useMemo(() => createKeyedLines(), []);
  const isJson = beginsAsJson(text) !== false;
  return keyed(text).map((line) => {
    const end = line.start + line.text.length;
    const inLine = marks
      .filter(({ range }) => range.start < end && range.end > line.start)
      .map(({ range, severity }) => ({ severity, range: within(range, line.start, end) }));
    const change = changed.find(({ start }) => start === line.start);
    const was = change === undefined ? null : wasOf(change, line.text);
    return (
      <Line
        key={line.key}
        changed={change !== undefined}
        word={was?.word ?? ""}
        old={was?.old ?? ""}
        text={line.text}
        isJson={isJson}
        marks={marksKey(inLine)}
        lit={litKey(
          lit
            .filter(({ range }) => range.start < end && range.end > line.start)
            .map(({ range, shared }) => ({ shared, range: within(range, line.start, end) })),
        )}
        claim={hints.find(([at]) => at >= line.start && at < end)?.[1] ?? null}
      />
    );
  });
}

function within(range: Range, start: number, end: number): Range {
  return { start: Math.max(range.start, start) - start, end: Math.min(range.end, end) - start };
}

const Line = memo(function Line({
  text,
  isJson,
  marks,
  lit,
  claim,
  changed,
  word,
  old,
}: {
  readonly text: string;
  readonly isJson: boolean;
  readonly marks: string;
  readonly lit: string;
  readonly claim: TimeClaimName | null;
  readonly changed: boolean;
  /** A changed line's old text: "was" and the old value; empty if the line is new. */
  readonly word: string;
  readonly old: string;
}) {
  const body = text.endsWith("\n") ? text.slice(0, -1) : text;
  const found = marksOf(marks);
  const worst = found.some(({ severity }) => severity !== "warn") ? " has-error" : found.length > 0 ? " has-warn" : "";
  return (
    <span className={`text-line${worst}`} data-changed={changed ? (old === "" ? "new" : word) : undefined}>
      {lineRuns(body, found, litOf(lit), isJson).map((run, index) =>
        run.kind === null && run.severity === null && run.lit === undefined ? (
          exactText(run.text)
        ) : (
          <span
            key={index}
            className={`${run.kind ?? ""}${run.severity === null ? "" : ` mark ${run.severity}`}`}
            data-lit={run.lit}
          >
            {exactText(run.text)}
          </span>
        ),
      )}
      {(claim !== null || changed) && (
        <span className={changed ? "line-notes with-was" : "line-notes"} data-aside="">
          {claim !== null && <TimeHint claim={claim} />}
          {changed && (
            <span className="hint was" title={old}>
              {old === "" ? (
                "new"
              ) : (
                <>
                  {word} <del>{exactText(short(old))}</del>
                </>
              )}
            </span>
          )}
        </span>
      )}
      {text.slice(body.length)}
    </span>
  );
});

/** The time that a claim means, after its value; it ticks by itself. */
function TimeHint({ claim }: { readonly claim: TimeClaimName }) {
  const time = useReadings().find((time) => time.claim === claim);
  const clock = useView(({ clock }) => clock);
  const style = useView(({ settings }) => settings.timeStyle);
  const relative = time === undefined ? "" : describeTime(time, clock);
  if (time === undefined) return null;
  const bad =
    time.state === "expired" || time.state === "not-yet" ? " bad" : time.state === "implausible" ? " odd" : "";
  return (
    <span className={`hint${bad}`} data-aside="">
      <span>{relative}</span>
      {time.why === null && time.seconds !== null && (
        <span className="abs">{instantWords(time.seconds, style)?.first}</span>
      )}
    </span>
  );
}
