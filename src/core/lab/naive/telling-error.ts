import { decodeJwt } from "jose";
import { encodeBase64Url } from "../../text/base64url.ts";
import { hmac } from "../toolkit/hmac.ts";
import { signingInput, split } from "../toolkit/compact.ts";

/** Gives developers a helpful error. */
export async function verify(token: string, secret: Uint8Array) {
  const expected = encodeBase64Url(await hmac(secret, signingInput(token)));
  const [, , given] = split(token);
  if (given !== expected) {
    throw new Error(`invalid signature, expected ${expected}, got ${given}`); // guilty: the error reveals the valid signature.
  }
  return decodeJwt(token);
}
