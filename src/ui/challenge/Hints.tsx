import { useRef } from "react";
import { Button } from "../Button.tsx";

/** Hints one by one, counted. */
export function Hints({
  hints,
  shown,
  onMore,
}: {
  readonly hints: readonly string[];
  readonly shown: number;
  readonly onMore: () => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <section className="lab-pane" aria-labelledby="challenge-hints">
      <div className="lab-head">
        <h2 id="challenge-hints" ref={heading} tabIndex={-1}>
          Hints
        </h2>
        <span className="meta">
          {shown} of {hints.length} shown
        </span>
      </div>
      <div className="lab-pad challenge-hints">
        <ol aria-live="polite">
          {hints.slice(0, shown).map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ol>
        {shown < hints.length && (
          <Button
            icon="bulb"
            onClick={() => {
              // The button disappears with the last hint; the focus stays nearby.
              if (shown === hints.length - 1) heading.current?.focus();
              onMore();
            }}
          >
            Show hint {shown + 1}
          </Button>
        )}
      </div>
    </section>
  );
}
