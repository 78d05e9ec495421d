import { describeTime, localTime, utcIso } from "../../core/claims/describe.ts";
import type { TimeClaim } from "../../core/claims/types.ts";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { Icon, type IconName } from "../Icon.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { clockWords } from "./clock-words.ts";
import { LifetimeBar } from "./LifetimeBar.tsx";

/** The content of the region Time: the clock that everything is judged by, and the token's times against it. It ticks by itself; nothing in it is live to a screen reader. */
export function TimeStrip() {
  const proven = useView(({ verdict }) => verdict.state === "verified" && verdict.keySource !== "token");
  return (
    <>
      <ClockFace />
      <div className="tmain">
        <TimeClaims proven={proven} />
        <LifetimeBar proven={proven} />
      </div>
    </>
  );
}

function ClockFace() {
  const { now, leeway } = useView(({ clock }) => clock);
  const input = useView(({ settings }) => settings.clock);
  const { setSettings } = useActions();
  const local = localTime(now);
  const seconds = new Date(now * 1000).toLocaleTimeString("en", { hourCycle: "h23" });
  return (
    <div className={input.kind === "real" ? "clock" : "clock off"}>
      <h2 className="vh">Time</h2>
      <p className="now">
        <time dateTime={utcIso(now) ?? undefined}>{seconds}</time>
        <span className="meta">{local?.replace(/, \d\d:\d\d/, "")}</span>
      </p>
      <label className="lee">
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
        {input.kind !== "real" && (
          <button type="button" className="link" onClick={() => setSettings({ clock: { kind: "real" } })}>
            Real time
          </button>
        )}
      </div>
    </div>
  );
}

function TimeClaims({ proven }: { readonly proven: boolean }) {
  const times = useView(({ times }) => times);
  const empty = useView(({ token }) => token.form === "empty");
  if (times.length === 0) {
    return (
      <p className="meta">
        {empty ? "exp, nbf and iat of your token will line up here" : "No time claims can be read"}
      </p>
    );
  }
  return (
    <ul className="badges" aria-label="Time claims">
      {times.map((time) => (
        <TimeBadge key={time.claim} time={time} proven={proven} />
      ))}
    </ul>
  );
}

function TimeBadge({ time, proven }: { readonly time: TimeClaim; readonly proven: boolean }) {
  const clock = useView(({ clock }) => clock);
  const { claim, state, seconds, asMilliseconds } = time;
  const at = time.why === null ? seconds : asMilliseconds;
  const [tone, icon] = looks(state, proven);
  const utc = at === null ? null : utcIso(at);
  return (
    <li className={`tb sev-${tone}`} data-claim={claim} data-state={state}>
      <Icon name={icon} />
      <b>{claim}</b>
      <span className="rel">{describeTime(time, clock)}</span>
      {at !== null && utc !== null ? (
        <time dateTime={utc}>
          {localTime(at)}
          <span className="utc">{utc.replace(".000Z", "Z")}</span>
        </time>
      ) : (
        <bdi className="abs">{time.raw.slice(0, 40)}</bdi>
      )}
    </li>
  );
}

/** Until the signature is verified nothing is drawn as a success. */
function looks(state: TimeClaim["state"], proven: boolean): readonly [tone: string, icon: IconName] {
  switch (state) {
    case "expired":
    case "not-yet":
      return ["error", "error"];
    case "implausible":
      return ["warn", "warn"];
    case "valid":
      return proven ? ["ok", "ok"] : ["info", "clock"];
    case "future":
      return ["warn", "clock"];
    case "past":
      return ["info", "clock"];
  }
}
