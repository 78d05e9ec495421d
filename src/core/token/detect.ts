import { trimmed } from "../text/range.ts";
import { parseJson } from "../json/parse.ts";
import { cookiePartBefore, documentKind, labelBefore, removalsAfter, removalsBefore } from "./found-context.ts";
import { cookieSession, type CookieSession } from "./cookie-session.ts";
import { isDottedName } from "./dotted-name.ts";
import { coreOf, findDamaged } from "./found-damaged.ts";
import { endOfRun, isBoundary, matchAt, startBefore, startsHeader, type Run } from "./found-run.ts";
import { joinWrapped, type Budget } from "./join-wrapped.ts";
import { jsonFormOf } from "../envelope/form.ts";
import { parseToken } from "../envelope/parse.ts";
import type { Detection, FoundToken, Removal } from "./types.ts";

/** At most this many tokens of one text are offered. */
export const MAX_FOUND = 100;

/** A token in the pasted text: its runs, split by white space. */
type Candidate = readonly [Run, ...Run[]];

/**
 * Finds the tokens in a pasted text, in order, each once: compact JWS and JWE (RFC 7515 section 7.1, RFC 7516 section
 * 7.1), SD-JWT (RFC 9901), and the JSON serialisations, which stay whole. Whatever surrounds a token or breaks it over
 * lines is listed as removed, with its place, so it can be put back; no other character is ever changed or dropped.
 * Without a match there are no tokens, and the text stays as it is. Linear time, whatever the text.
 */
export function detectTokens(pasted: string): Detection {
  if (pasted.trim() === "") return { tokens: [] };
  if (isJsonForm(pasted)) return { tokens: [describe(pasted, [trimmed(pasted)], null)] };
  const session = cookieSession(pasted);
  // A command or request may carry another token besides its cookies.
  const searched = session ? without(pasted, session.range) : pasted;
  const found = findCandidates(searched);
  const damaged = session ? null : findDamaged(pasted, found.map(spanOf));
  if (damaged) return { tokens: [describe(pasted, [damaged], labelBefore(pasted, damaged.start))] };
  const complete = found.filter((candidate) => isComplete(textOf(pasted, candidate)));
  const tokens: FoundToken[] = session ? [ofSession(pasted, session)] : [];
  const known = new Set<string>();
  for (const candidate of complete) {
    const text = textOf(pasted, candidate);
    if (known.has(text)) continue;
    known.add(text);
    tokens.push(describe(pasted, candidate, labelBefore(pasted, candidate[0].start)));
  }
  if (tokens.length > 0) return { tokens: tokens.toSorted((a, b) => a.range.start - b.range.start) };
  const last = findPart(pasted, found) ?? findBroken(pasted) ?? findEncoded(pasted);
  return { tokens: last ? [describe(pasted, last, labelBefore(pasted, last[0].start))] : [] };
}

