import { decodeProtectedHeader, jwtVerify } from "jose";
import { encodeBase64Url } from "../../text/base64url.ts";
import { Refusal } from "../refusal.ts";
import { certificateBytes, importCertificate } from "../toolkit/certificate.ts";
import { assertStrictForm } from "./strict-form.ts";

/** Accepts the certificate in the header only if its SHA-256 is the pinned one (x5t#S256, RFC 7515 section 4.1.8). */
export async function verify(token: string, pinned: string, now: Date) {
  assertStrictForm(token);
  const [certificate = ""] = decodeProtectedHeader(token).x5c ?? [];
  const digest = await crypto.subtle.digest("SHA-256", certificateBytes(certificate));
  if (encodeBase64Url(new Uint8Array(digest)) !== pinned) throw new Refusal("wrong-certificate", "not the pinned one");
  const { payload } = await jwtVerify(token, await importCertificate(certificate, "RS256"), {
    algorithms: ["RS256"],
    issuer: "https://id.example",
    audience: "https://orders.example",
    typ: "at+jwt",
    requiredClaims: ["exp", "sub"],
    currentDate: now,
  });
  return payload;
}
