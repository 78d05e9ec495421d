import type { JWK } from "jose";
import { encodeBase64Url } from "../../text/base64url.ts";
import type { KeyFormat } from "../types.ts";
import { type Asn1, misshapen, octets, parseAsn1 } from "./asn1.ts";
import { type Found, isRefusal, refuse, type Refusal } from "./found.ts";
import { KEY_ALGORITHMS, nameOther } from "./object-identifiers.ts";
import { readPssLimits } from "./pss-parameters.ts";
import { rsaPrivate } from "./rsa.ts";
import { readSec1 } from "./sec1.ts";
import { publicFromOctets } from "./spki.ts";

/** Reads PrivateKeyInfo (RFC 5208 section 5) and OneAsymmetricKey (RFC 5958 section 2). */
export async function readPkcs8({ items }: Asn1, format: KeyFormat = "pkcs8"): Promise<Found> {
  const [, algorithm, wrapped] = items;
  const [kind, parameters] = algorithm?.items ?? [];
  const content = octets(wrapped);
  if (!kind || !content) return misshapen(format, "It is not an algorithm and a private key");
  const name = KEY_ALGORITHMS.get(kind.oid);
  if (name === undefined) return refuse("type-unsupported", format, { what: nameOther(kind.oid) });
  const inner = parseAsn1(content);
  if ("why" in inner) return misshapen(format, inner.why);
  if (name === "EC") return readSec1(inner, format, parameters);
  const jwk = await privateJwkOf(name, inner, format);
  if (isRefusal(jwk)) return jwk;
  const limits = name === "RSA-PSS" ? readPssLimits(parameters, format) : {};
  return isRefusal(limits) ? limits : { jwk, format, ...limits };
}

async function privateJwkOf(name: string, inner: Asn1, format: KeyFormat): Promise<JWK | Refusal> {
  if (name === "RSA" || name === "RSA-PSS") return rsaPrivate(inner, format);
  if (name.startsWith("ML-DSA")) return mlDsa(name, inner, format);
  // CurvePrivateKey: an octet string within the octet string (RFC 8410 section 7).
  const seed = octets(inner);
  return seed ? privateFromSeed(name, seed, format) : misshapen(format, `It is not a private key of ${name}`);
}

/** An Ed25519, Ed448, X25519 or X448 key from its private octets, whose public half is computed. */
export async function privateFromSeed(name: string, seed: Uint8Array, format: KeyFormat): Promise<JWK | Refusal> {
  const { publicKeyOf } = await import("./curve-arithmetic.ts");
  const publicOctets = publicKeyOf(name, seed);
  if (!publicOctets) return misshapen(format, `Its private part has ${seed.length} octets, which ${name} has not`);
  const jwk = publicFromOctets(name, publicOctets, format);
  return isRefusal(jwk) ? jwk : { ...jwk, d: encodeBase64Url(seed) };
}

/** ML-DSA-PrivateKey: a seed, an expanded key, or both (RFC 9881 section 6). JWK has the seed only (RFC 9964 section 3). */
async function mlDsa(name: string, inner: Asn1, format: KeyFormat): Promise<JWK | Refusal> {
  const seed = inner.tag === 0x80 ? inner.content : octets(inner.items[0]);
  if (seed?.length !== 32) {
    return refuse("type-unsupported", format, { what: `an ${name} key without the seed that a JWK holds` });
  }
  const { publicKeyOfSeed } = await import("./ml-dsa.ts");
  const jwk = publicFromOctets(name, publicKeyOfSeed(name, seed), format);
  return isRefusal(jwk) ? jwk : { ...jwk, priv: encodeBase64Url(seed) };
}
