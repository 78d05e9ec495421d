import { durationWords, instantWords, USUAL_STYLE } from "../../claims/describe.ts";
import { CLAIMS } from "../../registry/claims.ts";
import type { TimeClaim } from "../../claims/types.ts";
import { readNumber, sinceOtherYear } from "../../claims/readings.ts";
import type { RuleContext } from "../types.ts";
import { policyOf } from "../policy/policy.ts";
import { defineRule } from "../support/define.ts";
import { at } from "../support/facts.ts";
import type { Args } from "../support/words.ts";
import { expiredWords, notYetWords, issuedLaterWords, inconsistentWords } from "./times.words.ts";

function timeOf({ times }: RuleContext, claim: TimeClaim["claim"]): TimeClaim | null {
  return times.find((time) => time.claim === claim) ?? null;
}

/** The moment of a plausible time claim; null if there is none. */
function secondsOf(context: RuleContext, claim: TimeClaim["claim"]): number | null {
  const time = timeOf(context, claim);
  return time?.why === null ? time.seconds : null;
}

/** How far away an instant is, and when it is, for a sentence. */
function moment(seconds: number, { clock, timeStyle }: RuleContext): Args<"span" | "when"> {
  const words = instantWords(seconds, timeStyle ?? USUAL_STYLE);
  return {
    span: durationWords(seconds - clock.now),
    when: words === null ? String(seconds) : `${words.first}, ${words.second}`,
  };
}

/** The policy's leeway in seconds, if larger than the page's; otherwise null. */
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
    // "Get a new one" would be wrong advice: TIM-02 says which unit it uses.
    if (sinceOtherYear(time.seconds, context.clock.now) !== null) return;
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

/** Issued in the future: no specification forbids that, but some verifiers do. */
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

/** `exp` before `nbf` or `iat`: such a token is never valid. */
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
        readNumber(exp.seconds, exp.raw, context.clock.now) !== null ||
        readNumber(other.seconds, other.raw, context.clock.now) !== null ||
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
