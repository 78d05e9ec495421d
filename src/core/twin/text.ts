import { parseJson } from "../json/parse.ts";
import { learnDerived } from "./derived.ts";
import { twinOfJson } from "./json-twin.ts";
import type { Maker } from "./maker.ts";
import { markedUp } from "./marks/mark-values.ts";
import { treatmentOf } from "./member-policy.ts";
import { type Marked, Marks } from "./marks/marks.ts";
import { mask, type Placed, tokensIn } from "./placed-tokens.ts";
import type { Mode } from "./replacer.ts";
import { spelledPercent } from "./spelled.ts";

/** The twin of a whole text: of its tokens, and of the text around them. */
export async function twinOfText(maker: Maker, text: string, name = "", depth = 0): Promise<string> {
  // A value is or contains a token only if the token starts like one: a path has dots as well.
  const placed = tokensIn(text).filter(({ token }) => depth === 0 || /^(?:e[wy3]|ZXlK|\s*\{)/.test(token));
  for (const { token } of placed) await learnDerived(maker, token); // oxlint-disable-line no-await-in-loop
  const twins: string[] = [];
  for (const { token } of placed) twins.push(await maker.token(token, depth)); // oxlint-disable-line no-await-in-loop
  const [only] = placed;
  const isToken = placed.length === 1 && only?.runs.length === 1 && only.token === text;
  if (isToken) return twins[0] ?? "";
  const masked = placed.reduce((one, { runs }) => mask(one, runs), text);
  const around = await twinAround(maker, masked, name, depth);
  return withTwins(around, placed, twins);
}

/** Puts each twin into the runs of its token; any excess goes into the last run. */
function withTwins(around: string, placed: readonly Placed[], twins: readonly string[]): string {
  let made = "";
  let done = 0;
  for (const [index, { runs }] of placed.entries()) {
    let rest = twins[index] ?? "";
    for (const [at, { start, end }] of runs.entries()) {
      const isLast = at === runs.length - 1;
      made += around.slice(done, start) + (isLast ? rest : rest.slice(0, end - start));
      rest = rest.slice(end - start);
      done = end;
    }
  }
  return made + around.slice(done);
}

async function twinAround(maker: Maker, text: string, name: string, depth: number): Promise<string> {
  if (depth === 0 && /^[\s\ufeff]*[[{]/.test(text) && parseJson(text).problems.length === 0)
    return twinOfJson(maker, text, depth, name);
  // A value, rather than a text that contains values.
  const hasValues =
    /[\n{<]/.test(text) || (text.includes("://") && /[?#]/.test(text)) || (text.includes("=") && text.includes("&"));
  if (depth > 0 && !hasValues) return replacePercent(maker, text, valueModeOf(name));
  const marks = new Marks(text.length, depth > 0 ? "words" : "prose");
  const credentials = markedUp(text, marks);
  // Values first: prose is then searched for them.
  const parts = marks.runs();
  const made = new Map<number, string>();
  const make = (part: Marked, isNow: (mode: Mode | "keep") => boolean): void => {
    if (!isNow(part.mode)) return;
    const piece = text.slice(part.start, part.end);
    made.set(part.start, part.mode === "keep" ? piece : replacePercent(maker, piece, part.mode));
  };
  for (const part of parts) make(part, (mode) => mode === "secret" || mode === "words");
  for (const part of parts) make(part, (mode) => mode === "prose" || mode === "keep");
  let whole = parts.map(({ start }) => made.get(start) ?? "").join("");
  for (const { start, end } of credentials) {
    whole = whole.slice(0, start) + basic(maker, text.slice(start, end)) + whole.slice(end);
  }
  return whole;
}

const valueModeOf = (name: string): Mode => (treatmentOf(name, "") === "secret" ? "secret" : "words");

function replacePercent(maker: Maker, text: string, mode: Mode): string {
  if (!/%[0-7][\da-f]/i.test(text)) return maker.replacer.text(text, mode);
  const { said, respell } = spelledPercent(text);
  return respell(maker.replacer.text(said, mode));
}

/** Basic credentials (RFC 7617): user and password, encoded again. */
function basic(maker: Maker, text: string): string {
  const { bytes, write } = maker.segment(text);
  const said = String.fromCharCode(...bytes);
  if (!/^[\x20-\x7e]+$/.test(said)) return maker.replacer.opaque(text);
  const made = maker.replacer.opaque(said);
  return write(Uint8Array.from(made, (character) => character.charCodeAt(0)));
}
