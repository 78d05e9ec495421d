import { memo } from "react";
import type { ParsedToken } from "../../core/token/types.ts";
import { cutRuns, litOf, marksOf } from "../../editor/runs.ts";
import { SEGMENT_WORDS, stretchesOf } from "./segments.ts";

/** The token's text behind its field: segments in colour and line style, dots heavier, problems underlined. */
export const TokenLayer = memo(function TokenLayer({
  token,
  marksKey,
  litKey,
}: {
  readonly token: ParsedToken;
  readonly marksKey: string;
  /** What is lit, as a key for `litOf`. */
  readonly litKey: string;
}) {
  const { text, segments } = token;
  const dots = new Set(segments.map(({ range }) => range.end));
  return (
    <>
      {cutRuns(text, stretchesOf(segments), marksOf(marksKey), litOf(litKey)).map((run, index) => {
        const { start } = run;
        const segment = segments.find(({ name, range }) => name === run.kind && range.start === start);
        // A segment that is marked as a whole keeps its hue, and is only underlined.
        const soft = segment !== undefined && segment.text.length === run.text.length ? " soft" : "";
        const mark = run.severity === null ? "" : ` mark ${run.severity}${soft}`;
        return (
          <span
            key={index}
            data-segment={run.kind ?? undefined}
            data-lit={run.lit}
            className={(run.kind === null && dots.has(start) ? "dot" : "") + mark}
          >
            {segment !== undefined && <i data-letter={SEGMENT_WORDS[segment.name][1]} />}
            {run.text}
          </span>
        );
      })}
    </>
  );
});
