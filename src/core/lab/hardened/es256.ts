import { jwtVerify } from "jose";
import { assertStrictForm } from "./strict-form.ts";

/** One algorithm, and a key bound to it: the token does not choose (RFC 8725 section 3.1). */
export async function verify(token: string, key: CryptoKey, now: Date) {
  assertStrictForm(token);
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["ES256"],
    issuer: "https://id.example",
    audience: "https://orders.example",
    typ: "at+jwt",
    requiredClaims: ["exp", "sub"],
    currentDate: now,
  });
  return payload;
}
