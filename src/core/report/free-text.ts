import { parseJson } from "../json/parse.ts";
import type { JsonDocument } from "../json/types.ts";
import { removeMarked } from "../collect/scrub-marked.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { credentialsIn, isCredentialName, replacedIn } from "../text/credentials.ts";
import { decodeUtf8 } from "../text/utf8.ts";

/** Hides what must not be shown in a text of any kind, however it is encoded there. */
interface FreeText {
  /** A message, a log or a configuration. A text that is JSON goes through `json`. */
  readonly prose: (text: string) => string;
  /** A value of a claims set, where a name with a colon is more often a scope than a credential. */
  readonly value: (text: string) => string;
  /** The page's words around values that are already clean: only credentials, addresses and numbers are removed. */
  readonly words: (text: string) => string;
}

/** What is removed from a text. */
interface FreeTextOptions {
  /** Removes what is known; of any length. */
  readonly scrub: (text: string) => string;
  /** Mail and IP addresses are removed as well. */
  readonly personal: boolean;
  /** The same for a JSON text. */
  readonly json: (document: JsonDocument) => string;
}

/** How many nested encodings are read; anything deeper is hidden. */
const MOST_LEVELS = 6;

const MAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;
/** Neither a browser's version nor an address that every machine has. */
const IPV4 = /(?<![\d.\w]|[A-Za-z]\/)(?!127\.|0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}(?![\d.\w])/g;
/** A telephone number in its international form. */
export const PHONE = /(?<![\w.+-])\+\d(?:[ ()/-]{0,2}\d){6,14}(?![\w-])/g;

/** What is left of a token in a text: its first parts, or one of them, which is a JSON object in base64url. */
const TOKEN_PART = /(?<![\w-])e(?:y[A-J]|w[0ok])[\w-]{12,}(?:\.[\w-]*){0,5}/g;

/** A token, or the start of one, that continues on further lines with nothing else on them. */
const WRAPPED =
  /(?<![\w.-])e(?:y[A-J]|w[0ok])[\w-]{12}[\w.-]*(?:\\?[ \t]{0,20}\r?\n[ \t>|]{0,40}[\w.-]+(?=[ \t]{0,20}(?:["'\\,;)\r\n]|$)))+/g;

/** What is secret wherever it occurs in a text: private key blocks, request credentials, members with such names. */
const BLOCK = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^]*?(?:-----END [A-Z ]{0,40}-----|$)/g;
const AUTHORIZATION = /((?:Bearer|Basic|DPoP)\s{1,10})[\w.~+/=-]{8,}/gi;
const COOKIE = /((?:set-)?cookie\s{0,10}:\s{0,10})[^\r\n]{1,8000}/gi;
/** Makes functions that hide parts of texts. Linear in the text for each level of encoding. */
export function createFreeText({ scrub, personal, json }: FreeTextOptions): FreeText {
  function plain(text: string, tight: boolean): string {
    const clean = scrub(text.replace(WRAPPED, "[hidden: a token over several lines]"))
      .replace(TOKEN_PART, "[hidden: a part of a token]")
      .replace(BLOCK, "[hidden: a private key]")
      .replace(AUTHORIZATION, "$1[hidden]")
      .replace(COOKIE, "$1[hidden]");
    const marked = removeMarked(clean, isCredentialName, () => "[hidden]");
    return addresses(replacedIn(marked, credentialsIn(marked, { tight }), () => "[hidden]"));
  }

  function addresses(text: string): string {
    if (!personal) return text;
    return text
      .replace(MAIL, "[hidden: an address]")
      .replace(IPV4, "[hidden: an address]")
      .replace(PHONE, "[hidden: a number]");
  }

  function hide(text: string, tight: boolean, level: number): string {
    if (level > MOST_LEVELS) return "[hidden]";
    if (/^\s*[[{]/.test(text)) {
      const document = parseJson(text);
      if (document.problems.length === 0) return json(document);
    }
    const isFound = (said: string): boolean => hide(said, tight, level + 1) !== said;
    // Tokens and addresses that are split by escapes are not recognised, so escapes are read first.
    let clean = text;
    if (ESCAPED.test(clean))
      clean = clean.replace(/[^\r\n]+/g, (line) => {
        const said = unescaped(line);
        if (said === line) return line;
        const hidden = hide(said, tight, level + 1);
        return hidden === said ? line : hidden;
      });
    if (clean.includes("%"))
      clean = clean.replace(/[^\s"'<>&?=;#,]+/g, (run) =>
        PERCENT.test(run) && isFound(percentDecoded(run)) ? "[hidden]" : run,
      );
    clean = plain(clean, tight).replace(HEX, (run) => (holds(hexDecoded(run), isFound) ? "[hidden]" : run));
    return clean.replace(BASE64, (run) => {
      // Extra characters before it may shift the decoding.
      for (let skip = 0; skip < (level === 0 ? 4 : 1); skip += 1)
        if (holds(decodeBase64Url(run.slice(skip)).bytes, isFound)) return "[hidden]";
      return run;
    });
  }

  /** Whether bytes are a text with something to hide, or contain a known value. */
  function holds(octets: Uint8Array, isFound: (said: string) => boolean): boolean {
    const { text, problems } = decodeUtf8(octets);
    if (problems.length > 0 || CONTROL.test(text)) {
      const shown = text.replace(/[^\x20-\x7e]+/g, "\n");
      return scrub(shown) !== shown;
    }
    return isFound(text);
  }

  const credentials = (text: string): string =>
    replacedIn(text, credentialsIn(text, { tight: false }), () => "[hidden]");
  return {
    prose: (text) => hide(text, true, 0),
    value: (text) => hide(text, false, 0),
    words: (text) => addresses(credentials(text)),
  };
}

const BASE64 = /[\w+/-]{12,}={0,2}/g;
const HEX = /(?<![\da-z])(?:[\da-f]{2}){8,}(?![\da-z])/gi;
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\0-\x08\x0e-\x1f\ufffd]/;
const PERCENT = /%[\da-f]{2}/i;
const ESCAPED = /\\u[\da-f]{4}|\\x[\da-f]{2}|\\[nr"'/\\]|&#?\w{2,8};/i;

const NAMED: Readonly<Record<string, string>> = { amp: "&", quot: '"', apos: "'", lt: "<", gt: ">", commat: "@" };
const LETTERS: Readonly<Record<string, string>> = { n: "\n", r: "\r" };

/** A text with its JSON, JavaScript and HTML escapes decoded. */
function unescaped(text: string): string {
  return text
    .replace(/\\(?:u([\da-f]{4})|x([\da-f]{2})|([nr"'/\\]))/gi, (_, u?: string, x?: string, one = "") =>
      u !== undefined || x !== undefined
        ? String.fromCharCode(Number.parseInt(u ?? x ?? "", 16))
        : (LETTERS[one as string] ?? (one as string)),
    )
    .replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|(\w{2,8}));/gi, (whole, ten?: string, hex?: string, name = "") => {
      if (ten === undefined && hex === undefined) return NAMED[(name as string).toLowerCase()] ?? whole;
      return String.fromCodePoint(ten === undefined ? Number.parseInt(hex ?? "", 16) : Number(ten));
    });
}

function percentDecoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (run) => decodeUtf8(hexDecoded(run.replaceAll("%", ""))).text);
}

function hexDecoded(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length >> 1 }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16));
}
