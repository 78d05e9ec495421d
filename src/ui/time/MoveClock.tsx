import { useId, useState } from "react";
import { type ClockReading, readClockInput } from "../../core/claims/clock-input.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { Button } from "../Button.tsx";
import { useActions, useView, useWorkbench } from "../WorkbenchContext.tsx";
import { exactly, problemWords } from "./clock-words.ts";
import { jumpsFor } from "./jumps.ts";
import { useReadings } from "./use-readings.ts";

/** Moves the clock: by typing, or by one press to a moment that matters to this token. */
export function MoveClock() {
  const { moveClock } = useActions();
  const times = useReadings();
  const clock = useView(({ clock }) => clock);
  return (
    <div className="move" role="group" aria-label="Move the clock">
      <TypedTime />
      {jumpsFor(times, clock).map(({ name, to, why }) => (
        <Button
          key={name}
          className="small"
          disabled={to === null}
          title={why}
          onClick={() => to !== null && moveClock(to)}
        >
          {name}
        </Button>
      ))}
    </div>
  );
}

/** A moment as text, in many notations. Its meaning is shown while typing, an error only on Enter. */
function TypedTime() {
  const { view } = useWorkbench();
  const { moveClock, resetClock } = useActions();
  const style = useView(({ settings }) => settings.timeStyle);
  const [typed, setTyped] = useState("");
  const [reading, setReading] = useState<ClockReading>({ kind: "empty" });
  const [refused, setRefused] = useState<string | null>(null);
  const id = useId();
  const read = (text: string): ClockReading => {
    const { clock, realTime, times } = view.getState();
    return readClockInput(text, { now: clock.now, real: realTime, times, first: style.first });
  };
  const enter = (): void => {
    const reading = read(typed);
    setRefused(problemWords(reading, typed));
    if (reading.kind === "at") moveClock(reading.seconds);
    else if (reading.kind === "real") resetClock();
    else return;
    setTyped("");
    setReading({ kind: "empty" });
  };
  return (
    <span className="typed">
      <label htmlFor={id}>Move the clock to</label>
      <input
        {...FIELD_ATTRIBUTES}
        id={id}
        type="text"
        value={typed}
        placeholder="Tuesday 9:00, +2h, exp-1s"
        aria-describedby={`${id}-means ${id}-wrong`}
        aria-invalid={refused === null ? undefined : "true"}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setReading(read(currentTarget.value));
          setRefused(null);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") enter();
        }}
      />
      <Button className="small" disabled={reading.kind === "empty"} onClick={enter}>
        Set
      </Button>
      <span id={`${id}-means`} className="meta means">
        {reading.kind === "at" && exactly(reading.seconds, style)}
        {reading.kind === "real" && "the real time"}
      </span>
      <span id={`${id}-wrong`} className="wrong" aria-live="polite">
        {refused}
      </span>
    </span>
  );
}
