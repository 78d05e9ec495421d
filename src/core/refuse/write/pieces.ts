import { quoted } from "../../policy/write/quote.ts";
import type { Kit, KitToken, Part } from "../types.ts";

/** The tokens that a file can contain: without the good token's signature, those bound to it are left out. */
export function tokensForFile({ tokens, isMadeHere }: Kit): readonly KitToken[] {
  return tokens.filter(({ isBound }) => isMadeHere || !isBound);
}

/** The tokens left out of the file because they are bound to a signature that must not be in it. */
export function boundTokens({ tokens, isMadeHere }: Kit): readonly KitToken[] {
  return isMadeHere ? [] : tokens.filter(({ isBound }) => isBound);
}

/** The lines of a file's header, without comment markers. */
export function headLines(kit: Kit): readonly string[] {
  const { isMadeHere, goodUntil, alg, missing } = kit;
  const until = goodUntil === null ? "" : `, valid until ${isoOf(goodUntil)}`;
  const bound = boundTokens(kit).length;
  return [
    `Tokens that a service must refuse, made by Jotscope at ${isoOf(kit.now)} (${alg}).`,
    isMadeHere
      ? `The good token was signed with the key on the workbench${until}; JOTSCOPE_GOOD_TOKEN replaces it.`
      : "The good token is not in this file: set JOTSCOPE_GOOD_TOKEN to one that the service accepts.",
    "JOTSCOPE_URL is where the service listens. Refused means 401 or 403.",
    ...(missing.length > 0
      ? [`Left out, since a key is missing: ${missing.map(({ label }) => label).join(", ")}.`]
      : []),
    ...(bound > 0 ? [`Left out, since they contain the good token's signature: ${bound}.`] : []),
  ];
}

/** A moment as ISO 8601, to the second. */
function isoOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : `${date.toISOString().slice(0, 19)}Z`;
}

/** The pieces of a token in a file: those of the good token stay references if it is not in the file. */
export function piecesOf({ token, parts }: KitToken, { isMadeHere }: Kit): readonly Part[] {
  return isMadeHere ? [token] : parts;
}

/** A text on one line of a comment, whatever it contains. */
export function oneLine(text: string): string {
  return quoted(text).slice(1, -1).replaceAll('\\"', '"');
}
