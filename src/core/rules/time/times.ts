import { durationWords, instantWords, USUAL_STYLE, utcIso } from "../../claims/describe.ts";
import { CLAIMS } from "../../registry/claims.ts";
import type { TimeClaim } from "../../claims/types.ts";
import { otherUnit, sinceYear2001 } from "../../claims/units.ts";
import type { TextEdit } from "../../text/range.ts";
import type { RuleContext } from "../types.ts";
import { policyOf } from "../policy/policy.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt } from "../support/facts.ts";
import { when } from "../support/when.ts";
import type { Args } from "../support/words.ts";
import {
  expiredWords,
  notYetWords,
  issuedLaterWords,
  millisecondsWords,
  wrongTypeWords,
  relativeWords,
  inconsistentWords,
} from "./times.words.ts";

function timeOf({ times }: RuleContext, claim: TimeClaim["claim"]): TimeClaim | null {
  return times.find((time) => time.claim === claim) ?? null;
}

/** The moment of a plausible time claim; null where there is none. */
function secondsOf(context: RuleContext, claim: TimeClaim["claim"]): number | null {
  const time = timeOf(context, claim);
  return time?.why === null ? time.seconds : null;
}

/** How far away a moment is, and when it is, as a sentence needs them. */
function moment(seconds: number, { clock, timeStyle }: RuleContext): Args<"span" | "when"> {
  const words = instantWords(seconds, timeStyle ?? USUAL_STYLE);
  return {
    span: durationWords(seconds - clock.now),
    when: words === null ? String(seconds) : `${words.first}, ${words.second}`,
  };
}

/** The leeway of the user's policy, in seconds, where it is wider than the page's; else null. */
function widerLeeway({ policy = "", clock }: RuleContext): number | null {
  const reading = policyOf(policy);
  const leeway = reading.kind === "policy" ? reading.policy.leeway : undefined;
  return leeway !== undefined && leeway > clock.leeway ? leeway : null;
}

/** On or after `exp` the token must not be accepted. */
export const expired = defineRule({
  id: "TIM-01",
  ticks: true,
  spec: "RFC 7519 section 4.1.4",
  words: expiredWords,
  look: (_, say, context) => {
    const time = timeOf(context, "exp");
    if (time?.state !== "expired" || time.seconds === null) return;
    // To get a fresh one would be the wrong advice: TIM-02 says what it counts.
    if (sinceYear2001(time.seconds, context.clock.now) !== null) return;
    const wider = widerLeeway(context);
    const isAllowed = wider !== null && context.clock.now < time.seconds + wider;
    say(isAllowed ? "info" : "error", isAllowed ? "allowed" : "expired", {
      args: { ...moment(time.seconds, context), leeway: wider ?? context.clock.leeway },
      place: at("payload", time.range),
      class: "ok",
      fix: {
        kind: "set-clock",
        now:
          Math.floor(time.seconds) -
          Math.max(1, Math.min(60, Math.floor(time.seconds - (secondsOf(context, "iat") ?? 0)) >> 1)),
      },
    });
  },
});

/** Before `nbf` the token must not be accepted. */
export const notYet = defineRule({
  id: "TIM-05",
  ticks: true,
  spec: "RFC 7519 section 4.1.5",
  words: notYetWords,
  look: (_, say, context) => {
    const time = timeOf(context, "nbf");
    if (time?.state !== "not-yet" || time.seconds === null) return;
    const close = time.seconds - context.clock.now <= 300;
    const wider = widerLeeway(context);
    const isAllowed = wider !== null && context.clock.now >= time.seconds - wider;
    say(isAllowed ? "info" : "error", isAllowed ? "allowed" : close ? "skew" : "not-yet", {
      args: { ...moment(time.seconds, context), leeway: wider ?? context.clock.leeway },
      place: at("payload", time.range),
      class: "ok",
      fix: { kind: "set-clock", now: Math.ceil(time.seconds) },
    });
  },
});

/** Issued after now: no specification refuses that, some verifiers do. */
export const issuedLater = defineRule({
  id: "TIM-06",
  ticks: true,
  spec: "RFC 7519 section 4.1.6",
  words: issuedLaterWords,
  look: (_, say, context) => {
    const time = timeOf(context, "iat");
    if (time?.state !== "future" || time.seconds === null || time.seconds <= context.clock.now + context.clock.leeway)
      return;
    say("warn", "future", {
      args: moment(time.seconds, context),
      place: at("payload", time.range),
      class: "ok",
    });
  },
});

