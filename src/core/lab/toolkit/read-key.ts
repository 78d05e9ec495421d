import { importJWK, importSPKI, type JWK } from "jose";
import { pem, RSA_ALGORITHM_IDENTIFIER } from "./key-forms.ts";
import { BIT_STRING, der, readDer, SEQUENCE } from "./der.ts";
import { fromHex } from "../../text/hex.ts";
import { join } from "./hmac.ts";

/**
 * Reads a public key in any form of `key-forms.ts`, as lenient libraries do, for the given algorithm. Throws if it is
 * not one.
 */
export async function importPublicKey(stored: Uint8Array, alg: string): Promise<CryptoKey> {
  const text = new TextDecoder().decode(stored).trim();
  if (text.startsWith("{")) {
    const key = await importJWK(JSON.parse(text) as JWK, alg);
    if (key instanceof Uint8Array) throw new TypeError("an oct key is not a public key");
    return key;
  }
  return importSPKI(pem("PUBLIC KEY", spkiOf(stored, text)), alg);
}

function spkiOf(stored: Uint8Array, text: string): Uint8Array {
  const ssh = /^ecdsa-sha2-nistp256 ([\w+/=]+)/.exec(text);
  if (ssh) return join(EC_P256_SPKI_PREFIX, fromBase64(ssh[1] ?? "").slice(-65));
  if (stored[0] === SEQUENCE && stored[1] !== undefined && stored[1] > 0x50) return stored;
  const bytes = fromBase64(text.replaceAll(/-----[^-]+-----|\s/g, ""));
  // PKCS#1 begins with the modulus, SubjectPublicKeyInfo with an AlgorithmIdentifier.
  const inner = readDer(readDer(bytes).contents);
  return inner.tag === SEQUENCE
    ? bytes
    : der(SEQUENCE, RSA_ALGORITHM_IDENTIFIER, der(BIT_STRING, Uint8Array.of(0), bytes));
}

/** The bytes before the point in a P-256 SubjectPublicKeyInfo (RFC 5480 section 2). */
const EC_P256_SPKI_PREFIX = fromHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
