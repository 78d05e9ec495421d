import type { KeyboardEvent } from "react";
import type { Origin, Stage } from "../../core/lab/walk/types.ts";

/** A place in the walk: the stage and the cell in it. */
export interface Spot {
  readonly stage: string;
  readonly index: number;
}

/** One stage as a row of cells. The cell under the pointer, or chosen with the arrow keys, tells where it came from. */
export function StageView({
  stage,
  spot,
  marks,
  onSpot,
}: {
  readonly stage: Stage;
  readonly spot: Spot | null;
  readonly marks: readonly Origin[];
  readonly onSpot: (spot: Spot | null) => void;
}) {
  const chosen = spot?.stage === stage.id ? spot.index : -1;
  const isMarked = (index: number): boolean => marks.some(({ start, end }) => start <= index && index < end);
  const move = (event: KeyboardEvent): void => {
    const last = stage.cells.length - 1;
    const to = { ArrowRight: Math.min(chosen + 1, last), ArrowLeft: Math.max(chosen - 1, 0), Home: 0, End: last }[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    onSpot({ stage: stage.id, index: to });
  };
  const unit = `${stage.cells.length} ${stage.unit}${stage.cells.length === 1 ? "" : "s"}`;
  return (
    <div className="lab-stage" data-segment={stage.segment === "both" ? undefined : stage.segment}>
      <h3>
        {stage.title}
        <span className="meta">{unit}</span>
      </h3>
      <p className="meta">{stage.note}</p>
      {/* Arrow keys move through the cells; the line above the stages describes the selected one. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <section
        className="lab-cells"
        data-unit={stage.unit}
        aria-label={`${stage.title}, ${unit}`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={move}
        onPointerOver={({ target }) => {
          const index = target instanceof HTMLElement ? target.dataset["i"] : undefined;
          if (index !== undefined) onSpot({ stage: stage.id, index: Number(index) });
        }}
      >
        {stage.cells.map(({ text, part }, index) => (
          <span
            // Cells have no identity but their place.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            data-i={index}
            data-part={part === stage.cells[index - 1]?.part ? undefined : part}
            className={index === chosen ? "is-chosen" : isMarked(index) ? "is-marked" : undefined}
          >
            {text === " " ? "␣" : text}
          </span>
        ))}
      </section>
      {partsOf(stage).length > 0 && <p className="lab-parts">{partsOf(stage).join(" · ")}</p>}
    </div>
  );
}

/** The parts of a structure in order, with their sizes. */
function partsOf({ cells }: Stage): readonly string[] {
  const parts: { name: string; size: number }[] = [];
  for (const { part } of cells) {
    if (part === undefined) continue;
    const last = parts.at(-1);
    if (last?.name === part) last.size += 1;
    else parts.push({ name: part, size: 1 });
  }
  return parts.map(({ name, size }) => `${name} (${size})`);
}
