import type { JWK } from "jose";
import { newEphemeralKey } from "../crypto/jwe/content-key.ts";
import { contentEncryptionRow, keyManagementRow } from "../registry/encryption-algorithms.ts";
import { keyKind } from "../registry/key-kinds.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { exportKey, publicJwk } from "./export.ts";
import { thumbprint } from "./formats/thumbprint.ts";
import { type GeneratedKey, newRsaKey } from "./generate.ts";

/**
 * Makes a fresh key for a recipient: a pair, a shared key of the length that `alg` and `enc` require, or an
 * unguessable password. `curve` is for ECDH-ES, which has several. Rejects if the algorithm is not for encryption.
 */
export async function generateRecipientKey(alg: string, enc: string, curve = "P-256"): Promise<GeneratedKey> {
  const [row, content] = [keyManagementRow(alg), contentEncryptionRow(enc)];
  if (row === null) throw new Error(`No keys exist for ${alg}`);
  if (row.keyTypes.includes("oct")) {
    // 24 random bytes as text are unguessable.
    if (row.hash !== null) return { secret: { text: random(24), encoding: "UTF-8" } };
    const bytes = row.wrapKeyBytes ?? content?.keyBytes;
    if (bytes === undefined) throw new Error(`No keys exist for ${enc}`);
    return { secret: { text: random(bytes), encoding: "Base64url" } };
  }
  const bare = row.keyTypes.includes("RSA")
    ? await newRsaKey({ name: "RSA-OAEP", hash: row.hash ?? "SHA-256" }, ["encrypt", "decrypt"])
    : bareOf(await newEphemeralKey({ kty: keyKind(curve)?.kty ?? "EC", crv: curve }));
  const kid = await thumbprint(bare);
  const jwk: JWK = { ...bare, kid, alg };
  const material = { jwk, isPrivate: true, format: "jwk", description: alg, thumbprint: kid } as const;
  return {
    publicKey: exportKey(material, "spki") ?? JSON.stringify(publicJwk(jwk)),
    privateKey: exportKey(material, "pkcs8") ?? JSON.stringify(jwk),
    kid,
    jwk,
  };
}

function random(bytes: number): string {
  return encodeBase64Url(globalThis.crypto.getRandomValues(new Uint8Array(bytes)));
}

function bareOf({ key_ops: _ops, ext: _ext, ...jwk }: JWK): JWK {
  return jwk;
}
