import { hmac, type HmacHash } from "./hmac.ts";
import type { KeyPair } from "./key-shop.ts";
import type { Signer } from "./compact.ts";

/** Signs with a private key: RS256 or ES256 (RFC 7518 sections 3.3, 3.4). */
export function withPrivateKey({ alg, privateKey }: Pick<KeyPair, "alg" | "privateKey">): Signer {
  const how = alg === "RS256" ? { name: "RSASSA-PKCS1-v1_5" } : { name: "ECDSA", hash: "SHA-256" };
  return async (input) => new Uint8Array(await crypto.subtle.sign(how, privateKey, input));
}

/** Signs with a secret: HS256, 384 or 512 (RFC 7518 section 3.2). Any bytes will do, also none. */
export function withSecret(secret: Uint8Array, alg = "HS256"): Signer {
  return (input) => hmac(secret, input, hashOf(alg));
}

/** The hash of an HMAC algorithm; SHA-256 for any other name. */
export function hashOf(alg: string): HmacHash {
  return alg === "HS512" ? "SHA-512" : alg === "HS384" ? "SHA-384" : "SHA-256";
}
