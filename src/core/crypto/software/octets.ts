import type { JWK } from "jose";
import { decodeBase64Url } from "../../text/base64url.ts";

/** The bytes of a JWK member; throws where the member is missing or not base64url (RFC 7518 section 6). */
export function octets(jwk: JWK, name: "d" | "x" | "y" | "pub" | "priv"): Uint8Array<ArrayBuffer> {
  const value = (jwk as Readonly<Record<string, unknown>>)[name];
  const decoding = typeof value === "string" ? decodeBase64Url(value) : null;
  if (decoding === null || decoding.problems.length > 0) throw new Error(`The JWK has no usable ${name}`);
  return decoding.bytes;
}
