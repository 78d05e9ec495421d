import type { JsonNode } from "../../json/types.ts";
import { decodeBase64Url, isStrictBase64Url } from "../../text/base64url.ts";
import { looksHex, readLeniently } from "../../text/lenient-base64.ts";
import { octetsOf } from "../numbers/big-number.ts";
import { octetList } from "../text/json-octets.ts";
import type { KeyRepair } from "../types.ts";
import { fromHex } from "../../text/hex.ts";

/** The bytes of a member and how it was read, or why it cannot be. */
type MemberReading =
  | { readonly octets: Uint8Array<ArrayBuffer>; readonly code: KeyRepair["code"] | null }
  | { readonly why: string };

/** The kind of member: a number of any length, or bytes whose count the curve determines (0: unknown). */
type MemberKind =
  | { readonly isNumber: true }
  | { readonly isNumber: false; readonly size: number; readonly kty?: string };

/** Numbers longer than any key's are not computed. */
const MOST_DIGITS = 10_000;
/** A text of only this many digits is not base64url by chance. */
const SURE = 40;

/**
 * Reads a member in base64url as RFC 7518 section 2 wants it, or in another unambiguous spelling: hexadecimal
 * or decimal digits, Base64, padding, a line break within, escapes of an address or of HTML, bytes as numbers. Short
 * values could be either and are read as base64url. `beside` is how the previous number was written, which decides
 * for too few digits.
 */
export function readMember(value: JsonNode, kind: MemberKind, beside: KeyRepair["code"] | null = null): MemberReading {
  if (value.type === "number") return fromDecimal(value.raw, kind);
  const listed = octetList(value);
  if (listed) return { octets: listed, code: "octet-list" };
  if (value.type !== "string") return { why: "It is not a string" };
  if (value.value === "") return { why: "It is empty" };
  const text = unescaped(value.value);
  const reading = readText(text, kind, beside);
  return text === value.value || "why" in reading ? reading : { ...reading, code: "escaped-member" };
}

function readText(text: string, kind: MemberKind, beside: KeyRepair["code"] | null): MemberReading {
  const trimmed = text.trim();
  const isDigits = /^\d+$/.test(trimmed);
  if (isDigits && isDecimal(trimmed, kind, beside)) return fromDecimal(trimmed, kind);
  const hex = hexOctets(trimmed, kind, beside);
  if (hex) return { octets: hex, code: "hex-number" };
  return readBase64(text);
}

function readBase64(text: string): MemberReading {
  const reading = readLeniently(text);
  return reading === null ? { why: whyNotBase64Url(text) } : { octets: reading.bytes, code: reading.code };
}

/** Decodes the escapes of URLs (`%2B`), HTML (`&#43;`) or nested strings (`\u002b`, `\/`). */
function unescaped(text: string): string {
  if (!/[%&\\]/.test(text)) return text;
  return text.replaceAll(
    ESCAPES,
    (
      whole,
      octet: string | undefined,
      decimal: string | undefined,
      hex: string | undefined,
      name: string | undefined,
    ) => {
      if (name !== undefined) return NAMED.get(name.toLowerCase()) ?? whole;
      const code = decimal === undefined ? Number.parseInt(octet ?? hex ?? "", 16) : Number(decimal);
      return Number.isNaN(code) ? whole.slice(1) : String.fromCharCode(code);
    },
  );
}

const ESCAPES = /%([\da-f]{2})|&#(\d{2,3});|(?:&#x|\\u00)([\da-f]{2});?|&(equals|plus|sol|lowbar|amp);|\\\//gi;
const NAMED: ReadonlyMap<string, string> = new Map([
  ["equals", "="],
  ["plus", "+"],
  ["sol", "/"],
  ["lowbar", "_"],
  ["amp", "&"],
]);

