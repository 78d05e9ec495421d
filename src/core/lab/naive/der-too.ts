import { decodeJwt } from "jose";
import { readCompact, signingInput } from "../toolkit/compact.ts";
import { ecdsaFromDer } from "../toolkit/der.ts";
import type { SeenStore } from "../world/store.ts";

/** Accepts each token once, and signatures in two formats. */
export async function verify(token: string, key: CryptoKey, seen: SeenStore) {
  const { signature } = readCompact(token);
  const fixed = signature.length === 64 ? signature : ecdsaFromDer(signature); // guilty: one signature now has two spellings.
  const how = { name: "ECDSA", hash: "SHA-256" };
  if (!(await crypto.subtle.verify(how, key, fixed, signingInput(token)))) throw new Error("invalid signature");
  if (seen.has(token)) throw new Error("used before");
  seen.add(token);
  return decodeJwt(token);
}
