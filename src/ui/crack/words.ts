import type { MaskProblem } from "../../core/crack/mask.ts";
import type { Stage } from "../../core/crack/sources.ts";
import type { CrackProblem } from "../../state/crack-session.ts";

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** A count in words: exact up to a million, then three digits and a unit. */
export function countWords(count: number): string {
  if (count < 1e6) return whole.format(Math.round(count));
  for (const [size, name] of [
    [1e18, "quintillion"],
    [1e15, "quadrillion"],
    [1e12, "trillion"],
    [1e9, "billion"],
    [1e6, "million"],
  ] as const) {
    if (count >= size)
      return count < size * 1e4 ? `${Number((count / size).toPrecision(3))} ${name}` : powerWords(count);
  }
  return powerWords(count);
}

function powerWords(count: number): string {
  return `10 to the power of ${Math.round(Math.log10(count))}`;
}

/** A span of seconds in words, in one rounded unit: "under a second", "3 minutes", "12 thousand years". */
export function spanWords(seconds: number): string {
  if (seconds < 1) return "under a second";
  for (const [size, name] of [
    [31_557_600, "year"],
    [86_400, "day"],
    [3_600, "hour"],
    [60, "minute"],
    [1, "second"],
  ] as const) {
    const count = Math.round(seconds / size);
    if (seconds < size * 0.995) continue;
    if (name === "year" && count > 14e9) return "longer than the age of the universe";
    if (name === "year" && count >= 1_000_000) return `${countWords(count)} years`;
    return `${whole.format(count)} ${name}${count === 1 ? "" : "s"}`;
  }
  return "under a second";
}

/** A file size: "512 bytes", "1.4 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1e6) return `${Math.round(bytes / 1_000)} kB`;
  return `${Number((bytes / 1e6).toPrecision(2))} MB`;
}

export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  documentation: "published secrets and this token's own words",
  passwords: "common passwords",
  file: "your word list",
  mutations: "words with changes",
  mask: "brute force",
};

/** Why a search did not start or stopped, and what to do. */
export function problemWords(problem: CrackProblem): string {
  switch (problem.code) {
    case "empty":
      return "Paste a token first.";
    case "not-a-jws":
      return "This is not a signed token in compact form: three parts separated by two dots.";
    case "header":
      return "The header is not a JSON object with an alg.";
    case "algorithm":
      return problem.alg === "none"
        ? "alg is none: there is no signature, so there is no secret."
        : `${problem.alg} does not use a secret. Only HS256, HS384 and HS512 do.`;
    case "signature":
      return "The signature is not base64url, so there is nothing to compare with.";
    case "length":
      return `The signature has ${problem.actual} bytes; this algorithm makes ${problem.expected}.`;
    case "nothing-chosen":
      return "Choose at least one thing to try.";
    case "utf-16":
      return "The word list is UTF-16. Save it as UTF-8 and add it again.";
    case "read":
      return "The word list could not be read. It may have been moved or changed; add it again.";
    case "worker":
      return "A worker did not start, or stopped unexpectedly. Try again with fewer cores.";
    default:
      return problem satisfies never;
  }
}

/** Why a mask or a character set gives no candidates. */
export function maskProblemWords(problem: MaskProblem): string {
  switch (problem.code) {
    case "empty":
      return "No characters yet.";
    case "dangling":
      return "A ? at the end means nothing; write ?? for a question mark.";
    case "unknown-class":
      return `?${problem.name} is not a class. The classes are ?l ?u ?d ?s ?a ?h ?H ?1 and ??.`;
    case "not-ascii":
      return "A character class can contain only ASCII characters.";
    case "too-long":
      return `More than ${problem.limit} characters.`;
    case "too-many":
      return `About 10 to the power of ${Math.round(problem.log10)} candidates: too many for any computer.`;
    case "lengths":
      return "Lengths must be whole numbers from 1, the shortest first.";
    default:
      return problem satisfies never;
  }
}
