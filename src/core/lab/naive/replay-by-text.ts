import { jwtVerify } from "jose";
import type { SeenStore } from "../world/store.ts";

/** Accepts each token once. */
export async function verify(token: string, key: CryptoKey, seen: SeenStore, now: Date) {
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["ES256"],
    issuer: "https://id.example",
    audience: "https://orders.example",
    currentDate: now,
  });
  if (seen.has(token)) throw new Error("used before"); // guilty: the same claims can have more than one text.
  seen.add(token);
  return payload;
}
