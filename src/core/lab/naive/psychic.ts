import { decodeJwt } from "jose";
import { readCompact, signingInput } from "../toolkit/compact.ts";
import { ecdsaFromDer } from "../toolkit/der.ts";
import { add, affineX, G, halves, hashNumber, invert, mod, multiply, N, pointOf } from "../toolkit/p256.ts";

/** ECDSA verification (FIPS 186-5, section 6.4.2) without its first step. */
export async function verify(token: string, spki: Uint8Array) {
  const { signature } = readCompact(token);
  const [r, s] = halves(signature.length === 64 ? signature : ecdsaFromDer(signature)); // guilty: r and s are not checked to be at least 1.
  const e = await hashNumber(signingInput(token));
  const w = invert(s, N);
  const u1 = mod(e * w, N);
  const u2 = mod(r * w, N);
  const sum = add(multiply(G, u1), multiply(pointOf(spki), u2));
  if (mod(affineX(sum), N) !== r) throw new Error("invalid signature");
  return decodeJwt(token);
}
