import type { JWK } from "jose";
import { isNative } from "../crypto/capabilities.ts";
import { softwareFor } from "../crypto/software/software.ts";
import { algorithmRow, rowForKey, type SignatureAlgorithm } from "../registry/algorithms.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { exportKey, publicJwk } from "./export.ts";
import { thumbprint } from "./formats/thumbprint.ts";
import type { SecretInput } from "./types.ts";

/** Bits of a fresh RSA key: the minimum of RFC 7518 section 3.3, which most issuers use. */
const RSA_BITS = 2048;

/** A fresh key as the texts of the fields: a secret, or both halves of a pair with the thumbprint that serves as `kid`. */
export type GeneratedKey =
  | { readonly secret: SecretInput }
  | {
      /** PEM (SPKI); for ML-DSA, whose PEM few tools read yet, a JWK with `kid`. */
      readonly publicKey: string;
      /** PEM (PKCS#8), or a JWK as above. */
      readonly privateKey: string;
      /** RFC 7638 thumbprint. */
      readonly kid: string;
      /** The private JWK, with `kid` and `alg`. */
      readonly jwk: JWK;
    };

/**
 * Makes a fresh key for an algorithm. Secrets are as long as the hash output (RFC 7518 section 3.2). Rejects for
 * `none`, for names without a row, and if neither the browser nor software here can make one.
 */
export async function generateKey(alg: string): Promise<GeneratedKey> {
  const row = algorithmRow(alg);
  if (row === null || row.kty === null) throw new Error(`No keys exist for ${alg}`);
  if (row.kty === "oct") {
    const octets = globalThis.crypto.getRandomValues(new Uint8Array((row.minimumKeyBits ?? 256) / 8));
    return { secret: { text: encodeBase64Url(octets), encoding: "Base64url" } };
  }
  const bare = await generateJwk(row);
  const kid = await thumbprint(bare);
  const jwk: JWK = { ...bare, kid, alg };
  const material = { jwk, isPrivate: true, format: "jwk", description: alg, thumbprint: kid } as const;
  const [publicForm, privateForm] =
    row.kty === "AKP" ? (["jwk", "private-jwk"] as const) : (["spki", "pkcs8"] as const);
  return {
    publicKey: exportKey(material, publicForm) ?? JSON.stringify(publicJwk(jwk)),
    privateKey: exportKey(material, privateForm) ?? JSON.stringify(jwk),
    kid,
    jwk,
  };
}

/** A fresh RSA key as a private JWK with only the key's own members. Rejects if the browser cannot make one. */
export async function newRsaKey(
  params: { readonly name: string; readonly hash: string },
  usages: KeyUsage[],
): Promise<JWK> {
  const { subtle } = globalThis.crypto;
  const rsa = { ...params, modulusLength: RSA_BITS, publicExponent: Uint8Array.of(1, 0, 1) };
  const pair = await subtle.generateKey(rsa, true, usages);
  const { key_ops: _ops, ext: _ext, alg: _alg, ...jwk } = (await subtle.exportKey("jwk", pair.privateKey)) as JWK;
  return jwk;
}

/** A private JWK with only the key's own members. */
async function generateJwk(row: SignatureAlgorithm): Promise<JWK> {
  const effective = rowForKey(row, { crv: row.curves[0] ?? "" });
  if (!(await isNative(effective))) {
    const software = await softwareFor(effective);
    if (software === null) throw new Error(`This page cannot make keys for ${row.alg}`);
    return software.generate(effective.alg);
  }
  const { subtle } = globalThis.crypto;
  const size = row.kty === "RSA" ? { modulusLength: RSA_BITS, publicExponent: Uint8Array.of(1, 0, 1) } : {};
  const pair = (await subtle.generateKey({ ...effective.importParams, ...size }, true, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const { key_ops: _ops, ext: _ext, alg, ...jwk } = (await subtle.exportKey("jwk", pair.privateKey)) as JWK;
  return row.kty === "AKP" && alg !== undefined ? { ...jwk, alg } : jwk;
}
