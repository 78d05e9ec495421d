import type { JWK } from "jose";
import { KEY_TYPES, type KeyType } from "../../registry/key-types.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import { encodeUtf8 } from "../../text/utf8.ts";

/** The members that make up the key itself, in lexicographic order (RFC 7638 section 3.2, RFC 8037 section 2, RFC 9964 section 3). */
function essence({ named, required }: KeyType): readonly string[] {
  return ["kty", ...(named === null ? [] : [named]), ...required].toSorted();
}

/**
 * The JWK SHA-256 Thumbprint in base64url (RFC 7638 section 3). A private key has the thumbprint of its public half. Takes a JWK
 * with all required members; rejects with an error that names the one that is missing, or an unknown `kty`. Works without
 * a secure context too.
 */
export async function thumbprint(jwk: JWK): Promise<string> {
  return encodeBase64Url(await sha256(encodeUtf8(thumbprintText(jwk))));
}

/** The text that a JWK's thumbprint is the digest of (RFC 7638 section 3.1). Throws as `thumbprint` rejects. */
export function thumbprintText(values: Readonly<Record<string, unknown>>): string {
  const { kty } = values;
  const type = KEY_TYPES.get(typeof kty === "string" ? kty : "");
  if (!type) throw new Error(`No thumbprint is defined for kty ${JSON.stringify(kty)}`);
  const parts = essence(type).map((name) => {
    if (typeof values[name] !== "string") throw new Error(`The JWK has no member ${name}`);
    return `${JSON.stringify(name)}:${JSON.stringify(values[name])}`;
  });
  return `{${parts.join(",")}}`;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const subtle = globalThis.crypto?.subtle;
  if (subtle !== undefined) return new Uint8Array(await subtle.digest("SHA-256", bytes));
  return (await import("@noble/hashes/sha2.js")).sha256(bytes);
}
