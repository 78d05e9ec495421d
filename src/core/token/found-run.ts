import { decodeBase64Url } from "../text/base64url.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import { startsLikeHeader } from "../envelope/form.ts";
import { trimEndOf } from "../text/trim-end.ts";

/** A run of token characters in a text: nothing that ends it is between `start` and `end`. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** What a character can mean within a token; `SEPARATOR` is a dot, `MAYBE` depends on its surroundings. */
const OTHER = 0;
const BODY = 1;
const DOT = 2;
const MAYBE = 3;

const KINDS = new Uint8Array(128);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+")
  KINDS[character.charCodeAt(0)] = BODY;
KINDS[46] = DOT;
for (const character of "/=~%") KINDS[character.charCodeAt(0)] = MAYBE;

/** Zero-width characters that copying leaves inside a token. They stay in it, because they are a problem to show. */
export const INVISIBLE =
  /[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e01ef}]/u;
const INVISIBLE_RUN = new RegExp(`${INVISIBLE.source}+`, "uy");

/** The escapes of `.`, `+`, `/`, `=` and `~` (RFC 3986 section 2.1), also encoded again: part of a percent-encoded token. */
const ESCAPE = /%(?:25){0,3}(?:2[bef]|3d|7e)/iy;

/** The match of a sticky or global pattern at (or from) an offset. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/**
 * Where the run of token characters that continues at `start` ends. `isTail` is for all pieces but the first of a token
 * split by white space. A `/` ends it in the path of a URL; `~` belongs to it after two dots (SD-JWT).
 */
export function endOfRun(text: string, start: number, isTail: boolean): number {
  const inPath = text[start - 1] === "/";
  let dots = isTail ? 2 : 0;
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? (KINDS[code] as number) : OTHER;
    if (kind === BODY) at += 1;
    else if (kind === DOT) {
      dots += 1;
      at += 1;
    } else if (kind === MAYBE) {
      if (isSoftBreak(text, at)) return at;
      const taken = takeMaybe(text, at, code, inPath, dots);
      if (taken === 0) return at;
      at += taken;
    } else {
      const hidden = code < 0xad ? null : matchAt(INVISIBLE_RUN, text, at);
      if (!hidden) return at;
      // Only between characters of the token: at its end it is noise.
      const next = at + hidden[0].length;
      const after = text.charCodeAt(next);
      if (!(KINDS[after] === BODY || KINDS[after] === DOT)) return at;
      at = next;
    }
  }
  return at;
}

function takeMaybe(text: string, at: number, code: number, inPath: boolean, dots: number): number {
  if (code === 0x2f) return inPath ? 0 : 1;
  if (code === 0x7e) return dots >= 2 ? 1 : 0;
  if (code === 0x25) return matchAt(ESCAPE, text, at)?.[0].length ?? 0;
  // Padding, even where it does not belong: nothing else that follows a token begins with it.
  return 1;
}

/** The most characters of a quoted-printable line with its `=`, and how far before that an encoder breaks it. */
const MAIL_LINE = 76;
const MAIL_SLACK = 4;

/**
 * Whether the `=` here is the soft line break of quoted-printable mail (RFC 2045 section 6.7): at the end of a full line,
 * in the middle of a segment, where no padding can be.
 */
export function isSoftBreak(text: string, at: number): boolean {
  if (text[at] !== "=" || !/^[\w.-]=\r?\n[\w.-]/.test(text.slice(at - 1, at + 4))) return false;
  const line = text.slice(Math.max(0, at - MAIL_LINE), at + 1);
  const width = line.length - line.lastIndexOf("\n") - 1;
  return width <= MAIL_LINE && width >= MAIL_LINE - MAIL_SLACK;
}

/** Whether a header segment could begin here: the first characters decode to the beginning of a JSON object. */
export function startsHeader(text: string, at: number): boolean {
  const head = matchAt(/[\w\-+/]{2,32}/y, text, at)?.[0];
  if (head === undefined) return false;
  return startsLikeHeader(trimEndOf(decodeUtf8(decodeBase64Url(head).bytes).text, /\ufffd/));
}

/** Whether the character at `at - 1` lets a token begin at `at`. */
export function isBoundary(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text[at - 1] as string;
  if (!/[A-Za-z0-9_-]/.test(before)) return true;
  // After an escape: `%20eyJ` in a URL, also encoded again, `\neyJ` in a string literal; after a `_` or `-` that itself
  // begins a word; after a scheme without its space.
  if (/%(?:25){0,3}[\da-f]{2}$/i.test(text.slice(Math.max(0, at - 9), at))) return true;
  if (/(?:^|[^\w-])bearer$/i.test(text.slice(Math.max(0, at - 7), at))) return true;
  if (/\\[nrt]$/.test(text.slice(Math.max(0, at - 2), at))) return true;
  // A colour of a terminal, or what a log viewer leaves of one: `[33m`.
  if (before === "m" && /\[[\d;]{0,20}m$/.test(text.slice(Math.max(0, at - 23), at))) return true;
  return /[_-]/.test(before) && !/[A-Za-z0-9_-]/.test(text[at - 2] ?? " ");
}

/** Where the run before a dot begins, for a token with a broken header: `xyJhbGci.eyJz…` from its payload's place. */
export function startBefore(text: string, dot: number, least: number): number {
  let start = dot;
  while (start > least && /[\w\-+]/.test(text[start - 1] as string)) start -= 1;
  return start;
}
