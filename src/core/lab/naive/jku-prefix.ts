import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import type { Network } from "../world/network.ts";

/** Looks at the address first, as at a text. */
export async function verify(token: string, network: Network, now: Date) {
  const { jku = "https://id.example/jwks.json" } = decodeProtectedHeader(token);
  if (!jku.startsWith("https://id.example")) throw new Error("foreign jku"); // guilty: how a text begins is not which host it names.
  const body = network.get(jku);
  const keys = createLocalJWKSet(JSON.parse(body));
  const { payload } = await jwtVerify(token, keys, { currentDate: now });
  return payload;
}
