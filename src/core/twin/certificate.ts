import type { JWK } from "jose";
import { readKeys } from "../keys/read.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { octetsOfText, textOfOctets } from "../text/octets.ts";
import type { Maker } from "./maker.ts";
import type { Replacer } from "./replacer.ts";

/** The tags that are read (X.690 section 8; RFC 5280 section 4.2.1.6 for those of names in an extension). */
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const TEXTS = new Set([0x0c, 0x12, 0x13, 0x14, 0x16, 0x1a, 0x81, 0x82, 0x86]);
const CONTEXT = 0x80;
const CONSTRUCTED = 0x20;
const MOST_DEPTH = 20;

/** The public key of a certificate; null if it cannot be read. `text`: as in `x5c` (RFC 7515 section 4.1.6). */
export async function certifiedKey(text: string): Promise<JWK | null> {
  const reading = await readKeys(`-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`).catch(() => null);
  return reading?.kind === "keys" ? (reading.keys[0]?.jwk ?? null) : null;
}

/** The replacement for a certificate, the same one each time: for the key that replaces its own, or random bytes. `text`: as in `x5c`. */
export async function twinOfCertificate(maker: Maker, text: string): Promise<string> {
  return maker.once(`certificate ${text}`, async () => {
    const { bytes, write } = maker.segment(text);
    const from = await certifiedKey(text);
    const to = from === null ? null : await maker.keyring.inPlaceOf(from);
    const made = from === null || to === null ? null : certificateLike(bytes, from, to, maker.replacer);
    if (made !== null) return write(made);
    maker.limit("certificate", "x5c");
    return maker.random(text);
  });
}

/**
 * A DER certificate with other names, numbers and signature, of the same length and structure: dates, algorithms and
 * uses are kept. `from` is its public key and `to` the one that replaces it. Null if the bytes are not DER, or the
 * keys differ in length.
 */
function certificateLike(der: Uint8Array, from: JWK, to: JWK, replacer: Replacer): Uint8Array<ArrayBuffer> | null {
  const made = Uint8Array.from(der);
  const [old, other] = [keyOctets(from), keyOctets(to)];
  const at = indexOf(der, old);
  if (at < 0 || old.length !== other.length || !walk(made, 0, made.length, replacer, 0)) return null;
  // Including the byte before it: the form of a point, the sign of a number.
  made.set(der.subarray(at - 1, at), at - 1);
  made.set(other, at);
  return made;
}

function keyOctets(jwk: JWK): Uint8Array {
  const parts = jwk.kty === "EC" ? [jwk.x, jwk.y] : [jwk.n ?? jwk.x];
  return Uint8Array.from(parts.flatMap((part) => [...decodeBase64Url(part ?? "").bytes]));
}

function indexOf(octets: Uint8Array, wanted: Uint8Array): number {
  if (wanted.length < 16) return -1;
  for (let at = 0; at + wanted.length <= octets.length; at += 1)
    if (wanted.every((octet, offset) => octets[at + offset] === octet)) return at;
  return -1;
}

/** Replaces the values between two offsets in place; false if they are not DER. */
function walk(octets: Uint8Array<ArrayBuffer>, start: number, end: number, replacer: Replacer, depth: number): boolean {
  if (depth > MOST_DEPTH) return false;
  for (let at = start; at < end;) {
    const tag = octets[at] as number;
    const element = lengthAt(octets, at + 1);
    if (element === null || element.start + element.length > end) return false;
    const { start: from, length } = element;
    const to = from + length;
    if ((tag & CONSTRUCTED) !== 0) {
      if (!walk(octets, from, to, replacer, depth + 1)) return false;
    } else replace(octets, tag, from, to, replacer, depth);
    at = to;
  }
  return true;
}

function replace(
  octets: Uint8Array<ArrayBuffer>,
  tag: number,
  from: number,
  to: number,
  replacer: Replacer,
  depth: number,
): void {
  const length = to - from;
  if (TEXTS.has(tag)) {
    const made = octetsOfText(
      replacer.text(textOfOctets(octets.subarray(from, to)), tag === 0x86 ? "words" : "secret"),
    );
    octets.set(made.length === length ? made : replacer.bytes(length), from);
  } else if (tag === INTEGER) {
    // A serial number, or a part of a key or signature: its sign and length are kept as its form.
    if (length > 4) randomNumber(octets, from, to, replacer);
  } else if (tag === BIT_STRING && length > 4) {
    const copy = octets.slice(from + 1, to);
    if (copy[0] === 0x30 && walk(copy, 0, copy.length, replacer, depth + 1)) octets.set(copy, from + 1);
    else octets.set(replacer.bytes(length - 1), from + 1);
  } else if (tag === OCTET_STRING) {
    const copy = octets.slice(from, to);
    if (walk(copy, 0, copy.length, replacer, depth + 1)) octets.set(copy, from);
    else if (length > 2) octets.set(replacer.bytes(length), from);
  } else if (tag >= CONTEXT && length > 3) octets.set(replacer.bytes(length), from);
}

function randomNumber(octets: Uint8Array, from: number, to: number, replacer: Replacer): void {
  const isPadded = octets[from] === 0;
  const first = isPadded ? from + 1 : from;
  octets.set(replacer.bytes(to - first), first);
  octets[first] = isPadded ? 0x80 | replacer.below(0x80) : 1 + replacer.below(0x7f);
}

function lengthAt(octets: Uint8Array, at: number): { readonly start: number; readonly length: number } | null {
  const first = octets[at];
  if (first === undefined) return null;
  if (first < 0x80) return { start: at + 1, length: first };
  const count = first & 0x7f;
  if (count === 0 || count > 3) return null;
  let length = 0;
  for (let next = 1; next <= count; next += 1) length = length * 256 + (octets[at + next] ?? 0);
  return { start: at + 1 + count, length };
}
