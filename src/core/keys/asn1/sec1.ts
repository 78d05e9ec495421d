import { type Asn1, misshapen, octets, wholeBits } from "./asn1.ts";
import { curveOf, privateFromNumber } from "./elliptic.ts";
import { type Found, isRefusal } from "../found.ts";
import type { KeyFormat } from "../../registry/key-formats.ts";

/**
 * Reads ECPrivateKey (RFC 5915 section 3, SEC 1 appendix C.4), by itself or within PKCS#8, where the curve is given
 * by the wrapping. A missing public half is computed.
 */
export async function readSec1({ items }: Asn1, format: KeyFormat = "sec1", outer?: Asn1): Promise<Found> {
  const number = octets(items[1]);
  if (!number) return misshapen(format, "It is not an EC private key");
  const inner = items.find(({ tag }) => tag === 0xa0)?.items[0];
  const crv = await curveOf(outer ?? inner, format);
  if (typeof crv !== "string") return crv;
  const point = wholeBits(items.find(({ tag }) => tag === 0xa1)?.items[0]);
  const jwk = await privateFromNumber(crv, number, point, format);
  return isRefusal(jwk) ? jwk : { jwk, format };
}
