import { onForget } from "../memory/forget.ts";
import { opaqueToken } from "../registry/opaque-tokens.ts";
import { decompress } from "../text/inflate.ts";
import { biscuitContent } from "./biscuit.ts";
import { bytesOfText, type Spelling } from "./bytes-of-text.ts";
import { cborContent } from "./cbor-content.ts";
import { compressedContent } from "./compressed.ts";
import { discoveryContent } from "./discovery.ts";
import { healthCertificate } from "./health-certificate.ts";
import { jsonCredential } from "./json-credential.ts";
import { macaroonContent, macaroonOfJson } from "./macaroon.ts";
import { mdocInText } from "./mdoc-in-text.ts";
import { oauthContent } from "./oauth-json.ts";
import { pasetoContent } from "./paseto.ts";
import { samlContent } from "./saml.ts";
import { sessionCookie } from "./session-cookie.ts";
import type { Content } from "./types.ts";

/** The format of a non-JOSE text, and how it encodes its bytes. */
export interface Foreign extends Content {
  readonly spelling: Spelling | null;
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

const known = new Map<string, Foreign | null>();
/** The results for the last texts: rules and panels ask about the same ones. */
const MOST_KNOWN = 4;

/** Prefixes with which credentials are sent. */
const SCHEME = /^(?:authorization\s{0,9}:\s{0,9})?(?:bearer|token|macaroon)\s{1,9}/i;

/**
 * Identifies a non-JOSE text, with or without its scheme: PASETO, CBOR with COSE, CWT and
 * mdoc, Biscuit, macaroon, a framework's cookie (also with its name and attributes), SAML, an issuer's metadata,
 * compressed data, a credential with a known format. Null if unknown. Never throws. Linear.
 */
export function foreignOf(text: string): Foreign | null {
  const bare = text.trimStart().startsWith("HC1:") ? text.trimStart() : text.trim().replace(SCHEME, "");
  const last = known.get(bare);
  if (last !== undefined) return last;
  const found = find(bare);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(bare, found);
  return found;
}

onForget(() => known.clear());

function find(text: string): Foreign | null {
  const asText =
    healthCertificate(text) ??
    pasetoContent(text) ??
    macaroonOfJson(text) ??
    discoveryContent(text) ??
    oauthContent(text) ??
    opaque(text) ??
    jsonCredential(text) ??
    sessionCookie(text) ??
    inCookies(text) ??
    samlField(text) ??
    mdocInText(text);
  if (asText !== null) return { ...asText, spelling: null, bytes: null };
  for (const { spelling, bytes } of bytesOfText(text.replace(/^biscuit:/, ""))) {
    const content = ofBytes(bytes);
    if (content !== null) return { ...content, spelling, bytes };
  }
  return null;
}

/**
 * Browsers send fewer (RFC 6265 section 6.1 asks for 50 of a site, Chrome keeps 180). A text with more is not read at
 * all.
 */
const MOST_COOKIES = 200;
/** A cookie, or an attribute of one. */
const COOKIE = /^(?:[\w.~-]{1,100}(?:=\S{0,20000})?|expires=[\w ,:+-]{0,60})$/i;

/** The first session of a framework among the cookies of a header or command; null if there is none. */
function inCookies(text: string): Content | null {
  if (text.length > 20_000 || !text.includes("=")) return null;
  const cookies = text
    .replace(/^(?:set-)?cookie\s{0,9}:/i, "")
    .split(";", MOST_COOKIES + 1)
    .map((cookie) => cookie.trim());
  if (cookies.length > MOST_COOKIES || !cookies.every((cookie) => cookie === "" || COOKIE.test(cookie))) return null;
  for (const cookie of cookies) {
    const value = cookie.slice(cookie.indexOf("=") + 1);
    const found = sessionCookie(value) ?? opaque(value);
    if (found?.certain === true && found.isReference !== true) return found;
  }
  return null;
}

const SAML_FIELD = /(?:^|[?&\s])SAML(?:Response|Request)=([\w+/%=-]{20,400000})(?=[&#\s]|$)/;
/** The hidden field of the page with which an identity provider posts it. */
const SAML_INPUT = /\bname=["']?SAML(?:Response|Request)["']?[^<>]{0,200}\bvalue=["']([\w+/=\s]{20,400000})["']/i;

/**
 * A form field, link or query with a SAML message, percent-encoded or not; null for any other text. In a query it is packed
 * with raw DEFLATE (SAML 2.0 Bindings section 3.4.4.1).
 */
function samlField(text: string): Content | null {
  const field = SAML_FIELD.exec(text)?.[1] ?? SAML_INPUT.exec(text)?.[1];
  if (field === undefined) return samlContent(new TextEncoder().encode(text.slice(0, 8000)));
  const value = field.replace(/%2B/gi, "+").replace(/%2F/gi, "/").replace(/%3D/gi, "=");
  for (const { bytes } of bytesOfText(value)) {
    const content = samlContent(bytes) ?? samlContent(decompress(bytes)?.bytes ?? new Uint8Array());
    if (content !== null) return content;
  }
  return null;
}

/** Any text can decode to something: bare CBOR counts only if it is tagged or large enough. */
const LEAST_PLAIN = 12;

function ofBytes(bytes: Uint8Array<ArrayBuffer>): Content | null {
  const first = bytes[0] ?? 0;
  if (first === 2 || first === 0x30) {
    const macaroon = macaroonContent(bytes);
    if (macaroon !== null) return macaroon;
  }
  if (first === 0x08 || first === 0x12) {
    const biscuit = biscuitContent(bytes);
    if (biscuit !== null) return biscuit;
  }
  const saml = samlContent(bytes);
  if (saml !== null) return saml;
  const packed = compressedContent(bytes);
  if (packed !== null) return packed;
  // An array, a map or a tag.
  if (first < 0x80 || first > 0xdf) return null;
  const content = cborContent(bytes);
  const isNamed = content !== null && (content.certain || bytes.length >= LEAST_PLAIN);
  return isNamed && (content.certain || content.items.every(({ name }) => /^"[\x20-\x7e]+"$/.test(name)))
    ? content
    : null;
}

/** At most this much of a text is searched for credentials, and so many of its words. */
const MOST_SEARCHED = 4000;

/**
 * The first credential of a known format in a text that names or sends it: a line of a settings file, a header field, a
 * sentence; null if there is none.
 */
export function credentialIn(text: string): Foreign | null {
  if (text.length > MOST_SEARCHED) return null;
  for (const word of text.split(/[\s"'`=,;:<>()[\]{}]+/)) {
    const found = word.length < 16 ? null : opaque(word);
    const isNamed =
      found?.isReference !== true || /token["']?\s?[:=]\s?["']?$/i.test(text.slice(0, text.indexOf(word)));
    if (found?.certain === true && isNamed) return { ...found, spelling: null, bytes: null };
  }
  return null;
}

function opaque(text: string): Content | null {
  const row = opaqueToken(text);
  return (
    row && {
      kind: "opaque",
      name: row.name,
      certain: row.isGuess !== true,
      about: row.isReference ? row.use : `${row.use} If it is in use, do not share it.`,
      items: [],
      ...(row.isReference && { isReference: true }),
    }
  );
}
