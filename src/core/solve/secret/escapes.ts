import { ANSI_C_ESCAPES } from "../../text/ansi-c.ts";
import { hasLoneSurrogate } from "../../text/utf8.ts";
import type { Change } from "./change.ts";
import { respell } from "./change.ts";

const LETTERS: Readonly<Record<string, string>> = { ...ANSI_C_ESCAPES, "0": "\0" };

const fromDigits = (digits: string, radix = 16): string => {
  const point = Number.parseInt(digits, radix);
  return point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd";
};

/** Only the escapes of JSON (RFC 8259 section 7): anything else stays. */
function unescapeJson(text: string): string {
  return text.replace(/\\(?:u([\da-fA-F]{4})|(["'\\/nrt]))/g, (_, hex: string | undefined, sign: string | undefined) =>
    hex === undefined ? (LETTERS[sign ?? ""] ?? sign ?? "") : fromDigits(hex),
  );
}

/**
 * The escapes of programming languages, YAML and properties files; before any other character the backslash is dropped.
 */
function unescapeCode(text: string): string {
  // If no escape stands for another character, it was a shell that dropped the backslash.
  if (!/\\[uUx0-7nrtbfvae]/.test(text)) return text;
  return text.replace(
    /\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|U([\da-fA-F]{8})|x([\da-fA-F]{2})|([0-3][0-7]{2})|([^]))/g,
    (_, ...found: (string | undefined)[]) => {
      const hex = found.slice(0, 4).find((digits) => digits !== undefined);
      if (hex !== undefined) return fromDigits(hex);
      const [octal, sign = ""] = found.slice(4, 6);
      return octal === undefined ? (LETTERS[sign] ?? sign) : fromDigits(octal, 8);
    },
  );
}

const hex4 = (character: string): string => character.charCodeAt(0).toString(16).padStart(4, "0");
const unicode = (character: string): string => `\\u${hex4(character)}`;
const unicodeUpper = (character: string): string => `\\u${hex4(character).toUpperCase()}`;

/** JSON's own escapes, which every writer uses. */
function escapeJson(text: string): string {
  return hasLoneSurrogate(text) ? text : JSON.stringify(text).slice(1, -1);
}

/**
 * What JSON writers escape beyond what they must: Go, .NET, PHP, Python, Gson and Rails each escape different
 * characters.
 */
function escaped(text: string): readonly string[] {
  const json = escapeJson(text);
  const html = respell(json, /[&<>]/g, unicode);
  return [
    json,
    html,
    respell(json, /[&<>]/g, unicodeUpper),
    respell(json, /[&<>'=]/g, unicode),
    respell(text, /[&<>'"+`]/g, unicodeUpper),
    respell(respell(text, /[&<>'"+`]/g, unicodeUpper), /[\u0080-\uffff]/g, unicodeUpper),
    respell(json, /[\u0080-\uffff]/g, unicode),
    respell(html, /[\u0080-\uffff]/g, unicode),
    json.replaceAll("/", "\\/"),
    respell(json.replaceAll("/", "\\/"), /[\u0080-\uffff]/g, unicode),
    text.replaceAll("\r", "\\r").replaceAll("\n", "\\n"),
    text.replaceAll("\\", "\\\\"),
    respell(text, /[:=#!\\]/g, (sign) => `\\${sign}`),
    respell(text, /[\u0080-\u00ff]/g, (letter) => `\\x${letter.charCodeAt(0).toString(16)}`),
    respell(text, /["$`\\!]/g, (sign) => `\\${sign}`),
    respell(text, /["'\\]/g, (sign) => `\\${sign}`),
  ];
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  sol: "/",
  equals: "=",
  plus: "+",
};

function withoutEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-z]{2,6}));/g,
    (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) =>
      decimal !== undefined
        ? fromDigits(decimal, 10)
        : hex !== undefined
          ? fromDigits(hex)
          : (ENTITIES[name ?? ""] ?? whole),
  );
}

const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** How writers of XML and HTML spell an apostrophe and quotes: XML, Python, Go, PHP. */
const APOSTROPHES: readonly (readonly [quote: string, apostrophe: string])[] = [
  ["&quot;", "'"],
  ["&quot;", "&#39;"],
  ["&quot;", "&#x27;"],
  ["&quot;", "&apos;"],
  ["&quot;", "&#039;"],
  ["&#34;", "&#39;"],
];

function withEntities(text: string): readonly string[] {
  const base = respell(text, /[&<>]/g, (sign) => NAMED[sign] ?? sign);
  const all = APOSTROPHES.map(([quote, apostrophe]) => base.replaceAll('"', quote).replaceAll("'", apostrophe));
  return [
    base,
    text.replaceAll("&", "&amp;"),
    ...all,
    respell(text, /[\u0080-\uffff]/g, (letter) => `&#${letter.charCodeAt(0)};`),
  ];
}

/** Percent triplets decoded, each run by itself, so any other % stays. */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[\da-fA-F]{2})+/g, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;

function percentEncoded(text: string): readonly string[] {
  if (hasLoneSurrogate(text)) return [];
  const component = encodeURIComponent(text);
  const strict = respell(component, /[!'()*]/g, percent);
  const form = respell(component.replaceAll("%20", "+"), /[!'()~]/g, percent);
  const lower = (encoded: string): string => encoded.replace(/%[\dA-F]{2}/g, (triplet) => triplet.toLowerCase());
  return [component, strict, form, encodeURI(text), lower(component), lower(form), lower(strict)];
}

/** Quoted-printable (RFC 2045 section 6.7): soft line breaks are dropped, =XX becomes its octet. */
function quotedPrintable(text: string): string {
  const joined = text.replace(/=[ \t]{0,8}\r?\n/g, "");
  return joined.replace(/(?:=[\da-fA-F]{2})+/g, (run) => {
    try {
      return decodeURIComponent(run.replaceAll("=", "%"));
    } catch {
      return run;
    }
  });
}

/** As mail programs write it: = and non-ASCII bytes as =XX, lines of 75 characters and a soft break. */
function asQuotedPrintable(text: string): readonly string[] {
  if (hasLoneSurrogate(text)) return [];
  const spelled = respell(text, /[=\u0080-\u{10ffff}]/gu, (character) =>
    encodeURIComponent(character).replaceAll("%", "="),
  );
  const lines: string[] = [];
  let rest = spelled;
  while (rest.length > 76) {
    // A triplet is not split.
    const cut = 75 - (rest.charAt(74) === "=" ? 1 : rest.charAt(73) === "=" ? 2 : 0);
    lines.push(`${rest.slice(0, cut)}=`);
    rest = rest.slice(cut);
  }
  return lines.length === 0 ? [spelled] : [spelled, [...lines, rest].join("\r\n"), [...lines, rest].join("\n")];
}

/** Escapes of formats, URLs and programs, in both directions. */
export const ESCAPE_CHANGES: readonly Change[] = [
  { step: "unescaped", of: unescapeJson, unwraps: true },
  { step: "unescaped", of: unescapeCode, unwraps: true },
  { step: "unescaped", of: (text) => unescapeCode(unescapeCode(text)) },
  {
    step: "entities-decoded",
    of: (text) => [withoutEntities(text), withoutEntities(withoutEntities(text))],
    unwraps: true,
  },
  { step: "percent-decoded", of: percentDecoded, unwraps: true },
  { step: "percent-decoded", of: (text) => percentDecoded(text.replaceAll("+", " ")) },
  { step: "percent-decoded", of: (text) => percentDecoded(percentDecoded(text)) },
  { step: "percent-halved", of: (text) => text.replaceAll("%%", "%"), unwraps: true },
  { step: "quoted-printable-decoded", of: quotedPrintable, unwraps: true },
  { step: "escaped", of: escaped },
  { step: "entities-encoded", of: withEntities },
  { step: "percent-encoded", of: percentEncoded },
  { step: "percent-encoded", of: (text) => text.replaceAll(" ", "+") },
  { step: "spaces-for-plus", of: (text) => text.replaceAll(" ", "+"), unwraps: true },
  { step: "percent-doubled", of: (text) => text.replaceAll("%", "%%") },
  { step: "quoted-printable-encoded", of: asQuotedPrintable },
];
