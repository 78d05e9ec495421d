import type { JWK } from "jose";
import { decodeBase64Url, encodeBase64Url } from "../../text/base64url.ts";
import { misshapen } from "./asn1.ts";
import { privateFromNumber } from "./elliptic.ts";
import { type Found, isRefusal, refuse, type Refusal } from "./found.ts";
import { SSH_CURVES, unsupportedSshKind } from "./openssh-public.ts";
import { privateFromSeed } from "./pkcs8.ts";
import { checked } from "./rsa.ts";
import { readWire, type Wire } from "./wire.ts";

const FORMAT = "openssh-private";
const MAGIC = "openssh-key-v1\0";

/** Whether octets begin like a private key of OpenSSH. */
export function isOpenSshPrivate(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, MAGIC.length)) === MAGIC;
}

/** Reads a private key of OpenSSH (its PROTOCOL.key), also encrypted. Takes the octets with their magic. */
export async function readOpenSshPrivate(bytes: Uint8Array, passphrase?: string): Promise<Found> {
  const wire = readWire(bytes.subarray(MAGIC.length));
  const [cipher, kdf, kdfOptions, count] = [wire.text(), wire.text(), wire.string(), wire.uint32()];
  const publicBlob = wire.string();
  const sealed = wire.string();
  if (cipher === null || kdf === null || !kdfOptions || !publicBlob || !sealed) {
    return misshapen(FORMAT, "It breaks off");
  }
  if (count !== 1) return misshapen(FORMAT, `It holds ${count} keys, and one is expected`);
  if (cipher === "none") return readOpened(sealed);
  // The public half stands there in the clear: what is no key for JWS is said before a passphrase is asked for.
  const what = unsupportedSshKind(readWire(publicBlob).text() ?? "");
  if (what !== null) return refuse("type-unsupported", FORMAT, { what });
  if (passphrase === undefined || passphrase === "") return refuse("passphrase-needed", FORMAT);
  const { openOpenSsh } = await import("./decrypt-openssh.ts");
  const opened = await openOpenSsh({ cipher, kdf, kdfOptions, sealed, tag: wire.rest() }, passphrase);
  return "code" in opened ? opened : readOpened(opened.bytes);
}

/** The private section: two equal check numbers, by which a wrong passphrase shows, and the key. */
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
  if (name === "ssh-ed25519") {
    const [given, secret] = [wire.string(), wire.string()];
    return given && secret?.length === 64
      ? privateFromSeed("Ed25519", secret.subarray(0, 32), FORMAT, given)
      : misshapen(FORMAT, "It breaks off within its number");
  }
  if (name.startsWith("ecdsa-sha2-")) {
    const crv = SSH_CURVES.get(wire.text() ?? "");
    const [point, number] = [wire.string(), wire.mpint()];
    if (crv === undefined) return refuse("type-unsupported", FORMAT, { what: `a key of the kind ${name}` });
    if (!point || !number) return misshapen(FORMAT, "It breaks off within its numbers");
    return privateFromNumber(crv, number, point, FORMAT);
  }
  return refuse("type-unsupported", FORMAT, { what: `a key of the kind ${name}` });
}

/** SSH has no exponents of the primes; they follow from the others (RFC 8017 section 3.2). */
function rsaFields(wire: Wire): JWK | Refusal {
  const numbers = Array.from({ length: 6 }, () => wire.mpint());
  if (numbers.some((number) => number === null)) return misshapen(FORMAT, "It breaks off within its numbers");
  const [n, e, d, qi, p, q] = numbers.map((number) => encodeBase64Url(number as Uint8Array));
  const exponent = (prime: string | undefined): string => {
    const value = toNumber(d) % (toNumber(prime) - 1n);
    const hex = value.toString(16);
    const pairs = (hex.length % 2 === 0 ? hex : `0${hex}`).match(/../g) ?? [];
    return encodeBase64Url(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)));
  };
  if (toNumber(p) < 3n || toNumber(q) < 3n) return misshapen(FORMAT, "Its primes are none");
  return checked({ kty: "RSA", n, e, d, p, q, dp: exponent(p), dq: exponent(q), qi } as JWK, FORMAT);
}

function toNumber(text: string | undefined): bigint {
  const { bytes } = decodeBase64Url(text ?? "");
  return BigInt(`0x0${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`);
}
