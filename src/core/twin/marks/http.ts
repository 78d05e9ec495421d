import type { Marked, Marker } from "./marks.ts";
import { markContent, nameMode } from "./pairs.ts";

/** Message fields (RFC 9110) whose values identify nobody. */
const HARMLESS_FIELDS = new Set(
  (
    "accept accept-encoding accept-language accept-ranges access-control-allow-credentials access-control-allow-headers " +
    "access-control-allow-methods age allow alt-svc cache-control connection content-encoding content-length content-type date expires " +
    "keep-alive last-modified pragma retry-after sec-fetch-dest sec-fetch-mode sec-fetch-site sec-fetch-user sec-ch-ua sec-ch-ua-mobile " +
    "sec-ch-ua-platform strict-transport-security te trailer transfer-encoding upgrade upgrade-insecure-requests user-agent vary " +
    "x-content-type-options x-frame-options x-xss-protection"
  ).split(" "),
);
/** Fields that contain credentials or a substitute for them. */
const SECRET_FIELD = /auth|cookie|token|secret|key|session|signature|password|csrf|xsrf|credential/;
const SCHEME =
  /^(\s*)(Bearer|Basic|DPoP|Digest|Token|Negotiate|ApiKey|JWT|AWS4-HMAC-SHA256|GNAP|HMAC|MAC|Hawk|OAuth)(\s+)/i;

/** Marks the fields of HTTP messages; returns the places of Basic credentials (RFC 7617). */
export function markFields(text: string, marks: Marker): readonly Marked[] {
  const credentials: Marked[] = [];
  for (const field of fieldsOf(text)) markField(text, field, marks, credentials);
  return credentials;
}

