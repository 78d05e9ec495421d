import { restful } from "../restful.tsx";
import { describeTime, instantWords, utcIso } from "../../core/claims/describe.ts";
import type { TimeReading } from "../../core/claims/types.ts";
import { useDeskMark } from "../desk-mark.ts";
import { useFold } from "../fold.ts";
import { FoldHeading } from "../FoldHeading.tsx";
import { Icon, type IconName } from "../Icon.tsx";
import { useView } from "../WorkbenchContext.tsx";
import { ClockFace } from "./ClockFace.tsx";
import { LifetimeBar } from "./LifetimeBar.tsx";
import { MoveClock } from "./MoveClock.tsx";
import { type Reading, useReadings } from "./use-readings.ts";
import "./time.css";

/**
 * The content of the region Time: the page's clock, and the token's times relative to it. It ticks by itself; no part
 * is a live region.
 */
export const TimeStrip = restful(function TimeStrip() {
  const proven = useView(({ verdict }) => verdict.state === "verified" && verdict.keySource !== "token");
  // Without a token another moment changes nothing.
  const movable = useView(({ token, settings }) => token.form !== "empty" || settings.clock.kind !== "real");
  const [open, toggle] = useFold("time", true);
  useDeskMark("time-folded", !open);
  return (
    <>
      <div className={open ? "time-fold is-open" : "time-fold"}>
        <FoldHeading title="Time" open={open} toggle={toggle} controls="time-tools" />
        {!open && <TimeClaims proven={proven} />}
      </div>
      <div className="time-open" id="time-tools" hidden={!open}>
        <ClockFace />
        <div className="time-claims">
          {open && <TimeClaims proven={proven} />}
          <LifetimeBar proven={proven} />
          {movable && <MoveClock />}
        </div>
      </div>
    </>
  );
});

function TimeClaims({ proven }: { readonly proven: boolean }) {
  const times = useReadings();
  const empty = useView(({ token }) => token.form === "empty");
  if (times.length === 0) {
    return (
      <p className="meta">{empty ? "exp, nbf and iat of your token will appear here" : "No time claims can be read"}</p>
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

function TimeBadge({ time, proven }: { readonly time: Reading; readonly proven: boolean }) {
  const clock = useView(({ clock }) => clock);
  const style = useView(({ settings }) => settings.timeStyle);
  const { claim, state, seconds, asMilliseconds } = time;
  // Even an implausible number is shown as a time: that reveals what went wrong.
  const at = asMilliseconds ?? seconds;
  const [tone, icon] = looks(state, proven);
  const words = at === null ? null : instantWords(at, style);
  return (
    <li className={`time-claim sev-${tone}`} data-claim={claim} data-state={state}>
      <Icon name={icon} />
      <b translate="no">{claim}</b>
      <span className="rel">
        {describeTime(time, clock)}
        {time.isDisclosed && ", disclosed"}
      </span>
      {at !== null && words !== null ? (
        <time dateTime={utcIso(at) ?? undefined}>
          {words.first}
          <span className="utc">{words.second}</span>
        </time>
      ) : (
        <bdi className="abs">{time.raw.slice(0, 40)}</bdi>
      )}
    </li>
  );
}

/** Until the signature is verified nothing is drawn as a success. */
function looks(state: TimeReading["state"], proven: boolean): readonly [tone: string, icon: IconName] {
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
