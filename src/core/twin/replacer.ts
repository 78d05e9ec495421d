import { PHONE } from "../report/free-text.ts";
import { hasCheckDigit } from "../base/check-digit.ts";
import { PROVIDER_HOSTS, SPECIFIED_NAMES } from "../registry/provider-hosts.ts";
import { HOST_ENDINGS, STANDARD_WORDS } from "./words.ts";

/** A number from 0 up to 1, like `Math.random`, but unpredictable. */
export type Random = () => number;

/** What is kept of a text: everything but known values (`prose`), standard words (`words`), nothing (`secret`). */
export type Mode = "prose" | "words" | "secret";

/** The kind of a replaced piece. */
export type Kind = "id" | "mail" | "ip" | "number" | "word" | "opaque";

/** A piece that was replaced, and its replacement. */
interface Replaced {
  readonly from: string;
  readonly to: string;
  readonly kind: Kind;
}

/** The shortest value that is searched for in prose: anything shorter occurs by chance. */
const LEAST_IN_PROSE = 3;

/** A run of this length with both letters and digits is not a word of any language. */
const LEAST_OPAQUE = 16;

const CONSONANTS = "bcdfghjklmnpqrstvwxz";
const UUID = /(?<![\da-z])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-z])/gi;
/** Shared ids: the nil UUID, the tenant of personal Microsoft accounts, and Microsoft's own applications. */
const PUBLIC_UUID =
  /^(?:0{8}-0{4}-0{4}-0{4}-0{12}|9188040d-6c67-4c5b-b112-36a304b66dad|0{7}[\da-f]-0000-0000-c000-0{12})$/i;
const IPV4 = /(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.])/g;
const IPV4_ONLY = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;
/** Loopback, the unspecified address, and the metadata address that clouds offer to their machines. */
const PUBLIC_IP = /^(?:127\.0\.0\.\d{1,3}|0\.0\.0\.0|255\.255\.255\.255|169\.254\.169\.254)$/;
/** The start of private network addresses (RFC 1918, RFC 3927). */
const PRIVATE_IP = /^(?:10|192\.168|172|169\.254)(?=\.)/;
const IPV6 =
  /(?<![\da-z:])(?:[\da-f]{1,4}:){3,7}[\da-f]{1,4}(?![\da-z:])|(?<![\da-z:])(?:[\da-f]{1,4}:){1,6}:(?:[\da-f]{1,4}:){0,5}[\da-f]{1,4}(?![\da-z:])/gi;
const MAIL = /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,24}(?![\w-])/gi;
const DATE =
  /(?<!\d|\d-)(?:19|20)\d\d-[01]\d(?:-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-6]\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?)?(?![\d-])/gi;
const HTTP_DATE = /(?<!\w)[0-3]?\d[ -][A-Z][a-z]{2}[ -](?:19|20)\d\d(?: [0-2]\d:[0-5]\d:[0-6]\d)?(?!\w)/g;
const VERSION = /(?<![\w.])v\d{1,2}(?:\.\d{1,2}){0,2}(?![\w.])/gi;
const REGION =
  /(?<![\da-z])[a-z]{2}(?:-gov)?-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d(?![\da-z])/g;
