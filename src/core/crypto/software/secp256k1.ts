import { secp256k1 } from "@noble/curves/secp256k1.js";
import { encodeBase64Url } from "../../text/base64url.ts";
import { octets } from "./octets.ts";
import type { SoftwareSigner } from "./software.ts";

function publicPoint(x: Uint8Array, y: Uint8Array): Uint8Array {
  return Uint8Array.of(4, ...x, ...y);
}

/** ES256K (RFC 8812 section 3.2): ECDSA on secp256k1 with SHA-256, signature R and S side by side (RFC 7518 section 3.4). */
export const signer: SoftwareSigner = {
  verify(_, jwk, message, signature) {
    const point = publicPoint(octets(jwk, "x"), octets(jwk, "y"));
    secp256k1.Point.fromBytes(point).assertValidity();
    try {
      // Unlike Bitcoin, JWS has no low-S rule.
      return secp256k1.verify(signature, message, point, { lowS: false, format: "compact" });
    } catch {
      return false;
    }
  },
  sign: (_, jwk, message) => Uint8Array.from(secp256k1.sign(message, octets(jwk, "d"), { format: "compact" })),
  generate() {
    const { secretKey } = secp256k1.keygen();
    const point = secp256k1.getPublicKey(secretKey, false);
    return {
      kty: "EC",
      crv: "secp256k1",
      x: encodeBase64Url(point.subarray(1, 33)),
      y: encodeBase64Url(point.subarray(33)),
      d: encodeBase64Url(secretKey),
    };
  },
};
