import { type KeyboardEvent, type PointerEvent, type RefObject, useLayoutEffect, useRef } from "react";
import type { ClockInput } from "../../state/types.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { exactly } from "./clock-words.ts";
import { instantAt, type Lifetime, type Scale, stepsOf } from "./lifetime.ts";

/** How many pixels a pressed pointer may move before it drags. */
const TREMBLE = 3;

interface Drag {
  readonly startX: number;
  /** The distance from the pointer to the middle of the mark. */
  readonly grip: number;
  readonly scale: Scale;
  readonly before: ClockInput;
  moving: boolean;
}

/**
 * The clock on the line: a slider. It is dragged, or moved by keys: arrows and Page keys by round lengths that suit the scale,
 * with Shift by a second, Home and End to the ends of the lifetime; Escape drops a drag.
 */
export function NowMark({
  life,
  words,
  track,
  hold,
}: {
  readonly life: Lifetime;
  readonly words: string;
  readonly track: RefObject<HTMLDivElement | null>;
  /** Freezes the scale while the mark is dragged (null: releases it). */
  readonly hold: (scale: Scale | null) => void;
}) {
  const now = useView(({ clock }) => clock.now);
  const input = useView(({ settings }) => settings.clock);
  const style = useView(({ settings }) => settings.timeStyle);
  const { moveClock, setSettings } = useActions();
  const mark = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  useLayoutEffect(() => {
    // Through the CSSOM: the page's policy forbids style attributes.
    mark.current?.style.setProperty("left", `${life.now * 100}%`);
  }, [life.now]);

  const end = (): void => {
    drag.current = null;
    hold(null);
  };
  const press = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    const { left, width } = event.currentTarget.getBoundingClientRect();
    drag.current = {
      startX: event.clientX,
      grip: left + width / 2 - event.clientX,
      scale: life.scale,
      before: input,
      moving: false,
    };
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus({ preventScroll: true });
    hold(life.scale);
  };
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const { current } = drag;
    const line = track.current?.getBoundingClientRect();
    if (current === null || line === undefined || line.width === 0) return;
    if (Math.abs(event.clientX - current.startX) > TREMBLE) current.moving = true;
    if (current.moving) moveClock(instantAt(current.scale, (event.clientX + current.grip - line.left) / line.width));
  };
  const key = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && drag.current !== null) {
      setSettings({ clock: drag.current.before });
      end();
    } else {
      const to = keyTo(event.key, event.shiftKey, now, life);
      if (to === null) return;
      moveClock(to);
    }
    event.preventDefault();
  };
  return (
    <div
      ref={mark}
      className={input.kind === "real" ? "now-mark" : "now-mark off"}
      role="slider"
      tabIndex={0}
      aria-label="Clock"
      aria-orientation="horizontal"
      aria-valuemin={Math.floor(Math.min(life.scale.from, now))}
      aria-valuemax={Math.ceil(Math.max(life.scale.to, now))}
      aria-valuenow={Math.floor(now)}
      aria-valuetext={`${exactly(input.kind === "real" ? now - (now % 60) : now, style)}: ${words}`}
      title="Drag it, or use the arrow keys, to move the clock"
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onLostPointerCapture={end}
      onKeyDown={key}
    >
      <span className="needle" />
      {life.beyond !== null && <span className={`beyond ${life.beyond}`}>{life.beyond === "after" ? "»" : "«"}</span>}
    </div>
  );
}

/** The clock position for a key, in seconds; null for other keys. */
function keyTo(key: string, exact: boolean, now: number, { scale, ends }: Lifetime): number | null {
  const { arrow, page } = stepsOf(scale);
  const step = exact ? 1 : arrow;
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return Math.floor(now) - step;
    case "ArrowRight":
    case "ArrowUp":
      return Math.floor(now) + step;
    case "PageDown":
      return Math.floor(now) - page;
    case "PageUp":
      return Math.floor(now) + page;
    case "Home":
      return ends.first;
    case "End":
      return ends.last;
    default:
      return null;
  }
}
