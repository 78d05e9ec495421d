import type { Asn1 } from "../asn1/asn1.ts";
import { misshapen, octets } from "../asn1/asn1.ts";
import type { Refusal } from "../found.ts";
import { type Opened, openScheme } from "./password-encryption.ts";

const FORMAT = "encrypted-pkcs8";

/** Decrypts EncryptedPrivateKeyInfo (RFC 5958 section 3) with the passphrase. */
export async function openEncryptedPkcs8({ items }: Asn1, passphrase?: string): Promise<Opened | Refusal> {
  const [scheme, wrapped] = items;
  const sealed = octets(wrapped);
  if (!scheme || !sealed) return misshapen(FORMAT, "It is not an EncryptedPrivateKeyInfo");
  return openScheme(scheme, sealed, passphrase);
}
