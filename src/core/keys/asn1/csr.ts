import { type Asn1, misshapen } from "./asn1.ts";
import type { Found } from "../found.ts";
import { readSpki } from "./spki.ts";

/** Reads the key of a certification request (RFC 2986 section 4). Its signature is not checked. */
export async function readCsr({ items: [info] }: Asn1): Promise<Found> {
  const spki = info?.items[2];
  return spki ? readSpki(spki, "csr") : misshapen("csr", "The request has no public key");
}
