import { decodeUtf8 } from "../../text/utf8.ts";
import { type MappedText, placeOf, sliceText, trimText } from "../text/mapped-text.ts";
import { repair } from "../text/repair.ts";
import type { KeyReading, KeyRepair, ReadingByAlgorithm } from "../types.ts";
import { decodeBody } from "../text/base64-body.ts";
import { type Found, isRefusal, refuse } from "../found.ts";
import { isTelling, mayHoldKey, type ReadNested, relocate, withRepairs } from "../text/nested.ts";
import { looksLikeKey, readCut } from "./octets.ts";
import { readCoseKey } from "./cose-key.ts";
import { readRaw } from "./raw.ts";
import { hexOf } from "../text/printed-bytes.ts";

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
  if (!/^[\w+/=\s-]+$/.test(text) && !/^MI[A-Z][\w+/]{30}/.test(text)) return null;
  const body = decodeBody(mapped);
  if (!isRefusal(body)) return readDecoded(body.bytes, "base64", body.repairs);
  return /^MI[A-Z]/.test(text) ? { found: body, repairs: [] } : null;

  async function readDecoded(
    bytes: Uint8Array<ArrayBuffer>,
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
    const cose = await readCoseKey(bytes);
    if (cose) return { found: { ...cose, range: place }, repairs: [] };
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
