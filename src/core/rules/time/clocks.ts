import { durationWords } from "../../claims/describe.ts";
import { timeClaimRow } from "../../claims/time-claims.ts";
import { defineRule } from "../support/define.ts";
import { at } from "../support/facts.ts";
import { when } from "../support/when.ts";

/** A `Date` field (RFC 9110 section 6.6.1) among the first lines of a paste: raw, or as `curl -v` shows it. */
const DATE =
  /(?:^|[\n\r])[<\s]{0,4}date:[ \t]*((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT)/i;

/** Seconds by which clocks differ without anybody's fault. */
const SLACK = 60;

/**
 * What the time of a pasted response tells: a clock here that is behind, a server whose clock was before the token's, or a
 * token that was still good then.
 */
export const otherClock = defineRule(
  "TIM-11",
  ["arrival", "clock"],
  "RFC 9110 section 6.6.1",
  (_, say, { arrival, clock, times, timeStyle }) => {
    const spelled = DATE.exec(arrival?.pasted.slice(0, 20_000) ?? "")?.[1];
    if (spelled === undefined) return;
    const date = Date.parse(spelled) / 1000;
    if (!Number.isFinite(date)) return;
    const fix = { kind: "set-clock", now: date } as const;
    const words = { date: when(date, { timeStyle }) };
    if (date > clock.now + SLACK) {
      say("warn", "behind", { args: { ...words, span: durationWords(date - clock.now) }, fix });
      return;
    }
    for (const { claim, why, seconds, range } of times) {
      if (why !== null || seconds === null || (claim !== "iat" && claim !== "nbf") || seconds <= date + SLACK) continue;
      say("warn", "server-behind", {
        args: { ...words, claim, title: timeClaimRow(claim).title, span: durationWords(seconds - date) },
        place: at("payload", range),
        fix,
      });
      return;
    }
    const exp = times.find(({ claim }) => claim === "exp");
    if (exp?.state === "expired" && exp.seconds !== null && exp.seconds > date) {
      say("info", "then", {
        args: { ...words, span: durationWords(clock.now - date) },
        place: at("payload", exp.range),
        fix,
      });
    }
  },
);
