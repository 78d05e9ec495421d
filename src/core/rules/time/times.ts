import { durationWords, instantWords, USUAL_STYLE, utcIso } from "../../claims/describe.ts";
import { timeClaimRow } from "../../claims/time-claims.ts";
import type { TimeClaim } from "../../claims/types.ts";
import type { RuleContext } from "../types.ts";
import { policyOf } from "../policy/policy.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt } from "../support/facts.ts";
import { when } from "../support/when.ts";

function timeOf({ times }: RuleContext, claim: TimeClaim["claim"]): TimeClaim | null {
  return times.find((time) => time.claim === claim) ?? null;
}

/** The moment of a plausible time claim; null where there is none. */
function secondsOf(context: RuleContext, claim: TimeClaim["claim"]): number | null {
  const time = timeOf(context, claim);
  return time?.why === null ? time.seconds : null;
}

/** How far away a moment is, and when it is, as a sentence needs them. */
function moment(seconds: number, { clock, timeStyle }: RuleContext): Readonly<Record<string, string>> {
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
export const expired = defineRule("TIM-01", ["clock"], "RFC 7519 section 4.1.4", (_, say, context) => {
  const time = timeOf(context, "exp");
  if (time?.state !== "expired" || time.seconds === null) return;
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
});

/** Before `nbf` the token must not be accepted. */
export const notYet = defineRule("TIM-05", ["clock"], "RFC 7519 section 4.1.5", (_, say, context) => {
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
});

/** Issued after now: no specification refuses that, some verifiers do. */
export const issuedLater = defineRule("TIM-06", ["clock"], "RFC 7519 section 4.1.6", (_, say, context) => {
  const time = timeOf(context, "iat");
  if (time?.state !== "future" || time.seconds === null || time.seconds <= context.clock.now + context.clock.leeway)
    return;
  say("warn", "future", {
    args: moment(time.seconds, context),
    place: at("payload", time.range),
    class: "ok",
  });
});

/** JavaScript's clock counts milliseconds, a NumericDate seconds. */
export const milliseconds = defineRule("TIM-02", ["clock"], "RFC 7519 section 2", (_, say, { times, timeStyle }) => {
  for (const { claim, why, raw, seconds, asMilliseconds, range } of times) {
    if (why === "milliseconds" && asMilliseconds !== null && seconds !== null) {
      say("warn", "milliseconds", {
        args: {
          claim,
          raw: excerpt(raw, 40),
          when: when(asMilliseconds, { timeStyle }),
          asSeconds: utcIso(seconds)?.replace(/^\+?0*(\d+)-.*/, "the year $1") ?? "no date at all",
        },
        place: at("payload", range),
        class: "claim-range",
        fix: { kind: "replace", place: at("payload", range), insert: String(Math.floor(asMilliseconds)) },
      });
    } else if (why === "range" && (seconds === null || Math.abs(seconds) > 1e11)) {
      const never = raw === "253402300799" || raw === "253402300800";
      // What Java and Go call the greatest long, in seconds or in milliseconds made seconds.
      const greatest = raw === "9223372036854775807" || raw === "9223372036854775";
      say("warn", never ? "never" : greatest ? "greatest" : "beyond", {
        args: { claim, raw: excerpt(raw, 40) },
        place: at("payload", range),
        class: "claim-range",
      });
    }
  }
});

/** A NumericDate is a JSON number. Fractions are allowed, negative ones too, and both are unusual enough to break readers. */
export const wrongType = defineRule(
  "TIM-03",
  ["clock"],
  "RFC 7519 sections 2 and 4.1.4 to 4.1.6",
  (_, say, { times }) => {
    for (const { claim, why, raw, seconds, range } of times) {
      const place = at("payload", range);
      const jwt = claim === "exp" || claim === "nbf" || claim === "iat";
      if (why === "string") {
        const digits = /^"(-?\d+(?:\.\d+)?)"$/.exec(raw)?.[1];
        const parsed = digits === undefined ? Date.parse(raw.slice(1, -1)) / 1000 : Number(digits);
        const number =
          digits ?? (/\d{4}-\d\d-\d\d/.test(raw) && Number.isFinite(parsed) ? String(Math.floor(parsed)) : null);
        say(jwt ? "error" : "warn", "string", {
          args: { claim, raw: excerpt(raw, 40) },
          place,
          class: "claim-type",
          fix: number === null ? null : { kind: "replace", place, insert: number },
        });
      } else if (why === "type") {
        say(jwt ? "error" : "warn", "type", { args: { claim, raw: excerpt(raw, 40) }, place, class: "claim-type" });
      } else if (seconds !== null && seconds < 0 && seconds >= -1e11) {
        say("warn", "negative", { args: { claim, raw: excerpt(raw, 40) }, place, class: "claim-range" });
      } else if (why === null && seconds !== null && !Number.isInteger(seconds)) {
        say("info", "fraction", { args: { claim, raw: excerpt(raw, 40) }, place, class: "claim-range" });
      }
    }
  },
);

/** A lifetime where a date should be. */
export const relative = defineRule("TIM-04", ["clock"], "RFC 7519 section 2", (_, say, context) => {
  for (const { claim, why, raw, seconds, range } of context.times) {
    if (why !== "range" || seconds === null || seconds < 0 || seconds >= 1e8) continue;
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
});

/** `exp` before the beginning: such a token is never valid. */
export const inconsistent = defineRule("TIM-09", ["clock"], "RFC 7519 sections 4.1.4 and 4.1.5", (_, say, context) => {
  const exp = timeOf(context, "exp");
  if (!exp || exp.seconds === null) return;
  for (const claim of ["nbf", "iat"] as const) {
    const other = timeOf(context, claim);
    if (
      !other ||
      other.seconds === null ||
      exp.seconds > other.seconds ||
      exp.why === "milliseconds" ||
      other.why === "milliseconds"
    )
      continue;
    if (other.why !== null && exp.why === null) continue;
    say("warn", claim, {
      args: { claim, title: timeClaimRow(claim).title, span: durationWords(other.seconds - exp.seconds) },
      place: at("payload", exp.range),
      class: "claim-range",
    });
  }
});
