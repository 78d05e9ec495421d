import { jwtVerify } from "jose";
import { Refusal } from "../refusal.ts";
import type { SeenStore } from "../world/store.ts";
import { assertStrictForm } from "./strict-form.ts";

/** Accepts each token once, recognised by its signed jti (RFC 7519 section 4.1.7). */
export async function verify(token: string, key: CryptoKey, seen: SeenStore, now: Date) {
  assertStrictForm(token);
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["ES256"],
    issuer: "https://id.example",
    audience: "https://orders.example",
    typ: "at+jwt",
    requiredClaims: ["exp", "sub", "jti"],
    currentDate: now,
  });
  const mark = `${payload.iss} ${payload.jti}`;
  if (seen.has(mark)) throw new Refusal("used-before", "this jti was used before");
  seen.add(mark);
  return payload;
}
