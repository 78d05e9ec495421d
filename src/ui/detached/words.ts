import { counted } from "../../core/base/words.ts";
import type { InsideReading, PayloadEncoding } from "../../core/envelope/payload-trials.ts";
import type { Escapes, Layout, Spelling } from "../../core/envelope/body-spellings.ts";
import type { DetachedChange, DetachedFacts } from "../../core/envelope/detached-readings.ts";

const CHANGES: Readonly<Record<Exclude<DetachedChange, Spelling>, string>> = {
  "without-final-break": "without its final newline",
  "final-break": "with a final newline",
  "final-crlf": "with Windows line endings (CRLF), one at the end",
  crlf: "with Windows line endings (CRLF)",
  lf: "with Unix line endings (LF)",
  "without-bom": "without its byte order mark",
  trimmed: "without the whitespace around it",
};

const LAYOUTS: Readonly<Record<Layout, string>> = {
  compact: "written without whitespace",
  spaced: "written on one line with spaces after commas and colons, as Python does",
  "indent-2": "indented by two spaces",
  "indent-4": "indented by four spaces",
  "indent-tab": "indented by tabs",
};

const ESCAPES: Readonly<Record<Escapes, string>> = {
  least: "with as few escapes as JSON needs",
  ascii: "with characters outside ASCII as \\u escapes",
  slashes: "with slashes as \\/",
  php: "with slashes as \\/ and characters outside ASCII as \\u escapes, as PHP does",
  go: "with <, > and & as \\u escapes, as Go does",
  dotnet: "with quotes and other characters as \\u escapes, as .NET does",
};

/** How another reading of a payload differs, to follow "this body". */
export function changeWords(changes: readonly DetachedChange[]): string {
  return changes
    .flatMap((change) =>
      typeof change === "string"
        ? [CHANGES[change]]
        : [
            LAYOUTS[change.layout],
            ...(change.sorted ? ["with its members sorted by name"] : []),
            ...(change.escapes === null ? [] : [ESCAPES[change.escapes]]),
            ...(change.numbers ? ["with numbers as JavaScript writes them"] : []),
          ],
    )
    .join(", ");
}

/** How the payload was signed. */
export function encodingWords(encoding: PayloadEncoding): string {
  return encoding === "encoded" ? "base64url-encoded (b64 true)" : "as it is (b64 false)";
}

/** What the signature covers in a token with `b64` false and a payload of its own. */
export function insideWords(reading: InsideReading): string {
  switch (reading) {
    case "as-it-stands":
      return "The signature matches the payload as it is in the token. The verdict says what is wrong.";
    case "encoded":
      return "The signature is over the base64url of this payload, as without b64: false. The token must carry that base64url, and no b64.";
    case "decoded":
      return "The signature covers the decoded payload, but the token carries its base64url. With b64: false it must carry the payload as it is, or leave it out (RFC 7797 section 3).";
  }
}

/** The bytes in words: "12 bytes of UTF-8, with a final newline, LF line endings". */
export function factsWords({ bytes, lineEnds, finalBreak, bom, loneSurrogate, binary }: DetachedFacts): string {
  const size = counted(bytes, "byte");
  if (binary) return `${size} that are not text`;
  return [
    `${size} of UTF-8`,
    finalBreak ? "with a final newline" : "without a final newline",
    ...(lineEnds === "none" ? [] : [lineEnds === "mixed" ? "mixed line endings" : `${lineEnds} line endings`]),
    ...(bom ? ["starts with a byte order mark"] : []),
    ...(loneSurrogate ? ["a lone surrogate in it counts as U+FFFD"] : []),
  ].join(", ");
}

/**
 * What the signature says about the detached payload: `state` is the verdict's, `facts` describe the bytes. With
 * `isOfHashes` the header has hashes of what was signed: the signature covers none of these bytes, and the findings say
 * whether a hash matches.
 */
export function standingWords(
  state: string,
  facts: string,
  isOfHashes: boolean,
): { readonly tone: "ok" | "warn" | "info" | null; readonly words: string } {
  if (isOfHashes) return { tone: "info", words: `The signature is over hashes in sigD, not over these ${facts}.` };
  if (state === "verified") return { tone: "ok", words: `The signature is over exactly these ${facts}.` };
  if (state === "invalid") return { tone: "warn", words: `The signature does not match these ${facts}.` };
  return { tone: null, words: facts };
}