/** The value of a time claim, whatever its unit; null where it is no number. */
function numberOf(times: RuleContext["times"], claim: TimeClaim["claim"]): TimeClaim | null {
  return times.find((time) => time.claim === claim && time.seconds !== null) ?? null;
}

/** A lifetime under a minute, in milliseconds, that somebody meant in seconds. */
const SHORT = 60_000;

/** Edits that write times in milliseconds in seconds, where `exp` is `iat` plus a lifetime in seconds; null where it is not so. */
function addedInSeconds(
  times: RuleContext["times"],
): { readonly lifetime: number; readonly edits: readonly TextEdit[] } | null {
  const [iat, exp] = [numberOf(times, "iat"), numberOf(times, "exp")];
  if (iat?.why !== "milliseconds" || exp?.why !== "milliseconds") return null;
  const lifetime = (exp.seconds ?? 0) - (iat.seconds ?? 0);
  if (lifetime <= 0 || lifetime >= SHORT || lifetime % 1000 === 0) return null;
  const start = Math.floor((iat.seconds ?? 0) / 1000);
  const edits = times.flatMap(({ claim, why, range, asMilliseconds }) =>
    why !== "milliseconds" || asMilliseconds === null
      ? []
      : [{ range, insert: String(claim === "exp" ? start + lifetime : Math.floor(asMilliseconds)) }],
  );
  return { lifetime, edits };
}

/** Programs' clocks count milliseconds, microseconds or ticks, a NumericDate seconds. */
export const milliseconds = defineRule({
  id: "TIM-02",
  ticks: true,
  spec: "RFC 7519 section 2",
  words: millisecondsWords,
  look: (_, say, { times, clock, timeStyle }) => {
    const added = addedInSeconds(times);
    for (const { claim, why, raw, seconds, asMilliseconds, range } of times) {
      const place = at("payload", range);
      const other = why === "range" && seconds !== null ? otherUnit(seconds) : null;
      if (why === "milliseconds" && asMilliseconds !== null && seconds !== null) {
        const meant = when(asMilliseconds, { timeStyle });
        const asSeconds = utcIso(seconds)?.replace(/^\+?0*([1-9]\d*|0)-.*/, "the year $1") ?? "no date at all";
        if (claim === "exp" && added)
          say("warn", "added", {
            args: { raw: excerpt(raw, 40), lifetime: added.lifetime, when: meant },
            place,
            class: "claim-range",
            fix: { kind: "replace-many", pane: "payload", edits: added.edits },
          });
        else
          say("warn", "milliseconds", {
            args: { claim, raw: excerpt(raw, 40), when: meant, asSeconds },
            place,
            class: "claim-range",
            fix: added
              ? { kind: "replace-many", pane: "payload", edits: added.edits }
              : { kind: "replace", place, insert: String(Math.floor(asMilliseconds)) },
          });
      } else if (why === null && seconds !== null && sinceYear2001(seconds, clock.now) !== null) {
        const meant = sinceYear2001(seconds, clock.now) ?? 0;
        // Read as it stands the token is over, and is refused.
        say(claim === "exp" ? "error" : "warn", "unit", {
          args: {
            claim,
            raw: excerpt(raw, 40),
            unit: "seconds since 2001 (as Apple counts)",
            when: when(meant, { timeStyle }),
          },
          place,
          class: "claim-range",
          fix: { kind: "replace", place, insert: String(Math.floor(meant)) },
        });
      } else if (other) {
        say("warn", "unit", {
          args: { claim, raw: excerpt(raw, 40), unit: other.unit, when: when(other.seconds, { timeStyle }) },
          place,
          class: "claim-range",
          fix: { kind: "replace", place, insert: String(Math.floor(other.seconds)) },
        });
      } else if (why === "range" && (seconds === null || Math.abs(seconds) > 1e11)) {
        const never = raw === "253402300799" || raw === "253402300800";
        // What Java and Go call the greatest long, in seconds or in milliseconds made seconds.
        const greatest = raw === "9223372036854775807" || raw === "9223372036854775";
        say("warn", never ? "never" : greatest ? "greatest" : "beyond", {
          args: { claim, raw: excerpt(raw, 40) },
          place,
          class: "claim-range",
        });
      }
    }
  },
  explains: [{ as: ["added"], rules: ["TIM-02/milliseconds"] }, { rules: ["TIM-09"] }],
});

