import type { JWK } from "jose";
import { encodeBase64Url } from "../../text/base64url.ts";
import type { KeyFormat } from "../../registry/key-formats.ts";
import { type Asn1, misshapen, unsigned } from "./asn1.ts";
import { type FoundKey, type Refusal, refuse } from "../found.ts";
import { whyNotRsa } from "../numbers/rsa-numbers.ts";

/** RSAPublicKey (RFC 8017 appendix A.1.1). */
export function rsaPublic({ tag, items }: Asn1, format: KeyFormat): JWK | Refusal {
  const [n, e] = items.map(unsigned);
  if (tag !== 0x30 || items.length !== 2 || !n || !e) return misshapen(format, "It is not an RSA modulus and exponent");
  return checked({ kty: "RSA", n: encodeBase64Url(n), e: encodeBase64Url(e) }, format);
}

/** Whether an RSAPrivateKey has more than two primes (RFC 8017 appendix A.1.2), which neither JWK here nor browsers support. */
function isMultiPrime({ items }: Asn1): boolean {
  return unsigned(items[0])?.[0] === 1 && items.length === 10;
}

/** RSAPrivateKey (RFC 8017 appendix A.1.2) with two primes; with more, only the public half. */
export function rsaPrivate(node: Asn1, format: KeyFormat): JWK | Refusal {
  const { tag, items } = node;
  const numbers = items.map(unsigned);
  const [, ...members] = numbers;
  if (isMultiPrime(node)) {
    const [n, e] = members.map((number) => number && encodeBase64Url(number));
    return n && e
      ? checked({ kty: "RSA", n, e }, format)
      : misshapen(format, "It does not have the numbers of an RSA private key");
  }
  if (tag !== 0x30 || items.length !== 9 || members.some((number) => !number)) {
    return misshapen(format, "It does not have the eight numbers of an RSA private key");
  }
  const [n, e, d, p, q, dp, dq, qi] = members.map((number) => encodeBase64Url(number as Uint8Array));
  return checked({ kty: "RSA", n, e, d, p, q, dp, dq, qi } as JWK, format);
}

/** The key, if its numbers are plausible. */
export function checked(jwk: JWK, format: KeyFormat): JWK | Refusal {
  const why = whyNotRsa(jwk);
  return why === null ? jwk : misshapen(format, why);
}

/** The error for a private key of which only the public half is usable. */
export function damageOf(node: Asn1, format: KeyFormat): Pick<FoundKey, "damaged"> {
  if (!isMultiPrime(node)) return {};
  const refusal = refuse("type-unsupported", format, { what: "an RSA key with more than two primes" });
  return { damaged: { ...refusal, range: null } };
}
