import { hmac } from "@noble/hashes/hmac.js";
import { areEqual } from "../base/bytes.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { HASHES } from "./hashes.ts";
import type { Discovery, SolveStep } from "./types.ts";

/** The HMACs of JWA, recognised by their length. */
const OF_JWA: ReadonlySet<string> = new Set(["SHA-256", "SHA-384", "SHA-512"]);
/** At least this much of a MAC must match, or it could be chance. */
const LEAST_TRUNCATED = 10;

/** What was made in place of JWA's HMAC; `hash` is its hash, `form` what was hashed. */
interface HmacMistake {
  readonly step: SolveStep;
  readonly args: Discovery["args"];
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const DOT = encodeUtf8(".");

/** What home-made signers hash in place of an HMAC, in words. Without the secret, anyone can make it. */
function hashed(secret: Uint8Array, input: Uint8Array): readonly (readonly [form: string, bytes: Uint8Array])[] {
  return [
    ["the signing input followed by the secret", joined(input, secret)],
    ["the secret followed by the signing input", joined(secret, input)],
    ["the signing input, a dot and the secret", joined(input, DOT, secret)],
    ["the secret, a dot and the signing input", joined(secret, DOT, input)],
    ["the secret, the signing input and the secret again", joined(secret, input, secret)],
  ];
}

/** How many mistakes are tried with one secret. */
export const MISTAKES_TRIED = 8;

/**
 * The mistake with which a signature was made, if the secret is right and no HMAC of JWA fits: key and message
 * swapped, a plain hash of both, an HMAC with another hash family, a truncated MAC. Null if it is none of these.
 * Synchronous and bounded.
 */
export function hmacMistake(secret: Uint8Array, input: Uint8Array, signature: Uint8Array): HmacMistake | null {
  for (const [hash, digest] of HASHES) {
    const size = digest.outputLen;
    if (size === signature.length) {
      if (!OF_JWA.has(hash) && areEqual(hmac(digest, secret, input), signature))
        return { step: "hmac-hash", args: { hash } };
      if (areEqual(hmac(digest, input, secret), signature)) return { step: "swapped", args: { hash } };
      for (const [form, bytes] of hashed(secret, input))
        if (areEqual(digest(bytes), signature)) return { step: "plain-hash", args: { hash, form } };
    } else if (OF_JWA.has(hash) && size > signature.length && signature.length >= LEAST_TRUNCATED) {
      if (areEqual(hmac(digest, secret, input).subarray(0, signature.length), signature))
        return { step: "truncated", args: { hash, length: signature.length } };
    }
  }
  return null;
}

/**
 * The name of the hash if the signature is a hash of the signing input alone, which needs no secret; otherwise null.
 */
export function hashAlone(input: Uint8Array, signature: Uint8Array): string | null {
  return (
    [...HASHES].find(
      ([, digest]) => digest.outputLen === signature.length && areEqual(digest(input), signature),
    )?.[0] ?? null
  );
}
