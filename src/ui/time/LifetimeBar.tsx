import { durationWords } from "../../core/claims/describe.ts";
import { useView } from "../WorkbenchContext.tsx";
import { captionAt, lifetime } from "./lifetime.ts";

/** From issue to expiry as a bar, with now on it. A picture of what the claims beside it say in words. */
export function LifetimeBar({ proven }: { readonly proven: boolean }) {
  const times = useView(({ times }) => times);
  const clock = useView(({ clock }) => clock);
  const life = lifetime(times, clock);
  if (life === null) return null;
  const { start, end, now, left } = life;
  const percent = (part: number): string => `${(part * 100).toFixed(2)}%`;
  const over = left < 0;
  return (
    <svg className={`bar${proven ? " proven" : ""}${over ? " over" : ""}`} aria-hidden="true" width="100%" height="26">
      <line className="base" x1="0" x2="100%" y1="19" y2="19" />
      <rect
        className="life"
        x={percent(start)}
        width={percent(Math.max(end - start, 0.004))}
        y="6"
        height="13"
        rx="2"
      />
      <rect
        className="used"
        x={percent(start)}
        width={percent(Math.max(Math.min(now, end) - start, 0))}
        y="6"
        height="13"
        rx="2"
      />
      {over && <line className="gap" x1={percent(end)} x2={percent(now)} y1="14" y2="14" />}
      <line className="needle" x1={percent(now)} x2={percent(now)} y1="1" y2="25" />
      <text x={percent(captionAt(life))} y={over ? 10 : 16} textAnchor="middle">
        {over
          ? `${durationWords(left)} too late`
          : `${durationWords(left)} left of ${durationWords(life.whole)}${proven ? "" : ", if true"}`}
      </text>
    </svg>
  );
}