/** Names of HTML elements, which show that a text is markup. */
const TAG = /<\/?(?:script|img|svg|iframe|object|embed|style|link|html|body|div|span|br|a|b|i|p)(?![\w-])/gi;
/** The host of an address, between the slashes and the path, without user and port. */
const AUTHORITY = /(?<=:\/\/(?:[^\s/?#@"'<>]{1,200}@)?)[^\s/?#@:"'<>\\]{1,253}/g;
/** A bare name that ends like a host name. */
const BARE_HOST =
  /(?<![\w.@/%-])(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,6}(?:com|org|net|io|dev|app|cloud|co|ai|eu|de|uk|us|fr|nl|se|ch|at|internal|local|corp|lan|example|test)(?![\w-]|\.\w)/gi;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind | "keep" | "host";
}

/**
 * Replaces values with others that look alike: each character by one of its class (letter of the same case,
 * hexadecimal digit, digit), so length and form are kept. The same value gets the same replacement, whatever its case
 * and wherever it occurs. The replacement depends only on `random`, never on the value.
 */
export class Replacer {
  readonly #random: Random;
  readonly #map: Map<string, string>;
  readonly #taken: Set<string>;
  /** Values that were replaced, as they were. */
  readonly #seen = new Map<string, Replaced>();
  readonly #stayed = new Set<string>();

  constructor(random: Random, from?: Replacer) {
    this.#random = random;
    this.#map = new Map(from ? from.#map : []);
    this.#taken = new Set(from ? from.#taken : []);
  }

  /** A copy with the same replacements; new ones are not shared. */
  fork(): Replacer {
    return new Replacer(this.#random, this);
  }

  /** All pieces that were replaced, each once. */
  get replaced(): readonly Replaced[] {
    return [...this.#seen.values()];
  }

  /** Words kept because they identify nobody. */
  get stayed(): readonly string[] {
    return [...this.#stayed];
  }

  /** A random whole number under `below`. */
  below(below: number): number {
    return Math.min(below - 1, Math.floor(this.#random() * below));
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length }, () => this.below(256));
  }

  /** The text with its values replaced; its length in UTF-16 units is unchanged. */
  text(text: string, mode: Mode): string {
    if (text === "") return text;
    const spans = this.#spans(text, mode);
    let made = "";
    let done = 0;
    for (const { start, end, kind } of spans) {
      made += this.#words(text, done, start, mode);
      const piece = text.slice(start, end);
      if (kind === "keep") made += piece;
      else if (kind === "host") made += this.#host(piece);
      else if (kind === "mail") made += this.#mail(text, start, end);
      else made += this.#piece(piece, kind);
      done = end;
    }
    return made + this.#words(text, done, text.length, mode);
  }

  /** A text of which nothing is kept, not even standard words: each run of letters and digits is replaced separately. */
  opaque(text: string): string {
    return text.replace(WORD, (word) => this.#piece(word, "opaque"));
  }

  /** The digits of a number as in JSON or a log: length, sign, point and exponent are kept. */
  number(raw: string): string {
    const at = raw.search(/e/i);
    const [mantissa, exponent] = at < 0 ? [raw, ""] : [raw.slice(0, at), raw.slice(at)];
    return (
      mantissa.replace(/\d+/g, (digits) => (digits.length === 1 ? digits : this.#piece(digits, "number"))) + exponent
    );
  }

  /** Whether this word, or one that differs only in case, was replaced, and is long enough to be recognised. */
  knows(word: string): boolean {
    const key = keyOf(word);
    return (
      word.length >= LEAST_IN_PROSE &&
      this.#map.has(key) &&
      !STANDARD_WORDS.has(key) &&
      !(word.length < 5 && /^\d+$/.test(word))
    );
  }

  #spans(text: string, mode: Mode): readonly Span[] {
    const found: Span[] = [];
    const find = (pattern: RegExp, kind: Span["kind"], isFor: (match: string) => boolean = () => true): void => {
      for (const match of text.matchAll(pattern)) {
        const [whole] = match;
        const start = match.index;
        if (isFor(whole)) found.push({ start, end: start + whole.length, kind });
        else found.push({ start, end: start + whole.length, kind: "keep" });
      }
    };
    if (text.includes("-")) find(UUID, "id", (one) => mode === "secret" || !PUBLIC_UUID.test(one));
    if (text.includes("@")) find(MAIL, "mail");
    if (text.includes(".")) find(IPV4, "ip", (one) => !PUBLIC_IP.test(one));
    if (text.includes(":")) find(IPV6, "ip", (one) => /[a-f]|::/i.test(one) && one.length > 6);
    if (mode === "prose" && text.includes("+")) find(PHONE, "number");
    if (mode !== "secret") {
      find(DATE, "keep");
      find(HTTP_DATE, "keep");
      find(VERSION, "keep");
      find(REGION, "keep");
    }
    if (text.includes("<")) find(TAG, "keep");
    if (text.includes("://")) {
      find(SPECIFIED_NAMES, "keep");
      find(AUTHORITY, "host");
    }
    if (mode === "words" && text.includes(".")) find(BARE_HOST, "host");
    if (text.includes(".")) find(PROVIDER_HOSTS, "keep");
    // The earliest match counts, and of those the longest.
    found.sort((a, b) => a.start - b.start || b.end - a.end);
    let done = 0;
    return found.filter(({ start, end }) => {
      if (start < done) return false;
      done = end;
      return true;
    });
  }

  /** A host: its last label is kept, and that of a well-known service. */
  #host(host: string): string {
    if (/^(?:localhost|host\.docker\.internal)$/i.test(host) || PUBLIC_IP.test(host)) return host;
    if (IPV4_ONLY.test(host)) return this.#piece(host, "ip");
    return this.text(host, "secret");
  }

  #mail(text: string, start: number, end: number): string {
    const at = text.indexOf("@", start);
    const known = text.slice(at + 1, end);
    const local = text.slice(start, at).replace(WORD, (word) => this.#piece(word, "mail"));
    return `${local}@${this.text(known, "secret")}`;
  }

  #words(text: string, from: number, to: number, mode: Mode): string {
    const run = text.slice(from, to);
    return run.replace(WORD, (word: string, at: number) => {
      if (this.#stays(word, text, from + at, mode)) return word;
      return this.#piece(word, /^\d+$/.test(word) ? "number" : "word");
    });
  }

  #stays(word: string, text: string, at: number, mode: Mode): boolean {
    const lower = word.toLowerCase();
    const end = at + word.length;
    if (
      text[at - 1] === "." &&
      HOST_ENDINGS.has(lower) &&
      !/^(?:[\p{L}\p{N}-]|\.[\p{L}\p{N}])/u.test(text.slice(end, end + 3))
    )
      return true;
    if (/^0+$/.test(word)) return true;
    switch (mode) {
      case "secret":
        return false;
      case "words":
        if (/^[\da-z]$/i.test(word)) return true;
        if (!STANDARD_WORDS.has(lower)) return false;
        this.#stayed.add(lower);
        return true;
      case "prose":
        return !this.knows(word) && !isOpaque(word);
    }
  }

  #piece(piece: string, kind: Kind): string {
    const key = keyOf(piece);
    let made = this.#map.get(key);
    if (made === undefined) {
      made = this.#make(key, kind);
      this.#map.set(key, made);
      this.#taken.add(made);
    }
    const to = inCaseOf(piece, made);
    if (to !== piece) this.#seen.set(piece, { from: piece, to, kind });
    return to;
  }

  #make(key: string, kind: Kind): string {
    let last = key;
    for (let turn = 0; turn < 60; turn += 1) {
      last = this.#like(key, kind);
      // A different value, which is not the replacement of another value, nor a value in the text itself.
      if (last !== key && !this.#taken.has(last) && !this.#map.has(last) && isNumberLike(key, last)) return last;
    }
    return last;
  }

  #like(key: string, kind: Kind): string {
    if (kind === "ip" && key.includes(".")) {
      const [stays = ""] = PRIVATE_IP.exec(key) ?? [];
      const rest = key.slice(stays.length);
      if (stays === "172")
        return `172.${16 + this.below(16)}${rest.replace(/^\.\d+/, "").replace(/\d+/g, (octet) => this.#octet(octet))}`;
      return stays + rest.replace(/\d+/g, (octet) => this.#octet(octet));
    }
    const isHex =
      kind === "id" ||
      kind === "ip" ||
      (key.length >= 4 && /^[\da-f]+$/.test(key) && /\d/.test(key) && /[a-f]/.test(key));
    let made = "";
    let at = 0;
    for (const character of key) {
      // The version and variant of a UUID (RFC 9562 section 4) are its form.
      const isForm = kind === "id" && (at === 14 || at === 19);
      made += isForm ? character : this.#character(character, isHex, at === 0 && /^\d+$/.test(key));
      at += character.length;
    }
    return made;
  }

  #octet(octet: string): string {
    const [least, most] = octet.length === 1 ? [1, 9] : octet.length === 2 ? [10, 99] : [100, 254];
    return String(least + this.below(most - least + 1));
  }

  #character(character: string, isHex: boolean, isFirst: boolean): string {
    if (/\d/.test(character)) {
      if (isFirst && character === "0") return character;
      return String(isFirst ? 1 + this.below(9) : this.below(10));
    }
    if (/[a-z]/.test(character))
      return isHex ? "abcdef".charAt(this.below(6)) : CONSONANTS.charAt(this.below(CONSONANTS.length));
    const point = character.codePointAt(0) as number;
    if (point < 0x80) return character;
    const [neighbours, length] = neighboursOf(point);
    return length === 0 ? character : (neighbours[this.below(length)] as string);
  }
}

/** Letters of the same kind (upper case, lower case, other) around a code point, of the same length in UTF-8 and UTF-16. */
function neighboursOf(point: number): readonly [readonly string[], number] {
  const character = String.fromCodePoint(point);
  const kind = [/^\p{Ll}$/u, /^\p{Lu}$/u, /^\p{Lo}$/u, /^\p{Nd}$/u].find((one) => one.test(character));
  if (kind === undefined) return [[], 0];
  const first = point - (point % 64);
  const found: string[] = [];
  for (let next = Math.max(first, 0x80); next < first + 64; next += 1) {
    const other = String.fromCodePoint(next);
    if (kind.test(other) && other.toLowerCase().length === other.length) found.push(other);
  }
  return [found, found.length];
}

/** A value in lower case, unless that changes its length. */
function keyOf(piece: string): string {
  const lower = piece.toLowerCase();
  return lower.length === piece.length ? lower : piece;
}

function inCaseOf(piece: string, made: string): string {
  let text = "";
  for (let at = 0; at < piece.length; at += 1) {
    const [from, to] = [piece[at] as string, made[at] as string];
    const upper = to.toUpperCase();
    text += from !== from.toLowerCase() && upper.length === 1 ? upper : to;
  }
  return text;
}

/** Digits that a JavaScript number cannot hold are replaced by others that it cannot hold either, and none become a card number. */
function isNumberLike(key: string, made: string): boolean {
  if (/^\d{13,19}$/.test(made) && hasCheckDigit(made)) return false;
  if (key.length < 16 || !/^\d+$/.test(key)) return true;
  const holds = (digits: string): boolean => String(Number(digits)) === digits;
  return Number.isSafeInteger(Number(key)) === Number.isSafeInteger(Number(made)) && holds(key) === holds(made);
}

/** Whether a run of letters and digits is a key or an id rather than a word. */
function isOpaque(word: string): boolean {
  return (
    (word.length >= LEAST_OPAQUE && /\d/.test(word) && /\p{L}/u.test(word)) ||
    (word.length >= 8 && /^\d+$/.test(word) && !isTime(word)) ||
    (word.length >= 24 && /[a-z][A-Z]/.test(word) && /[A-Z]{2}/.test(word))
  );
}

/** Seconds or milliseconds of this century: a time, which is kept. */
function isTime(digits: string): boolean {
  return /^(?:[12]\d{9}|[12]\d{12})$/.test(digits);
}
