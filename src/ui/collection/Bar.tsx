import { memo } from "react";
import { type Axis, placeOn } from "../../core/collect/axis.ts";
import type { CollectedToken, Use } from "../../core/collect/types.ts";

const WIDTH = 600;

/** A token on the timeline: when it is valid, and when it was seen. The words beside it say the same. */
export const Bar = memo(function Bar({
  token,
  axis,
  label,
}: {
  readonly token: CollectedToken;
  readonly axis: Axis;
  readonly label: string;
}) {
  const x = (time: number): number => Math.round(placeOn(axis, time) * WIDTH * 2) / 2;
  const { iat, nbf, exp } = token.claims;
  const start = nbf ?? iat;
  const isIn = (start ?? -Infinity) <= axis.to && (exp ?? Infinity) >= axis.from && (start ?? exp) !== null;
  const [from, to] = [start === null ? 0 : x(start), exp === null ? WIDTH : x(exp)];
  /** Uses too close to tell apart share a mark: `width` is how close. */
  const marks = (of: (use: Use) => boolean, y: string, width: number): string =>
    [
      ...new Set(
        token.uses.flatMap((use) => (use.at !== null && of(use) ? [Math.round(x(use.at) / width) * width] : [])),
      ),
    ]
      .map((at) => `M${at} ${y}`)
      .join("");
  const elsewhere = [
    ...new Set(token.uses.flatMap(({ at, elsewhere }) => (at !== null && elsewhere ? [x(at)] : []))),
  ].slice(0, 50);
  const isInUrl = ({ place }: Use): boolean => place === "query" || place === "fragment" || place === "path";
  const isLate = ({ late }: Use): boolean => late !== null;
  return (
    <svg className="row-bar" viewBox={`0 0 ${WIDTH} 34`} preserveAspectRatio="none" role="img" aria-label={label}>
      <path className="grid" d={axis.ticks.map((tick) => `M${x(tick)} 0v34`).join("")} />
      {isIn && (
        <rect
          className={exp === null || start === null ? "life open" : "life"}
          x={from}
          y="9"
          width={Math.max(2, to - from)}
          height="16"
        />
      )}
      <path className="use" d={marks((use) => !isLate(use) && !isInUrl(use) && !use.elsewhere, "9v16", 6)} />
      <path className="late" d={marks(isLate, "3v28", 2)} />
      <path className="in-url" d={marks((use) => isInUrl(use) && !isLate(use), "3v28", 2)} />
      {elsewhere.map((at) => (
        <rect key={at} className="elsewhere" x={at - 4} y="4" width="8" height="26" />
      ))}
    </svg>
  );
});
