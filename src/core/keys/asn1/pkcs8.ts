import type { JWK } from "jose";
import type { KeyKind } from "../../registry/key-kinds.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import type { KeyFormat } from "../../registry/key-formats.ts";
import { type Asn1, misshapen, octets, parseAsn1 } from "./asn1.ts";
import { type Found, isRefusal, refuse, type Refusal } from "../found.ts";
import { keyAlgorithm, nameOther } from "./object-identifiers.ts";
import { readPssLimits } from "./pss-parameters.ts";
import { damageOf, rsaPrivate } from "./rsa.ts";
import { NO_PAIR } from "./elliptic.ts";
import { readSec1 } from "./sec1.ts";
import { publicFromOctets } from "./spki.ts";
import { areEqual } from "../../base/bytes.ts";

/** Reads PrivateKeyInfo (RFC 5208 section 5) and OneAsymmetricKey (RFC 5958 section 2). */
export async function readPkcs8({ items }: Asn1): Promise<Found> {
  const format = "pkcs8";
  const [, algorithm, wrapped] = items;
  const [kind, parameters] = algorithm?.items ?? [];
  const content = octets(wrapped);
  if (!kind || !content) return misshapen(format, "It is not a PrivateKeyInfo");
  const name = keyAlgorithm(kind.oid);
  if (name === null) return refuse("type-unsupported", format, { what: nameOther(kind.oid) });
  const inner = parseAsn1(content);
  if ("why" in inner) return misshapen(format, inner.why);
  if (name === "EC") return readSec1(inner, format, parameters);
  // The public key of OneAsymmetricKey, a bit string in an implicit field [1].
  const given = items.find(({ tag }) => tag === 0x81)?.content.subarray(1) ?? null;
  const jwk = await privateJwkOf(name, inner, format, given);
  if (isRefusal(jwk)) return jwk;
  const limits = name === "RSA-PSS" ? readPssLimits(parameters, format) : {};
  if (isRefusal(limits)) return limits;
  return { jwk, format, ...limits, ...(typeof name === "string" ? damageOf(inner, format) : {}) };
}

async function privateJwkOf(
  kind: "RSA" | "RSA-PSS" | KeyKind,
  inner: Asn1,
  format: KeyFormat,
  given: Uint8Array | null,
): Promise<JWK | Refusal> {
  if (typeof kind === "string") return rsaPrivate(inner, format);
  if (kind.kty === "AKP") return mlDsa(kind, inner, format);
  // CurvePrivateKey: an octet string within the octet string (RFC 8410 section 7).
  const seed = octets(inner);
  return seed
    ? privateFromSeed(kind, seed, format, given)
    : misshapen(format, `It is not a private key of ${kind.name}`);
}

/**
 * An Ed25519, Ed448, X25519 or X448 key from its private bytes. The public half is computed, and must equal a given
 * one.
 */
export async function privateFromSeed(
  kind: KeyKind,
  seed: Uint8Array,
  format: KeyFormat,
  given: Uint8Array | null,
): Promise<JWK | Refusal> {
  const { publicKeyOf } = await import("./curve-arithmetic.ts");
  const publicOctets = publicKeyOf(kind.name, seed);
  if (!publicOctets)
    return misshapen(format, `Its private part has ${seed.length} bytes, the wrong length for ${kind.name}`);
  if (given && !areEqual(given, publicOctets)) return misshapen(format, NO_PAIR);
  const jwk = publicFromOctets(kind, publicOctets, format);
  return isRefusal(jwk) ? jwk : { ...jwk, d: encodeBase64Url(seed) };
}

/**
 * ML-DSA-PrivateKey: a seed, an expanded key, or both (RFC 9881 section 6). JWK has only the seed (RFC 9964 section
 * 3). If both are given, they must match (RFC 9881 section 8.2).
 */
async function mlDsa(kind: KeyKind, inner: Asn1, format: KeyFormat): Promise<JWK | Refusal> {
  const seed = inner.tag === 0x80 ? inner.content : octets(inner.items[0]);
  if (seed?.length !== 32) {
    return refuse("type-unsupported", format, {
      what: `an ${kind.name} key without its seed`,
      how: "A JWK contains only the seed (RFC 9964 section 3), which cannot be computed from the expanded key. Export the key with its seed (seed or both, RFC 9881 section 6).",
    });
  }
  const { keysOfSeed } = await import("../../crypto/software/ml-dsa.ts");
  const pair = keysOfSeed(kind.name, seed);
  const expanded = octets(inner.items[1]);
  if (expanded && !areEqual(expanded, pair.secretKey)) {
    return misshapen(format, "Its seed and its expanded key do not match: the key is corrupt");
  }
  const jwk = publicFromOctets(kind, pair.publicKey, format);
  return isRefusal(jwk) ? jwk : { ...jwk, priv: encodeBase64Url(seed) };
}
