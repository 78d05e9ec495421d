import { jwtVerify } from "jose";
import { Refusal } from "../refusal.ts";
import { assertStrictForm } from "./strict-form.ts";

/** Requires exp and iat as numbers of seconds (RFC 7519 section 4.1.4), and a lifetime of at most an hour. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  assertStrictForm(token);
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["RS256"],
    issuer: "https://id.example",
    audience: "https://orders.example",
    typ: "at+jwt",
    requiredClaims: ["exp", "iat", "sub"],
    currentDate: now,
  });
  const { exp = Infinity, iat = 0 } = payload;
  if (exp - iat > 3600) throw new Refusal("lifetime-too-long", "lives longer than an hour");
  return payload;
}
