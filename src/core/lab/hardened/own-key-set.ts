import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from "jose";
import { assertStrictForm } from "./strict-form.ts";

/** Takes keys from the issuer's own set, and ignores jwk, jku, x5u and x5c in the header (RFC 8725 section 3.10). */
export async function verify(token: string, keySet: JSONWebKeySet, now: Date) {
  assertStrictForm(token);
  const { payload } = await jwtVerify(token, createLocalJWKSet(keySet), {
    algorithms: ["RS256"],
    issuer: "https://id.example",
    audience: "https://orders.example",
    typ: "at+jwt",
    requiredClaims: ["exp", "sub"],
    currentDate: now,
  });
  return payload;
}
