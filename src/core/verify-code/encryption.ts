import { keyManagementRow } from "../registry/encryption-algorithms.ts";

/** JWE algorithms, as "alg enc", that every library here with JWE support can do. PBES2 and RSA1_5 are left to the user. */
export const USUAL_JWE =
  /^(?:RSA-OAEP(?:-256)?|A(?:128|192|256)(?:GCM)?KW|dir|ECDH-ES(?:\+A(?:128|192|256)KW)?) A(?:128CBC-HS256|192CBC-HS384|256CBC-HS512|128GCM|192GCM|256GCM)$/;

/** Key management with one secret on both sides (RFC 7518 section 4.1). */
export function isShared(alg: string): boolean {
  return keyManagementRow(alg)?.keyTypes.includes("oct") === true;
}

/** Key management with an RSA key; any other private key is on a curve. */
export function isRsa(alg: string): boolean {
  return keyManagementRow(alg)?.keyTypes.includes("RSA") === true;
}
