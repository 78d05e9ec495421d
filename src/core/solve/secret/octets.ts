import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha384, sha512 } from "@noble/hashes/sha2.js";
import { toBase64 } from "../../keys/asn1/der.ts";
import { decodeSecret } from "../../keys/secret.ts";
import { asHex } from "../../keys/secret-hints.ts";
import type { SecretEncoding, SecretInput } from "../../keys/types.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import { toHex } from "../../text/hex.ts";
import { trimEndOf } from "../../text/trim-end.ts";
import { encodeUtf8, hasLoneSurrogate } from "../../text/utf8.ts";
import type { Discovery, SolveStep } from "../types.ts";
import { asWindows1252, cesu8, codePages, lowOctets, onceUtf8, twiceUtf8 } from "./code-pages.ts";
import {
  base32,
  cryptoJsBase64,
  groupsBefore,
  hexBefore,
  javaBase64,
  mimeBase64,
  nodeBase64,
} from "./lenient-base64.ts";
import { printedForms, printedOctets } from "./printed.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes that may be the secret. `offer` is how they are put into the Secret field. */
interface OctetReading {
  readonly step: SolveStep;
  readonly bytes: Bytes;
  readonly offer: SecretInput;
  readonly args: Discovery["args"];
}

/** Bytes as a secret in hex, which can spell any octet string. */
export function hexSecret(bytes: Uint8Array): SecretInput {
  return { text: toHex(bytes), encoding: "Hex" };
}

/** A text in UTF-16 without a byte order mark. */
export function utf16(text: string, littleEndian: boolean): Bytes {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), littleEndian);
  return bytes;
}

/** A text as a secret; in hex if the field cannot hold it: a carriage return, a NUL. */
function asText(text: string): SecretInput {
  return /[\r\0]/.test(text) ? asHex(text) : { text, encoding: "UTF-8" };
}

const STRICT: readonly (readonly [SolveStep, SecretEncoding])[] = [
  ["utf-8", "UTF-8"],
  ["base64", "Base64"],
  ["base64url", "Base64url"],
  ["hex", "Hex"],
];

/** How a file that begins with a byte order mark may end. */
const FILE_ENDS = ["", "\r\n", "\n"];

type Add = (step: SolveStep, bytes: Bytes, offer?: SecretInput, args?: Discovery["args"]) => void;

/** As lenient decoders read it. */
function addLenient(text: string, add: Add): void {
  add("base64-lenient", nodeBase64(text));
  add("base64-mime", mimeBase64(text));
  add("base64-dropped-quad", javaBase64(text));
  add("base64-cut", groupsBefore(text, /[^A-Za-z\d+/]/));
  add("base64-cut", groupsBefore(text, /[^\w-]/));
  for (const bytes of printedOctets(text)) add("printed-octets", bytes);
}

/** Decoded twice, as text within text, and decoded bytes read as text. */
function addNested(decoded: readonly Bytes[], add: Add): void {
  for (const octets of decoded) {
    const once = decodeAscii(octets);
    if (once === null) {
      for (const printed of octetsAsText(octets)) add("octets-as-text", encodeUtf8(printed));
      continue;
    }
    const trimmed = once.trim();
    for (const inner of trimmed === once ? [once] : [once, trimmed]) {
      const encoding = /[-_]/.test(inner) ? "Base64url" : "Base64";
      const twice = decodeSecret({ text: inner, encoding });
      if ("bytes" in twice) add("base64-twice", twice.bytes, { text: inner, encoding });
      const digits = decodeSecret({ text: inner, encoding: "Hex" });
      if ("bytes" in digits) add("base64-twice", digits.bytes, { text: inner, encoding: "Hex" });
    }
    if (trimmed !== once && trimmed !== "") add("base64-twice", encodeUtf8(trimmed), asText(trimmed));
  }
}

/**
 * Bytes that are not text, as programs turn them into text anyway: Node, browsers and Java, Latin-1, ASCII in Node and
 * .NET.
 */
function octetsAsText(octets: Bytes): readonly string[] {
  const spelled = (of: (octet: number) => number): string =>
    Array.from(octets, (octet) => String.fromCharCode(of(octet))).join("");
  return [
    new TextDecoder().decode(octets),
    spelled((octet) => octet),
    spelled((octet) => octet & 127),
    spelled((octet) => (octet < 128 ? octet : 63)),
    asWindows1252(octets),
  ];
}