function isJsonForm(text: string): boolean {
  if (!/^[\s\ufeff]*\{/.test(text) || !/"(?:payload|ciphertext|signatures?)"/.test(text)) return false;
  return jsonFormOf(parseJson(text)) !== null;
}

function findCandidates(text: string): readonly Candidate[] {
  const budget: Budget = { left: text.length + 10_000 };
  const found: Candidate[] = [];
  let done = 0;
  for (
    let match = nextHeader(text, 0);
    match && found.length < MAX_FOUND;
    match = nextHeader(text, Math.max(match.index + 1, done))
  ) {
    const at = match.index;
    if (text[at - 1] !== "." && !isBoundary(text, at)) continue;
    if (!startsHeader(text, at)) continue;
    // A payload starts like a header, too; what precedes its dot is then a broken header.
    const before = text[at - 1] === "." ? startBefore(text, at - 1, done) : at;
    if (before === at - 1) continue;
    const start = before === at ? at : startOfTorn(text, before, done);
    const first = { start, end: endOfRun(text, start, false) };
    const runs = joinWrapped(text, first, cookiePartBefore(text, start), budget);
    const candidate = withoutCookieSignature(text, withoutLastDots(text, [first, ...runs.slice(1)]));
    const head = found.at(-1);
    if (before !== at && head && isTornHead(text, head, start))
      found.splice(-1, 1, [head[0], ...head.slice(1), ...candidate]);
    else found.push(candidate);
    done = candidate[candidate.length - 1]?.end ?? first.end;
  }
  return found;
}

/**
 * Whether a candidate is only the beginning of a header, with nothing but white space between it and a broken one at
 * `start`.
 */
function isTornHead(text: string, head: Candidate, start: number): boolean {
  const { end } = spanOf(head);
  return !textOf(text, head).includes(".") && /^\s{1,20}$/.test(text.slice(end, start));
}

/** The place of a token whose first one or two characters are split off by white space: `ey JhbGci…`. */
function startOfTorn(text: string, start: number, least: number): number {
  const torn = /(?<![\w+/=-])(ey?)\s{1,9}$/.exec(text.slice(Math.max(least, start - 12), start));
  if (!torn || !startsHeader((torn[1] as string) + text.slice(start, start + 30), 0)) return start;
  return start - torn[0].length;
}

/** Matches the Base64 of `{"`, `{ `, `{` and a line break or tab, and `{}`. */
function nextHeader(text: string, from: number): RegExpExecArray | null {
  return matchAt(/e(?:y[A-DI-L]|w[k-r0-3]|30)/g, text, from);
}

/** A token that is not in the text as it is: the whole text counts as removed. */
function ofSession(pasted: string, { token, name, member, range }: CookieSession): FoundToken {
  const all = { start: 0, end: pasted.length };
  return { text: token, range, label: member ?? name, removals: [{ kind: "cookie", text: pasted, range: all }] };
}

/** A text with a part replaced by spaces. */
function without(text: string, { start, end }: Run): string {
  return text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
}

/** A cookie signed by `cookie-parser` is `s:`, the value, a dot and a signature that is not part of the token. */
function withoutCookieSignature(text: string, candidate: Candidate): Candidate {
  const { start } = candidate[0];
  if (!/s(?::|%3A)$/i.test(text.slice(Math.max(0, start - 4), start))) return candidate;
  const joined = textOf(text, candidate);
  return joined.split(".", 6).length === 4 ? cut(candidate, joined.lastIndexOf(".")) : candidate;
}

/** Removes the dots that end a sentence: trailing dots that would add empty segments past three or five. */
function withoutLastDots(text: string, candidate: Candidate): Candidate {
  const joined = textOf(text, candidate);
  let end = joined.length;
  while (end > 0 && !/[\w\-+/=%~]/.test(joined[end - 1] as string)) end -= 1;
  if (end === joined.length) return candidate;
  if (joined.includes("~")) return cut(candidate, end);
  const dots = joined.slice(0, end).split(".", 8).length - 1;
  if (dots === 0 || dots === 3) return candidate;
  // A JWS may have an empty signature (`h.p.`); a JWE may not have an empty tag.
  return cut(candidate, dots === 1 ? joined.indexOf(".", end) + 1 : end);
}

/** The first `length` characters of a candidate. */
function cut(candidate: Candidate, length: number): Candidate {
  const kept: Run[] = [];
  let left = length;
  for (const { start, end } of candidate) {
    if (left <= 0) break;
    kept.push({ start, end: Math.min(end, start + left) });
    left -= end - start;
  }
  const [first = candidate[0], ...rest] = kept;
  return [first, ...rest];
}

/** Three segments or more: fewer count as a token only if nothing else is in the text. */
function isComplete(text: string): boolean {
  const first = text.indexOf(".");
  return first >= 0 && text.includes(".", first + 1);
}

/** One or two segments, if everything else is the wrapping of a token. */
function findPart(text: string, found: readonly Candidate[]): Candidate | null {
  const [only] = found;
  if (!only || found.length > 1) return null;
  const around = [
    ...removalsBefore(text, only[0].start, "text"),
    ...removalsAfter(text, only.at(-1)?.end ?? 0, "text"),
  ];
  const rest = around.filter(({ kind }) => kind === "text").map((removal) => removal.text);
  return rest.every((piece) => /^(?:[\w.-]{1,60}\s*[:=]|[,;.\s]{0,9})$/.test(piece)) ? only : null;
}

/** A token with a broken header, if only a token's wrapping is around it: three or five segments of base64url. */
function findBroken(text: string): Candidate | null {
  const { start, end } = coreOf(text);
  const inner = text.slice(start, end);
  const { form } = parseToken(inner);
  if (form !== "jws" && form !== "jwe" && form !== "sd-jwt") return null;
  // An address, as in `//registry.example.org/:_authToken=…`: within a segment of Base64 two slashes are data.
  if (/(?:^|:)\/\//.test(inner)) return null;
  // Names of hosts, packages and files, and sentences with a `~` after them.
  if (isDottedName(inner) || /\s/.test(inner)) return null;
  // A short dotted name does not become a token by being assigned to something.
  const isWrapped = text.trim() !== inner;
  return isWrapped && inner.length < 20 ? null : [{ start, end }];
}

/** A token that was Base64-encoded once more, as in a Kubernetes secret: `ZXlK` is the Base64 of `eyJ`. */
function findEncoded(text: string): Candidate | null {
  const found = /(?<![\w+/=-])ZXlK[\w+/-]{40,}={0,2}/.exec(text);
  return found ? [{ start: found.index, end: found.index + found[0].length }] : null;
}

function spanOf(candidate: Candidate): Run {
  return { start: candidate[0].start, end: candidate[candidate.length - 1]?.end ?? candidate[0].end };
}

function textOf(text: string, candidate: Candidate): string {
  return candidate.map(({ start, end }) => text.slice(start, end)).join("");
}

function describe(pasted: string, candidate: Candidate, label: string | null): FoundToken {
  const { start } = candidate[0];
  const { end } = candidate[candidate.length - 1] as Run;
  const kind = documentKind(pasted, start, end);
  const gaps = candidate.slice(1).map((run, index): Removal => {
    const range = { start: (candidate[index] as Run).end, end: run.start };
    const text = pasted.slice(range.start, range.end);
    return { kind: text.startsWith(";") ? "cookie" : "line-wrap", text, range };
  });
  return {
    text: textOf(pasted, candidate),
    range: { start, end },
    label,
    removals: [...removalsBefore(pasted, start, kind), ...gaps, ...removalsAfter(pasted, end, kind)],
  };
}
