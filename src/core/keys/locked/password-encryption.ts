import { pbkdf2Async } from "@noble/hashes/pbkdf2.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from "@noble/hashes/sha2.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { encodeUtf8 } from "../../text/utf8.ts";
import { type Asn1, misshapen, octets, smallNumber } from "../asn1/asn1.ts";
import { aes, des, type KeyCipher } from "./ciphers.ts";
import { refuse, type Refusal } from "../found.ts";
import { openOldScheme } from "./password-encryption-old.ts";

const FORMAT = "encrypted-pkcs8";

const CIPHERS: ReadonlyMap<string, KeyCipher> = new Map([
  ["2.16.840.1.101.3.4.1.2", aes(128, "cbc")],
  ["2.16.840.1.101.3.4.1.22", aes(192, "cbc")],
  ["2.16.840.1.101.3.4.1.42", aes(256, "cbc")],
  ["2.16.840.1.101.3.4.1.6", aes(128, "gcm")],
  ["2.16.840.1.101.3.4.1.26", aes(192, "gcm")],
  ["2.16.840.1.101.3.4.1.46", aes(256, "gcm")],
  ["1.2.840.113549.3.7", des("EDE")],
  ["1.3.14.3.2.7", des("DES")],
]);

/** Ciphers that are named but not supported: few keys use them, and OpenSSL converts those. */
const CIPHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["1.2.840.113549.3.2", "RC2"],
  ["1.2.840.113549.3.4", "RC4"],
  ["1.3.6.1.4.1.3029.1.2", "Blowfish"],
  ["1.2.392.200011.61.1.1.1.2", "Camellia-128 in CBC"],
  ["1.2.392.200011.61.1.1.1.3", "Camellia-192 in CBC"],
  ["1.2.392.200011.61.1.1.1.4", "Camellia-256 in CBC"],
  ["1.2.410.200046.1.1.2", "ARIA-128 in CBC"],
  ["1.2.410.200046.1.1.7", "ARIA-192 in CBC"],
  ["1.2.410.200046.1.1.12", "ARIA-256 in CBC"],
  ["1.2.410.200004.1.4", "SEED in CBC"],
  ["1.2.156.10197.1.104.2", "SM4 in CBC"],
  ["2.16.840.1.101.3.4.1.3", "AES-128 in OFB"],
  ["2.16.840.1.101.3.4.1.4", "AES-128 in CFB"],
  ["2.16.840.1.101.3.4.1.43", "AES-256 in OFB"],
  ["2.16.840.1.101.3.4.1.44", "AES-256 in CFB"],
]);

/** PBKDF2's HMAC functions (RFC 8018 appendix B.1.2), with Web Cryptography's name for the hash. */
const HASHES = new Map<string, { readonly hash: Parameters<typeof pbkdf2Async>[0]; readonly name: string | null }>([
  ["1.2.840.113549.2.7", { hash: sha1, name: "SHA-1" }],
  ["1.2.840.113549.2.8", { hash: sha224, name: null }],
  ["1.2.840.113549.2.9", { hash: sha256, name: "SHA-256" }],
  ["1.2.840.113549.2.10", { hash: sha384, name: "SHA-384" }],
  ["1.2.840.113549.2.11", { hash: sha512, name: "SHA-512" }],
  ["1.2.840.113549.2.12", { hash: sha512_224, name: null }],
  ["1.2.840.113549.2.13", { hash: sha512_256, name: null }],
]);

/** Limits on a hostile key: a few seconds of work, and this much memory for scrypt. */
const MOST_ROUNDS = 10_000_000;
const MOST_MEMORY = 256 * 1024 * 1024;

/** The decrypted bytes; null if the passphrase is certainly wrong. */
export type Opened = { readonly bytes: Uint8Array | null };

