import { jwtVerify } from "jose";
import type { SeenStore } from "../world/store.ts";

/** Each token may be used once. */
export async function verify(token: string, key: CryptoKey, seen: SeenStore, now: Date) {
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["ES256"],
    issuer: "https://id.example",
    audience: "https://orders.example",
    currentDate: now,
  });
  if (seen.has(token)) throw new Error("used before"); // guilty: one content can have more than one text.
  seen.add(token);
  return payload;
}
