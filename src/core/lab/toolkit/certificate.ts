import { importSPKI } from "jose";
import { pem } from "./key-forms.ts";
import { spkiOfCertificate } from "./x509.ts";

/** The public key of a certificate given as Base64 or PEM (RFC 7515 section 4.1.6), for the given algorithm. Its chain is not checked. */
export async function importCertificate(text: string, alg: string): Promise<CryptoKey> {
  return importSPKI(pem("PUBLIC KEY", spkiOfCertificate(certificateBytes(text))), alg);
}

/** The DER of a certificate given as Base64 or PEM. */
export function certificateBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll(/-----[^-]+-----|\s/g, "")), (character) => character.charCodeAt(0));
}
