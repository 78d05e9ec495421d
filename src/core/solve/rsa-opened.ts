import { areEqual, concat } from "../base/bytes.ts";
import { numberIn, numberOf, power } from "../keys/numbers/big-number.ts";
import type { SignatureAlgorithm } from "../registry/algorithms.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { fromHex, toHex } from "../text/hex.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { type Hash, HASHES } from "./hashes.ts";
import type { SigningInput } from "./signing-inputs.ts";
import type { Discovery, SolveStep } from "./types.ts";

/** The mistake made with the right key, and what was signed. */
export interface Mistake {
  readonly steps: readonly [SolveStep, ...SolveStep[]];
  readonly args: Discovery["args"];
  readonly input: SigningInput;
}

/** Object identifiers of hashes in a DigestInfo (RFC 8017 section 9.2, note 1). */
const IDENTIFIERS: readonly (readonly [name: string, oid: string])[] = [
  ["SHA-1", "06052b0e03021a"],
  ["MD5", "06082a864886f70d0205"],
  ["SHA-224", "0609608648016503040204"],
  ["SHA-256", "0609608648016503040201"],
  ["SHA-384", "0609608648016503040202"],
  ["SHA-512", "0609608648016503040203"],
  ["SHA-512/256", "0609608648016503040206"],
  ["SHA3-256", "0609608648016503040208"],
  ["RIPEMD-160", "06052b24030201"],
];

/** Longer RSA moduli are ignored, so a hostile key costs little. */
const MOST_OCTETS = 1024;
/** Public exponents in use range from 3 to 65537; a longer one would be slow. */
const MOST_EXPONENT = 1n << 33n;

/** The members of an RSA public key. */
interface RsaJwk {
  readonly n?: string | undefined;
  readonly e?: string | undefined;
}

/**
 * The encoded message in a signature: s to the power of e, modulo n (RFC 8017 section 5.2.2); null if there is none.
 */
function openRsa(signature: Uint8Array, jwk: RsaJwk): Uint8Array<ArrayBuffer> | null {
  const { length } = decodeBase64Url(jwk.n ?? "").bytes;
  const [n, e, s] = [numberIn(jwk.n), numberIn(jwk.e), numberOf(signature)];
  if (length > MOST_OCTETS || n === 0n || e === 0n || e > MOST_EXPONENT || s >= n) return null;
  return fromHex(
    power(s, e, n)
      .toString(16)
      .padStart(signature.length * 2, "0"),
  );
}

/**
 * What follows the padding of PKCS #1, 00 01 FF … FF 00 (RFC 8017 section 9.2), or zeros alone; null if there is
 * neither.
 */
function withoutPadding(message: Uint8Array): { readonly content: Uint8Array; readonly isPadded: boolean } | null {
  if (message[0] !== 0) return null;
  if (message[1] === 0) {
    const start = message.findIndex((octet) => octet !== 0);
    return start < 0 ? null : { content: message.subarray(start), isPadded: false };
  }
  if (message[1] !== 1) return null;
  let at = 2;
  while (message[at] === 0xff) at += 1;
  return at < 10 || message[at] !== 0 ? null : { content: message.subarray(at + 1), isPadded: true };
}

/**
 * The hash that a DigestInfo names and its digest, with or without the NULL for absent parameters; null if it is no
 * DigestInfo.
 */
function readDigestInfo(
  content: Uint8Array,
): { readonly hash: string; readonly digest: Uint8Array; readonly hasNull: boolean } | null {
  const hex = toHex(content);
  for (const [hash, oid] of IDENTIFIERS) {
    const size = HASHES.get(hash)?.outputLen ?? 0;
    for (const hasNull of [true, false]) {
      const identifier = oid + (hasNull ? "0500" : "");
      const inner = identifier.length / 2;
      const prefix = `30${toHex(Uint8Array.of(inner + 4 + size))}30${toHex(Uint8Array.of(inner))}${identifier}04${toHex(Uint8Array.of(size))}`;
      if (hex.startsWith(prefix) && content.length === prefix.length / 2 + size)
        return { hash, digest: content.subarray(prefix.length / 2), hasNull };
    }
  }
  return null;
}

/** Not the algorithm's hash. */
export function otherHash(hash: string): readonly [SolveStep, Discovery["args"]] {
  return hash === "SHA-1" ? ["sha-1", {}] : ["hash", { hash }];
}

