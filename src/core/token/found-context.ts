import { INVISIBLE } from "./found-run.ts";
import { isSpace } from "./join-wrapped.ts";
import type { Removal } from "./types.ts";
import { trimEndOf } from "../text/trim-end.ts";

/** Looking further back or ahead would take quadratic time on a long text. */
const REACH = 200;

const INVISIBLE_AT_END = new RegExp(`${INVISIBLE.source}$`, "u");
const INVISIBLE_AT_START = new RegExp(`^${INVISIBLE.source}`, "u");
const SCHEME = /(?:^|[^\w-])((?:Bearer|JWT|Token|DPoP)(?:%(?:25){0,3}20|\+)?)$/i;
const HEADER_NAME =
  /(?:^|[^\w-])((?:(?:proxy-)?authorization|dpop|(?:set-)?cookie|x-[\w-]{1,60})\s{0,9}:|(?:proxy-)?authorization)$/i;
const QUOTES = /(?:\\?["']|[`\u2018-\u201f\u00ab\u00bb\u2039\u203a])$/;
const QUOTES_AT_START = /^(?:\\?["']|[`\u2018-\u201f\u00ab\u00bb\u2039\u203a])/;

type Kind = Removal["kind"];

/**
 * Classifies the text before a token (up to `end`), as removals in text order: the quotes, scheme and header name right
 * before it, and the remainder as one removal of kind `rest`.
 */
export function removalsBefore(text: string, end: number, rest: Kind): readonly Removal[] {
  const removals = wrappingBefore(text, end);
  let at = removals[0]?.range.start ?? end;
  if (at === 0) return removals;
  // White space and quotes after the rest of a document are part of it.
  while (isFiller(removals[0])) at = (removals.shift() as Removal).range.end;
  return [{ kind: rest, text: text.slice(0, at), range: { start: 0, end: at } }, ...removals];
}

function isFiller(removal: Removal | undefined): boolean {
  return removal?.kind === "white-space" || removal?.kind === "quotes";
}

/** The removals right before a token that wrap it, whatever the document is. */
function wrappingBefore(text: string, end: number): Removal[] {
  const removals: Removal[] = [];
  let at = end;
  const take = (kind: Kind, length: number): void => {
    const start = at - length;
    const after = removals[0];
    // White space after a scheme or header name belongs to it, and a run of one kind is one removal.
    const joins =
      after && (after.kind === kind || (after.kind === "white-space" && (kind === "scheme" || kind === "header-name")));
    const to = joins ? after.range.end : at;
    if (joins) removals.shift();
    removals.unshift({ kind, text: text.slice(start, to), range: { start, end: to } });
    at = start;
  };
  for (;;) {
    const before = text.slice(Math.max(0, at - REACH), at);
    const space = spaceBefore(text, at);
    const hidden = INVISIBLE_AT_END.exec(before);
    const scheme = SCHEME.exec(before)?.[1];
    const name = HEADER_NAME.exec(before)?.[1];
    const quotes = QUOTES.exec(before);
    if (space < at) take("white-space", at - space);
    else if (hidden) take("white-space", hidden[0].length);
    else if (quotes) {
      // The b of Python's b'…' belongs to the quotes.
      const prefix = /(?:^|[^\w])([bru]{1,2})$/i.exec(before.slice(0, -quotes[0].length))?.[1] ?? "";
      take("quotes", quotes[0].length + prefix.length);
    } else if (scheme !== undefined && !(removals[0]?.kind === "scheme") && !isWord(before, scheme, removals[0]))
      take("scheme", scheme.length);
    else if (name !== undefined && removals[0]?.kind !== "header-name" && removals[0]?.kind !== "quotes")
      take("header-name", name.length);
    else break;
  }
  return removals;
}

/** Whether what looks like a scheme is a word of a text or a variable: `echo $TOKEN`, and the token in the next line. */
function isWord(before: string, scheme: string, after: Removal | undefined): boolean {
  if (!/^(?:jwt|token)$/i.test(scheme)) return false;
  return before.slice(0, -scheme.length).endsWith("$") || /\n/.test(after?.kind === "white-space" ? after.text : "");
}

/** Classifies the text after a token (from `start`), as removals in text order. */
export function removalsAfter(text: string, start: number, rest: Kind): readonly Removal[] {
  const removals: Removal[] = [];
  let at = start;
  const take = (kind: Kind, length: number): void => {
    const before = removals.at(-1);
    const from = before?.kind === kind ? before.range.start : at;
    if (from < at) removals.pop();
    at += length;
    removals.push({ kind, text: text.slice(from, at), range: { start: from, end: at } });
  };
  for (;;) {
    const after = text.slice(at, at + REACH);
    const space = spaceAfter(text, at);
    const quotes = QUOTES_AT_START.exec(after);
    const hidden = INVISIBLE_AT_START.exec(after);
    if (space > at) take("white-space", space - at);
    else if (hidden) take("white-space", hidden[0].length);
    else if (quotes) take("quotes", quotes[0].length);
    else break;
  }
  if (at < text.length) {
    const isPunctuation = text.length - at < 3 && /^[,;.)\]>]+$/.test(text.slice(at));
    if (!isPunctuation) while (isFiller(removals.at(-1))) at = (removals.pop() as Removal).range.start;
    take(isPunctuation ? "text" : rest, text.length - at);
  }
  return removals;
}

function spaceBefore(text: string, at: number): number {
  let start = at;
  while (start > 0 && isSpace(text[start - 1] as string)) start -= 1;
  return start;
}

function spaceAfter(text: string, at: number): number {
  let end = at;
  while (end < text.length && isSpace(text[end] as string)) end += 1;
  return end;
}

/** Names in a document that say what kind of thing the next string is, not what it is called. */
const GENERIC = /^(?:value|content|raw|text|data|string)$/i;
const MARKUP = /^(?:code|pre|p|td|th|li|span|div|b|i|em|strong|a|kbd|samp|tt|br|string)$/i;

/**
 * What names the token that begins at `start`: a JSON member, a cookie, a parameter, a header field, an element; null
 * if nothing does.
 */
export function labelBefore(text: string, start: number): string | null {
  const removals = wrappingBefore(text, start);
  const field = removals.find(({ kind }) => kind === "header-name");
  if (field) return trimEndOf(field.text, /[\s:]/);
  const last = removals[0]?.range.start ?? start;
  const before = text.slice(Math.max(0, last - REACH), last);
  const member = /["']([^"'\\\n]{1,60})\\{0,3}["']?\s{0,20}(?::|=>)$/.exec(before)?.[1];
  if (member !== undefined && GENERIC.test(member)) {
    const named =
      /["'](?:name|key|id)\\{0,3}["']\s{0,20}:\s{0,20}\\{0,3}["']([^"'\\\n]{1,60})\\{0,3}["']\s{0,20},\s{0,80}\\{0,3}["'][^"'\\\n]{1,60}\\{0,3}["']\s{0,20}:$/.exec(
        before,
      );
    return named?.[1] ?? member;
  }
  if (member !== undefined) return member;
  const element = /<([A-Za-z][\w:.-]{0,60})(?:\s[^<>]{0,120})?>$/.exec(before)?.[1];
  if (element !== undefined) return MARKUP.test(element) ? null : element;
  const attribute = /<[A-Za-z][^<>]{0,180}$/.exec(before)?.[0];
  const named = attribute && /\s(?:name|id)=["']?([\w.:-]{1,60})/.exec(attribute)?.[1];
  if (named) return named;
  return /([\w.$-]{1,60})(?:\s{0,20}:?=|\s{0,9}:)$/.exec(before)?.[1] ?? null;
}

/** What kind of document surrounds a token, for the removals beyond the token's own wrapping. */
export function documentKind(text: string, start: number, end: number): Kind {
  const head = text.slice(0, 400).replace(/^[\s\ufeff]+/, "");
  if (
    /^(?:[$>#%]\s+)?(?:curl|wget|https?|xh|hurl)(?:\.exe)?\s|^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+\S|^HTTP\/\d|^(?:\$\w+\s*=\s*)?Invoke-(?:RestMethod|WebRequest)|^(?:await\s+)?fetch\(/i.test(
      head,
    )
  )
    return "command";
  if (/^(?:set-)?cookie\s*:/i.test(head)) return "cookie";
  const before = text.slice(Math.max(0, start - REACH), start);
  const after = text.slice(end, end + 80);
  if (/["']\s{0,20}:\s{0,20}\\{0,3}["'](?:Bearer\s)?$/i.test(before) || /^[[{"]/.test(head)) return "json";
  if (/(?:^|;)\s{0,9}[^\s=;]{1,80}=$/.test(before) && (/^;\s/.test(after) || /;\s{0,9}[^\s=;]{1,80}=$/.test(before)))
    return "cookie";
  if (/(?:^|[?&#])[^\s=&?#]{1,80}=$/.test(before) && (/[?&#]/.test(before) || after.startsWith("&"))) return "url";
  return /^[a-z][a-z\d+.-]*:\/\/\S*$/i.test(before) ? "url" : "text";
}

/** The cookie that contains a token, if its name ends in a number: `appSession.0`. */
export function cookiePartBefore(text: string, start: number): { name: string; index: number } | null {
  const found = /(?:^|[;\s:"'])([^=;\s"']{1,99})[._-](\d{1,2})=$/.exec(text.slice(Math.max(0, start - REACH), start));
  return found ? { name: found[1] as string, index: Number(found[2]) } : null;
}
