import { decodeJwt } from "jose";
import { readCompact, signingInput } from "../toolkit/compact.ts";

/** Checks alg and nothing else in the header. */
export async function verify(token: string, key: CryptoKey) {
  const { header, signature } = readCompact(token);
  if (header["alg"] !== "RS256") throw new Error("algorithm not allowed"); // guilty: crit is not read, so the extensions it names are ignored.
  const isRight = await crypto.subtle.verify("RSASSA-PKCS1-v1_5", key, signature, signingInput(token));
  if (!isRight) throw new Error("invalid signature");
  return decodeJwt(token);
}
