import { decodeUtf8 } from "../../text/utf8.ts";
import { type MappedText, placeOf, sliceText, trimText } from "../text/mapped-text.ts";
import { repair } from "../text/repair.ts";
import type { KeyReading, KeyRepair, ReadingByAlgorithm } from "../types.ts";
import { decodeBody } from "../text/base64-body.ts";
import { type Found, isRefusal, refuse } from "../found.ts";
import { isTelling, mayHoldKey, type ReadNested, relocate, withRepairs } from "../text/nested.ts";
import { looksLikeKey, readCut } from "./octets.ts";
import { readRaw } from "./raw.ts";

type BareReading =
  | {
      readonly found: Found;
      readonly repairs: readonly KeyRepair[];
      readonly byAlgorithm?: readonly ReadingByAlgorithm[];
    }
  | { readonly reading: KeyReading };

/** Key files that this page cannot open, by their first bytes, with the command that extracts the key. */
const STORES: readonly { readonly magic: readonly number[]; readonly what: string; readonly command: string }[] = [
  {
    magic: [0xfe, 0xed, 0xfe, 0xed],
    what: "a Java keystore (JKS)",
    command: "keytool -importkeystore -srckeystore file.jks -destkeystore file.p12 -deststoretype PKCS12",
  },
  {
    magic: [0xce, 0xce, 0xce, 0xce],
    what: "a Java keystore (JCEKS)",
    command:
      "keytool -importkeystore -srckeystore file.jceks -srcstoretype JCEKS -destkeystore file.p12 -deststoretype PKCS12",
  },
  {
    magic: [0x06, 0x02, 0x00, 0x00],
    what: "a public key blob of Microsoft's CryptoAPI",
    command: "openssl rsa -pubin -inform MSBLOB -in file -pubout",
  },
  {
    magic: [0x07, 0x02, 0x00, 0x00],
    what: "a private key blob of Microsoft's CryptoAPI",
    command: "openssl rsa -inform MSBLOB -in file",
  },
  { magic: [0x1f, 0x8b], what: "text compressed with gzip", command: "base64 -d file | gunzip" },
];

/** Shorter texts are words, passwords or identifiers: even a P-256 point is longer. */
const LEAST = 40;

/**
 * Reads a text that is nothing but bytes in hex (with or without colons, `0x`, `\x`) or Base64: a key without its
 * armour, or a text that was encoded again. Null if it is neither. Bytes that are not a key are never guessed at.
 */
export async function readBare(
  mapped: MappedText,
  nested: ReadNested,
  passphrase?: string,
): Promise<BareReading | null> {
  const { text } = mapped;
  const place = placeOf(mapped, 0, text.length);
  if (text.length < LEAST) return null;
  const dataUri = /^data:[\w./+-]*(?:;[\w=-]+)*;base64,/i.exec(text);
  if (dataUri) return readBare(sliceText(mapped, dataUri[0].length), nested, passphrase);
  const hex = hexOf(text);
  if (hex.length % 2 === 0 && /^[\da-f]+$/i.test(hex)) {
    const bytes = new Uint8Array(hex.length / 2);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16);
    const read = await readDecoded(bytes, "hex", []);
    if (read) return read;
  }
  const printed = octetsInPrint(text);
  if (printed) return readDecoded(printed, "text", []);
  if (!/^[\w+/=\s-]+$/.test(text) && !/^MI[A-Z][\w+/]{30}/.test(text)) return null;
  const body = decodeBody(mapped);
  if (!isRefusal(body)) return readDecoded(body.bytes, "base64", body.repairs);
  return /^MI[A-Z]/.test(text) ? { found: body, repairs: [] } : null;

  async function readDecoded(
    bytes: Uint8Array,
    encoding: string,
    repairs: readonly KeyRepair[],
  ): Promise<BareReading | null> {
    const cut = bytes[0] === 0x30 || looksLikeKey(bytes) ? await readCut(bytes, passphrase) : null;
    if (cut && (looksLikeKey(bytes) || cut.behind > 0)) {
      const { found, behind } = cut;
      const added = [repair("missing-armour", place, { encoding }), ...repairs];
      if (behind > 0) added.push(repair("octets-behind", place, { count: String(behind) }));
      if (!isRefusal(found)) return { found: { ...found, range: place }, repairs: added };
      const { length } = trimText(mapped).text;
      const range = found.code === "asn1" ? placeOf(mapped, length - 1, length) : place;
      return { found: { ...found, range }, repairs: added };
    }
    const { text: inner, problems } = decodeUtf8(bytes);
    if (problems.length === 0 && /^[\t\n\r -~\u00a0-\uffff]*$/.test(inner) && mayHoldKey(inner)) {
      const reading = await encodedOnceMore(inner, encoding);
      if (reading) return reading;
    }
    const store = STORES.find(({ magic }) => magic.every((octet, at) => bytes[at] === octet));
    if (store) {
      const { what, command } = store;
      return { found: { ...refuse("not-a-key", null, { what, command }), range: place }, repairs: [] };
    }
    const { isSure, readings } = await readRaw(bytes, encoding, place);
    const [raw] = readings;
    if (raw && isSure) return { reading: raw.reading };
    if (!raw && encoding === "text") return null;
    const isLikely =
      encoding === "hex" ? raw !== undefined : /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text);
    if (!isLikely) return null;
    const what = `${encoding === "hex" ? "Hex" : "Base64"} of ${bytes.length} bytes that are not DER (a raw key or secret?)`;
    return { found: { ...refuse("not-a-key", null, { what }), range: place }, repairs: [], byAlgorithm: readings };
  }

  async function encodedOnceMore(inner: string, encoding: string): Promise<BareReading | null> {
    const reading = await nested(inner);
    if (!isTelling(reading)) return null;
    return {
      reading: withRepairs(
        relocate(reading, () => place),
        [repair("double-encoded", place, { encoding })],
      ),
    };
  }
}

