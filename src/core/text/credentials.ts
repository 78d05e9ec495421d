import type { Range } from "./range.ts";
import { matchAt } from "../token/found-run.ts";

/** How a name tells that its value gives access to something: `phrase` if the value may contain spaces, else `word`. */
type CredentialKind = "phrase" | "word";

const PHRASE = /(?:pass(?:word|wd|wort|phrase|code)|secret)s?$/;
const WORD = /(?:token|assertion|credential|cookie|signature|apikey)s?$/;
const WORDS: ReadonlySet<string> = new Set("bearer code csrf key otp pin session sid sig ticket xsrf".split(" "));
const TWO_WORDS: ReadonlySet<string> = new Set(["code verifier", "saml response"]);
const PHRASES: ReadonlySet<string> = new Set(["pass", "pwd"]);
/** With one of these before it, such a word names a fault. */
const FAULTS: ReadonlySet<string> = new Set(
  "invalid expired missing bad wrong unknown malformed unsupported unauthorized revoked insufficient no not error failed hide".split(
    " ",
  ),
);
/** With one of these before it, a word that is a credential only here and there names a label, or what is public. */
const LABELS: ReadonlySet<string> = new Set(
  (
    "status exit response result reason http grpc country postal zip area language lang locale currency region product public partition " +
    "sort row cache idempotency primary foreign surrogate message routing translation websocket registry claim claims"
  ).split(" "),
);

