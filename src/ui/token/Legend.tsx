import { grouped } from "../../core/base/words.ts";
import { type Key, memo } from "react";
import { selectiveOf } from "../../core/envelope/selective.ts";
import type { ParsedToken, Part, SegmentName } from "../../core/envelope/types.ts";
import type { Range } from "../../core/text/range.ts";
import { usePanels } from "../Panels.tsx";
import { expectedSegments, SEGMENT_WORDS, stretchesOf, unnamedSegments } from "./segments.ts";
import "./legend.css";

/** The parts by name, line style and length, and in proportion; a press selects one. What is missing is struck through. */
export const Legend = memo(function Legend({
  token,
  parts,
}: {
  readonly token: ParsedToken;
  readonly parts: readonly Part[];
}) {
  const { select } = usePanels();
  const { text, segments, form } = token;
  const named = stretchesOf(parts);
  // It is inserted between head and text without reserved space.
  if (named.length === 0) return <div hidden />;
  // Of a JSON form a finding says what is missing.
  const missing = expectedSegments(token).slice(segments.length);
  const more = unnamedSegments(token);
  const selective = form === "sd-jwt" ? selectiveOf(token) : null;
  const disclosures = selective?.disclosures.map(({ range }) => range) ?? [];
  const [first, last] = [disclosures[0], disclosures.at(-1)];
  const binding = selective?.binding;
  // Not a component: with the numbers of one part, the places of those after it change.
  const item = (key: Key, kind: SegmentName, name: string, count: number, range: Range) => (
    <button
      key={key}
      type="button"
      className={`legend-item s-${kind}`}
      onClick={() => select({ pane: "token", range })}
    >
      <i className="sample" />
      <b>{name}</b>
      <span>{grouped(count)}</span>
    </button>
  );
  return (
    <>
      <div className="legend">
        {named
          .filter(({ kind }) => kind !== "extra")
          .map(({ kind, range }, index) => item(index, kind, SEGMENT_WORDS[kind][0], range.end - range.start, range))}
        {first &&
          last &&
          item("disclosures", "extra", "Disclosures", disclosures.length, { start: first.start, end: last.end })}
        {binding &&
          item(
            "binding",
            "extra",
            selective?.isAttestation ? "PoP" : "Key binding",
            binding.text.length,
            binding.range,
          )}
        {missing.map((name) => (
          <span key={name} className={`legend-item missing s-${name}`}>
            <i className="sample" />
            <b>{SEGMENT_WORDS[name][0]}</b>
            <span>missing</span>
          </span>
        ))}
        {more > 0 && <span className="legend-item">{more.toLocaleString("en")} more</span>}
      </div>
      <svg className="ruler" aria-hidden="true" preserveAspectRatio="none" viewBox={`0 0 ${text.length} 4`}>
        {named.map(({ kind, range }, index) => (
          <rect key={index} className={`s-${kind}`} x={range.start} width={range.end - range.start} height="4" />
        ))}
      </svg>
    </>
  );
});
