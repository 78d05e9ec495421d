import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import type { Network } from "../world/network.ts";

/** Fetches the keys from the URL in the token. */
export async function verify(token: string, network: Network, now: Date) {
  const { jku = "https://id.example/jwks.json" } = decodeProtectedHeader(token);
  const body = network.get(jku); // guilty: any URL will do.
  const keys = createLocalJWKSet(JSON.parse(body));
  const { payload } = await jwtVerify(token, keys, { currentDate: now });
  return payload;
}
