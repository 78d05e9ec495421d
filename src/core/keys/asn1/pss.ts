import { der, objectIdentifier, sequence, TAG, unsignedInteger } from "./der.ts";
import type { PssParameters } from "../types.ts";

/** id-mgf1 (RFC 8017 appendix C). */
export const MGF1 = "1.2.840.113549.1.1.8";

/** Hash functions by object identifier (RFC 8017 appendix B.1, FIPS 202 by NIST's register). */
export const HASH_NAMES: ReadonlyMap<string, string> = new Map([
  ["1.2.840.113549.2.5", "MD5"],
  ["1.3.14.3.2.26", "SHA-1"],
  ["2.16.840.1.101.3.4.2.4", "SHA-224"],
  ["2.16.840.1.101.3.4.2.1", "SHA-256"],
  ["2.16.840.1.101.3.4.2.2", "SHA-384"],
  ["2.16.840.1.101.3.4.2.3", "SHA-512"],
  ["2.16.840.1.101.3.4.2.5", "SHA-512/224"],
  ["2.16.840.1.101.3.4.2.6", "SHA-512/256"],
  ["2.16.840.1.101.3.4.2.7", "SHA3-224"],
  ["2.16.840.1.101.3.4.2.8", "SHA3-256"],
  ["2.16.840.1.101.3.4.2.9", "SHA3-384"],
  ["2.16.840.1.101.3.4.2.10", "SHA3-512"],
]);

/** RSASSA-PSS-params in DER (RFC 8017 appendix A.2.3): defaults are omitted (X.690 section 11.5). */
export function pssParametersDer({ hash, maskHash, leastSalt }: PssParameters): Uint8Array<ArrayBuffer> {
  return sequence(
    ...(hash === "SHA-1" ? [] : [der(0xa0, hashIdentifier(hash))]),
    ...(maskHash === "SHA-1" ? [] : [der(0xa1, sequence(objectIdentifier(MGF1), hashIdentifier(maskHash)))]),
    ...(leastSalt === 20 ? [] : [der(0xa2, unsignedInteger(bigEndian(leastSalt)))]),
  );
}

/** HashAlgorithm, whose parameters are NULL (RFC 4055 section 2.1). */
function hashIdentifier(name: string): Uint8Array<ArrayBuffer> {
  const oid = [...HASH_NAMES].find(([, known]) => known === name)?.[0] ?? name;
  return sequence(objectIdentifier(oid), der(TAG.null));
}

function bigEndian(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}
