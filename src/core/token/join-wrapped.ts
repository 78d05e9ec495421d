import { firstMember, lastMember, wholeObject } from "../json/query.ts";
import { parseJson } from "../json/parse.ts";
import type { JsonObject } from "../json/types.ts";
import { algorithmRow, signatureLengths } from "../registry/algorithms.ts";
import { contentEncryptionRow } from "../registry/encryption-algorithms.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import { endOfRun, matchAt, startsHeader, type Run } from "./found-run.ts";

/** Characters of an RSA signature, whose length depends on the key: those of the usual moduli first. */
const RSA_LENGTHS = [342, 512, 683, 1024, 1366, 256, 171];

/** The usual lengths, for an unknown or invalid algorithm name. */
const USUAL_LENGTHS = [43, 64, 86, 128, 176, 342, 512, 683];

/**
 * The pieces of a text split by white space (or by quoting and line continuation), in order, with the gaps between
 * them.
 */
interface Chain {
  readonly pieces: readonly Run[];
  readonly joined: string;
  /** The offset in `joined` where each piece ends. */
  readonly ends: readonly number[];
}

/**
 * How much may be examined past the first piece; joining stops when it is used up, so hostile text takes linear time.
 */
export interface Budget {
  left: number;
}

/** The `name.0` and `name.1` of a session too long for one cookie. */
interface CookiePart {
  readonly name: string;
  readonly index: number;
}

/**
 * The runs that make up one token, beginning with `first`: `first` alone, or joined with further runs across white
 * space, quoted lines, continued lines, or the next chunk of a cookie. Runs are joined only if the result is certain:
 * the header is then JSON, and the length of the last segment fits the algorithm, or the payload is JSON, or the lines
 * have equal lengths.
 */
export function joinWrapped(text: string, first: Run, cookie: CookiePart | null, budget: Budget): readonly Run[] {
  if (budget.left <= 0) return [first];
  const chain = gather(text, first, cookie, budget);
  if (chain.pieces.length === 1) return [first];
  return chain.pieces.slice(0, countOfToken(text, chain));
}

function gather(text: string, first: Run, cookie: CookiePart | null, budget: Budget): Chain {
  const pieces = [first];
  const parts = [text.slice(first.start, first.end)];
  const ends = [first.end - first.start];
  let length = first.end - first.start;
  let part = cookie;
  let dots = parts[0]?.split(".").length ?? 1;
  for (let last = first; budget.left > 0;) {
    const next = nextCookiePart(text, last.end, part);
    const start = next?.start ?? endOfGap(text, last.end);
    if (start === last.end) break;
    if (next) part = next.part;
    // A whole token is followed by another.
    if (dots > 2 && startsHeader(text, start)) break;
    const end = endOfRun(text, start, true);
    budget.left -= end - last.end;
    if (end === start) break;
    last = { start, end };
    const piece = text.slice(start, end);
    pieces.push(last);
    parts.push(piece);
    dots += piece.split(".").length - 1;
    length += piece.length;
    ends.push(length);
  }
  return { pieces, joined: parts.join(""), ends };
}

/**
 * A line break with whatever closes the line before it and opens the next: the quotes and operator of a string that a
 * program continues, the borders of a table or box, comment or diff markers, a line number, a soft hyphen, the `=` of mail.
 */