/** The mistake with which a PKCS #1 signature was made, read from its opened message; null if it is none of these. */
function pkcs1Mistake(message: Uint8Array, inputs: readonly SigningInput[], own: string): Mistake | null {
  const opened = withoutPadding(message);
  if (opened === null) return null;
  const { content, isPadded } = opened;
  const info = readDigestInfo(content);
  const digest = info?.digest ?? content;
  for (const input of inputs) {
    for (const [name, hash] of HASHES) {
      const made = hash(input.bytes);
      const isText = areEqual(content, encodeUtf8(toHex(made)));
      if (isText || (info === null && areEqual(content, made))) {
        const args = { hash: name, form: isText ? "hex" : "bytes" };
        return { steps: [isPadded ? "bare-digest" : "no-padding"], args, input };
      }
      // Strict verifiers refuse a DigestInfo without NULL (RFC 8017 section 9.2, note 1).
      if (
        areEqual(digest, made) &&
        info !== null &&
        (name !== own || info.hash !== own || !info.hasNull || !isPadded)
      ) {
        if (!isPadded) return { steps: ["no-padding"], args: { hash: name, form: "bytes" }, input };
        const [step, args] = name === own ? (["digest-info", {}] as const) : otherHash(name);
        return { steps: [step], args, input };
      }
      const again = HASHES.get(info?.hash ?? own);
      const texts = [made, encodeUtf8(toHex(made))];
      if (info !== null && again && texts.some((text) => areEqual(digest, again(text))))
        return { steps: ["hashed-twice"], args: { hash: name }, input };
    }
  }
  return null;
}

/** The mask of RFC 8017 appendix B.2.1. */
function mask(seed: Uint8Array, length: number, hash: Hash): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let counter = 0; counter * hash.outputLen < length; counter += 1)
    parts.push(
      hash(concat([seed, Uint8Array.of(counter >>> 24, (counter >>> 16) & 255, (counter >>> 8) & 255, counter & 255)])),
    );
  return concat(parts).subarray(0, length);
}

/** Hashes used with PSS. */
const PSS_HASHES = ["SHA-256", "SHA-384", "SHA-512", "SHA-1", "SHA-224"];

/**
 * The salt and the digest that a PSS message contains if made with these hashes (RFC 8017 section 9.1.2); null if it
 * was not.
 */
function openPss(
  message: Uint8Array,
  hash: Hash,
  maskHash: Hash,
): { readonly salt: Uint8Array; readonly digest: Uint8Array } | null {
  const size = hash.outputLen;
  if (message.at(-1) !== 0xbc || message.length < size + 2) return null;
  const [masked, digest] = [message.subarray(0, -size - 1), message.subarray(-size - 1, -1)];
  const over = mask(digest, masked.length, maskHash);
  const block = masked.map((octet, at) => octet ^ (over[at] ?? 0));
  // The leftmost bits beyond the modulus are not part of the block.
  block[0] = (block[0] ?? 0) & 0x7f;
  const one = block.findIndex((octet) => octet !== 0);
  return one < 0 || block[one] !== 1 ? null : { salt: block.subarray(one + 1), digest };
}

/** The hash and mask with which a PSS signature was made, whatever its salt; null if with none of these. */
function pssMistake(message: Uint8Array, inputs: readonly SigningInput[], own: string): Mistake | null {
  for (const name of [own, ...PSS_HASHES.filter((other) => other !== own)]) {
    for (const maskName of PSS_HASHES) {
      const [hash, maskHash] = [HASHES.get(name), HASHES.get(maskName)];
      const opened = hash && maskHash && openPss(message, hash, maskHash);
      if (!opened) continue;
      for (const input of inputs) {
        const made = hash(concat([new Uint8Array(8), hash(input.bytes), opened.salt]));
        if (!areEqual(opened.digest, made)) continue;
        const [step, args] = otherHash(name);
        const mgf1 = { mask: maskName };
        if (name === own) return { steps: ["mgf1"], args: mgf1, input };
        return { steps: maskName === name ? [step] : [step, "mgf1"], args: { ...args, ...mgf1 }, input };
      }
    }
  }
  return null;
}

/**
 * The mistake with which an RSA signature was made over one of `inputs`, if the key is right: a hash other than the
 * algorithm's, a digest without its DigestInfo or without padding, a digest hashed again, another hash in the PSS
 * mask. Null if it is none of these, or the key is wrong.
 */
export function rsaMistake(
  signature: Uint8Array,
  jwk: RsaJwk,
  row: SignatureAlgorithm,
  inputs: readonly SigningInput[],
): Mistake | null {
  const own = `SHA-${row.hashBits ?? 0}`;
  const message = openRsa(signature, jwk);
  if (message === null) return null;
  if (row.family === "RSASSA-PKCS1-v1_5") return pkcs1Mistake(message, inputs, own);
  return row.family === "RSASSA-PSS" ? pssMistake(message, inputs, own) : null;
}
