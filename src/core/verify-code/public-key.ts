import { exportKey } from "../keys/export.ts";
import type { KeyMaterial } from "../keys/types.ts";
import type { PublicKey } from "./types.ts";

/** The members of a public key (RFC 7518 section 6, RFC 8037 section 2, RFC 9964): no other JWK member goes into code. */
const MEMBERS = ["kty", "crv", "x", "y", "n", "e", "pub"];

/** The public half of a key, as code holds it; null for a shared secret. Private members are never looked at. */
export function publicKeyOf(material: KeyMaterial): PublicKey | null {
  const { jwk } = material;
  if (jwk.kty === "oct") return null;
  const names = jwk.kty === "AKP" ? [...MEMBERS, "alg"] : MEMBERS;
  const members = names.flatMap((name) => {
    const value: unknown = jwk[name as keyof typeof jwk];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return { pem: exportKey(material, "spki"), jwk: Object.fromEntries(members) };
}
