import { type CSSProperties, memo, type RefObject } from "react";
import { cutRuns } from "../../editor/cut-runs.ts";
import { litOf, marksOf } from "../../editor/runs.ts";
import { exactText } from "../../jsx/exact-text.ts";
import { letterOf, type stretchesOf } from "./segments.ts";
import { type Block, cutBlocks, useRowLength } from "./token-rows.ts";
import "./token-rows.css";

/** The token's text behind its field: its parts in colour and line style, dots heavier, problems underlined. */
export const TokenLayer = memo(function TokenLayer({
  text,
  stretches,
  marksKey,
  litKey,
}: {
  readonly text: string;
  readonly stretches: ReturnType<typeof stretchesOf>;
  readonly marksKey: string;
  /** The highlighted ranges, as a key for `litOf`. */
  readonly litKey: string;
}) {
  const [row, inLayer] = useRowLength(text);
  const runs = cutRuns(text, stretches, marksOf(marksKey), litOf(litKey));
  const draw = (pieces: Block<string>["runs"], ref: RefObject<HTMLElement | null> | null) => {
    const drawn = new Map<string, number>();
    return pieces.map(({ run, text: shown, isStart }, index) => {
      const { start } = run;
      // A run that comes or goes must not change the keys of those after it: highlights do at every keystroke.
      const look = `${run.kind} ${run.lit}`;
      const nth = drawn.get(look) ?? 0;
      drawn.set(look, nth + 1);
      const part = stretches.find(({ kind, range }) => kind === run.kind && range.start === start);
      // A part that is marked as a whole keeps its colour and is only underlined.
      const soft = part !== undefined && part.range.end === start + run.text.length ? " soft" : "";
      const mark = run.severity === null ? "" : ` mark ${run.severity}${soft}`;
      return (
        <span
          key={`${look} ${nth}`}
          ref={index === 0 ? ref : null}
          data-segment={run.kind ?? undefined}
          data-lit={run.lit}
          className={(run.kind === null && (run.text === "." || run.text === "~") ? "dot" : "") + mark}
        >
          {part !== undefined && isStart && <i data-letter={letterOf(text, part)} />}
          {exactText(shown)}
        </span>
      );
    });
  };
  if (row === null)
    return (
      <>
        {draw(
          runs.map((run) => ({ run, text: run.text, isStart: true })),
          inLayer,
        )}
      </>
    );
  return cutBlocks(runs, row).map(({ start, rows, runs: pieces }) => (
    <span
      key={start}
      ref={start === 0 ? inLayer : null}
      className="token-block"
      style={{ "--rows": rows } as CSSProperties}
    >
      {draw(pieces, null)}
    </span>
  ));
});
