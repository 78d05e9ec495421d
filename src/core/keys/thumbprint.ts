import type { JWK } from "jose";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";

/** The members that make up the key itself, per `kty`, in lexicographic order (RFC 7638 section 3.2, RFC 8037 section 2, RFC 9964 section 3). */
const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map([
  ["oct", ["k", "kty"]],
  ["RSA", ["e", "kty", "n"]],
  ["EC", ["crv", "kty", "x", "y"]],
  ["OKP", ["crv", "kty", "x"]],
  ["AKP", ["alg", "kty", "pub"]],
]);

/**
 * The JWK SHA-256 Thumbprint in base64url (RFC 7638 section 3). A private key has that of its public half. Takes a JWK
 * with all required members; rejects with an error that names the one that is missing, or an unknown `kty`. Works without
 * a secure context too.
 */
export async function thumbprint(jwk: JWK): Promise<string> {
  const members = REQUIRED.get(jwk.kty ?? "");
  if (!members) throw new Error(`No thumbprint is defined for kty ${JSON.stringify(jwk.kty)}`);
  const values = jwk as Readonly<Record<string, unknown>>;
  const parts = members.map((name) => {
    if (typeof values[name] !== "string") throw new Error(`The JWK has no member ${name}`);
    return `${JSON.stringify(name)}:${JSON.stringify(values[name])}`;
  });
  return encodeBase64Url(await sha256(encodeUtf8(`{${parts.join(",")}}`)));
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const subtle = globalThis.crypto?.subtle;
  if (subtle !== undefined) return new Uint8Array(await subtle.digest("SHA-256", bytes));
  return (await import("@noble/hashes/sha2.js")).sha256(bytes);
}
