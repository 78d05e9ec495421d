/** Members and parameters in which services put a message. */
const MEMBERS =
  "error_description|error_message|errormessage|faultstring|message|msg|errmsg|error|err|detail|details|description|reason|title|cause|hint|context";

/** A member's quoted value, as in JSON, JavaScript, Python, log lines and header fields. */
const CARRIED = new RegExp(
  String.raw`(?<!\w)(?:${MEMBERS})["']?\s{0,3}[:=]\s{0,3}(?:"(?<double>(?:[^"\\\n]|\\.){1,400})"|'(?<single>[^'\n]{1,400})')`,
  "gi",
);

/** The text after an exception's name on its line, and in Ruby in brackets. */
const THROWN = /(?<![\w.\\$])[\w.\\$]{0,120}(?:Error|Exception|Failure)\b(?: \(\w{1,40}\))?: (?<thrown>[^\n]{1,400})/g;
const THROWN_IN_RUBY = /::\w{1,60} \((?<thrown>[^()\n]{1,400})\)/g;

/** A longer text is a log, whose single lines say little. */
const MOST = 40;

/**
 * The messages that a text carries: in members that services use for messages, and after names of exceptions. In
 * order, at most forty. Linear time.
 */
export function carriedIn(text: string): readonly string[] {
  const found: string[] = [];
  for (const pattern of [CARRIED, THROWN, THROWN_IN_RUBY]) {
    for (const { groups = {} } of text.matchAll(pattern)) {
      const carried = groups["double"] ?? groups["single"] ?? groups["thrown"];
      // A single word is a code, used by many services for many things.
      if (carried !== undefined && /\S\s+\S/.test(carried)) found.push(carried.trim());
      if (found.length >= MOST) break;
    }
  }
  return found;
}