/** Bytes as numbers in brackets, as a program prints an array. */
export const DECIMALS = /\[\s*((?:-?\d{1,3}[\s,]{1,8}){31,}-?\d{1,3})\s*\]/;

/** Bytes as Python prints them (`b'\x04…'`), printable ones literally; null for other text. */
function octetsInPrint(text: string): Uint8Array<ArrayBuffer> | null {
  const inner = /^b(["'])([ -~]{20,20000})\1$/.exec(text)?.[2];
  if (inner === undefined) return null;
  const octets = Array.from(inner.matchAll(/\\x([\da-f]{2})|\\(.)|[^\\]/gi), ([whole, hex, escaped]) => {
    if (hex !== undefined) return Number.parseInt(hex, 16);
    return escaped === undefined ? whole.charCodeAt(0) : (ESCAPED.get(escaped) ?? escaped.charCodeAt(0));
  });
  return Uint8Array.from(octets);
}

const ESCAPED: ReadonlyMap<string, number> = new Map([
  ["n", 10],
  ["r", 13],
  ["t", 9],
]);

/** The hex digits of a text: with separators, as an array in source code, or as `xxd` and `hexdump -C` print bytes. */
function hexOf(text: string): string {
  const octets = /[{[(]\s*((?:0x[\da-f]{1,2}[\s,]*){20,})[\])}]/i.exec(text)?.[1];
  if (octets !== undefined) {
    return (octets.match(/0x[\da-f]{1,2}/gi) ?? []).map((octet) => octet.slice(2).padStart(2, "0")).join("");
  }
  const decimals = DECIMALS.exec(text)?.[1] ?? /^(?:-?\d{1,3}[\s,]{1,8}){31,}-?\d{1,3}$/.exec(text)?.[0];
  if (decimals !== undefined) {
    const values = (decimals.match(/-?\d+/g) ?? []).map(Number);
    // Java's bytes are signed.
    const areOctets = values.every((value) => value >= -128 && value < 256);
    return areOctets ? values.map((value) => (value & 0xff).toString(16).padStart(2, "0")).join("") : "";
  }
  const dumped = dumpedHex(text);
  if (dumped !== null) return dumped;
  return text.replace(/^(?:<Buffer |x'|X')([^]*)[>']$/, "$1").replaceAll(/0x|\\x|[\s:,]/gi, "");
}

/** The digits that `xxd` or `hexdump -C` printed, whatever the character column contains; null for other text. */
export function dumpedHex(text: string): string | null {
  const lines = text.split("\n");
  const dump = /^[ \t]*[\da-f]{4,8}:?[ \t]+((?:[\da-f]{2}[ \t]{0,2}){1,16})(?:[ \t]{1,60}\S.{0,20}|[ \t|].{0,20})?$/i;
  const isDump = lines.length > 1 && lines.every((line) => dump.test(line) || /^[\da-f]{4,8}$/i.test(line.trim()));
  return isDump ? lines.map((line) => (dump.exec(line)?.[1] ?? "").replaceAll(/\s/g, "")).join("") : null;
}