/** Decrypts with PBES2 (RFC 8018 section 6.2) with PBKDF2 or scrypt (RFC 7914 section 7), or by an older scheme. */
export async function openScheme({ items }: Asn1, sealed: Uint8Array, passphrase?: string): Promise<Opened | Refusal> {
  const [scheme, parameters] = items;
  if (scheme?.oid !== "1.2.840.113549.1.5.13") return openOldScheme(scheme?.oid ?? "", parameters, sealed, passphrase);
  const [derivation, encryption] = parameters?.items ?? [];
  const [cipherId, cipherParameters] = encryption?.items ?? [];
  const cipher = CIPHERS.get(cipherId?.oid ?? "");
  if (!cipher) return refuse("cipher-unsupported", FORMAT, { what: cipherName(cipherId?.oid ?? "") });
  const iv = octets(cipherParameters) ?? octets(cipherParameters?.items[0]);
  if (!derivation || iv?.length !== cipher.ivLength)
    return misshapen(FORMAT, "Its encryption parameters are incomplete");
  const derive = derivationOf(derivation, cipher.keyLength);
  if ("code" in derive) return derive;
  if (passphrase === undefined || passphrase === "") return refuse("passphrase-needed", FORMAT);
  const key = await derive.key(encodeUtf8(passphrase));
  return { bytes: await cipher.open(key, iv, sealed) };
}

type Derivation = { readonly key: (password: Uint8Array<ArrayBuffer>) => Promise<Uint8Array> };

function derivationOf({ items: [kind, parameters] }: Asn1, dkLen: number): Derivation | Refusal {
  const [salt, ...rest] = parameters?.items ?? [];
  const saltOctets = octets(salt);
  const numbers = rest.map(smallNumber);
  if (!saltOctets) return misshapen(FORMAT, "Its encryption parameters have no salt");
  switch (kind?.oid) {
    case "1.2.840.113549.1.5.12": {
      // A number that does not fit is more rounds than any limit.
      const rounds = numbers[0] ?? Number.POSITIVE_INFINITY;
      const prf = rest.find(({ tag }) => tag === 0x30)?.items[0]?.oid ?? "1.2.840.113549.2.7";
      const hash = HASHES.get(prf);
      if (!hash) return refuse("cipher-unsupported", FORMAT, { what: `PBKDF2 with the function ${prf}` });
      return checkRounds(rounds) ?? { key: (password) => pbkdf2(password, saltOctets.slice(), rounds, hash, dkLen) };
    }
    case "1.3.6.1.4.1.11591.4.11": {
      const [N = null, r = null, p = null] = numbers;
      if (N === null || r === null || p === null) return misshapen(FORMAT, "Its scrypt parameters are incomplete");
      // RFC 7914 section 5: a table of N blocks, one block for each lane, and one to work in.
      const isTooMuch = 128 * r * (N + p + 1) > MOST_MEMORY || p * N * r > MOST_ROUNDS * 10;
      if (isTooMuch || N < 2 || (N & (N - 1)) !== 0 || r < 1 || p < 1) {
        return refuse("cipher-unsupported", FORMAT, { what: `scrypt with N=${N}, r=${r}, p=${p}` });
      }
      const maxmem = MOST_MEMORY;
      return { key: (password) => scryptAsync(password, saltOctets, { N, r, p, dkLen, maxmem }) };
    }
    default:
      return refuse("cipher-unsupported", FORMAT, { what: `the key derivation ${kind?.oid ?? "without a name"}` });
  }
}

function cipherName(oid: string): string {
  return CIPHER_NAMES.get(oid) ?? `the cipher ${oid || "without a name"}`;
}

function checkRounds(rounds: number): Refusal | null {
  if (rounds >= 1 && rounds <= MOST_ROUNDS) return null;
  return refuse("cipher-unsupported", FORMAT, {
    what: Number.isFinite(rounds) ? `PBKDF2 with ${rounds} rounds` : "PBKDF2 with more than 2147483647 rounds",
  });
}

/** With Web Cryptography if available, since millions of rounds are common; otherwise in software. */
async function pbkdf2(
  password: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number,
  { hash, name }: { readonly hash: Parameters<typeof pbkdf2Async>[0]; readonly name: string | null },
  dkLen: number,
): Promise<Uint8Array> {
  const subtle = globalThis.crypto?.subtle;
  if (subtle === undefined || name === null) return pbkdf2Async(hash, password, salt, { c: rounds, dkLen });
  const base = await subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  return new Uint8Array(
    await subtle.deriveBits({ name: "PBKDF2", hash: name, salt, iterations: rounds }, base, dkLen * 8),
  );
}
