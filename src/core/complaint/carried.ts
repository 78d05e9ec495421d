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

/** What a container's log puts before a refused request's message: its name, the time and the level. */
const REFUSED =
  /^(?:[\w.-]{1,100}\s{1,9}\|\s{1,9})?(?:\[?\d[\dTZ:.,+ -]{7,39}\]?\s{1,9})?(?:\[?(?:debug|info|warn|warning|error|fatal)\]?:?\s{1,9})?(?:HTTP(?:\/[\d.]{1,3})?\s)?401(?:\s{1,9}Unauthorized)?:?\s{1,9}(?<message>[^\n]{1,400})$/i;

/** A JSON object whose only member is a message. */
const ONLY_MEMBER = /^\{\s{0,99}"(?:message|msg|error|detail)"\s{0,3}:\s{0,3}"(?<message>[^"\\\n]{1,400})"\s{0,99}\}$/;

/** A short message with none of these words could as well be about another kind of token. */
const OF_SIGNED_TOKENS = /signature|jwt|algorithm/i;

/**
 * The message about a signed token that is all of a text but for status 401, a log's prefix and a JSON object around it;
 * null for any other text. Linear time.
 */
export function onlyMessage(text: string): string | null {
  const refused = REFUSED.exec(text.trim())?.groups?.["message"];
  const member = ONLY_MEMBER.exec(refused ?? text.trim())?.groups?.["message"];
  const message = member ?? refused;
  return message !== undefined && OF_SIGNED_TOKENS.test(message) ? message : null;
}
