import { memo } from "react";
import { Icon } from "../Icon.tsx";
import { NextStepButton } from "./NextStepButton.tsx";
import { ShowInner } from "./ShowInner.tsx";
import type { VerdictWords } from "./verdict-words.ts";

/** The verdict's other cells: the time, and what to do. Their words load after the first frame. */
export const OtherCells = memo(function OtherCells({ words }: { readonly words: VerdictWords }) {
  const { time, conclusion } = words.cells;
  return (
    <>
      {conjunction(words.join)}
      <div
        className={`cell sev-${time.tone}${words.conclusion?.join ? " is-joined" : ""}`}
        role="group"
        aria-label="Time verdict"
        data-cell="time"
        data-tone={time.tone}
      >
        <span className="badge">
          <Icon name="clock" />
        </span>
        <div className="cell-words">
          <p className="big">
            <bdi>{words.time.title}</bdi>
          </p>
          <p className="sub">
            <bdi>{words.time.sub}</bdi>
            {time.code === "nested" && <ShowInner />}
          </p>
        </div>
      </div>
      {conjunction(words.conclusion?.join)}
      <div
        className={`cell conclusion sev-${conclusion?.tone ?? "none"}`}
        role="group"
        aria-label="What to do"
        data-cell="conclusion"
        data-tone={conclusion?.tone ?? "none"}
      >
        <div className="cell-words">
          <p className="big">{words.conclusion?.title}</p>
          <p className="sub">
            <bdi>{words.conclusion?.sub}</bdi>
          </p>
        </div>
        {conclusion?.step && words.conclusion?.button && (
          <NextStepButton step={conclusion.step} label={words.conclusion.button} />
        )}
      </div>
    </>
  );
});

function conjunction(word: string | null | undefined) {
  return <span className={word ? "conjunction joins" : "conjunction"}>{word && <b>{word}</b>}</span>;
}
