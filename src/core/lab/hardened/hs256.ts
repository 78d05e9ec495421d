import { jwtVerify } from "jose";
import { Refusal } from "../refusal.ts";
import { assertStrictForm } from "./strict-form.ts";

/** One algorithm, and a secret at least as long as its hash (RFC 7518 section 3.2). */
export async function verify(token: string, secret: Uint8Array<ArrayBuffer>, now: Date) {
  assertStrictForm(token);
  if (secret.length < 32) throw new Refusal("key-too-short", `${secret.length} bytes are not a key for HS256`);
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["HS256"],
    issuer: "https://id.example",
    audience: "https://orders.example",
    typ: "at+jwt",
    requiredClaims: ["exp", "sub"],
    currentDate: now,
  });
  return payload;
}
