import { parseJson } from "../../json/parse.ts";
import type { KeyReading } from "../types.ts";
import { type MappedText, placeOf, replaceText, sliceText } from "./mapped-text.ts";
import { isTelling, withRepairs } from "./nested.ts";
import { repair } from "./repair.ts";

/** JSON Web Keys with other text around them, as in a log or in source code, or with their quotes and line breaks escaped. */
export async function readEmbeddedJson(
  mapped: MappedText,
  within: (inner: MappedText) => Promise<KeyReading>,
): Promise<KeyReading | null> {
  const { text } = mapped;
  if (!/"kty\\*"/.test(text)) return null;
  if (/\\/.test(text)) {
    const { result, places } = replaceText(mapped, /(?<!\\)\\+(?:(["/])|[nrt]|[ \t]*\n)/g, ([, kept]) => kept ?? "\n");
    const [first] = places;
    const reading = first ? await within(result) : null;
    if (first && reading && isTelling(reading)) return withRepairs(reading, [repair("escaped-newlines", first)]);
  }
  const parts = jsonParts(text);
  const [first] = parts;
  if (!first || (first.start === 0 && first.end === text.length)) return null;
  // Truncated JSON is reported with its place, since inner keys would be incomplete. A settings file may have a heading in brackets.
  if (/^[[{]/.test(text) && first.start > 0 && !/^\[[\w .:-]+\][ \t]*\n/.test(text)) return null;
  const readings: Extract<KeyReading, { kind: "keys" }>[] = [];
  for (const { start, end } of parts) {
    const reading = await within(sliceText(mapped, start, end));
    if (reading.kind === "keys") readings.push(reading);
    else if (parts.length === 1 && isTelling(reading)) return reading;
  }
  const [one] = readings;
  if (!one) return null;
  const around = first.start > 0 ? placeOf(mapped, 0, first.start) : placeOf(mapped, first.end, text.length);
  return {
    kind: "keys",
    format: readings.length > 1 ? "jwks" : one.format,
    keys: readings.flatMap(({ keys }) => keys),
    repairs: [repair("text-around", around), ...readings.flatMap(({ repairs }) => repairs)],
    unreadable: readings.flatMap(({ unreadable }) => unreadable),
  };
}

/** How often a text may be scanned for JSON, over all pieces. */
const MOST_PASSES = 8;

/**
 * The outermost JSON pieces of a text that contain a key: from a bracket to its closing one, respecting quotes. An
 * unclosed bracket, or one that is not JSON, is skipped; the search stops if that takes too long.
 */
function jsonParts(text: string): readonly { readonly start: number; readonly end: number }[] {
  const parts: { readonly start: number; readonly end: number }[] = [];
  const openings = /[[{]/g;
  let left = MOST_PASSES * text.length;
  for (let opening = openings.exec(text); opening && left > 0; opening = openings.exec(text)) {
    const start = opening.index;
    const end = closingEnd(text, start);
    left -= (end ?? text.length) - start;
    if (end === null) continue;
    const piece = text.slice(start, end);
    if (!piece.includes('"kty"') || parseJson(piece).problems.length > 0) continue;
    parts.push({ start, end });
    openings.lastIndex = end;
  }
  return parts;
}

/** The offset after the bracket that closes the one at `start`; null if none. */
function closingEnd(text: string, start: number): number | null {
  let depth = 0;
  const tokens = /"(?:[^"\\\n]|\\.)*("?)|[[{\]}]/g;
  tokens.lastIndex = start;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token, quote] = match;
    if (quote === '"') continue;
    // An unclosed quote does not open a string: the brackets on the rest of its line count, and it is not scanned again.
    for (const { 0: bracket, index } of token.matchAll(/[[{\]}]/g)) {
      depth += bracket === "{" || bracket === "[" ? 1 : -1;
      if (depth === 0) return match.index + index + 1;
    }
  }
  return null;
}
