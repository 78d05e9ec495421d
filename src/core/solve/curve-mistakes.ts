import { ecdsa } from "@noble/curves/abstract/weierstrass.js";
import { ed25519ph } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concat } from "../base/bytes.ts";
import { curvePoints } from "../keys/asn1/curve-arithmetic.ts";
import { toBase64 } from "../keys/asn1/der.ts";
import type { SignatureAlgorithm } from "../registry/algorithms.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { toHex } from "../text/hex.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { HASHES } from "./hashes.ts";
import { type Mistake, otherHash } from "./rsa-opened.ts";
import type { SigningInput } from "./signing-inputs.ts";

/** The prefix that Ethereum wallets put before a text they sign (EIP-191, version 45). */
function ethereumMessage(bytes: Uint8Array): Uint8Array {
  return concat([encodeUtf8(`\u0019Ethereum Signed Message:\n${bytes.length}`), bytes]);
}

/** What was signed in place of the digest by the algorithm's hash, and the mistake it shows. */
function digests(own: string, input: SigningInput): readonly (readonly [Omit<Mistake, "input">, Uint8Array])[] {
  const { bytes } = input;
  const ownHash = HASHES.get(own) ?? sha256;
  const found: (readonly [Omit<Mistake, "input">, Uint8Array])[] = [];
  for (const [name, hash] of HASHES) {
    if (name === own) continue;
    const [step, args] = otherHash(name);
    found.push([{ steps: [step], args }, hash(bytes)]);
  }
  const digest = ownHash(bytes);
  for (const text of [toHex(digest), toBase64(Uint8Array.from(digest))])
    found.push([{ steps: ["hashed-twice"], args: { hash: own } }, ownHash(encodeUtf8(text))]);
  found.push([{ steps: ["not-hashed"], args: {} }, bytes]);
  found.push([{ steps: ["not-hashed"], args: {} }, encodeUtf8(toHex(digest))]);
  const keccak = HASHES.get("Keccak-256") ?? sha256;
  found.push([{ steps: ["ethereum-message"], args: {} }, keccak(ethereumMessage(bytes))]);
  found.push([{ steps: ["ethereum-message"], args: {} }, keccak(ethereumMessage(keccak(bytes)))]);
  return found;
}

/**
 * The mistake with which an ECDSA signature (R and S side by side) or an Ed25519 signature was made over `input`, if
 * the key is right. Null if it is none of these, or the key is wrong. The caller has checked that `jwk` fits the
 * algorithm.
 */
export function curveMistake(
  signature: Uint8Array,
  jwk: { readonly crv?: string | undefined; readonly x?: string | undefined; readonly y?: string | undefined },
  row: SignatureAlgorithm,
  input: SigningInput,
): Mistake | null {
  const x = decodeBase64Url(jwk.x ?? "").bytes;
  if (row.family === "EdDSA")
    return jwk.crv === "Ed25519" && signature.length === 64 && ed25519ph.verify(signature, input.bytes, x)
      ? { steps: ["prehashed"], args: {}, input }
      : null;
  const Point = row.family === "ECDSA" ? curvePoints(jwk.crv ?? "") : null;
  if (Point === null) return null;
  const { verify } = ecdsa(Point, sha256, { lowS: false });
  const point = Uint8Array.of(4, ...x, ...decodeBase64Url(jwk.y ?? "").bytes);
  for (const [mistake, digest] of digests(`SHA-${row.hashBits ?? 256}`, input)) {
    try {
      if (verify(signature, digest, point, { prehash: false, lowS: false, format: "compact" }))
        return { ...mistake, input };
    } catch {
      return null;
    }
  }
  return null;
}
