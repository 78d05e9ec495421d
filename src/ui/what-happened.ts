import type { PartName } from "./Part.tsx";

/** A word this long in an error message may be part of a token or a key. */
const LONG = /[\w+/=-]{16,}/g;
/** Some errors quote their input. */
const QUOTED = /"[^"]*"?/g;
/** The lines of a stack trace that name a place in a script. */
const PLACE = /:\d+\)?$/;
const MOST_PLACES = 8;

/** A failure as text for a bug report: the part, the kind of error, and where. It contains nothing that was typed. */
export function whatHappened(name: PartName, error: unknown): string {
  if (!(error instanceof Error)) return `Jotscope could not render a part of the page: ${name}`;
  const message = error.message.replaceAll(QUOTED, '"…"').replaceAll(LONG, "…");
  const places = (error.stack ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => PLACE.test(line))
    .slice(0, MOST_PLACES);
  return [`Jotscope could not render a part of the page: ${name}`, `${error.name}: ${message}`, ...places].join("\n");
}
