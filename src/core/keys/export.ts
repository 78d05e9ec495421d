import type { JWK } from "jose";
import { bytesOf, keyKind, TYPE_OIDS } from "../registry/key-kinds.ts";
import { PRIVATE_MEMBERS } from "../registry/key-types.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { bitString, der, objectIdentifier, pem, sequence, TAG, toBase64, unsignedInteger } from "./asn1/der.ts";
import { pssParametersDer } from "./asn1/pss.ts";
import { withPrimes } from "./numbers/rsa-primes.ts";
import type { KeyMaterial } from "./types.ts";
import { concat } from "../base/bytes.ts";

/**
 * Copy formats of a key: its halves in PEM (RFC 7468) or as JWK, a JWK Set for publishing, and PEM for a shell: on
 * one line with `\n` spelled out, or Base64-encoded again.
 */
export type ExportForm =
  | "spki"
  | "pkcs8"
  | "jwk"
  | "private-jwk"
  | "jwks"
  | "spki-env"
  | "pkcs8-env"
  | "spki-base64"
  | "pkcs8-base64";

/**
 * A key as text in one form; null if it has none: a shared secret in PEM or in a set to publish, a private form of a
 * public key, a curve without an object identifier here. Works without Web Cryptography.
 */
export function exportKey(key: KeyMaterial, form: ExportForm): string | null {
  const { jwk, isPrivate } = key;
  switch (form) {
    case "jwk":
      return jwk.kty === "oct" ? null : toJson(publicJwk(jwk));
    case "private-jwk":
      return isPrivate ? toJson(jwk) : null;
    case "jwks":
      return jwk.kty === "oct" ? null : toJson({ keys: [publicJwk(jwk)] });
    case "spki":
      return toSpki(key);
    case "pkcs8":
      return isPrivate ? toPkcs8(key) : null;
    case "spki-env":
      return mapText(toSpki(key), escapeNewlines);
    case "pkcs8-env":
      return isPrivate ? mapText(toPkcs8(key), escapeNewlines) : null;
    case "spki-base64":
      return mapText(toSpki(key), (text) => toBase64(encodeUtf8(text)));
    case "pkcs8-base64":
      return isPrivate ? mapText(toPkcs8(key), (text) => toBase64(encodeUtf8(text))) : null;
  }
}

/** A JWK without its private members (RFC 7518 section 6), and without `key_ops` and `ext`, which described the private key. */
export function publicJwk(jwk: JWK): JWK {
  const isPrivate = "d" in jwk || "priv" in jwk;
  const gone = (name: string): boolean =>
    name === "k" || PRIVATE_MEMBERS.has(name) || (isPrivate && (name === "key_ops" || name === "ext"));
  return Object.fromEntries(Object.entries(jwk).filter(([name]) => !gone(name)));
}

/** The AlgorithmIdentifier of a key (RFC 5280 section 4.1.1.2); null if it has none here. */
function algorithmIdentifier({ jwk, pssOnly, pss }: KeyMaterial): Uint8Array | null {
  const kind = keyKind(jwk.kty === "AKP" ? jwk.alg : jwk.crv);
  switch (jwk.kty) {
    case "RSA":
      // id-RSASSA-PSS without parameters restricts the key to PSS and to nothing else (RFC 4055 section 3.1).
      return pssOnly === true
        ? sequence(objectIdentifier(TYPE_OIDS.rsaPss), ...(pss ? [pssParametersDer(pss)] : []))
        : sequence(objectIdentifier(TYPE_OIDS.rsa), der(TAG.null));
    case "EC":
      return kind && sequence(objectIdentifier(TYPE_OIDS.ec), objectIdentifier(kind.oid));
    case "OKP":
    case "AKP":
      return kind && sequence(objectIdentifier(kind.oid));
    default:
      return null;
  }
}

function toSpki(key: KeyMaterial): string | null {
  const algorithm = algorithmIdentifier(key);
  return algorithm && pem("PUBLIC KEY", sequence(algorithm, bitString(publicOctets(key.jwk))));
}

/** The content of a SubjectPublicKeyInfo's bit string: RFC 8017 appendix A.1.1, SEC 1 section 2.3.3, RFC 8410, RFC 9881. */
function publicOctets(jwk: JWK): Uint8Array {
  switch (jwk.kty) {
    case "RSA":
      return sequence(unsignedInteger(octets(jwk.n)), unsignedInteger(octets(jwk.e)));
    case "EC":
      return concat([Uint8Array.of(4), coordinate(jwk, jwk.x), coordinate(jwk, jwk.y)]);
    case "AKP":
      return octets(jwk.pub);
    default:
      return octets(jwk.x);
  }
}

function toPkcs8(key: KeyMaterial): string | null {
  const algorithm = algorithmIdentifier(key);
  const version = unsignedInteger(Uint8Array.of(0));
  return algorithm && pem("PRIVATE KEY", sequence(version, algorithm, der(TAG.octetString, privateOctets(key.jwk))));
}

/** The content of a PrivateKeyInfo's octet string (RFC 5208 section 5). */
function privateOctets(jwk: JWK): Uint8Array {
  switch (jwk.kty) {
    case "RSA": {
      const { n, e, d, p, q, dp, dq, qi } = withPrimes(jwk, (length) =>
        globalThis.crypto.getRandomValues(new Uint8Array(length)),
      );
      const numbers = [n, e, d, p, q, dp, dq, qi].map((member) => unsignedInteger(octets(member)));
      return sequence(unsignedInteger(Uint8Array.of(0)), ...numbers);
    }
    case "EC": {
      // ECPrivateKey (RFC 5915 section 3) with the public key in its field [1].
      const publicKey = der(0xa1, bitString(publicOctets(jwk)));
      return sequence(unsignedInteger(Uint8Array.of(1)), der(TAG.octetString, coordinate(jwk, jwk.d)), publicKey);
    }
    case "AKP":
      // The seed, as field [0] of the choice (RFC 9881 section 6).
      return der(0x80, octets(jwk.priv));
    default:
      return der(TAG.octetString, octets(jwk.d));
  }
}

/** A number as long as the curve's field; zeros that a JWK wrongly omits are restored (RFC 7518 section 6.2.1.2). */
function coordinate({ crv }: JWK, text: string | undefined): Uint8Array {
  const bytes = octets(text);
  const missing = bytesOf(crv) - bytes.length;
  return missing > 0 ? concat([new Uint8Array(missing), bytes]) : bytes;
}

function octets(member: unknown): Uint8Array {
  return decodeBase64Url(typeof member === "string" ? member : "").bytes;
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function escapeNewlines(text: string): string {
  return text.replaceAll("\n", "\\n");
}

function mapText(text: string | null, change: (text: string) => string): string | null {
  return text === null ? null : change(text);
}