/** The words of a name: `clientSecret`, `CLIENT_SECRET` and `client-secret` are `client secret`. */
function wordsOf(name: string): readonly string[] {
  return name
    .slice(-200)
    .replace(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$2 ")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
}

function kindOf(words: readonly string[]): CredentialKind | null {
  const last = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  if (before.some((word) => FAULTS.has(word))) return null;
  if (PHRASE.test(last) || PHRASES.has(last)) return "phrase";
  if (WORD.test(last) || TWO_WORDS.has(words.slice(-2).join(" "))) return "word";
  return WORDS.has(last) && !before.some((word) => LABELS.has(word)) ? "word" : null;
}

/**
 * Whether a member of this name is a credential, also among claims: there a session id, a code or a signature by itself
 * is part of what a token says.
 */
export function isCredentialName(name: string): boolean {
  const words = wordsOf(name);
  const kind = kindOf(words);
  if (kind !== "word") return kind === "phrase";
  const last = words.at(-1) ?? "";
  if (/^(?:pin|otp|apikeys?)$/.test(last)) return true;
  return words.length > 1 && /(?:(?:token|assertion)s?|key|verifier)$/.test(last);
}

/** The private members of a JWK (RFC 7518 section 6), in quotes. */
const PRIVATE = /^(?:d|p|q|dp|dq|qi|k|priv)$/;

/** Whether a text under the name `key` is likely to be one that is secret: not a word, an address or a public key. */
export function isSecretKey(text: string): boolean {
  return text.length >= 8 && !PUBLIC.test(text);
}

/** Nothing yet, or the place of something: it helps, and gives no access. */
const NOTHING =
  /^(?:\[hidden\b|removed-\d)|^(?:null|undefined|none|nil|nan|true|false|yes|no|\[object Object\]|<[\w .-]{1,60}>|\$\{[\w.]{1,80}\}|\$[A-Z][A-Z\d_]{2,60}|\{\{[\w .$-]{1,80}\}\}|\*{3,80}|x{3,80}|\.{3}|…)$/i;
/** A key that everybody may have, or where one is. */
const PUBLIC =
  /^(?:-----BEGIN (?!.{0,40}PRIVATE)|(?:https?|file|classpath):|@?[\w./-]{1,200}\.(?:pem|key|crt|cer|json|jwks)$)/;

const NAME =
  /(?<![\w.-])([\w.-]{1,200})(?:(\\{0,4}["'`]\]?|\])?[ \t]{0,9}(=>|:=|={1,3}|:)(\s{0,9})|\\{0,4}["'`][ \t]{0,9},[ \t]{0,9})/g;
/** What is called with a quoted text. */
const CODE = /(?:new[ \t])?(?:[\w.$@]{1,80}\([ \t]{0,3}){0,4}[bfru@$]{0,2}(?=\\{0,4}["'`])/y;
const OPENING = /(\\{0,4})("""|'''|["'`])/y;
/** The first line of a block in YAML (YAML 1.2.2 section 8.1). */
const BLOCK = /[|>][+-]?[ \t]{0,9}\r?\n[ \t]{1,80}/y;
const RUN = /[^\s"'<>`]{1,5000}/y;
const LINE = /[^\r\n]{1,5000}/y;
const SCHEME =
  /^(?:Basic|Bearer|DPoP|Digest|Negotiate|NTLM|Token|ApiKey|Api-Key|AWS4-HMAC-SHA256|SharedKey|Hawk|OAuth|JWT|SSWS|Bot|GNAP|Signature|MAC|PoP)[ \t]{1,9}/i;
/** What may precede a name that begins a line: of a setting, of a list, of what curl prints. */
const BEGINNING = /^(?:[<>] )?[ \t]{0,80}(?:- )?(?:(?:export|set|const|let|var|ENV|ARG) )?\$?(?:env:)?$/;

/** The next pair of a form or a connection string. */
const NEXT = /&[\w.[\]%-]{1,80}=|;[ \t]{0,3}[\w ]{1,40}=/;

/** An option of a command, or a directive, with its value after a space. */
const OPTION = /(?<![^\s])--?([\w-]{2,80})[ \t]{1,9}(?=["'`]|[^\s-])/g;
const DIRECTIVE =
  /^[ \t]{0,80}(?:(?:set|ENV|ARG) )?\$?([\w.-]{2,100})[ \t]{1,40}(?=["'`]|[^\s"'`]{1,5000}[ \t]{0,9};?$)/gm;
/** curl's user and password, and its cookies. */
const USER = /(?<![^\s])(?:-u|--user|-U|--proxy-user)(?:[ \t=]{0,3})(?:["'`]?)[^\s"'`:]{0,300}:/g;
const JAR = /(?<![^\s])(?:-b|--cookie)(?:[ \t=]{1,3}|(?=["'`]))(?=["'`]?[\w.-]{1,200}=)/g;
/** A password in a URL (RFC 3986 section 3.2.1), or a long text in its user's place. */
const USERINFO = /:\/\/([^\s/?#"'<>\\@:]{0,300})(:?)([^\s/?#"'<>\\@]{0,500})(?=@[\w[])/g;
/** A shorter user without a password, or one of letters only, is a name. */
const LEAST_LONE = 12;
/** Calls whose quoted argument is a key. */
const CALL =
  /\b(?:(?:jwt|jose|jsonwebtoken)(?:\.|::|->)(?:verify|sign|decode|encode)\w{0,20}[ (][^"'`()\r\n]{1,200},[ \t]{0,9}|createHmac\([ \t]{0,3}["']\w{1,20}["'],[ \t]{0,9}|(?:hmacShaKeyFor|setSigningKey|setVerificationKey|SymmetricSecurityKey|SecretKeySpec|createSecretKey|importSecret|hmac\.new|new Key|TextEncoder\(\)\.encode|from_secret)\([^"'`\r\n]{0,120}|signWith\([^"'`)\r\n]{0,120})[bfru@$]{0,2}(?=["'`])/gi;
/** A name and then a quoted text: in prose, or in languages of lists. */
const BESIDE = /(?<![\w.-])([\w.-]{2,100})["']?[ \t]{1,9}(?=["'])/g;
/** What somebody says that it is. */
const SAID = /\b(?:password|passphrase|passcode|secret|token|key) (?:is|was) (?=[^\s"'<>`]{0,80}\d)(?=[^\s"'<>`]{8})/gi;
/** Tokens that their makers mark: of GitHub, GitLab, Slack, Stripe, AWS, Google, npm, SendGrid and Vault. */
const MARKED =
  /(?<![\w-])(?:gh[pousr]_\w{20,255}|github_pat_\w{20,255}|gl(?:pat|dt|ptt)-[\w-]{16,255}|xox[abeoprs]-[\w-]{10,255}|[rs]k_(?:live|test)_\w{10,255}|whsec_[\w+/=]{16,255}|A(?:KIA|SIA)[A-Z\d]{16}|AIza[\w-]{30,60}|ya29\.[\w-]{20,999}|GOCSPX-[\w-]{20,60}|npm_\w{30,60}|SG\.[\w-]{16,60}\.[\w-]{20,80}|hv[sb]\.[\w-]{20,255})/g;
/** An element whose attribute names what it holds. */
const ELEMENT = /\b(?:name|key|id)=["']([\w.:-]{1,100})["'][^<>]{0,200}>(?=[^<\s])/gi;
/** A pair of name and value, each with its label: an environment variable of a container, a setting in XML. */
const LABELLED =
  /\b(?:name|key)["']?[ \t]{0,3}[:=][ \t]{0,3}["']?([\w.:-]{1,100})["']?(?:,\s{0,40}|\s{1,40})["']?value["']?[ \t]{0,3}[:=][ \t]{0,3}/gi;

/**
 * The credentials in a text of any kind (a message, a log, a command, code, a configuration), told by the names and
 * places that they have. A name with a colon and no space after it counts only if `tight`: among claims it is more often
 * a scope. Values that are none (`null`, a placeholder) are left out. Ranges are in order and do not overlap. Linear.
 */
export function credentialsIn(text: string, { tight }: { readonly tight: boolean }): readonly Range[] {
  const found: Range[] = [];
  const add = (start: number, end: number): boolean => {
    const said = text.slice(start, Math.min(end, start + 200));
    const isValue = end > start && !NOTHING.test(said) && !PUBLIC.test(said);
    if (isValue) found.push({ start, end });
    return isValue;
  };
  NAME.lastIndex = 0;
  for (let match = NAME.exec(text); match !== null; match = NAME.exec(text)) {
    const end = pair(text, match, tight, add);
    // What is called may itself have a name and a value.
    if (end > NAME.lastIndex) NAME.lastIndex = end;
  }
  const after = (at: number): void => {
    const { start, end } = quotedAt(text, at) ?? runAt(text, at);
    add(start, end);
  };
  for (const { index, 0: all, 1: name = "" } of text.matchAll(OPTION))
    if (kindOf(wordsOf(name)) !== null && name.length > 2) after(index + all.length);
  for (const { index, 0: all, 1: name = "" } of text.matchAll(DIRECTIVE)) {
    const words = wordsOf(name);
    if (words.length > 1 && kindOf(words) === "phrase") after(index + all.length);
  }
  for (const { index, 0: all } of text.matchAll(USER)) {
    const at = index + all.length;
    const quote = /["'`]/.exec(all)?.[0];
    add(at, quote === undefined ? runAt(text, at).end : endAt(text, quote, at));
  }
  for (const { index, 0: all } of text.matchAll(JAR)) after(index + all.length);
  for (const { index, 0: all, 1: user = "", 3: password = "" } of text.matchAll(USERINFO)) {
    const end = index + all.length;
    if (password !== "") add(end - password.length, end);
    else if (user.length >= LEAST_LONE && /\d/.test(user)) add(index + 3, end);
  }
  for (const { index, 0: all } of text.matchAll(CALL)) after(index + all.length);
  for (const { index, 0: all, 1: name = "" } of text.matchAll(BESIDE))
    if (kindOf(wordsOf(name)) === "phrase") after(index + all.length);
  for (const { index, 0: all } of text.matchAll(SAID)) after(index + all.length);
  for (const { index, 0: all } of text.matchAll(MARKED)) add(index, index + all.length);
  for (const { index, 0: all, 1: name = "" } of text.matchAll(ELEMENT)) {
    const start = index + all.length;
    if (kindOf(wordsOf(name)) !== null)
      add(start, start + (/^[^<]{1,5000}/.exec(text.slice(start, start + 5000))?.[0].length ?? 0));
  }
  for (const { index, 0: all, 1: name = "" } of text.matchAll(LABELLED))
    if (kindOf(wordsOf(name)) !== null) after(index + all.length);
  return merged(found);
}

/** Adds the value of a name; returns from where to read on. */
function pair(
  text: string,
  match: RegExpExecArray,
  tight: boolean,
  add: (start: number, end: number) => boolean,
): number {
  const [all, name = "", closing, separator = ",", space = ""] = match;
  const words = wordsOf(name);
  const isHeader = words.at(-1) === "authorization";
  const isOfJwk = PRIVATE.test(name) && /["']/.test(closing ?? "");
  const kind = isHeader ? "phrase" : isOfJwk ? "word" : kindOf(words);
  const at = match.index + all.length;
  if (kind === null || (separator === ":" && /^(?:\/\/|:)/.test(text.slice(at, at + 2)))) return at;
  if (!tight && separator === ":" && space === "" && closing === undefined) return at;
  const isBare = words.length === 1 && kind === "word";
  const isKey = words.at(-1) === "key";
  const code = matchAt(CODE, text, at)?.[0];
  const quoted = code === undefined ? null : quotedAt(text, at + code.length);
  if (quoted !== null) {
    const said = text.slice(quoted.start, quoted.end);
    const isName = separator === "," && /^\\{0,4}["'`][ \t]{0,3}:/.test(text.slice(quoted.end, quoted.end + 9));
    if (isName) return at;
    const least = isOfJwk ? 12 : isBare ? (isKey ? 8 : 4) : 1;
    // Words in quotes are what a message quotes.
    const isSaid = isBare && !isKey && /\s/.test(said);
    const scheme = isHeader ? (SCHEME.exec(said)?.[0].length ?? 0) : 0;
    const isAdded = said.length >= least && !isSaid && add(quoted.start + scheme, quoted.end);
    return code === "" && isAdded ? quoted.end : at;
  }
  // A bare key with a colon is more often a label.
  const isOfSecret = /\b(?:api|access|secret|signing|private|shared|encryption) $/i.test(
    text.slice(Math.max(0, match.index - 12), match.index),
  );
  const isLabel = isKey && isBare && separator === ":" && !isOfSecret;
  if (isOfJwk || isLabel || separator === "," || /[\r\n]/.test(space)) return at;
  const scheme = isHeader ? (SCHEME.exec(text.slice(at, at + 60))?.[0].length ?? 0) : 0;
  const { start, end } = plainValue(text, at + scheme, { match, kind, isStructured: words.length > 1 || isHeader });
  const isCall = kind === "word" && /^[A-Za-z_][\w.]{0,80}\(/.test(text.slice(start, Math.min(end, start + 100)));
  const least = !isBare ? 1 : separator === ":" ? 6 : 4;
  return end - start >= least && !isCall && add(start, end) ? end : at;
}

/** A value without quotes: up to the end of the line if the name begins it, else of the quotes or the run that it is in. */
function plainValue(
  text: string,
  at: number,
  { match, kind, isStructured }: { match: RegExpExecArray; kind: CredentialKind; isStructured: boolean },
): Range {
  const block = matchAt(BLOCK, text, at)?.[0].length;
  if (block !== undefined)
    return { start: at + block, end: at + block + (matchAt(LINE, text, at + block)?.[0].trimEnd().length ?? 0) };
  const before = text.charAt(match.index - 1);
  const isQuoted = /["'`]/.test(before) && match[2] === undefined;
  const isListed = before === ";";
  const lineStart =
    text
      .slice(Math.max(0, match.index - 100), match.index)
      .split(/[\r\n]/)
      .at(-1) ?? "";
  const isWhole = (isStructured || kind === "phrase") && BEGINNING.test(lineStart);
  if (!isQuoted && !isListed && !isWhole) return runAt(text, at);
  const line = matchAt(LINE, text, at)?.[0] ?? "";
  const ends = [isQuoted ? line.indexOf(before) : -1, isListed ? line.search(/[;"'`]/) : -1, line.search(NEXT)];
  // What ends a line of code is no part of it.
  const said = line.trimEnd().replace(/[,;]{1,3}$/, "");
  return { start: at, end: at + Math.min(said.length, ...ends.filter((end) => end >= 0)) };
}

/** A run of characters without what separates it from the next value, and without the punctuation that ends it. */
function runAt(text: string, at: number): Range {
  const start =
    at + (text.startsWith("[hidden", at) ? 0 : (/^[[{(]{0,3}/.exec(text.slice(at, at + 3))?.[0].length ?? 0));
  const run = matchAt(RUN, text, start)?.[0] ?? "";
  const cut = run.search(/&[\w.[\]%-]{1,80}=|;[\w ]{1,40}=|,[\w.-]{1,40}[=:]/);
  const whole = cut < 0 ? run : run.slice(0, cut);
  return { start, end: start + whole.replace(/[.,;:)\]}]{1,9}$/, "").length };
}

/** What is in the quotes that begin here: up to the same quotes, or the end of the line. */
function quotedAt(text: string, at: number): Range | null {
  const [opening, , quote = ""] = matchAt(OPENING, text, at) ?? [];
  if (opening === undefined) return null;
  const start = at + opening.length;
  return { start, end: quote.length === 3 ? endOfBlock(text, quote, start) : endAt(text, opening, start) };
}

function endOfBlock(text: string, quote: string, start: number): number {
  const end = text.slice(start, start + 5000).indexOf(quote);
  return end < 0 ? Math.min(text.length, start + 5000) : start + end;
}

/** The next such quote that no backslash escapes, or the end of the line. */
function endAt(text: string, quote: string, start: number): number {
  const line = matchAt(LINE, text, start)?.[0] ?? "";
  for (let at = line.indexOf(quote); at >= 0; at = line.indexOf(quote, at + 1)) {
    const slashes = /\\{0,20}$/.exec(line.slice(Math.max(0, at - 20), at))?.[0].length ?? 0;
    if (slashes % 2 === 0) return start + at;
  }
  return start + line.length;
}

/** The ranges in order, joined where they overlap. */
function merged(ranges: readonly Range[]): readonly Range[] {
  const joined: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last === undefined || range.start >= last.end) joined.push(range);
    else if (range.end > last.end) joined[joined.length - 1] = { start: last.start, end: range.end };
  }
  return joined;
}

/** The text with each range replaced. */
export function replacedIn(text: string, ranges: readonly Range[], replace: (found: string) => string): string {
  let [made, at] = ["", 0];
  for (const { start, end } of ranges) {
    made += text.slice(at, start) + replace(text.slice(start, end));
    at = end;
  }
  return made + text.slice(at);
}
