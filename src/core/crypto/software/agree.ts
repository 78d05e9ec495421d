import { x25519 } from "@noble/curves/ed25519.js";
import { x448 } from "@noble/curves/ed448.js";
import type { JWK } from "jose";
import { encodeBase64Url } from "../../text/base64url.ts";

const CURVES = { X25519: x25519, X448: x448 } as const;

/** The shared secret of X25519 or X448 (RFC 7748 section 6); throws where the public key is a point of small order. */
export function agree(
  curve: "X25519" | "X448",
  privateKey: Uint8Array,
  publicKey: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(CURVES[curve].getSharedSecret(privateKey, publicKey));
}

/** A fresh key for X448 (RFC 8037 section 3.2), private members included. */
export function newX448(): JWK {
  const { secretKey, publicKey } = x448.keygen();
  return { kty: "OKP", crv: "X448", x: encodeBase64Url(publicKey), d: encodeBase64Url(secretKey) };
}
