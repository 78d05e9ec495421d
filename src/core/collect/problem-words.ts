import { plural } from "../base/words.ts";
import { LONGEST, MOST_BYTES, MOST_TOKENS } from "./limits.ts";
import type { Problem } from "./types.ts";

/** A file's problem, in one or two sentences. */
export function problemWords({ code, byte, line, count }: Problem): string {
  const place =
    byte === null
      ? ""
      : `byte ${byte.toLocaleString("en")}${line === null ? "" : `, line ${line.toLocaleString("en")}`}`;
  switch (code) {
    case "cut":
      return `The file ends in the middle of its JSON, at ${place}. Everything before that was read.`;
    case "broken":
      return `The JSON breaks at ${place}. The rest was read as plain text, without its requests.`;
    case "deep":
      return `The JSON is nested too deeply at ${place}. The rest was read as plain text, without its requests.`;
    case "too-many":
      return `Only the first ${MOST_TOKENS.toLocaleString("en")} different tokens are kept. Others were seen in ${plural(count, "place")}.`;
    case "too-long":
      return `${plural(count, "run")} of more than ${LONGEST / 1024} KB without a break: too long for a token, left out.`;
    case "too-large":
      return `Only the first ${MOST_BYTES / 1024 / 1024} MB were read.`;
    case "unreadable":
      return "The browser could not read the complete file. Everything read before that is listed.";
    case "zip":
      return "This is a ZIP archive, and its contents were not read. Unpack it and import the files.";
    case "binary":
      return "This is not plain text, or UTF-16 without a byte order mark: tokens in it may have been missed.";
    case "no-zone":
      return `${plural(count, "line")} with a time but no time zone: read as UTC.`;
  }
}
