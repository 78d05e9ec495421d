import { glob, isPattern } from "./glob.ts";
import { hasGitHubIds, withoutGitHubIds } from "../registry/github-subject.ts";
import { describeCodePoint, findInvisible } from "../text/code-points.ts";
import { trimEndOf } from "../text/trim-end.ts";

/** The first character in which two texts differ, in UTF-16 units of both. */
interface FirstDifference {
  readonly at: number;
  /** The characters there; empty at an end. */
  readonly token: string;
  readonly wanted: string;
}

/**
 * The first character in which a value differs from what a configuration requires. In a pattern, `?` matches any
 * character. Null if a `*` comes first, after which positions are ambiguous, and if nothing differs.
 */
export function firstDifference(token: string, wanted: string, pattern = false): FirstDifference | null {
  let at = 0;
  for (; at < token.length || at < wanted.length; at += 1) {
    if (pattern && wanted[at] === "*") return null;
    if (pattern && wanted[at] === "?" && at < token.length) continue;
    if (token[at] !== wanted[at]) break;
  }
  if (at >= token.length && at >= wanted.length) return null;
  // The second half of a surrogate pair is not a character.
  const low = /[\udc00-\udfff]/;
  if (at > 0 && (low.test(token[at] ?? "") || low.test(wanted[at] ?? ""))) at -= 1;
  return { at, token: characterAt(token, at), wanted: characterAt(wanted, at) };
}

function characterAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? "" : String.fromCodePoint(point);
}

/** A character for use in a sentence: as it is, or by name if it is invisible. */
export function characterWords(character: string): string {
  if (character === "") return "the end";
  if (character === " ") return "a space";
  const point = character.codePointAt(0) ?? 0;
  return findInvisible(character).length > 0 ? describeCodePoint(point) : `“${character}”`;
}

/** A value for use in a sentence, shortened to be readable. */
export function quoted(text: string): string {
  const most = 80;
  return `“${text.length > most ? `${text.slice(0, most)}…` : text}”`;
}

const SLASH = /\//;

/**
 * How a claim's value differs from the configured one, as a sentence without its full stop: the usual reasons by
 * name, otherwise the first character that differs. `pattern`: `*` and `?` are wildcards; if not, and that is the
 * reason, it says so.
 */
export function differenceWords(claim: string, token: string, wanted: string, pattern: boolean): string {
  if (token === "") return `${claim} is empty`;
  if (wanted !== wanted.trim() && token === wanted.trim())
    return `The configured value for ${claim} starts or ends with white space`;
  if (token !== token.trim() && token.trim() === wanted) return `${claim} starts or ends with white space`;
  if (token.toLowerCase() === wanted.toLowerCase()) return `${claim} differs only in letter case`;
  if (trimEndOf(token, SLASH) === trimEndOf(wanted, SLASH)) {
    if (token.endsWith("/") && wanted.endsWith("/"))
      return `${claim} ends in another number of slashes than the configured value`;
    return token.endsWith("/")
      ? `${claim} ends in a slash, the configured value does not`
      : `The configured value for ${claim} ends in a slash, the token’s does not`;
  }
  const bare = claim === "sub" && !hasGitHubIds(wanted) ? withoutGitHubIds(token) : null;
  if (bare !== null && (pattern ? glob(bare, wanted) !== null : bare === wanted)) return IDS_IN_TOKEN;
  if (claim === "sub" && hasGitHubIds(wanted) && !hasGitHubIds(token) && token.startsWith("repo:")) return IDS_ASKED;
  if (pattern && !wanted.includes("?") && glob(token.toLowerCase(), wanted.toLowerCase()) !== null)
    return `${claim} matches ${quoted(wanted)} only if letter case is ignored`;
  if (!pattern && isPattern(wanted))
    return `The ${wanted.includes("*") ? "*" : "?"} in the value for ${claim} is an ordinary character here, not a wildcard`;
  const first = firstDifference(token, wanted, pattern);
  if (first === null) {
    const tail = wanted.slice(wanted.lastIndexOf("*") + 1);
    const end =
      tail !== "" && !tail.includes("?") && !token.endsWith(tail) ? `: it would have to end in ${quoted(tail)}` : "";
    return `${claim} is ${quoted(token)}, which ${quoted(wanted)} does not match${end}`;
  }
  if (first.at === 0) return `${claim} is ${quoted(token)}, not ${quoted(wanted)}`;
  const differ = `differ at character ${first.at + 1}, ${characterWords(first.token)} where ${characterWords(first.wanted)} is expected`;
  if (token.length + wanted.length > SHORT) return `${claim} and the configured value ${differ}`;
  return `${claim} is ${quoted(token)}, not ${quoted(wanted)}: they ${differ}`;
}

/** Two values with this many characters together still fit in one sentence. */
const SHORT = 120;

const IDS_IN_TOKEN = "GitHub now puts the ids of owner and repository into sub, but the configuration has names only";
const IDS_ASKED = "The configuration expects the ids of owner and repository, but this sub has names only";
