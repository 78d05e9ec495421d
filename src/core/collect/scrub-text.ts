import { digestOf } from "../memory/digest.ts";
import { decodeBase64Url, encodeBase64Url } from "../text/base64url.ts";
import { credentialsIn, replacedIn } from "../text/credentials.ts";
import { decodeUtf8, encodeUtf8 } from "../text/utf8.ts";
import { matchAt } from "../token/found-run.ts";
import { base64Text, isBase64 } from "./find.ts";
import { MOST_LAYERS } from "./limits.ts";
import { rewriteJson } from "./rewrite-json.ts";
import { removeMarked } from "./scrub-marked.ts";
import { isKeyMember, isSensitive, isSensitiveClaim, isSensitiveNumber } from "./sensitive.ts";
import { isOfToken } from "./windows.ts";

export interface Scrubber {
  /** A text without token signatures and named secrets. */
  readonly text: (text: string) => string;
  /** The replacement for a value with this name. */
  readonly value: (name: string, value: string) => string;
  /** The same for a number, `true`, `false` or `null`, as JSON. */
  readonly number: (name: string, raw: string) => string;
  /** The replacement for a value: always the same for the same value. */
  readonly removed: (value: string) => string;
  /** How many distinct values were removed. */
  readonly count: () => number;
}

/** How many removed values are searched for elsewhere. */
const MOST_WORDS = 100_000;
/** PNG, JPEG, GIF, WebP and WOFF in Base64: they contain no secrets, and are most of an archive. */
const PICTURE = /^(?:iVBORw0KGgo|\/9j\/|R0lGOD|UklGR|d09G[MR])/;
const HEADER = /e(?:y[A-DI-L]|w[k-r0-3]|30)/;
const SEPARATOR = /\.|%(?:25)?2e/gi;
const SCHEME =
  /(?<![\w-])(Basic|Bearer|DPoP|Negotiate|NTLM)(\s{1,4}|%20|\+)(?!realm|error|scope|algs)([^\s"'\\,;&<>]{4,})/gi;
const PAIR =
  /(?<![\w.-])([\w.-]{1,80})(?:(?:\]|%5D)?(?:\[\]|%5B%5D)?(?:=|%3D)(\\{0,4}["'])?|\\{0,4}["']?\s{0,3}:\s{0,3}(\\{0,4}["'])?)/gi;
const VALUE = /[^\s"'\\&;,<>{}[\]#]+/y;
/** A quoted text: up to the closing quote, or the end of the line. */
const QUOTED = { '"': /[^"\\\r\n]{1,5000}/y, "'": /[^'\\\r\n]{1,5000}/y };
/** JSON in percent-encoding. */
const PERCENT_JSON = /%(?:7B|5B)[^&\s"'#<>\\]{4,20000}/gi;
/** Credentials in a URL (RFC 3986 section 3.2.1), plain or percent-encoded. */
const USERINFO = /(?<=:\/\/)[^\s/?#"'<>\\@]{1,500}(?:@[^\s/?#"'<>\\@]{1,500})?(?=@[\w[])/g;
const ENCODED_USERINFO = /(?<=%3A%2F%2F)(?:(?!%2F|%3F|%23|%40)[^\s/?#&"'<>\\@]){1,500}(?=%40|@)/gi;
/**
 * Schemes that may precede a credential (RFC 9110 section 11.4): any other word before a space is part of the secret.
 */
const AUTH_SCHEME =
  /^\s{0,9}(?:(?:Basic|Bearer|DPoP|Digest|Negotiate|NTLM|Token|ApiKey|Api-Key|AWS4-HMAC-SHA256|SharedKey|Hawk|OAuth|JWT|SSWS|Bot|GNAP|Signature|MAC|PoP)\s{1,4})?/i;
const PEM = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,20000}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g;
const WORD = /[\w-]{8,}/g;

/**
 * Removes credentials from texts: token signatures, named secrets, credentials after a scheme, private keys. A value
 * removed once is removed everywhere, so a second run over the same texts knows all of them. Claims stay: the copy is for
 * debugging.
 */
export function createScrubber(): Scrubber {
  const numbers = new Map<string, number>();
  const words = new Set<string>();

  const removed = (value: string): string => {
    const digest = digestOf(value);
    const number = numbers.get(digest) ?? numbers.size + 1;
    numbers.set(digest, number);
    if (words.size < MOST_WORDS)
      for (const [word] of value.matchAll(WORD))
        if (!isJson(word) && (word.length >= 16 || (/\d/.test(word) && /[a-z]/i.test(word)))) words.add(digestOf(word));
    return `removed-${number}`;
  };
  const wasRemoved = (value: string): boolean => /^(?:removed-\d{1,9}|\[removed: \d{1,12} characters\])$/.test(value);

  /** A token without its proof: its signature, or everything encrypted, and whatever follows. */
  const token = (run: string, layer: number): string => {
    const start = HEADER.exec(run)?.index ?? 0;
    const dots = [...run.slice(start).matchAll(SEPARATOR)];
    const [first, second] = dots;
    if (first === undefined || second === undefined) return run;
    const header = run.slice(0, start + first.index);
    const dot = first[0];
    const rest = run.slice(start + first.index + dot.length);
    if (dots.length === 4) return `${header}${dot}${[1, 2, 3, 4].map(() => removed(rest)).join(dot)}`;
    const payload = run.slice(start + first.index + dot.length, start + second.index);
    const proof = run.slice(start + second.index + second[0].length);
    return `${header}${dot}${inner(payload, layer)}${second[0]}${proof === "" ? "" : removed(proof)}`;
  };
  /** The payload, scrubbed like any text. */
  const inner = (payload: string, layer: number): string => {
    if (layer >= MOST_LAYERS) return removed(payload);
    const { text } = decodeUtf8(decodeBase64Url(payload).bytes);
    const clean = scrub(text, layer + 1, isSensitiveClaim);
    return clean === text ? payload : encodeBase64Url(encodeUtf8(clean));
  };
  /** The content of Base64, scrubbed. */
  const encoded = (text: string, layer: number): string => {
    if (PICTURE.test(text)) return text;
    const plain = layer < MOST_LAYERS ? base64Text(text) : null;
    if (plain === null) return text;
    const clean = scrub(plain, layer + 1);
    return clean === plain ? text : btoa(clean.replace(/[^\0-\u00FF]/g, escaped));
  };

  const runs = (text: string, layer: number): string => {
    if (!/e(?:y[A-DI-L]|w[k-r0-3]|30)|ZXlK|ZXdv/.test(text)) return text;
    const out: string[] = [];
    for (let at = 0; at < text.length;) {
      const start = at;
      while (at < text.length && isOfToken(text.charCodeAt(at))) at += 1;
      const run = text.slice(start, at);
      if (run.length >= 40 && HEADER.test(run)) out.push(token(run, layer));
      else out.push(run.length >= 40 && /ZXlK|ZXdv/.test(run) ? encoded(run, layer) : run);
      const other = at;
      while (at < text.length && !isOfToken(text.charCodeAt(at))) at += 1;
      out.push(text.slice(other, at));
    }
    return out.join("");
  };

  const valueOf = (name: string, value: string, layer: number, isSecretName = isSensitive): string => {
    if (value === "" || wasRemoved(value)) return value;
    const isSecret = isSecretName(name) || isKeyMember(name, value);
    if (!isSecret) return scrub(value, layer, isSecretName);
    // A token under a secret's name keeps its claims.
    const scheme = AUTH_SCHEME.exec(value)?.[0] ?? "";
    const credential = value.slice(scheme.length);
    const clean = scrub(credential, layer);
    const isToken = clean !== credential && /^[\w-]{10,}\.[\w-]*\.(?:removed-\d+(?:\.removed-\d+)*)?$/.test(clean);
    return isToken ? scheme + clean : scheme.trim() === "" ? removed(value) : scheme + removed(credential);
  };

  const scrub = (text: string, layer = 0, isSecretName = isSensitive): string => {
    if (text.length < 4) return text;
    const plain = text.includes("\\u00") ? text.replace(ESCAPED, unescaped) : text;
    if (layer < MOST_LAYERS && /^\s{0,99}[{[]/.test(plain)) {
      const json = rewriteJson(
        plain,
        (name, value) => valueOf(name, value, layer + 1, isSecretName),
        (name) => known(runs(name, layer)),
        (name, raw) => numberOf(name, raw, isSecretName),
      );
      if (json !== null) return json;
    }
    if (PICTURE.test(plain) && isBase64(plain)) return plain;
    if (plain.length >= 40 && !plain.includes(".") && !plain.includes(" ")) {
      const clean = encoded(plain, layer);
      if (clean !== plain) return clean;
    }
    const clean = runs(
      removeMarked(percents(plain, layer, isSecretName), isSecretName, hidden)
        .replace(PEM, (key) => removed(key))
        .replace(USERINFO, hidden)
        .replace(ENCODED_USERINFO, hidden),
      layer,
    ).replace(SCHEME, (all, scheme: string, space: string, value: string) =>
      value.includes("removed-") ? all : `${scheme}${space}${removed(value)}`,
    );
    // A claim is told by its name alone.
    const named =
      isSecretName === isSensitive ? replacedIn(clean, credentialsIn(clean, { tight: false }), hidden) : clean;
    return known(pairs(named, isSecretName));
  };
  const hidden = (value: string): string => (value.includes("removed-") ? value : removed(value));
  const numberOf = (name: string, raw: string, isSecretName: typeof isSensitive): string =>
    isSecretName(name) && isSensitiveNumber(name, raw) ? `"${removed(raw)}"` : raw;
  /** JSON in the values of a query string. */
  const percents = (text: string, layer: number, isSecretName: typeof isSensitive): string => {
    if (layer >= MOST_LAYERS || !text.includes("%")) return text;
    return text.replace(PERCENT_JSON, (run) => {
      const plain = decodedPercent(run);
      const clean = scrub(plain, layer + 1, isSecretName);
      return clean === plain ? run : encodeURIComponent(clean);
    });
  };
  /** Values after a name, as in a form, a query or a header. */
  const pairs = (text: string, isSecretName: typeof isSensitive): string => {
    let clean = "";
    let from = 0;
    PAIR.lastIndex = 0;
    for (let pair = PAIR.exec(text); pair !== null; pair = PAIR.exec(text)) {
      if (!isSecretName((pair[1] as string).replace(/^(?:5B|2E|5F)/i, ""))) continue;
      const start = pair.index + pair[0].length;
      const quote = (pair[2] ?? pair[3] ?? "").at(-1);
      const shape = quote === '"' || quote === "'" ? QUOTED[quote] : VALUE;
      const value = matchAt(shape, text, start)?.[0] ?? "";
      if (value === "" || value.includes("removed-") || /^(?:true|false|null|Bearer|DPoP|Basic)$/i.test(value))
        continue;
      clean += text.slice(from, start) + removed(value);
      from = start + value.length;
      PAIR.lastIndex = from;
    }
    return clean + text.slice(from);
  };
  /** Values removed elsewhere. */
  const known = (text: string): string =>
    words.size === 0 ? text : text.replace(WORD, (word) => (words.has(digestOf(word)) ? removed(word) : word));

  return {
    text: (text) => scrub(text),
    value: (name, value) => valueOf(name, value, 0),
    number: (name, raw) => numberOf(name, raw, isSensitive),
    removed,
    count: () => numbers.size,
  };
}

/** Whether a word is JSON in Base64: header and payload of a token stay. */
function isJson(word: string): boolean {
  return word.search(HEADER) === 0;
}

/** A character beyond Latin-1 as JSON may write it: Base64 takes bytes. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function decodedPercent(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** Letters, digits and other token characters that JSON in JSON writes as escapes. */
const ESCAPED = /\\u00(2[de]|5f|7e|3\d|[46][1-9a-f]|[57][\da])/gi;

function unescaped(_: string, hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}
