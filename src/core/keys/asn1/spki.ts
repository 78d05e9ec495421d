import type { JWK } from "jose";
import type { KeyKind } from "../../registry/key-kinds.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import type { KeyFormat } from "../../registry/key-formats.ts";
import { type Asn1, misshapen, parseAsn1, wholeBits } from "./asn1.ts";
import { curveOf, publicFromPoint } from "./elliptic.ts";
import { type Found, isRefusal, refuse, type Refusal } from "../found.ts";
import { pointFault } from "../numbers/edwards.ts";
import { keyAlgorithm, nameOther } from "./object-identifiers.ts";
import { readPssLimits } from "./pss-parameters.ts";
import { rsaPublic } from "./rsa.ts";

/** Reads SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7), by itself or within a certificate or request. */
export async function readSpki({ items }: Asn1, format: KeyFormat = "spki"): Promise<Found> {
  const [algorithm, bits] = items;
  const [kind, parameters] = algorithm?.items ?? [];
  const key = wholeBits(bits);
  if (items.length !== 2 || !kind || !key) {
    return misshapen(format, "It is not a SubjectPublicKeyInfo");
  }
  const name = keyAlgorithm(kind.oid);
  if (name === null) return refuse("type-unsupported", format, { what: nameOther(kind.oid) });
  const jwk = await publicJwkOf(name, parameters, key, format);
  if (isRefusal(jwk)) return jwk;
  const limits = name === "RSA-PSS" ? readPssLimits(parameters, format) : {};
  return isRefusal(limits) ? limits : { jwk, format, ...limits };
}

async function publicJwkOf(
  name: NonNullable<ReturnType<typeof keyAlgorithm>>,
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
 * A public key that consists of bytes only (RFC 8410, RFC 9881). Half of all byte strings are not a point on an
 * Edwards curve (RFC 8032 section 5.1.3), so alterations often show.
 */
export function publicFromOctets(kind: KeyKind, key: Uint8Array, format: KeyFormat): JWK | Refusal {
  const { name, kty, bytes, edwards } = kind;
  if (key.length !== bytes) return misshapen(format, `It has ${key.length} bytes; ${name} has ${bytes}`);
  const fault = edwards ? pointFault(edwards, key) : null;
  // A point of small order is on the curve: the key is read, and refused with an explanation (`keyFault`).
  if (fault !== null && fault !== "small-order")
    return misshapen(format, `Its point is not on the curve ${name}: the key is corrupt`);
  const text = encodeBase64Url(key);
  return kty === "AKP" ? { kty, alg: name, pub: text } : { kty, crv: name, x: text };
}
