/** Members and parameters in which services put a message. */
const MEMBERS =
  "error_description|error_message|errormessage|faultstring|message|msg|errmsg|error|err|detail|details|description|reason|title|cause|hint|context";

/** A member's value in quotes, as JSON, JavaScript, Python, log lines and header fields have it. */
const CARRIED = new RegExp(
  String.raw`(?<!\w)(?:${MEMBERS})["']?\s{0,3}[:=]\s{0,3}(?:"(?<double>(?:[^"\\\n]|\\.){1,400})"|'(?<single>[^'\n]{1,400})')`,
  "gi",
);

/** What follows the name of an exception in its line. */
const THROWN = /(?<![\w.\\$])[\w.\\$]{0,120}(?:Error|Exception|Failure)\b(?: \(\w{1,40}\))?: (?<thrown>[^\n]{1,400})/g;

/** More than this is a log, whose lines say little individually. */
const MOST = 40;

/**
 * The messages that a text carries: what is in the members that services put a message in, and after the names of
 * exceptions. In their order and at most forty. Takes time in proportion to the text.
 */
export function carriedIn(text: string): readonly string[] {
  const found: string[] = [];
  for (const pattern of [CARRIED, THROWN]) {
    for (const { groups = {} } of text.matchAll(pattern)) {
      const carried = groups["double"] ?? groups["single"] ?? groups["thrown"];
      // A single word is a code, used by many services for many things.
      if (carried !== undefined && /\S\s+\S/.test(carried)) found.push(carried.trim());
      if (found.length >= MOST) break;
    }
  }
  return found;
}
