import { durationWords, utcIso } from "../../claims/describe.ts";
import {
  digitDate,
  isEndOf9999,
  readDuration,
  readNumber,
  readStructure,
  readTimeText,
  sinceOtherYear,
  type TimeReading,
} from "../../claims/readings.ts";
import type { TimeClaim } from "../../claims/types.ts";
import type { TextEdit } from "../../text/range.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt } from "../support/facts.ts";
import { when } from "../support/when.ts";
import type { Args } from "../support/words.ts";
import type { RuleContext } from "../types.ts";
import { millisecondsWords, relativeWords, wrongTypeWords } from "./times.words.ts";

/** The value of a time claim, whatever its unit; null where it is not a number. */
function numberOf(times: RuleContext["times"], claim: TimeClaim["claim"]): TimeClaim | null {
  return times.find((time) => time.claim === claim && time.seconds !== null) ?? null;
}

/** The largest integers of Java, Go and JavaScript, as seconds or as milliseconds converted to seconds. */
const GREATEST: ReadonlySet<string> = new Set([
  "9223372036854775807",
  "9223372036854775",
  "9223372036854776000",
  "18446744073709551615",
  "9007199254740991",
  "9007199254740",
  "8640000000000000",
  "8640000000000",
]);

/** A lifetime under a minute in milliseconds, meant as seconds. */
const SHORT = 60_000;

/** Edits that convert times from milliseconds to seconds if `exp` is `iat` plus a lifetime in seconds; otherwise null. */
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

/** Lifetimes that are usual, in seconds. */
const USUAL_LIFETIMES: ReadonlySet<number> = new Set([
  3600, 7200, 10_800, 14_400, 21_600, 28_800, 43_200, 86_400, 172_800, 259_200, 604_800, 1_209_600, 2_592_000,
  31_536_000,
]);

/** A lifetime in milliseconds that was added to seconds: that of a usual lifetime in seconds, at least of an hour; else null. */
function addedInMilliseconds(
  times: RuleContext["times"],
): { readonly lifetime: number; readonly start: number } | null {
  const [iat, exp] = [numberOf(times, "iat"), numberOf(times, "exp")];
  if (iat?.why !== null || exp?.why !== null || iat.seconds === null || exp.seconds === null) return null;
  const lifetime = exp.seconds - iat.seconds;
  return USUAL_LIFETIMES.has(lifetime / 1000) ? { lifetime, start: iat.seconds } : null;
}

/** A time in milliseconds, microseconds or ticks instead of seconds. */
export const milliseconds = defineRule({
  id: "TIM-02",
  ticks: true,
  spec: "RFC 7519 section 2",
  words: millisecondsWords,
  look: (_, say, { times, clock, timeStyle }) => {
    const added = addedInSeconds(times);
    for (const { claim, why, raw, seconds, asMilliseconds, range } of times) {
      if (seconds === null && why !== "range") continue;
      const place = at("payload", range);
      const shown = excerpt(raw, 40);
      const details = { place, class: "claim-range" } as const;
      const read = why === null ? sinceOtherYear : (value: number, now: number) => readNumber(value, raw, now);
      const reading = seconds === null ? null : read(seconds, clock.now);
      const thousandfold = claim === "exp" && why === null ? addedInMilliseconds(times) : null;
      // If no other unit gives a plausible date but a thousandth does, the value is in milliseconds.
      const isMilliseconds = why === "milliseconds" && (reading === null || reading.as === "milliseconds");
      if (why !== null && seconds !== null && isEndOf9999(seconds))
        say("warn", "never", { args: { claim }, ...details });
      else if (isMilliseconds && asMilliseconds !== null && seconds !== null) {
        const meant = when(asMilliseconds, { timeStyle });
        const asSeconds = utcIso(seconds)?.replace(/^\+?0*([1-9]\d*|0)-.*/, "the year $1") ?? "no date at all";
        const fix = added && ({ kind: "replace-many", pane: "payload", edits: added.edits } as const);
        if (claim === "exp" && added)
          say("warn", "added", { args: { raw: shown, lifetime: added.lifetime, when: meant }, ...details, fix });
        else
          say("warn", "milliseconds", {
            args: { claim, raw: shown, when: meant, asSeconds },
            ...details,
            fix: fix ?? { kind: "replace", place, insert: String(Math.floor(asMilliseconds)) },
          });
      } else if (reading !== null) {
        // Read as seconds, as verifiers do, such an exp has passed: the token is refused.
        const isOver = claim === "exp" && seconds !== null && seconds < clock.now;
        const isDigits = digitDate(raw) !== null;
        say(isOver ? "error" : "warn", isDigits ? "digits" : "unit", {
          args: { claim, raw: shown, unit: reading.as, when: when(reading.seconds, { timeStyle }) },
          ...details,
          fix: { kind: "replace", place, insert: String(Math.floor(reading.seconds)) },
        });
      } else if (thousandfold !== null) {
        say("warn", "thousandfold", {
          args: {
            lifetime: thousandfold.lifetime,
            span: durationWords(thousandfold.lifetime / 1000),
            long: durationWords(thousandfold.lifetime),
          },
          ...details,
          fix: {
            kind: "replace",
            place,
            insert: String(Math.floor(thousandfold.start + thousandfold.lifetime / 1000)),
          },
        });
      } else if (why === "range" && (seconds === null || Math.abs(seconds) > 1e11)) {
        say("warn", GREATEST.has(raw) ? "greatest" : "beyond", { args: { claim, raw: shown }, ...details });
      }
    }
  },
  explains: [{ as: ["added"], rules: ["TIM-02/milliseconds"] }, { rules: ["TIM-09"] }],
});

