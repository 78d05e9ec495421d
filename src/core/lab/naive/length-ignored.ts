import { decodeJwt } from "jose";
import { hmac } from "../toolkit/hmac.ts";
import { readCompact, signingInput } from "../toolkit/compact.ts";

/** Compares as many bytes as the token has. */
export async function verify(token: string, secret: Uint8Array) {
  const expected = await hmac(secret, signingInput(token));
  const { signature } = readCompact(token);
  for (let i = 0; i < signature.length; i++) {
    // guilty: for an empty signature this loop never runs.
    if (signature[i] !== expected[i]) throw new Error("invalid signature");
  }
  return decodeJwt(token);
}
