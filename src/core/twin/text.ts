import { parseJson } from "../json/parse.ts";
import { detectTokens } from "../token/detect.ts";
import type { FoundToken } from "../token/types.ts";
import type { Maker } from "./maker.ts";
import { isTimeName, nameStays, numberStays, treatmentOf } from "./member-policy.ts";
import type { Mode } from "./replacer.ts";
import { readSegment } from "./segment.ts";
import { spelledPercent } from "./spelled.ts";

/** Replaces the characters of a token while the text around it is read: neither a letter nor a digit, and not used in real text. */
const MASK = "\ue000";

/** The most rounds of searching for tokens: each finds as many as one search reports. */
const MOST_ROUNDS = 50;

/** A token in a text, with its runs of characters: a line break inside it belongs to no run. */
interface Placed {
  readonly token: string;
  readonly runs: readonly { readonly start: number; readonly end: number }[];
}

/** All tokens of a text in order, repeated ones included. */
export function tokensIn(text: string): readonly Placed[] {
  // A line break written as an escape also breaks a token.
  let masked = text.replace(/(?<=[\w-])\\[nr](?=[\w\\-])|(?<=\\r)\\n(?=[\w-])/g, " \n");
  const placed: Placed[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { tokens } = detectTokens(masked);
    const found = tokens.filter(
      ({ text: token, range }) => token !== "" && range.end > range.start && !token.includes(MASK),
    );
    // A cookie's session is a token in pieces, which the text does not contain as a whole.
    const whole = found.filter((one) => runsOf(one).length > 0);
    if (whole.length === 0) break;
    for (const one of whole) {
      const first = runsOf(one);
      placed.push({ token: one.text, runs: first });
      masked = mask(masked, first);
      // A repeated token is reported only once.
      for (let at = masked.indexOf(one.text); at >= 0; at = masked.indexOf(one.text, at + 1)) {
        const runs = [{ start: at, end: at + one.text.length }];
        placed.push({ token: one.text, runs });
        masked = mask(masked, runs);
      }
    }
  }
  // Tokens encoded once more: a session, or a token in a Kubernetes Secret.
  for (const match of masked.matchAll(/(?<![\w+/=-])(?:base64-)?((?:eyJ|ZXlK|W3si|W3s)[\w+/-]{20,}={0,2})/g)) {
    const [whole, token = ""] = match;
    const end = match.index + whole.length;
    placed.push({ token, runs: [{ start: end - token.length, end }] });
  }
  return placed.toSorted((a, b) => (a.runs[0]?.start ?? 0) - (b.runs[0]?.start ?? 0));
}

function runsOf({ text, range, removals }: FoundToken): Placed["runs"] {
  const gaps = removals
    .filter((one) => one.range.start > range.start && one.range.end < range.end)
    .toSorted((a, b) => a.range.start - b.range.start);
  const runs: { start: number; end: number }[] = [];
  let start = range.start;
  for (const gap of gaps) {
    runs.push({ start, end: gap.range.start });
    start = gap.range.end;
  }
  runs.push({ start, end: range.end });
  return runs.reduce((sum, run) => sum + run.end - run.start, 0) === text.length ? runs : [];
}

function mask(text: string, runs: Placed["runs"]): string {
  return runs.reduce(
    (masked, { start, end }) => masked.slice(0, start) + MASK.repeat(end - start) + masked.slice(end),
    text,
  );
}

