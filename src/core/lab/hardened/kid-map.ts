import { decodeProtectedHeader, jwtVerify } from "jose";
import { Refusal } from "../refusal.ts";
import { assertStrictForm } from "./strict-form.ts";

/** Looks kid up in a map of known keys, and uses it for nothing else (RFC 8725 section 3.10). */
export async function verify(token: string, secrets: ReadonlyMap<string, Uint8Array<ArrayBuffer>>, now: Date) {
  assertStrictForm(token);
  const { kid } = decodeProtectedHeader(token);
  const secret = typeof kid === "string" ? secrets.get(kid) : undefined;
  if (!secret) throw new Refusal("unknown-kid", "no key with that kid");
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
