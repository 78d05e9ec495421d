import { memo } from "react";
import type { ParsedToken, SegmentName } from "../../core/token/types.ts";
import { usePanels } from "../Panels.tsx";
import { SEGMENT_WORDS } from "./segments.ts";

const OF_JWS: readonly SegmentName[] = ["header", "payload", "signature"];
const OF_JWE: readonly SegmentName[] = ["header", "encrypted-key", "iv", "ciphertext", "tag"];

/** The segments by name, line style and length; a press selects one. What is missing is struck through. */
export const Legend = memo(function Legend({ token }: { readonly token: ParsedToken }) {
  const { select } = usePanels();
  const { segments, form, segmentCount } = token;
  if (segments.length === 0) return null;
  const expected = form === "jwe" ? OF_JWE : OF_JWS;
  const missing = expected.slice(segments.length);
  return (
    <div className="legend">
      {segments
        .filter(({ name }) => name !== "extra")
        .map(({ name, text, range }) => (
          <button key={name} type="button" className={`lg s-${name}`} onClick={() => select({ pane: "token", range })}>
            <i className="sample" />
            <b>{SEGMENT_WORDS[name][0]}</b>
            <span>{text.length.toLocaleString("en")}</span>
          </button>
        ))}
      {missing.map((name) => (
        <span key={name} className={`lg missing s-${name}`}>
          <i className="sample" />
          <b>{SEGMENT_WORDS[name][0]}</b>
          <span>missing</span>
        </span>
      ))}
      {segmentCount > expected.length && (
        <span className="lg">{(segmentCount - expected.length).toLocaleString("en")} more</span>
      )}
    </div>
  );
});

/** The segments' lengths in proportion. */
export const Ruler = memo(function Ruler({ token }: { readonly token: ParsedToken }) {
  return (
    <svg className="ruler" aria-hidden="true" preserveAspectRatio="none" viewBox={`0 0 ${token.text.length || 1} 4`}>
      {token.segments.map(({ name, range }, index) => (
        <rect key={index} className={`s-${name}`} x={range.start} width={range.end - range.start} height="4" />
      ))}
    </svg>
  );
});