/** The twin of a whole text: of its tokens, and of the text around them. */
export async function twinOfText(maker: Maker, text: string, name = "", depth = 0): Promise<string> {
  // A value is or contains a token only if the token starts like one: a path has dots as well.
  const placed = tokensIn(text).filter(({ token }) => depth === 0 || /^(?:e[wy3]|ZXlK|\s*\{)/.test(token));
  for (const { token } of placed) await maker.learn(token); // oxlint-disable-line no-await-in-loop
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
    return maker.json(text, depth, name);
  // A value, rather than a text that contains values.
  const hasValues =
    /[\n{<]/.test(text) || (text.includes("://") && /[?#]/.test(text)) || (text.includes("=") && text.includes("&"));
  if (depth > 0 && !hasValues) return replacePercent(maker, text, valueModeOf(name));
  const modes = new Modes(text.length, depth > 0 ? "words" : "prose");
  const credentials = markedUp(text, modes);
  // Values first: prose is then searched for them.
  const parts = modes.runs();
  const made = new Map<number, string>();
  const make = (part: Part, isNow: (mode: Mode | "keep") => boolean): void => {
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
  const { bytes, write } = readSegment(text);
  const said = String.fromCharCode(...bytes);
  if (!/^[\x20-\x7e]+$/.test(said)) return maker.replacer.opaque(text);
  const made = maker.replacer.opaque(said);
  return write(
    Uint8Array.from(made, (character) => character.charCodeAt(0)),
    (below) => maker.replacer.below(below),
  );
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly mode: Mode | "keep";
}

const CODES = ["prose", "words", "secret", "keep"] as const;

/** What may be kept, for each character of a text. */
class Modes {
  readonly #codes: Uint8Array;

  constructor(length: number, mode: Mode) {
    this.#codes = new Uint8Array(length).fill(CODES.indexOf(mode));
  }

  mark(start: number, end: number, mode: Mode | "keep"): void {
    this.#codes.fill(CODES.indexOf(mode), start, end);
  }

  runs(): readonly Part[] {
    const parts: Part[] = [];
    const codes = this.#codes;
    for (let start = 0; start < codes.length;) {
      let end = start + 1;
      while (end < codes.length && codes[end] === codes[start]) end += 1;
      parts.push({ start, end, mode: CODES[codes[start] as number] as Part["mode"] });
      start = end;
    }
    return parts;
  }
}

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

/** Marks which parts of a text are values, judging by the text around them; returns the places of Basic credentials. */
function markedUp(text: string, modes: Modes): readonly Part[] {
  const credentials: Part[] = [];
  markPairs(text, modes);
  markUrls(text, modes);
  markMarkup(text, modes);
  markPaths(text, modes);
  for (const { index, 1: body = "" } of text.matchAll(
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----([^]*?)(?=-----END|$)/g,
  )) {
    const start = text.indexOf("-----", index + 10) + 5;
    modes.mark(start, start + body.length, "secret");
  }
  for (const field of fieldsOf(text)) markField(text, field, modes, credentials);
  markOptions(text, modes);
  markBody(text, modes);
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

function markField(text: string, { name, start, end }: Field, modes: Modes, credentials: Part[]): void {
  if (HARMLESS_FIELDS.has(name)) return modes.mark(start, end, "keep");
  const value = text.slice(start, end);
  if (name === "cookie" || name === "set-cookie") return markCookies(text, { name, start, end }, modes);
  const scheme = SCHEME.exec(value);
  if (name === "www-authenticate") return markParameters(text, start + (scheme?.[0].length ?? 0), end, modes);
  if (scheme !== null) {
    const from = start + scheme[0].length;
    modes.mark(start, from, "keep");
    const isNothing =
      /^(?:null|undefined|none|nil|nan|true|false|\[object Object\]|token|<[\w ]{1,40}>|\$?\{\{?[\w. ]{1,40}\}\}?)$/i.test(
        text.slice(from, end).trim(),
      );
    modes.mark(from, end, isNothing ? "keep" : "secret");
    const run = /^[\w+/=-]+/.exec(text.slice(from, end))?.[0];
    if (/basic/i.test(scheme[2] ?? "") && run !== undefined && run.length >= 4)
      credentials.push({ start: from, end: from + run.length, mode: "secret" });
    if (/digest|oauth/i.test(scheme[2] ?? "")) markParameters(text, from, end, modes);
    return;
  }
  modes.mark(start, end, SECRET_FIELD.test(name) ? "secret" : "words");
}

/** `name="value"` in a list: names are kept. */
function markParameters(text: string, from: number, to: number, modes: Modes): void {
  modes.mark(from, to, "words");
  for (const match of text.slice(from, to).matchAll(/(?:^|[\s,])(\w{1,40})=/g)) {
    const start = from + match.index;
    modes.mark(start, start + match[0].length, "keep");
  }
}

const COOKIE_ATTRIBUTES = /^(?:path|domain|expires|max-age|samesite|httponly|secure|partitioned|priority)$/i;

function markCookies(text: string, { name, start, end }: Field, modes: Modes): void {
  modes.mark(start, end, "secret");
  let at = start;
  for (const [index, pair] of text.slice(start, end).split(";").entries()) {
    const equals = pair.indexOf("=");
    const key = (equals < 0 ? pair : pair.slice(0, equals)).trim();
    const isAttribute = name === "set-cookie" && index > 0 && COOKIE_ATTRIBUTES.test(key);
    if (isAttribute) {
      const isHost = /^domain$/i.test(key);
      modes.mark(at, at + (isHost ? Math.max(0, equals) : pair.length), "keep");
      if (isHost) modes.mark(at + equals + 1, at + pair.length, "words");
    } else if (equals >= 0) {
      // The name of a cookie shows what set it, and the first letters of its value how that is encoded.
      const [form = ""] = /^(?:[sj](?::|%3A)|base64-)/i.exec(pair.slice(equals + 1)) ?? [];
      modes.mark(at, at + equals, nameMode(key));
      modes.mark(at + equals + 1, at + equals + 1 + form.length, "keep");
    }
    at += pair.length + 1;
  }
}

/** Addresses: the host and path by words, each value of the query by its name. */
function markUrls(text: string, modes: Modes): void {
  for (const match of text.matchAll(/[a-z][a-z\d+.-]{1,20}:\/\/[^\s"'<>`\\]{1,16000}/gi)) {
    const start = match.index;
    const [url] = match;
    const end = start + url.length;
    modes.mark(start, end, "words");
    const userinfo = /^[^/]{1,40}\/\/([^/?#@]{1,400})@/.exec(url);
    if (userinfo !== null) modes.mark(start + url.indexOf("//") + 2, start + userinfo[0].length - 1, "secret");
    markQuery(text, start, end, modes);
  }
  // What follows the method of a request, without a host.
  for (const match of text.matchAll(/\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\/[^\s"'<>]{0,16000})/g)) {
    const end = match.index + match[0].length;
    const start = end - (match[1] ?? "").length;
    modes.mark(start, end, "words");
    markQuery(text, start, end, modes);
  }
}

function markQuery(text: string, start: number, end: number, modes: Modes): void {
  const first = text.slice(start, end).search(/[?#]/);
  if (first < 0) return;
  markForm(text, start + first + 1, end, modes);
}

/** `name=value&name=value`. */
function markForm(text: string, from: number, to: number, modes: Modes): void {
  let at = from;
  for (const pair of text.slice(from, to).split(/[&?#;]/)) {
    const equals = pair.indexOf("=");
    if (equals > 0) {
      const name = pair.slice(0, equals);
      modes.mark(at, at + equals, nameMode(name));
      modes.mark(at + equals + 1, at + pair.length, valueMode(name, pair.slice(equals + 1)));
    } else if (equals < 0) modes.mark(at, at + pair.length, "words");
    at += pair.length + 1;
  }
}

const SECRET_NAME =
  /token|secret|passw|pwd|key|auth|code|session|sid|csrf|xsrf|nonce|state|assertion|sig|cookie|credential|user|name|mail|phone|verifier|challenge$|otp|pin|login_hint|ticket/;

function valueMode(name: string, value: string): Mode | "keep" {
  const plain = name.toLowerCase();
  const treatment = treatmentOf(name, value);
  if (treatment === "keep" || (treatment === "time" && isTimeName(plain))) return "keep";
  if (/^[\d.+-]{1,20}$/.test(value) && numberStays(name, value)) return "keep";
  return treatment === "secret" || SECRET_NAME.test(plain) ? "secret" : "words";
}

/** Names of parameters, cookies and members are kept by the same rule as those of claims. */
function nameMode(name: string): Mode | "keep" {
  return nameStays(name.trim(), "") ? "keep" : "words";
}

/** Names with values in logs, forms and pieces of JSON: `name=value`, `"name": "value"`. */
function markPairs(text: string, modes: Modes): void {
  for (const match of text.matchAll(
    /(?<![\w.@-])([A-Za-z_][\w.@-]{0,60})=("[^"\n]{0,8000}"|'[^'\n]{0,8000}'|[^\s"'<>&;,)\]}]{1,8000})/g,
  )) {
    const [whole, name = "", value = ""] = match;
    const end = match.index + whole.length;
    modes.mark(match.index, match.index + name.length, nameMode(name));
    modes.mark(end - value.length, end, valueMode(name, value));
  }
  const members =
    /\\?["']([^"'\\\n]{1,80})\\?["']\s{0,9}:\s{0,9}(\\?["'](?:[^"'\\\n]|\\.){0,8000}|-?\d[\d.eE+-]{0,40})/g;
  for (const match of text.matchAll(members)) {
    const [whole, name = "", value = ""] = match;
    const end = match.index + whole.length;
    const start = match.index + whole.indexOf(name);
    modes.mark(start, start + name.length, nameMode(name));
    modes.mark(end - value.length, end, valueMode(name, value.replace(/^\\?["']/, "")));
  }
}

/** Names of members whose values are neither texts nor numbers. */
function markNames(text: string, modes: Modes): void {
  for (const match of text.matchAll(/["']([A-Za-z_][\w.-]{0,47})["']\s{0,9}:/g))
    modes.mark(match.index + 1, match.index + 1 + (match[1] ?? "").length, nameMode(match[1] ?? ""));
}

/** Text between the tags of XML and HTML. */
function markMarkup(text: string, modes: Modes): void {
  for (const match of text.matchAll(/<[A-Za-z][^<>]{0,2000}>([^<>]{1,8000})<\//g)) {
    const end = match.index + match[0].length - 2;
    modes.mark(end - (match[1] ?? "").length, end, "words");
  }
}

/** Home directories, and hosts outside addresses. */
function markPaths(text: string, modes: Modes): void {
  for (const match of text.matchAll(/[/\\](?:home|Users)[/\\]([\w.-]{1,60})/g)) {
    const end = match.index + match[0].length;
    modes.mark(end - (match[1] ?? "").length, end, "secret");
  }
  const hosts =
    /(?<![\w.@/-])(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,6}(?:com|org|net|io|dev|app|cloud|co|ai|eu|de|uk|us|fr|nl|se|ch|at|internal|local|corp|lan|example|test)(?![\w-]|\.\w)/gi;
  for (const match of text.matchAll(hosts)) modes.mark(match.index, match.index + match[0].length, "words");
}

/** What curl sends and as whom: `-u`, `-b`, `-d` and their longer names. */
function markOptions(text: string, modes: Modes): void {
  const options =
    /(?:^|\s)(-u|--user|-b|--cookie|-d|--data(?:-raw|-binary|-urlencode|-ascii)?|--json|-F|--form)[ =]{0,4}(?:\^?(["'])|\$(')|(?=\S))/gm;
  for (const match of text.matchAll(options)) {
    const [whole, option = "", quote = match[3]] = match;
    const start = match.index + whole.length;
    const rest = text.slice(start, start + 100_000);
    const length = quote === undefined ? rest.search(/\s|$/) : rest.indexOf(quote);
    const end = length < 0 ? start + rest.length : start + length;
    if (/^-(?:u|-user)$/.test(option)) modes.mark(start, end, "secret");
    else if (/^-(?:b|-cookie)$/.test(option)) markCookies(text, { name: "cookie", start, end }, modes);
    else markContent(text, start, end, modes);
  }
}

/** A body: JSON keeps its names, a form its common words, anything else only common words. */
function markContent(text: string, start: number, end: number, modes: Modes): void {
  const body = text.slice(start, end);
  if (/^\s*\\?[[{]/.test(body)) {
    modes.mark(start, end, "words");
    const inner = new Offset(modes, start);
    markNames(body, inner);
    markPairs(body, inner);
    return;
  }
  if (/^[^\s=&]{1,80}=/.test(body)) return markForm(text, start, end, modes);
  modes.mark(start, end, "words");
}

/** Marks for a part of the text. */
class Offset extends Modes {
  readonly #modes: Modes;
  readonly #offset: number;

  constructor(modes: Modes, offset: number) {
    super(0, "prose");
    this.#modes = modes;
    this.#offset = offset;
  }

  override mark(start: number, end: number, mode: Mode | "keep"): void {
    this.#modes.mark(this.#offset + start, this.#offset + end, mode);
  }
}

/** What follows the head of an HTTP message. */
function markBody(text: string, modes: Modes): void {
  const heads = /^(?:[<>] )?(?:[A-Z]{3,10} \S{1,8000} HTTP\/\d(?:\.\d)?|HTTP\/\d(?:\.\d)? \d{3}.{0,200})$/gm;
  for (const match of text.matchAll(heads)) {
    const gap = /\r?\n(?:[<>] ?)?\r?\n/g;
    gap.lastIndex = match.index;
    if (gap.exec(text) === null) continue;
    const start = gap.lastIndex;
    const next = /^(?:[<>] )?(?:[A-Z]{3,10} \S{1,8000} HTTP\/\d|HTTP\/\d(?:\.\d)? \d{3})/m.exec(
      text.slice(start),
    )?.index;
    markContent(text, start, next === undefined ? text.length : start + next, modes);
  }
}
