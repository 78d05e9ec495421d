import {
  BIT_STRING,
  der,
  derInteger,
  ecdsaToDer,
  OBJECT_IDENTIFIER,
  readChildren,
  readDer,
  SEQUENCE,
  SET,
  UTC_TIME,
  UTF8_STRING,
} from "./der.ts";
import { join } from "./hmac.ts";
import type { KeyPair } from "./key-shop.ts";
import { withPrivateKey } from "./signers.ts";
import { RSA_ALGORITHM_IDENTIFIER } from "./key-forms.ts";

const SHA256_WITH_RSA = RSA_ALGORITHM_IDENTIFIER.with(12, 11);
const ECDSA_WITH_SHA256 = Uint8Array.of(0x30, 10, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2);
const COMMON_NAME = der(OBJECT_IDENTIFIER, Uint8Array.of(0x55, 4, 3));

/**
 * A self-signed X.509 certificate (RFC 5280 section 4.1) in DER: the name is subject and issuer at once, valid for a year
 * around `now` (seconds). Anyone with a key pair can make one for any name, which is the point here.
 */
export async function selfSigned(pair: KeyPair, name: string, now: number): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = pair.alg === "RS256" ? SHA256_WITH_RSA : ECDSA_WITH_SHA256;
  const distinguished = der(
    SEQUENCE,
    der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, new TextEncoder().encode(name)))),
  );
  const validity = der(SEQUENCE, time(now - 86_400), time(now + 365 * 86_400));
  const version = der(0xa0, derInteger(Uint8Array.of(2)));
  const body = der(
    SEQUENCE,
    version,
    derInteger(Uint8Array.of(1)),
    algorithm,
    distinguished,
    validity,
    distinguished,
    pair.spki,
  );
  const raw = await withPrivateKey(pair)(body);
  const signature = pair.alg === "RS256" ? raw : ecdsaToDer(raw);
  return der(SEQUENCE, body, algorithm, der(BIT_STRING, join(Uint8Array.of(0), signature)));
}

function time(seconds: number): Uint8Array<ArrayBuffer> {
  const [, text = ""] = /^..(.*)$/.exec(new Date(seconds * 1000).toISOString().replaceAll(/[-:T]|\.\d+/g, "")) ?? [];
  return der(UTC_TIME, new TextEncoder().encode(text));
}

/**
 * The SubjectPublicKeyInfo of a certificate: the seventh member of its body, after the version. Throws if it is not a
 * version 3 certificate.
 */
export function spkiOfCertificate(certificate: Uint8Array): Uint8Array<ArrayBuffer> {
  const body = readDer(readDer(certificate).contents);
  const spki = readChildren(body.contents)[6];
  if (!spki) throw new TypeError("not a version 3 certificate");
  return der(spki.tag, spki.contents);
}