/** The moment that a date in text means, in seconds; null where it is none. More digits of a second than three are no harm. */
function dateIn(text: string): number | null {
  if (text.length > 60 || !/\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d/.test(text)) return null;
  const milliseconds = Date.parse(text.replace(/(\.\d{3})\d{1,20}/, "$1"));
  return Number.isFinite(milliseconds) ? milliseconds / 1000 : null;
}

/** Digits stay as they were written where they mean seconds. */
function wholeOrAsWritten(seconds: number, digits: string | undefined): string {
  return digits !== undefined && Number(digits) === seconds ? digits : String(Math.floor(seconds));
}

/** A NumericDate is a JSON number. Fractions are allowed, negative ones too, and both are unusual enough to break readers. */
export const wrongType = defineRule({
  id: "TIM-03",
  ticks: true,
  spec: "RFC 7519 sections 2 and 4.1.4 to 4.1.6",
  words: wrongTypeWords,
  look: (_, say, { times, timeStyle }) => {
    for (const { claim, why, raw, seconds, range } of times) {
      const place = at("payload", range);
      const jwt = claim === "exp" || claim === "nbf" || claim === "iat";
      if (why === "string") {
        const digits = /^"\s?(-?\d{1,40}(?:\.\d{1,40})?)\s?"$/.exec(raw)?.[1];
        const parsed = digits === undefined ? dateIn(raw.slice(1, -1)) : Number(digits);
        const meant = parsed === null ? null : (otherUnit(parsed)?.seconds ?? parsed);
        const date = meant === null ? "" : when(meant, { timeStyle });
        say(jwt ? "error" : "warn", digits === undefined && meant !== null ? "date" : "string", {
          args: { claim, raw: excerpt(raw, 40), date },
          place,
          class: "claim-type",
          fix: meant === null ? null : { kind: "replace", place, insert: wholeOrAsWritten(meant, digits) },
        });
      } else if (why === "type") {
        say(jwt ? "error" : "warn", "type", { args: { claim, raw: excerpt(raw, 40) }, place, class: "claim-type" });
      } else if (seconds !== null && seconds < 0 && seconds >= -1e11) {
        say("warn", "negative", { args: { claim, raw: excerpt(raw, 40) }, place, class: "claim-range" });
      } else if (why === null && seconds !== null && !Number.isInteger(seconds)) {
        say("info", "fraction", {
          args: { claim, raw: excerpt(raw, 40) },
          place,
          class: "claim-range",
          fix: { kind: "replace", place, insert: String(Math.floor(seconds)) },
        });
      }
    }
  },
});

/** A lifetime where a date should be. */
export const relative = defineRule({
  id: "TIM-04",
  ticks: true,
  spec: "RFC 7519 section 2",
  words: relativeWords,
  look: (_, say, context) => {
    for (const { claim, why, raw, seconds, range } of context.times) {
      if (why !== "range" || seconds === null || seconds < 0 || seconds >= 1e8 || otherUnit(seconds)) continue;
      const fix =
        claim === "exp" && seconds >= 1
          ? ({
              kind: "replace",
              place: at("payload", range),
              insert: String(Math.floor(context.clock.now + seconds)),
            } as const)
          : null;
      say("warn", claim === "exp" ? "lifetime" : "old", {
        args: { claim, raw: excerpt(raw, 40), span: durationWords(seconds), date: utcIso(seconds)?.slice(0, 10) ?? "" },
        place: at("payload", range),
        class: "claim-range",
        fix,
      });
    }
  },
});

/** `exp` before the beginning: such a token is never valid. */
export const inconsistent = defineRule({
  id: "TIM-09",
  ticks: true,
  spec: "RFC 7519 sections 4.1.4 and 4.1.5",
  words: inconsistentWords,
  look: (_, say, context) => {
    const exp = timeOf(context, "exp");
    if (!exp || exp.seconds === null) return;
    for (const claim of ["nbf", "iat"] as const) {
      const other = timeOf(context, claim);
      if (
        !other ||
        other.seconds === null ||
        exp.seconds > other.seconds ||
        otherUnit(exp.seconds) !== null ||
        otherUnit(other.seconds) !== null ||
        exp.why === "milliseconds" ||
        other.why === "milliseconds"
      )
        continue;
      if (other.why !== null && exp.why === null) continue;
      say("warn", claim, {
        args: { claim, title: CLAIMS.get(claim)?.title ?? claim, span: durationWords(other.seconds - exp.seconds) },
        place: at("payload", exp.range),
        class: "claim-range",
      });
    }
  },
});
