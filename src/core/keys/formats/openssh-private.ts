import type { JWK } from "jose";
import { kindCalled } from "../../registry/key-kinds.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import { misshapen } from "../asn1/asn1.ts";
import { privateFromNumber } from "../asn1/elliptic.ts";
import { type Found, isRefusal, refuse, type Refusal } from "../found.ts";
import { unsupportedSshKind } from "./openssh-public.ts";
import { privateFromSeed } from "../asn1/pkcs8.ts";
import { checked } from "../asn1/rsa.ts";
import { readWire, type Wire } from "../asn1/wire.ts";
import { numberIn, octetsOf } from "../numbers/big-number.ts";

const FORMAT = "openssh-private";
const MAGIC = "openssh-key-v1\0";

/** Whether bytes begin like an OpenSSH private key. */
export function isOpenSshPrivate(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, MAGIC.length)) === MAGIC;
}

/** Reads an OpenSSH private key (PROTOCOL.key), encrypted or not. Takes the bytes including the magic. */
export async function readOpenSshPrivate(bytes: Uint8Array, passphrase?: string): Promise<Found> {
  const wire = readWire(bytes.subarray(MAGIC.length));
  const [cipher, kdf, kdfOptions, count] = [wire.text(), wire.text(), wire.string(), wire.uint32()];
  const publicBlob = wire.string();
  const sealed = wire.string();
  if (cipher === null || kdf === null || !kdfOptions || !publicBlob || !sealed) {
    return misshapen(FORMAT, "It is truncated");
  }
  if (count !== 1) return misshapen(FORMAT, `It has ${count} keys; one is expected`);
  if (cipher === "none") return readOpened(sealed);
  // The public half is unencrypted, so a key that JWS cannot use is reported before asking for a passphrase.
  const what = unsupportedSshKind(readWire(publicBlob).text() ?? "");
  if (what !== null) return refuse("type-unsupported", FORMAT, { what });
  if (passphrase === undefined || passphrase === "") return refuse("passphrase-needed", FORMAT);
  const { openOpenSsh } = await import("../locked/decrypt-openssh.ts");
  const opened = await openOpenSsh({ cipher, kdf, kdfOptions, sealed, tag: wire.rest() }, passphrase);
  return "code" in opened ? opened : readOpened(opened.bytes);
}

/** The private section: two equal check numbers, which reveal a wrong passphrase, and the key. */
async function readOpened(bytes: Uint8Array): Promise<Found> {
  const wire = readWire(bytes);
  const [first, second] = [wire.uint32(), wire.uint32()];
  if (first === null || first !== second) return refuse("passphrase-wrong", FORMAT);
  const jwk = await readPrivateFields(wire.text() ?? "", wire);
  return isRefusal(jwk) ? jwk : { jwk, format: FORMAT };
}

async function readPrivateFields(name: string, wire: Wire): Promise<JWK | Refusal> {
  const what = unsupportedSshKind(name);
  if (what !== null) return refuse("type-unsupported", FORMAT, { what });
  if (name === "ssh-rsa") return rsaFields(wire);
  const kind = kindCalled("ssh", name);
  if (name === "ssh-ed25519" && kind) {
    const [given, secret] = [wire.string(), wire.string()];
    return given && secret?.length === 64
      ? privateFromSeed(kind, secret.subarray(0, 32), FORMAT, given)
      : misshapen(FORMAT, "It ends in the middle of its number");
  }
  if (name.startsWith("ecdsa-sha2-")) {
    const crv = kindCalled("ssh", wire.text() ?? "")?.name;
    const [point, number] = [wire.string(), wire.mpint()];
    if (crv === undefined) return refuse("type-unsupported", FORMAT, { what: `a key of type ${name}` });
    if (!point || !number) return misshapen(FORMAT, "It ends in the middle of its numbers");
    return privateFromNumber(crv, number, point, FORMAT);
  }
  return refuse("type-unsupported", FORMAT, { what: `a key of type ${name}` });
}

/** SSH omits the exponents of the primes; they follow from the others (RFC 8017 section 3.2). */
function rsaFields(wire: Wire): JWK | Refusal {
  const numbers = Array.from({ length: 6 }, () => wire.mpint());
  if (numbers.some((number) => number === null)) return misshapen(FORMAT, "It ends in the middle of its numbers");
  const [n, e, d, qi, p, q] = numbers.map((number) => encodeBase64Url(number as Uint8Array));
  const exponent = (prime: string | undefined): string =>
    encodeBase64Url(octetsOf(numberIn(d) % (numberIn(prime) - 1n)));
  if (numberIn(p) < 3n || numberIn(q) < 3n) return misshapen(FORMAT, "Its primes are not prime");
  return checked({ kty: "RSA", n, e, d, p, q, dp: exponent(p), dq: exponent(q), qi } as JWK, FORMAT);
}
