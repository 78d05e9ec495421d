import type { Asn1 } from "./asn1.ts";
import { type Found, isRefusal } from "../found.ts";
import { damageOf, rsaPrivate, rsaPublic } from "./rsa.ts";

/** Reads RSAPublicKey without a wrapping (RFC 8017 appendix A.1.1). */
export function readPkcs1Public(node: Asn1): Found {
  const jwk = rsaPublic(node, "pkcs1-public");
  return isRefusal(jwk) ? jwk : { jwk, format: "pkcs1-public" };
}

/** Reads RSAPrivateKey without a wrapping (RFC 8017 appendix A.1.2). */
export function readPkcs1Private(node: Asn1): Found {
  const jwk = rsaPrivate(node, "pkcs1-private");
  return isRefusal(jwk) ? jwk : { jwk, format: "pkcs1-private", ...damageOf(node, "pkcs1-private") };
}