/** Whether a text of digits is a decimal number: base64url of that many bytes is shorter, and hex has another length. */
function isDecimal(digits: string, kind: MemberKind, beside: KeyRepair["code"] | null): boolean {
  if (!kind.isNumber) return kind.kty === "EC" && digits.length > longest(kind.size) && digits.length !== 2 * kind.size;
  if (digits.length >= SURE) return true;
  // As hex it would be an exponent that nobody has.
  if (digits === "65537") return true;
  if (beside === "hex-number" || digits.length > 10 || /^0?10001$/.test(digits)) return false;
  return beside === "decimal-number" || !isStrictBase64Url(digits);
}

/** The maximum length of base64url for this many bytes, with padding. */
function longest(size: number): number {
  return 4 * Math.ceil(size / 3);
}

function fromDecimal(digits: string, kind: MemberKind): MemberReading {
  if (!kind.isNumber && kind.kty !== "EC") return { why: "It is not a string" };
  return /^\d+$/.test(digits) && digits.length <= MOST_DIGITS
    ? { octets: octetsOf(BigInt(digits)), code: "decimal-number" }
    : { why: "It is not an integer" };
}

/** The bytes of hex digits, with or without a prefix and separators (colons, spaces, hyphens). */
function hexOctets(text: string, kind: MemberKind, beside: KeyRepair["code"] | null): Uint8Array<ArrayBuffer> | null {
  const isParted = text.length < MOST_DIGITS && /^(?:[\da-f]{2}(?:[:\s-]|, ?))+[\da-f]{2}:?$/i.test(text);
  const digits = isParted ? text.replaceAll(/[^\da-f]/gi, "") : text.replace(/^(?:0x|\\x)/i, "");
  if (!/^[\da-f]+$/i.test(digits)) return null;
  const isMarked = isParted || digits !== text;
  const isSure = kind.isNumber
    ? digits.length >= SURE || isMarked || beside === "hex-number" || /^0?10001$/.test(digits)
    : isMarked || isHexOf(digits, kind);
  if (!isSure) return null;
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  return fromHex(even);
}

/** Whether the number of digits matches a curve's bytes in hex; a number may have fewer, or ASN.1's leading zero. */
function isHexOf(digits: string, { size, kty }: Exclude<MemberKind, { isNumber: true }>): boolean {
  if (size === 0) return false;
  const isWhole = digits.length === 2 * size || (digits.length === 4 * size && kty === "OKP");
  if (isWhole || kty !== "EC") return isWhole;
  const isPadded = digits.length === 2 * size + 2 && digits.startsWith("00");
  return isPadded || (digits.length > longest(size) && digits.length < 2 * size);
}

/** Why a text is not strict base64url (RFC 7515 section 2), in words. */
function whyNotBase64Url(text: string): string {
  const [problem] = decodeBase64Url(text).problems;
  switch (problem?.code) {
    case undefined:
      return "It is not base64url";
    case "standard-alphabet":
      return `It has ${problem.character}: that is Base64, not base64url`;
    case "padding":
      return "It is padded with =, but base64url in JOSE has no padding";
    case "white-space":
      return "It contains whitespace";
    case "character":
      return "It contains a character that is not base64url";
    case "length":
      return "Its length is impossible for base64url";
    case "trailing-bits":
      return `Its last character has stray bits; it should be ${problem.canonical}`;
  }
}

/**
 * Like `readMember`, for a shared secret: every reader that accepts a Base64 spelling gets the same bytes. Text of
 * only hex digits could mean other bytes, so it is read literally.
 */
export function readSecret(value: JsonNode): MemberReading {
  const listed = octetList(value);
  if (listed) return { octets: listed, code: "octet-list" };
  if (value.type !== "string") return { why: "It is not a string" };
  if (value.value === "") return { why: "It is empty" };
  const text = unescaped(value.value);
  if (looksHex(text) && !isStrictBase64Url(text)) return { why: whyNotBase64Url(text) };
  const reading = readBase64(text);
  return text === value.value || "why" in reading ? reading : { ...reading, code: "escaped-member" };
}
