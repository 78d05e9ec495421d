import type { JsonNode } from "../../json/types.ts";
import { decodeBase64Url, isStrictBase64Url } from "../../text/base64url.ts";
import { octetsOf } from "../numbers/big-number.ts";
import type { KeyRepair } from "../types.ts";
import { fromHex } from "../../text/hex.ts";

/** The octets of a member, and how it had to be taken to have them; or why it has none. */
export type MemberReading =
  | { readonly octets: Uint8Array<ArrayBuffer>; readonly code: KeyRepair["code"] | null }
  | { readonly why: string };

/** What a member is: a number of any length, or octets of which the curve says how many (0: nobody does). */
export type MemberKind = { readonly isNumber: true } | { readonly isNumber: false; readonly size: number };

/** Longer numbers than any key has are not worked out. */
const MOST_DIGITS = 10_000;
/** So many digits and nothing else are not base64url by chance. */
const SURE = 40;

/**
 * Reads a member in base64url as RFC 7518 section 2 wants it, or in another spelling that can be told for sure: hexadecimal
 * or decimal digits, Base64, padding, a line break within. Short values could be either and are read as they should be.
 */
export function readMember(value: JsonNode, kind: MemberKind): MemberReading {
  if (value.type === "number") return kind.isNumber ? fromDecimal(value.raw) : { why: "It is not a string" };
  if (value.type !== "string") return { why: "It is not a string" };
  const text = value.value;
  if (text === "") return { why: "It is empty" };
  if (kind.isNumber && /^\d+$/.test(text) && (text.length >= SURE || isShortDecimal(text))) return fromDecimal(text);
  const hex = hexOctets(text, kind);
  if (hex) return { octets: hex, code: "hex-number" };
  if (isStrictBase64Url(text)) return { octets: decodeBase64Url(text).bytes, code: null };
  const plain = withoutPadding(text.replaceAll(/[\t\n\r ]/g, ""))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
  return plain !== "" && isStrictBase64Url(plain)
    ? { octets: decodeBase64Url(plain).bytes, code: "standard-base64" }
    : { why: whyNotBase64Url(text) };
}

/** Without what fills up the last group of four: `=`, or the comma that some programs put in its place. At most two. */
function withoutPadding(text: string): string {
  let { length } = text;
  while (length > text.length - 2 && (text[length - 1] === "=" || text[length - 1] === ",")) length -= 1;
  return text.slice(0, length);
}

/** Exponents as people write them, which are not base64url. */
function isShortDecimal(text: string): boolean {
  return text.length <= 10 && !isStrictBase64Url(text) && text !== "10001" && text !== "010001";
}

function fromDecimal(digits: string): MemberReading {
  return /^\d+$/.test(digits) && digits.length <= MOST_DIGITS
    ? { octets: octetsOf(BigInt(digits)), code: "decimal-number" }
    : { why: "It is not an integer" };
}

function hexOctets(text: string, kind: MemberKind): Uint8Array<ArrayBuffer> | null {
  const digits = text.startsWith("0x") ? text.slice(2) : text;
  if (!/^[\da-f]+$/i.test(digits)) return null;
  const isSure = kind.isNumber
    ? digits.length >= SURE || digits !== text || digits === "10001" || digits === "010001"
    : digits.length === 2 * kind.size;
  if (!isSure) return null;
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  return fromHex(even);
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

/** As `readMember`, for what has one spelling only: a shared secret is other octets to each reader that is lenient. */
export function readStrictly(value: JsonNode): MemberReading {
  if (value.type !== "string") return { why: "It is not a string" };
  if (value.value === "") return { why: "It is empty" };
  return isStrictBase64Url(value.value)
    ? { octets: decodeBase64Url(value.value).bytes, code: null }
    : { why: whyNotBase64Url(value.value) };
}