const FRAMED_BREAK =
  /(?:[ \t]{0,99}(?:(["'`])[ \t]{0,9}\+?|[|│┃║]|\u00ad|\+|=))?[ \t]{0,99}\r?\n[ \t]{0,99}(?:(?:[#*|│┃║+]|\/\/|\d{1,5}[:|]|\d{1,4}[ \t](?=[ \t]|[\w-]{20}))[ \t]{0,99})?(?:\+?[ \t]{0,9}\1)?/y;

/**
 * Where white space ends, with `\` before a line break and `>` after one, as in shells and mail, or a framed line
 * break.
 */
function endOfGap(text: string, start: number): number {
  const framed = matchAt(FRAMED_BREAK, text, start)?.[0];
  if (framed !== undefined && /\S/.test(framed) && text.length > start + framed.length) return start + framed.length;
  let at = start;
  let isLineStart = false;
  for (;;) {
    const character = text[at];
    if (character === undefined) return start;
    if (character === "\n" || character === "\r") isLineStart = true;
    else if (character === "\\" && /^\r?\n/.test(text.slice(at + 1, at + 3))) isLineStart = false;
    else if (!(character === ">" && isLineStart) && !isSpace(character)) return at;
    at += 1;
  }
}

/** White space as people see it: includes U+0085, but not the BOM, which has no width. */
export function isSpace(character: string): boolean {
  return character > " " && character < "\u0085" ? false : character !== "\ufeff" && /[\s\u0085]/.test(character);
}

function nextCookiePart(text: string, at: number, part: CookiePart | null): { start: number; part: CookiePart } | null {
  if (!part) return null;
  const found = matchAt(/;\s{0,9}([^=;\s]{1,99})[._-](\d{1,2})=/y, text, at);
  if (!found || found[1] !== part.name || Number(found[2]) !== part.index + 1) return null;
  return { start: at + found[0].length, part: { name: part.name, index: part.index + 1 } };
}

/** How many pieces of the chain belong to the token. */
function countOfToken(text: string, chain: Chain): number {
  const { joined, ends } = chain;
  const dot = joined.indexOf(".");
  const header = dot < 0 ? null : headerOf(joined.slice(0, dot));
  if (!header) return 1;
  const isJwe = firstMember(header, "enc") !== null;
  const dots = nextDots(joined, dot, isJwe ? 4 : 2);
  const last = dots.at(-1) as number;
  if (dots.length < (isJwe ? 4 : 2)) return countByLayout(text, chain);
  const tilde = isJwe ? -1 : joined.indexOf("~", last);
  const lengths = expectedLengths(header, isJwe);
  if (tilde > 0 && lengths.includes(tilde - last - 1)) {
    // The disclosures of an SD-JWT each end in `~`.
    return Math.max(ends.findLastIndex((end) => joined[end - 1] === "~") + 1, countByLayout(text, chain));
  }
  for (const length of lengths) {
    const index = ends.indexOf(last + 1 + length);
    if (index >= 0) return index + 1;
  }
  const layout = countByLayout(text, chain);
  if (layout > 1) return layout;
  const usual = isJwe ? -1 : ends.findIndex((end) => USUAL_LENGTHS.includes(end - last - 1));
  if (usual >= 0 && !hasWord(text, chain, usual)) return usual + 1;
  // No length fits: take the pieces needed for all segments, if these make sense.
  const reached = ends.findIndex((end) => end > last);
  const payload = joined.slice((dots[0] as number) + 1, dots[1]);
  return reached === 0 || isJwe || !isJson(payload) ? 1 : reached + 1;
}

/** The positions of the first `count` dots, the first of which is known; fewer if there are fewer. */
function nextDots(text: string, first: number, count: number): readonly number[] {
  const dots = [first];
  for (let at = first; dots.length < count;) {
    at = text.indexOf(".", at + 1);
    if (at < 0) break;
    dots.push(at);
  }
  return dots;
}

/**
 * The lengths that the last segment may have according to the header's `alg` or `enc`; none if it names nothing known.
 */
export function expectedLengths(header: JsonObject, isJwe: boolean): readonly number[] {
  const value = lastMember(header, isJwe ? "enc" : "alg")?.value;
  const name = value?.type === "string" ? value.value : "";
  if (isJwe) return [contentEncryptionRow(name)?.tagBytes ?? []].flat().map(base64UrlLength);
  const row = algorithmRow(name.toLowerCase() === "none" ? "none" : name);
  if (!row) return [];
  return row.kty === "RSA" ? RSA_LENGTHS : signatureLengths(row).map(base64UrlLength);
}

/** The number of characters of unpadded base64url (RFC 4648 section 5) for this many bytes. */
function base64UrlLength(octets: number): number {
  return Math.ceil((octets * 4) / 3);
}

/** Whether one of the pieces to join looks like a word of a sentence. */
function hasWord(text: string, { pieces }: Chain, last: number): boolean {
  return pieces
    .slice(1, last + 1)
    .some(({ start, end }) => /^[A-Z]?[a-z]{0,15}$/.test(text.slice(start, Math.min(end, start + 20))));
}

/** How many pieces are laid out like wrapped lines: equally long, the first and the last at most as long. */
function countByLayout(text: string, { pieces }: Chain): number {
  const width = (index: number): number => {
    const piece = pieces[index];
    return piece ? piece.end - piece.start : 0;
  };
  const full = Math.max(width(0), width(1));
  let count = 1;
  while (count < pieces.length && width(count) <= full && width(count - 1) <= full) {
    const before = pieces[count - 1] as Run;
    if (!/[\r\n]/.test(text.slice(before.end, (pieces[count] as Run).start))) break;
    count += 1;
    if (width(count - 1) < full) break;
  }
  const equal = width(0) === full ? width(1) === full : width(2) === full;
  return full >= 40 && equal ? count : 1;
}

/** The header in a segment, if it is a JSON object and nothing else. */
export function headerOf(segment: string): JsonObject | null {
  return wholeObject(parseJson(decodeUtf8(decodeBase64Url(segment).bytes).text));
}

function isJson(segment: string): boolean {
  return parseJson(decodeUtf8(decodeBase64Url(segment).bytes).text).problems.length === 0;
}
