import { fromHex, toHex } from "../../text/hex.ts";
import { toBase64 } from "../../keys/asn1/der.ts";
import { encodeUtf8 } from "../../text/utf8.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Fewer bytes could just as well be words or numbers. */
const LEAST = 4;
/** Longer texts are not printed secrets. */
const MOST_CHARACTERS = 20_000;

const LETTERS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12, v: 11, a: 7 };

/**
 * The bytes of a literal with escapes, as Python, C, PHP, Go and Postgres print them: each `\x3e` and `\076` is an
 * octet.
 */
function ofLiteral(text: string): Bytes | null {
  const inner = /^\s*[bB]?(["'])(.*)\1\s*$/s.exec(text)?.[2] ?? text;
  if (!/\\(?:x[\da-fA-F]{2}|[0-3][0-7]{2})/.test(inner)) return null;
  const octets: number[] = [];
  const parts = inner.matchAll(/\\(?:x([\da-fA-F]{2})|([0-3][0-7]{2})|([^]))|([^\\])/gu);
  for (const [, hex, octal, sign, plain] of parts) {
    if (hex !== undefined) octets.push(Number.parseInt(hex, 16));
    else if (octal !== undefined) octets.push(Number.parseInt(octal, 8));
    else if (sign !== undefined && LETTERS[sign] !== undefined) octets.push(LETTERS[sign]);
    else octets.push(...encodeUtf8(sign ?? plain ?? ""));
  }
  return Uint8Array.from(octets);
}

/** What surrounds a list: `<Buffer …>`, `Uint8Array(32) […]`, `[]byte{…}`, `bytes([…])`, `new byte[] {…}`. */
function withoutWrapper(text: string): string {
  const list = /[[({<]([^[\](){}<>]*)[\])}>]+;?\s*$/.exec(text)?.[1] ?? text;
  return list.replace(/^\s*Buffer\s/, "").trim();
}

/**
 * The numbers in a list: decimal bytes, signed ones as in Java, or hex with its prefix; null if any is something else.
 */
function ofList(text: string): Bytes | null {
  const tokens = withoutWrapper(text)
    .split(/[\s,;]+/)
    .filter((token) => token !== "");
  if (tokens.length < LEAST) return null;
  const octets: number[] = [];
  for (const token of tokens) {
    const bare = token.replace(/^\(byte\)/, "");
    const value = /^-?\d{1,3}$/.test(bare)
      ? Number(bare)
      : /^0x[\da-f]{1,2}$/i.test(bare)
        ? Number.parseInt(bare.slice(2), 16)
        : /^[01]{8}$/.test(bare)
          ? Number.parseInt(bare, 2)
          : NaN;
    if (!(value >= -128 && value <= 255)) return null;
    octets.push(value & 255);
  }
  return Uint8Array.from(octets);
}

/** A byte array written as an object: `{"type":"Buffer","data":[…]}`, `{"0":62,"1":243}`. */
function ofObject(text: string): Bytes | null {
  if (!/^\s*[{[]/.test(text)) return null;
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value !== "object" || value === null) return null;
    const data = (value as { readonly data?: unknown }).data ?? value;
    const octets = Object.values(data);
    const isOctet = (one: unknown): one is number => Number.isInteger(one) && Number(one) >= -128 && Number(one) <= 255;
    return octets.length >= LEAST && octets.every(isOctet) ? Uint8Array.from(octets, (one) => one & 255) : null;
  } catch {
    return null;
  }
}

/** Lines of xxd and hexdump: an offset, pairs of digits, and the characters alongside them. */
function ofDump(text: string): Bytes | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const digits: string[] = [];
  for (const line of lines) {
    const [, pairs] = /^\s*[\da-f]{4,8}:?\s+((?:[\da-f]{2,4}\s{1,2}){1,16})/i.exec(`${line}  `) ?? [];
    if (pairs === undefined) return null;
    digits.push(pairs.replace(/\s/g, ""));
  }
  return lines.length > 0 ? fromHex(digits.join("")) : null;
}

/** Hex digits with any separators: colons, spaces, dashes, line breaks, `\x` and `0x` before each. */
function ofSeparatedHex(text: string): Bytes | null {
  if (text.includes("...") || /more bytes/.test(text)) return null;
  const bare = withoutWrapper(text)
    .replace(/\\x|0x|%/gi, "")
    .replace(/^[xX]?'|'$|h$/g, "");
  const digits = bare.replace(/[\s:,;._-]/g, "");
  return digits.length >= 2 * LEAST && digits.length % 2 === 0 && /^[\da-f]+$/i.test(digits) ? fromHex(digits) : null;
}

/** .NET and Windows store the first three parts of a GUID in little-endian order. */
function ofGuid(text: string): Bytes | null {
  const digits = /^\s*\{?([\da-f]{8})-([\da-f]{4})-([\da-f]{4})-([\da-f]{4})-([\da-f]{12})\}?\s*$/i.exec(text);
  if (digits === null) return null;
  const parts = digits.slice(1).map((part) => fromHex(part));
  return Uint8Array.from(parts.flatMap((part, index) => [...(index < 3 ? part.toReversed() : part)]));
}

/** The bytes that a program may have printed as this text, in every possible reading; none if there is none. Pure. */
export function printedOctets(text: string): readonly Bytes[] {
  if (text.length > MOST_CHARACTERS) return [];
  return [ofObject, ofLiteral, ofDump, ofList, ofSeparatedHex, ofGuid].flatMap((read) => read(text) ?? []);
}

/** A byte as Python prints it: itself if it is printable ASCII, else \xNN. */
function pythonSign(octet: number): string {
  const named = { 9: "\\t", 10: "\\n", 13: "\\r", 39: "\\'", 92: "\\\\" }[octet];
  return named ?? (octet >= 32 && octet < 127 ? String.fromCharCode(octet) : `\\x${toHex(Uint8Array.of(octet))}`);
}

/** What programs print for bytes, in case a signer used that text as its secret. Pure. */
export function printedForms(bytes: Bytes): readonly string[] {
  const numbers = Array.from(bytes);
  const hex = toHex(bytes);
  return [
    `b'${numbers.map(pythonSign).join("")}'`,
    hex,
    hex.toUpperCase(),
    toHex(bytes, ":"),
    toHex(bytes, ":").toUpperCase(),
    toHex(bytes, "-").toUpperCase(),
    toHex(bytes, " "),
    `0x${hex}`,
    `\\x${hex}`,
    `<Buffer ${toHex(bytes, " ")}>`,
    `[${numbers.join(" ")}]`,
    `[${numbers.join(", ")}]`,
    numbers.join(","),
    `[${numbers.map((octet) => (octet << 24) >> 24).join(", ")}]`,
    JSON.stringify({ type: "Buffer", data: numbers }),
    toBase64(bytes),
  ];
}
