import type { Asn1 } from "./asn1.ts";
import { misshapen, octets } from "./asn1.ts";
import { readDer } from "./der.ts";
import { type Found, isRefusal, refuse } from "./found.ts";
import { openScheme } from "./password-encryption.ts";

const FORMAT = "encrypted-pkcs8";

/** Reads EncryptedPrivateKeyInfo (RFC 5958 section 3) with the passphrase. */
export async function readEncryptedPkcs8({ items }: Asn1, passphrase?: string): Promise<Found> {
  const [scheme, wrapped] = items;
  const sealed = octets(wrapped);
  if (!scheme || !sealed) return misshapen(FORMAT, "It is not an algorithm and encrypted octets");
  const opened = await openScheme(scheme, sealed, passphrase);
  if ("code" in opened) return opened;
  const found = opened.bytes && (await readDer(opened.bytes));
  // A padding may look right by chance: what it gives then is no key.
  if (!found || (isRefusal(found) && found.code === "asn1")) return refuse("passphrase-wrong", FORMAT);
  return { ...found, format: FORMAT };
}
