import { decodeJwt } from "jose";
import { readCompact, signingInput } from "./compact.ts";
import { hmac } from "./hmac.ts";

/** HS256 as in libraries that accept any key, even an empty one: returns the claims, throws if the signature differs. */
export async function verifyHmac(token: string, secret: Uint8Array) {
  const expected = await hmac(secret, signingInput(token));
  const { signature } = readCompact(token);
  if (signature.length !== expected.length || signature.some((byte, index) => byte !== expected[index]))
    throw new Error("invalid signature");
  return decodeJwt(token);
}
