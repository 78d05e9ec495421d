import type { JWK } from "jose";
import { encodeBase64Url } from "../../text/base64url.ts";
import type { KeyFormat } from "../types.ts";
import { type Asn1, misshapen, parseAsn1, wholeBits } from "./asn1.ts";
import { curveOf, publicFromPoint } from "./elliptic.ts";
import { type Found, isRefusal, refuse, type Refusal } from "./found.ts";
import { KEY_ALGORITHMS, nameOther } from "./object-identifiers.ts";
import { readPssLimits } from "./pss-parameters.ts";
import { rsaPublic } from "./rsa.ts";

/** Octets of the public keys that are octets and nothing else (RFC 8032, RFC 7748, FIPS 204 table 2). */
export const PUBLIC_OCTETS: ReadonlyMap<string, number> = new Map([
  ["Ed25519", 32],
  ["Ed448", 57],
  ["X25519", 32],
  ["X448", 56],
  ["ML-DSA-44", 1312],
  ["ML-DSA-65", 1952],
  ["ML-DSA-87", 2592],
]);

/** Reads SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7), by itself or within a certificate or request. */
export async function readSpki({ items }: Asn1, format: KeyFormat = "spki"): Promise<Found> {
  const [algorithm, bits] = items;
  const [kind, parameters] = algorithm?.items ?? [];
  const key = wholeBits(bits);
  if (items.length !== 2 || !kind || !key) {
    return misshapen(format, "It is not an algorithm and a public key");
  }
  const name = KEY_ALGORITHMS.get(kind.oid);
  if (name === undefined) return refuse("type-unsupported", format, { what: nameOther(kind.oid) });
  const jwk = await publicJwkOf(name, parameters, key, format);
  if (isRefusal(jwk)) return jwk;
  const limits = name === "RSA-PSS" ? readPssLimits(parameters, format) : {};
  return isRefusal(limits) ? limits : { jwk, format, ...limits };
}

async function publicJwkOf(
  name: string,
  parameters: Asn1 | undefined,
  key: Uint8Array,
  format: KeyFormat,
): Promise<JWK | Refusal> {
  switch (name) {
    case "RSA":
    case "RSA-PSS": {
      const numbers = parseAsn1(key);
      return "why" in numbers ? misshapen(format, numbers.why) : rsaPublic(numbers, format);
    }
    case "EC": {
      const crv = await curveOf(parameters, format);
      return typeof crv === "string" ? publicFromPoint(crv, key, format) : crv;
    }
    default:
      return publicFromOctets(name, key, format);
  }
}

/**
 * A public key that is octets and nothing else: those of RFC 8410, and of RFC 9881. Half of all octets are no point of an
 * Edwards curve (RFC 8032 section 5.1.3), so that a change on the way often shows.
 */
export async function publicFromOctets(name: string, key: Uint8Array, format: KeyFormat): Promise<JWK | Refusal> {
  const size = PUBLIC_OCTETS.get(name);
  if (key.length !== size) return misshapen(format, `It has ${key.length} octets; ${name} has ${size}`);
  if (name.startsWith("Ed")) {
    const { isEdwardsPoint } = await import("./curve-arithmetic.ts");
    if (!isEdwardsPoint(name, key))
      return misshapen(format, `Its point does not lie on the curve ${name}: a part of it was changed`);
  }
  const text = encodeBase64Url(key);
  return name.startsWith("ML-DSA") ? { kty: "AKP", alg: name, pub: text } : { kty: "OKP", crv: name, x: text };
}
