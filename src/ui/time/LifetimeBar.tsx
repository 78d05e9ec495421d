import { useLayoutEffect, useRef, useState } from "react";
import { useView } from "../WorkbenchContext.tsx";
import { lifetimeWords } from "./clock-words.ts";
import { captionAt, type Lifetime, lifetime, placeOf, type Scale, type Stretch } from "./lifetime.ts";
import { NowMark } from "./NowMark.tsx";
import { useReadings } from "./use-readings.ts";

/** The token's times on a line, with the clock as a movable mark. It shows what the claims beside it say in words. */
export function LifetimeBar({ proven }: { readonly proven: boolean }) {
  const times = useReadings();
  const clock = useView(({ clock }) => clock);
  const input = useView(({ settings }) => settings.clock);
  const [held, hold] = useState<Scale | null>(null);
  const track = useRef<HTMLDivElement>(null);
  // Beside a clock that the link stopped, the real time is meaningless.
  const real = useView(({ realTime, clock, settings }) => (settings.clock.kind === "moved" ? realTime : clock.now));
  const isBroken = useView(({ payload }) => payload.json.problems.length > 0);
  const life = lifetime({ times, clock, anchor: real, held });
  const leftOut = times.filter(({ claim, why }) => why !== null && (claim === "exp" || claim === "nbf"));
  if (isBroken) {
    if (times.length === 0) return null;
    return <p className="meta">The payload is not valid JSON, so its lifetime is unknown</p>;
  }
  if (life === null) {
    if (times.length === 0) return null;
    return <p className="meta">None of these is a usable time, so there is no lifetime to draw</p>;
  }
  const { says } = life;
  const words = lifetimeWords(says, proven);
  const wrong = says.kind === "late" || says.kind === "never" || (says.kind === "early" && says.claim === "nbf");
  return (
    <>
      <div ref={track} className={`bar${proven ? " proven" : ""}${wrong ? " over" : ""}`}>
        <Caption at={captionAt(life)}>{words}</Caption>
        <svg aria-hidden="true" width="100%" height="42">
          <defs>
            <pattern id="leeway" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line className="hatch" x1="0" x2="0" y1="0" y2="6" />
            </pattern>
          </defs>
          <line className="base" x1="0" x2="100%" y1="25" y2="25" />
          <Body life={life} />
          {life.marks.map(({ claims, at }) => (
            <g key={claims.join()} className="mark-at">
              <line x1={percent(at)} x2={percent(at)} y1="8" y2="29" />
              <text x={percent(at)} y="40" textAnchor={at > 0.96 ? "end" : "middle"}>
                {claims.join(" ")}
              </text>
            </g>
          ))}
          {input.kind === "moved" && isOn(life.scale, real) && (
            <g className="real-at">
              <line x1={percent(placeOf(life.scale, real))} x2={percent(placeOf(life.scale, real))} y1="8" y2="29" />
              <text x={percent(placeOf(life.scale, real))} y="6" textAnchor="middle">
                real time
              </text>
            </g>
          )}
        </svg>
        <NowMark life={life} words={words} track={track} hold={hold} />
      </div>
      {leftOut.length > 0 && (
        <p className="meta">
          Without {leftOut.map(({ claim }) => claim).join(" and ")}, which{" "}
          {leftOut.length === 1 ? "is not a usable time" : "are not usable times"}
        </p>
      )}
    </>
  );
}

/** The state of the lifetime in words: on the line, or above it if the line is too short for them. */
function Caption({ at, children }: { readonly at: number; readonly children: string }) {
  const caption = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    // Through the CSSOM: the page's policy forbids style attributes.
    caption.current?.style.setProperty("left", percent(at));
  }, [at]);
  return (
    <span ref={caption} className="bar-says" aria-hidden="true">
      {children}
    </span>
  );
}

/** Between the marks: the lifetime, the elapsed part, and where only the leeway makes the token valid. */
function Body({ life: { life, waiting, leeway, now } }: { readonly life: Lifetime }) {
  return (
    <>
      {leeway.map((stretch) => (
        <Part key={stretch.start} name="leeway" stretch={stretch} />
      ))}
      {life !== null && (
        <>
          <Part name={`life${life.open === null ? "" : ` open-${life.open}`}`} stretch={life} />
          <Part name="used" stretch={{ start: life.start, end: Math.max(life.start, Math.min(now, life.end)) }} />
          {waiting !== null && <Part name="waiting" stretch={waiting} />}
          {life.open === null && now > life.end && (
            <line className="gap" x1={percent(life.end)} x2={percent(now)} y1="18" y2="18" />
          )}
        </>
      )}
    </>
  );
}

function Part({ name, stretch: { start, end } }: { readonly name: string; readonly stretch: Stretch }) {
  return <rect className={name} x={percent(start)} width={percent(Math.max(end - start, 0))} y="10" height="15" />;
}

function percent(part: number): string {
  return `${(part * 100).toFixed(3)}%`;
}

function isOn({ from, to }: Scale, seconds: number): boolean {
  return seconds >= from && seconds <= to;
}
