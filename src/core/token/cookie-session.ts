import { parseJson } from "../json/parse.ts";
import { stringMember } from "../json/query.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import type { Range } from "../text/range.ts";
import { decodeUtf8 } from "../text/utf8.ts";

/** A token that a session cookie carries out of order or in another encoding. */
export interface CookieSession {
  readonly token: string;
  /** The cookie's name without its chunk number. */
  readonly name: string;
  /** How many chunks it was assembled from; 1 if the cookie is not chunked. */
  readonly chunks: number;
  /** The member of the session's JSON that contained the token; null if the cookie is the token itself. */
  readonly member: string | null;
  /** From the start of its first chunk in the text to the end of the last. */
  readonly range: Range;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly range: Range;
}

/** Three segments, or the five of an encrypted token, whose second may be empty (`dir`). */
const TOKEN = /^e[yw][\w-]+\.(?:[\w-]+\.[\w-]*|[\w-]*\.[\w-]+\.[\w-]*\.[\w-]+)$/;

/** Cookies hold a few hundred kilobytes at most, however many there are. */
const MOST = 400_000;
const MOST_COOKIES = 500;

/**
 * The token of a session whose cookie was split into chunks that arrived out of order, or whose cookie is JSON after
 * `base64-`, as Supabase writes it. The cookies may be in a header, in a command or in a browser's table (name, tab,
 * value). Null if the text has no such cookie; chunks in order are found as they are.
 */
export function cookieSession(text: string): CookieSession | null {
  if (text.length > MOST || !/[=\t]/.test(text)) return null;
  const groups = new Map<string, Map<number, Cookie>>();
  for (const cookie of cookiesIn(text)) {
    const { name } = cookie;
    const [, base = name, index = "-1"] = /^(.{1,190})[._-](\d{1,2})$/.exec(name) ?? [];
    const chunks = groups.get(base) ?? new Map<number, Cookie>();
    chunks.set(Number(index), cookie);
    groups.set(base, chunks);
  }
  for (const [name, chunks] of groups) {
    const order = [...chunks.keys()];
    const isWhole = order.length === 1;
    const sorted = order.toSorted((a, b) => a - b);
    if (!isWhole && sorted.some((index, at) => index !== at)) continue;
    const cookies = sorted.flatMap((index) => chunks.get(index) ?? []);
    const session = tokenIn(cookies.map(({ value }) => value).join(""));
    if (session === null || (session.member === null && (isWhole || standInOrder(text, [...chunks])))) continue;
    const ranges = cookies.map(({ range }) => range);
    const range = {
      start: Math.min(...ranges.map(({ start }) => start)),
      end: Math.max(...ranges.map(({ end }) => end)),
    };
    return { ...session, name, chunks: sorted.length, range };
  }
  return null;
}

/**
 * Whether the chunks follow each other in order of their numbers, separated by nothing but a semicolon: not even
 * quotes.
 */
function standInOrder(text: string, chunks: readonly (readonly [number, Cookie])[]): boolean {
  return chunks.every(([index, { range }], at) => {
    const end = chunks[at - 1]?.[1].range.end;
    return index === at && (end === undefined || /^[^"];\s{0,9}$/.test(text.slice(end - 1, range.start)));
  });
}

/** The cookies of a text, wherever in a line they begin; anything else of the form `name=value` counts as one. */
function cookiesIn(text: string): readonly Cookie[] {
  const cookies: Cookie[] = [];
  let start = 0;
  while (start < text.length && cookies.length < MOST_COOKIES) {
    const lineEnd = endAt(text, "\n", start, text.length);
    const tab = text.indexOf("\t", start);
    const isRow = tab >= 0 && tab < lineEnd;
    const end = isRow ? lineEnd : endAt(text, ";", start, lineEnd);
    // In a cookie file of curl or wget, each line ends in name and value.
    const isJar = isRow && /^\t(?:TRUE|FALSE)\t/.test(text.slice(tab, tab + 8));
    const at = isJar ? text.lastIndexOf("\t", lineEnd) : isRow ? tab : text.indexOf("=", start);
    if (at >= start && at < end) {
      const name = (isRow && !isJar ? /^\s{0,9}(\S{1,200})$/ : /([^\s"'`]{1,200})$/).exec(
        text.slice(Math.max(start, at - 209), at),
      );
      const value = isRow ? text.slice(at + 1, endAt(text, "\t", at + 1, end)) : valueOf(text.slice(at + 1, end));
      if (name) {
        const range = { start: at - (name[1] as string).length, end: at + 1 + value.length };
        cookies.push({ name: name[1] as string, value: value.trim().replace(/^"(.*)"$/, "$1"), range });
      }
    }
    start = end + 1;
  }
  return cookies;
}

/** The next place of a character, or the end. */
function endAt(text: string, character: string, from: number, end: number): number {
  const at = text.indexOf(character, from);
  return at < 0 || at > end ? end : at;
}

/** A value up to the quote or space that ends it in a command; the value itself may be quoted. */
function valueOf(text: string): string {
  return /^\s{0,9}(?:"[^"]*"|[^\s"'`]*)/.exec(text)?.[0] ?? "";
}

function tokenIn(value: string): { readonly token: string; readonly member: string | null } | null {
  if (TOKEN.test(value)) return { token: value, member: null };
  const encoded = /^"?base64-([\w+/-]+={0,2})"?$/.exec(value)?.[1];
  if (encoded === undefined) return null;
  const { text } = decodeUtf8(
    decodeBase64Url(encoded.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")).bytes,
  );
  const document = parseJson(text);
  for (const member of ["access_token", "id_token", "token"]) {
    const token = stringMember(document, member);
    if (token !== null && TOKEN.test(token)) return { token, member };
  }
  return null;
}
