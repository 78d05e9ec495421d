import { ed448 } from "@noble/curves/ed448.js";
import { encodeBase64Url } from "../../text/base64url.ts";
import { octets } from "./octets.ts";
import type { SoftwareSigner } from "./software.ts";

/** EdDSA on Ed448 (RFC 8032 section 5.2, RFC 8037 section 3.1), with an empty context. */
export const signer: SoftwareSigner = {
  verify(_, jwk, message, signature) {
    const point = octets(jwk, "x");
    ed448.Point.fromBytes(point);
    try {
      return ed448.verify(signature, message, point);
    } catch {
      return false;
    }
  },
  sign: (_, jwk, message) => Uint8Array.from(ed448.sign(message, octets(jwk, "d"))),
  generate() {
    const { secretKey, publicKey } = ed448.keygen();
    return { kty: "OKP", crv: "Ed448", x: encodeBase64Url(publicKey), d: encodeBase64Url(secretKey) };
  },
};
