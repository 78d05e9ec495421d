import { clockFace, utcIso } from "../../core/claims/describe.ts";
import type { TimeStyle } from "../../core/claims/types.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { Icon } from "../Icon.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { clockWords } from "./clock-words.ts";

/** The page's clock, the leeway, and how times are written. */
export function ClockFace() {
  const { now, leeway } = useView(({ clock }) => clock);
  const input = useView(({ settings }) => settings.clock);
  const style = useView(({ settings }) => settings.timeStyle);
  const { setSettings } = useActions();
  const face = clockFace(now, style);
  return (
    <div className={input.kind === "real" ? "clock" : "clock off"}>
      <p className="now">
        <time dateTime={utcIso(now) ?? undefined}>{face?.time}</time>
        <span className="meta">
          {face?.date} ({face?.offset})
        </span>
      </p>
      <label className="leeway-field">
        Leeway
        <input
          {...FIELD_ATTRIBUTES}
          type="number"
          aria-label="Leeway"
          min={0}
          step={1}
          value={leeway}
          onChange={({ currentTarget }) =>
            setSettings({ leeway: Math.max(0, Math.floor(currentTarget.valueAsNumber || 0)) })
          }
        />
        s
      </label>
      <div className="real">
        {input.kind === "real" ? <span className="live" /> : <Icon name="warn" />}
        <b>{clockWords(input)}</b>
      </div>
      <div className="written">
        <StyleToggle
          name="UTC first"
          title="UTC first, then local time"
          on={style.first === "utc"}
          change={(on) => ({ ...style, first: on ? "utc" : "local" })}
        />
        <StyleToggle
          name="12 h"
          title="12-hour clock with AM and PM"
          on={style.hours === 12}
          change={(on) => ({ ...style, hours: on ? 12 : 24 })}
        />
      </div>
    </div>
  );
}

function StyleToggle({
  name,
  title,
  on,
  change,
}: {
  readonly name: string;
  readonly title: string;
  readonly on: boolean;
  readonly change: (on: boolean) => TimeStyle;
}) {
  const { setSettings } = useActions();
  return (
    <button
      type="button"
      className="toggle"
      title={title}
      aria-pressed={on}
      onClick={() => setSettings({ timeStyle: change(!on) })}
    >
      {name}
    </button>
  );
}
