import { durationWords } from "../../claims/describe.ts";
import { defineRule } from "../support/define.ts";
import { at } from "../support/facts.ts";
import { when } from "../support/when.ts";
import { type Args } from "../support/words.ts";

/** A `Date` field (RFC 9110 section 6.6.1) among the first lines of a paste: raw, or as `curl -v` shows it. */
const DATE =
  /(?:^|[\n\r])[<\s]{0,4}date:[ \t]*((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT)/i;

/** Clock skew in seconds that is normal. */
const SLACK = 60;

/**
 * What the time of a pasted response reveals: that the clock here is behind, that the server's was before the token's
 * times, or that the token was still good then.
 */
export const otherClock = defineRule({
  id: "TIM-11",
  ticks: true,
  spec: "RFC 9110 section 6.6.1",
  words: {
    behind: (a: Args<"span" | "date">) => [
      `The clock of this page is ${a.span} behind the pasted response`,
      `Its Date is ${a.date}. Until this device's clock is right, every statement about times here is off.`,
      "Use that time",
    ],
    "server-behind": (a: Args<"span" | "claim" | "date">) => [
      `The server's clock was ${a.span} before ${a.claim}`,
      `Its Date is ${a.date}. By that clock the token came from the future, and may have been rejected for it. Set the server's clock by NTP.`,
      "Use that time",
    ],
    unexpired: (a: Args<"date" | "span">) => [
      "At the time of the pasted response the token had not expired",
      `Its Date is ${a.date}, ${a.span} ago. If it was refused then, it was for another reason.`,
      "Use that time",
    ],
  },
  look: (_, say, { arrival, clock, times, timeStyle }) => {
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
        args: { ...words, claim, span: durationWords(seconds - date) },
        place: at("payload", range),
        fix,
      });
      return;
    }
    const exp = times.find(({ claim }) => claim === "exp");
    if (exp?.state === "expired" && exp.seconds !== null && exp.seconds > date) {
      say("info", "unexpired", {
        args: { ...words, span: durationWords(clock.now - date) },
        place: at("payload", exp.range),
        fix,
      });
    }
  },
});