/** In other text encodings, with the byte order marks and endings of files. */
function addEncodings(text: string, add: Add): void {
  for (const end of FILE_ENDS) add("bom", encodeUtf8(`\ufeff${text}${end}`));
  for (const end of FILE_ENDS) {
    const file = text + end;
    add("utf-16le", utf16(file, true));
    add("utf-16le-bom", utf16(`\ufeff${file}`, true));
    add("utf-16be", utf16(file, false));
    add("utf-16be-bom", utf16(`\ufeff${file}`, false));
  }
  for (const once of onceUtf8(text)) add("utf-8-once", encodeUtf8(once), asText(once));
  if (/[\u0080-\u00ff]/.test(text) && /^[\u0000-\u00ff]*$/.test(text))
    add(
      "latin-1",
      Uint8Array.from(text, (character) => character.charCodeAt(0)),
    );
  for (const { page, bytes } of codePages(text)) add("code-page", bytes, hexSecret(bytes), { page });
  const low = lowOctets(text);
  if (low !== null) add("low-octets", low);
  const halves = cesu8(text);
  if (halves !== null) add("cesu-8", halves);
  for (const twice of twiceUtf8(text)) add("utf-8-twice", encodeUtf8(twice), asText(twice));
}

/** The other way round: the signer used the output of an encoder, a printer or a hash as the secret. */
async function addMade(text: string, decoded: readonly Bytes[], add: Add): Promise<void> {
  const utf8 = encodeUtf8(text);
  const addText = (step: SolveStep, made: string, args: Discovery["args"] = {}): void =>
    add(step, encodeUtf8(made), asText(made), args);
  const base64 = toBase64(utf8);
  addText("encoded-base64", base64);
  addText("encoded-base64", trimEndOf(base64, /=/));
  addText("encoded-base64", `${base64}\n`);
  addText("encoded-base64", toBase64(encodeUtf8(`${text}\n`)));
  addText("encoded-base64url", encodeBase64Url(utf8));
  addText("encoded-hex", toHex(utf8));
  addText("encoded-hex", toHex(utf8).toUpperCase());
  for (const octets of [utf8, ...decoded]) for (const form of printedForms(octets)) addText("printed-form", form);
  for (const octets of [utf8, ...decoded]) {
    const digest = await sha256(octets);
    add("sha-256", digest);
    addText("sha-256-hex", toHex(digest));
    addText("sha-256-hex", toHex(digest).toUpperCase());
    addText("digest", toBase64(digest), { hash: "SHA-256 in Base64" });
    addText("digest", encodeBase64Url(digest), { hash: "SHA-256 in base64url" });
    for (const [hash, made] of [
      ["MD5", md5(octets)],
      ["SHA-1", sha1(octets)],
      ["SHA-384", sha384(octets)],
      ["SHA-512", sha512(octets)],
    ] as const) {
      add("digest", Uint8Array.from(made), undefined, { hash });
      addText("digest", toHex(made), { hash: `${hash} in hex` });
      addText("digest", toBase64(Uint8Array.from(made)), { hash: `${hash} in Base64` });
    }
  }
}

/**
 * The bytes that one text can stand for, the likely ones first: in the four encodings of the Secret field and as
 * lenient decoders and printers read it; with `all`, also decoded twice, in other text encodings, and the other way
 * round. The caller removes empty results and duplicates.
 */
export async function octetReadings(text: string, all: boolean): Promise<readonly OctetReading[]> {
  const readings: OctetReading[] = [];
  const add: Add = (step, bytes, offer = hexSecret(bytes), args = {}) => {
    readings.push({ step, bytes, offer, args });
  };
  const decoded: Bytes[] = [];
  for (const [step, encoding] of STRICT) {
    const decoding = decodeSecret({ text, encoding });
    if (!("bytes" in decoding)) continue;
    add(step, decoding.bytes, encoding === "UTF-8" ? asText(text) : { text, encoding });
    if (encoding !== "UTF-8") decoded.push(decoding.bytes);
  }
  addLenient(text, add);
  if (!all || hasLoneSurrogate(text)) return readings;
  add("base64-zeros", cryptoJsBase64(text));
  add("hex-cut", hexBefore(text));
  const thirtyTwo = base32(text);
  if (thirtyTwo !== null) add("base32", thirtyTwo);
  addNested(decoded.length > 0 ? decoded : [nodeBase64(text)], add);
  addEncodings(text, add);
  await addMade(text, decoded, add);
  return readings;
}

/** SHA-256 of bytes (FIPS 180-4). */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", bytes));
}

/** The ASCII text that bytes spell; null if they spell none. */
export function decodeAscii(bytes: Uint8Array): string | null {
  if (bytes.length === 0 || bytes.some((byte) => byte > 0x7e || (byte < 0x20 && byte !== 10 && byte !== 13)))
    return null;
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}
