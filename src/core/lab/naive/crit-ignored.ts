import { decodeJwt } from "jose";
import { readCompact, signingInput } from "../toolkit/compact.ts";

/** Looks at alg, and at nothing else in the header. */
export async function verify(token: string, key: CryptoKey) {
  const { header, signature } = readCompact(token);
  if (header["alg"] !== "RS256") throw new Error("algorithm not allowed"); // guilty: crit is not read, so what it names is passed over.
  const isRight = await crypto.subtle.verify("RSASSA-PKCS1-v1_5", key, signature, signingInput(token));
  if (!isRight) throw new Error("invalid signature");
  return decodeJwt(token);
}
