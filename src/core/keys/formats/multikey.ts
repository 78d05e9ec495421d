import type { JWK } from "jose";
import { keyKind } from "../../registry/key-kinds.ts";
import { toHex } from "../../text/hex.ts";
import { misshapen } from "../asn1/asn1.ts";
import { privateFromNumber, publicFromPoint } from "../asn1/elliptic.ts";
import { privateFromSeed } from "../asn1/pkcs8.ts";
import { publicFromOctets } from "../asn1/spki.ts";
import { type Found, isRefusal, refuse, type Refusal } from "../found.ts";
import { type MappedText, placeOf } from "../text/mapped-text.ts";
import { readOctets } from "./octets.ts";

const FORMAT = "multikey";

/** Kinds of keys by their multicodec prefix in hex (github.com/multiformats/multicodec, table.csv), with its half. */
const CODECS: readonly (readonly [prefix: string, name: string, half: "public" | "private"])[] = [
  ["ed01", "Ed25519", "public"],
  ["8026", "Ed25519", "private"],
  ["ec01", "X25519", "public"],
  ["8024", "P-256", "public"],
  ["8626", "P-256", "private"],
  ["8124", "P-384", "public"],
  ["8726", "P-384", "private"],
  ["8224", "P-521", "public"],
  ["8826", "P-521", "private"],
  ["e701", "secp256k1", "public"],
  ["8126", "secp256k1", "private"],
  ["8324", "Ed448", "public"],
  ["8524", "RSA", "public"],
];
/** Those that no JWT is signed with. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ["ea01", "a BLS12-381 key"],
  ["eb01", "a BLS12-381 key"],
  ["d1d603", "a did:key that contains a JWK"],
]);

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/** A Multikey (W3C Controlled Identifiers section 2.2.2): `z` for Base58, after `did:key:` or by itself. */
const MULTIKEY = /(?<![\w/+=-])(?:did:key:)?(z[1-9A-HJ-NP-Za-km-z]{40,800})(?![\w/+=-])/g;
/** How many are read from one text. */
const MOST = 50;

/**
 * Reads the keys of a text that are written as Multikey, also within a `did:key` or its URL, each once; null if there is
 * none. Their bytes begin with the kind of key, so no other text is taken for one.
 */
export async function readMultikeys(mapped: MappedText): Promise<readonly Found[] | null> {
  const found: Found[] = [];
  const seen = new Set<string>();
  for (const { 0: whole, 1: text = "", index } of mapped.text.matchAll(MULTIKEY)) {
    if (seen.has(text) || seen.size === MOST) continue;
    seen.add(text);
    const read = await readMultikey(fromBase58(text.slice(1)));
    if (read) found.push({ ...read, range: placeOf(mapped, index, index + whole.length) });
  }
  return found.length > 0 ? found : null;
}

async function readMultikey(bytes: Uint8Array<ArrayBuffer>): Promise<Found | null> {
  const hex = toHex(bytes.subarray(0, 3));
  const other = OTHERS.get(hex) ?? OTHERS.get(hex.slice(0, 4));
  if (other !== undefined) return refuse("type-unsupported", FORMAT, { what: other });
  const codec = CODECS.find(([prefix]) => hex.startsWith(prefix));
  if (!codec) return null;
  const [, name, half] = codec;
  const jwk = await keyOf(name, half, bytes.subarray(2));
  return isRefusal(jwk) ? jwk : { jwk, format: FORMAT };
}

async function keyOf(name: string, half: "public" | "private", bytes: Uint8Array<ArrayBuffer>): Promise<JWK | Refusal> {
  if (name === "RSA") {
    const found = await readOctets(bytes);
    return isRefusal(found) ? found : found.jwk;
  }
  const kind = keyKind(name);
  if (kind === null) return misshapen(FORMAT, "Its kind is unknown");
  if (half === "public")
    return kind.kty === "EC" ? publicFromPoint(name, bytes, FORMAT) : publicFromOctets(kind, bytes, FORMAT);
  if (kind.kty === "EC") return privateFromNumber(name, bytes, null, FORMAT);
  // Some write the public key behind the seed.
  const given = bytes.length === 2 * kind.bytes ? bytes.subarray(kind.bytes) : null;
  return privateFromSeed(kind, given ? bytes.subarray(0, kind.bytes) : bytes, FORMAT, given);
}

function fromBase58(text: string): Uint8Array<ArrayBuffer> {
  let value = 0n;
  for (const letter of text) value = value * 58n + BigInt(ALPHABET.indexOf(letter));
  const octets: number[] = [];
  for (; value > 0n; value >>= 8n) octets.push(Number(value & 255n));
  const zeros = /^1*/.exec(text)?.[0].length ?? 0;
  return Uint8Array.from([...Array.from({ length: zeros }, () => 0), ...octets.toReversed()]);
}