interface Field {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Fields of HTTP messages: a line of a message, what curl prints of it, or what curl is told to send. */
function fieldsOf(text: string): readonly Field[] {
  const fields: Field[] = [];
  for (const match of text.matchAll(/^(?:[<>] )?([A-Za-z][\w-]{0,60}):[ \t]{0,9}(.{1,16000})$/gm)) {
    const [whole, name = "", value = ""] = match;
    const end = match.index + whole.length;
    if (isFieldName(name)) fields.push({ name: name.toLowerCase(), start: end - value.length, end });
  }
  // YAML: indented, or in a list. One word or a quoted text only: prose has colons too.
  const settings =
    /^(?:[ \t]{1,60}(?:- )?|- )([A-Za-z][\w-]{0,60}):[ \t]{1,9}(["'][^"'\n]{1,8000}["']|[^\s"']{3,8000})[ \t]{0,9}(?:#.{0,400})?$/gm;
  for (const match of text.matchAll(settings)) {
    const [whole, name = "", value = ""] = match;
    const start = match.index + whole.indexOf(value, whole.indexOf(":"));
    if (SECRET_FIELD.test(name.toLowerCase()) && !/^\d{1,3}$/.test(value))
      fields.push({ name: name.toLowerCase(), start, end: start + value.length });
  }
  const options = /(?:-H|--header)[ =]{0,4}(?:\^?(["'])|\$')\s{0,4}([A-Za-z][\w-]{0,60}):[ \t]{0,9}/g;
  for (const match of text.matchAll(options)) {
    const [whole, quote = "'", name = ""] = match;
    const start = match.index + whole.length;
    const close = text.indexOf(quote, start);
    const line = text.indexOf("\n", start);
    const end = close >= 0 ? close : line >= 0 ? line : text.length;
    fields.push({ name: name.toLowerCase(), start, end });
  }
  return fields;
}

/** Many lines of prose and logs start with a word and a colon; these are the names of fields. */
function isFieldName(name: string): boolean {
  const plain = name.toLowerCase();
  return (
    HARMLESS_FIELDS.has(plain) ||
    SECRET_FIELD.test(plain) ||
    /^[A-Za-z]+-[\w-]+$/.test(name) ||
    /^(?:host|origin|referer|location|forwarded|via|from|server|etag|cookie|link)$/.test(plain)
  );
}

function markField(text: string, { name, start, end }: Field, marks: Marker, credentials: Marked[]): void {
  if (HARMLESS_FIELDS.has(name)) return marks.mark(start, end, "keep");
  const value = text.slice(start, end);
  if (name === "cookie" || name === "set-cookie") return markCookies(text, { name, start, end }, marks);
  const scheme = SCHEME.exec(value);
  if (name === "www-authenticate") return markParameters(text, start + (scheme?.[0].length ?? 0), end, marks);
  if (scheme !== null) {
    const from = start + scheme[0].length;
    marks.mark(start, from, "keep");
    const isNothing =
      /^(?:null|undefined|none|nil|nan|true|false|\[object Object\]|token|<[\w ]{1,40}>|\$?\{\{?[\w. ]{1,40}\}\}?)$/i.test(
        text.slice(from, end).trim(),
      );
    marks.mark(from, end, isNothing ? "keep" : "secret");
    const run = /^[\w+/=-]+/.exec(text.slice(from, end))?.[0];
    if (/basic/i.test(scheme[2] ?? "") && run !== undefined && run.length >= 4)
      credentials.push({ start: from, end: from + run.length, mode: "secret" });
    if (/digest|oauth/i.test(scheme[2] ?? "")) markParameters(text, from, end, marks);
    return;
  }
  marks.mark(start, end, SECRET_FIELD.test(name) ? "secret" : "words");
}

/** `name="value"` in a list: names are kept. */
function markParameters(text: string, from: number, to: number, marks: Marker): void {
  marks.mark(from, to, "words");
  for (const match of text.slice(from, to).matchAll(/(?:^|[\s,])(\w{1,40})=/g)) {
    const start = from + match.index;
    marks.mark(start, start + match[0].length, "keep");
  }
}

const COOKIE_ATTRIBUTES = /^(?:path|domain|expires|max-age|samesite|httponly|secure|partitioned|priority)$/i;

function markCookies(text: string, { name, start, end }: Field, marks: Marker): void {
  marks.mark(start, end, "secret");
  let at = start;
  for (const [index, pair] of text.slice(start, end).split(";").entries()) {
    const equals = pair.indexOf("=");
    const key = (equals < 0 ? pair : pair.slice(0, equals)).trim();
    const isAttribute = name === "set-cookie" && index > 0 && COOKIE_ATTRIBUTES.test(key);
    if (isAttribute) {
      const isHost = /^domain$/i.test(key);
      marks.mark(at, at + (isHost ? Math.max(0, equals) : pair.length), "keep");
      if (isHost) marks.mark(at + equals + 1, at + pair.length, "words");
    } else if (equals >= 0) {
      // The name of a cookie shows what set it, and the first letters of its value how that is encoded.
      const [form = ""] = /^(?:[sj](?::|%3A)|base64-)/i.exec(pair.slice(equals + 1)) ?? [];
      marks.mark(at, at + equals, nameMode(key));
      marks.mark(at + equals + 1, at + equals + 1 + form.length, "keep");
    }
    at += pair.length + 1;
  }
}

/** What curl sends and as whom: `-u`, `-b`, `-d` and their longer names. */
export function markOptions(text: string, marks: Marker): void {
  const options =
    /(?:^|\s)(-u|--user|-b|--cookie|-d|--data(?:-raw|-binary|-urlencode|-ascii)?|--json|-F|--form)[ =]{0,4}(?:\^?(["'])|\$(')|(?=\S))/gm;
  for (const match of text.matchAll(options)) {
    const [whole, option = "", quote = match[3]] = match;
    const start = match.index + whole.length;
    const rest = text.slice(start, start + 100_000);
    const length = quote === undefined ? rest.search(/\s|$/) : rest.indexOf(quote);
    const end = length < 0 ? start + rest.length : start + length;
    if (/^-(?:u|-user)$/.test(option)) marks.mark(start, end, "secret");
    else if (/^-(?:b|-cookie)$/.test(option)) markCookies(text, { name: "cookie", start, end }, marks);
    else markContent(text, start, end, marks);
  }
}

/** What follows the head of an HTTP message. */
export function markBody(text: string, marks: Marker): void {
  const heads = /^(?:[<>] )?(?:[A-Z]{3,10} \S{1,8000} HTTP\/\d(?:\.\d)?|HTTP\/\d(?:\.\d)? \d{3}.{0,200})$/gm;
  for (const match of text.matchAll(heads)) {
    const gap = /\r?\n(?:[<>] ?)?\r?\n/g;
    gap.lastIndex = match.index;
    if (gap.exec(text) === null) continue;
    const start = gap.lastIndex;
    const next = /^(?:[<>] )?(?:[A-Z]{3,10} \S{1,8000} HTTP\/\d|HTTP\/\d(?:\.\d)? \d{3})/m.exec(
      text.slice(start),
    )?.index;
    markContent(text, start, next === undefined ? text.length : start + next, marks);
  }
}