/** A longer value is not a time that a program wrote as an object. */
const MOST_STRUCTURE = 2000;

/** The value of text that is known to be JSON. */
function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return null;
  }
}

/** The text of a string literal with its escapes decoded. */
function textOf(raw: string): string {
  const text = raw.length > MOST_STRUCTURE ? null : parsed(raw);
  return typeof text === "string" ? text : raw.slice(1, -1);
}

/** The start of a lifetime: `iat` if it is a time, otherwise the clock. In seconds. */
function startOf(times: RuleContext["times"], now: number): number {
  const iat = numberOf(times, "iat");
  return iat?.why === null && iat.seconds !== null ? iat.seconds : now;
}

function readingArgs(reading: TimeReading | null, timeStyle: RuleContext["timeStyle"]): Args<"date" | "as" | "zone"> {
  return {
    date: reading === null ? "" : when(reading.seconds, { timeStyle }),
    as: reading?.as ?? "",
    zone:
      reading?.isZoneless === true
        ? " It has no time zone and is read as UTC here; the issuer may have meant another."
        : "",
  };
}

/** Digits that mean seconds stay as written. */
function wholeOrAsWritten(seconds: number, digits: string | undefined): string {
  return digits !== undefined && Number(digits) === seconds ? digits : String(Math.floor(seconds));
}

/** A NumericDate is a JSON number. Fractions are allowed, negative ones too, and both are unusual enough to break readers. */
export const wrongType = defineRule({
  id: "TIM-03",
  ticks: true,
  spec: "RFC 7519 sections 2 and 4.1.4 to 4.1.6",
  words: wrongTypeWords,
  look: (_, say, { times, clock, timeStyle }) => {
    for (const { claim, why, raw, seconds, range } of times) {
      const place = at("payload", range);
      const jwt = claim === "exp" || claim === "nbf" || claim === "iat";
      const severity = jwt ? "error" : "warn";
      const details = { place, class: "claim-type" } as const;
      const shown = excerpt(raw, 40);
      if (why === "string") {
        const text = textOf(raw);
        const reading = readTimeText(text, clock.now);
        const lifetime = reading === null && claim === "exp" ? readDuration(text) : null;
        if (lifetime !== null && lifetime > 0) {
          say(severity, "duration", {
            args: { claim, raw: shown, span: durationWords(lifetime) },
            ...details,
            fix: { kind: "replace", place, insert: String(Math.floor(startOf(times, clock.now) + lifetime)) },
          });
          continue;
        }
        const digits = /^\s?(-?\d{1,40}(?:\.\d{1,40})?)\s?$/.exec(text)?.[1];
        const variant = digits === undefined && reading !== null ? "date" : "string";
        say(severity, variant, {
          args: { claim, raw: shown, ...readingArgs(reading, timeStyle) },
          ...details,
          fix: reading && { kind: "replace", place, insert: wholeOrAsWritten(reading.seconds, digits) },
        });
      } else if (why === "type") {
        const reading = raw.length > MOST_STRUCTURE ? null : readStructure(parsed(raw), clock.now);
        say(severity, reading === null ? "type" : "structure", {
          args: { claim, raw: shown, ...readingArgs(reading, timeStyle) },
          ...details,
          fix: reading && { kind: "replace", place, insert: String(Math.floor(reading.seconds)) },
        });
      } else if (seconds !== null && seconds < 0 && seconds >= -1e11) {
        say("warn", "negative", { args: { claim, raw: excerpt(raw, 40) }, place, class: "claim-range" });
      } else if (
        why === null &&
        seconds !== null &&
        !Number.isInteger(seconds) &&
        // Another finding names the unit, and its fix gives whole seconds.
        sinceOtherYear(seconds, clock.now) === null
      ) {
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

/** A lifetime in place of a date. */
export const relative = defineRule({
  id: "TIM-04",
  ticks: true,
  spec: "RFC 7519 section 2",
  words: relativeWords,
  look: (_, say, context) => {
    for (const { claim, why, raw, seconds, range } of context.times) {
      if (why !== "range" || seconds === null || seconds < 0 || seconds >= 1e8) continue;
      if (readNumber(seconds, raw, context.clock.now) !== null) continue;
      if (seconds === 0) {
        say("warn", "zero", { args: { claim }, place: at("payload", range), class: "claim-range" });
        continue;
      }
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
