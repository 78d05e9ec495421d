import { useEffect, useMemo, useRef } from "react";
import { compareTokens } from "../../core/compare/compare.ts";
import type { Comparison, Difference, DifferencePart } from "../../core/compare/types.ts";
import { Button } from "../Button.tsx";
import { useView } from "../WorkbenchContext.tsx";
import { DifferenceItem } from "./DifferenceItem.tsx";
import "./differences.css";

const PARTS: readonly (readonly [part: DifferencePart, title: string])[] = [
  ["payload", "Payload"],
  ["time", "Times"],
  ["header", "Header"],
  ["signature", "Signature"],
];

/** The differences between two tokens of the visit: in one sentence, then one by one in their parts. */
export function Differences({
  a,
  b,
  names,
  onSwap,
  onClose,
}: {
  readonly a: string;
  readonly b: string;
  /** The names of the two in the list, to follow "is". */
  readonly names: readonly [a: string, b: string];
  readonly onSwap: () => void;
  readonly onClose: () => void;
}) {
  const now = useView(({ clock }) => clock.now);
  const leeway = useView(({ clock }) => clock.leeway);
  const comparison = useMemo(() => compareTokens(a, b, { now, leeway }), [a, b, now, leeway]);
  const heading = useRef<HTMLHeadingElement>(null);
  // Reading the result starts here, wherever the list was scrolled to.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="pane differences" aria-labelledby="differences-title">
      <div className="head">
        <h3 id="differences-title">Differences</h3>
        <span className="meta">
          A is {names[0]}, B is {names[1]}
        </span>
        <span className="fill" />
        <Button className="small" onClick={onSwap}>
          Swap sides
        </Button>
        <Button className="small" onClick={onClose}>
          Close
        </Button>
      </div>
      <h4 className="differences-answer" ref={heading} tabIndex={-1}>
        {comparison.sentence}
      </h4>
      {comparison.notes.map((note) => (
        <p key={note} className="meta differences-note">
          {note}
        </p>
      ))}
      {PARTS.map(([part, title]) => (
        <Part key={part} part={part} title={title} comparison={comparison} />
      ))}
      {comparison.more > 0 && (
        <p className="meta differences-note">{comparison.more} more differences are not listed.</p>
      )}
    </section>
  );
}

function Part({
  part,
  title,
  comparison,
}: {
  readonly part: DifferencePart;
  readonly title: string;
  readonly comparison: Comparison;
}) {
  const differences: readonly Difference[] = comparison.differences.filter((one) => one.part === part);
  const same = part === "header" || part === "payload" ? comparison.same[part] : [];
  if (differences.length === 0 && same.length === 0) return null;
  return (
    <div className="differences-part" data-segment={part === "time" ? undefined : part}>
      <h4>{title}</h4>
      {differences.length > 0 && (
        <ul aria-label={title}>
          {differences.map((difference, index) => (
            // Two differences may be at one place, and none moves.
            // oxlint-disable-next-line react/no-array-index-key
            <DifferenceItem key={index} difference={difference} />
          ))}
        </ul>
      )}
      {same.length > 0 && (
        <p className="meta">
          {differences.length > 0 ? "The same: " : "All the same: "}
          <bdi translate="no">{same.join(", ")}</bdi>
        </p>
      )}
    </div>
  );
}
