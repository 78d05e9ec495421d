import { decodeBase64Url } from "../../text/base64url.ts";
import { BIT_STRING, der, derInteger, readChildren, readDer, SEQUENCE } from "./der.ts";
import type { KeyPair } from "./key-shop.ts";

/** One encoding of a public key as bytes. `note` says how it arises. */
export interface KeyForm {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  bytes(pair: KeyPair): Uint8Array<ArrayBuffer>;
}

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Base64 of bytes (RFC 4648 section 4). */
export function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** A PEM text (RFC 7468): label, 64 characters a line, no line feed at its end. */
export function pem(label: string, bytes: Uint8Array): string {
  const lines = base64(bytes).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join("\n");
}

/** The RSAPublicKey (RFC 8017 appendix A.1.1) inside a SubjectPublicKeyInfo. */
export function pkcs1Of({ spki }: Pick<KeyPair, "spki">): Uint8Array<ArrayBuffer> {
  const bits = readChildren(readDer(spki).contents)[1];
  if (!bits) throw new TypeError("not a SubjectPublicKeyInfo");
  return bits.contents.slice(1); // the BIT STRING's count of unused bits
}

const spkiPem = ({ spki }: KeyPair): string => pem("PUBLIC KEY", spki);
const pkcs1Pem = (pair: KeyPair): string => pem("RSA PUBLIC KEY", pkcs1Of(pair));

/** The four spellings of one PEM that common tools produce: as is, without its armour, without line feeds, without both. */
function spellings(id: string, name: string, text: (pair: KeyPair) => string): readonly KeyForm[] {
  const body = (pair: KeyPair): string => text(pair).split("\n").slice(1, -1).join("\n");
  return [
    form(id, name, "no line feed at the end: trimmed, or pasted into a field", text),
    form(`${id}-bare`, `${name}, no armour`, "only the lines between BEGIN and END", body),
    form(`${id}-line`, `${name}, one line`, "line feeds lost, as in an environment variable", (pair) =>
      text(pair).replaceAll("\n", ""),
    ),
    form(`${id}-base64`, `${name}, Base64 only`, "neither armour nor line feeds", (pair) =>
      body(pair).replaceAll("\n", ""),
    ),
  ];
}

function form(id: string, label: string, note: string, text: (pair: KeyPair) => string): KeyForm {
  return { id, label, note, bytes: (pair) => encode(text(pair)) };
}

/** The forms in which a service may store an RSA public key. */
export const STORED_FORMS: readonly KeyForm[] = [
  form(
    "spki-pem-lf",
    "SPKI PEM, final line feed",
    "as OpenSSL and ssh-keygen write the file",
    (pair) => `${spkiPem(pair)}\n`,
  ),
  ...spellings("spki-pem", "SPKI PEM", spkiPem),
  form("spki-pem-crlf", "SPKI PEM, CRLF", "saved on Windows, or by Git's autocrlf", (pair) =>
    `${spkiPem(pair)}\n`.replaceAll("\n", "\r\n"),
  ),
  ...spellings("pkcs1-pem", "PKCS#1 PEM", pkcs1Pem),
  { id: "der", label: "SPKI DER", note: "the bytes inside the PEM", bytes: ({ spki }) => spki.slice() },
  form("jwk", "JWK text", "the JSON of one key, as the service prints it", ({ publicJwk }) =>
    JSON.stringify(publicJwk),
  ),
];

/** What an attacker tries: all of them, and the PEM rebuilt from the published JWK Set. */
export const ATTACKER_FORMS: readonly KeyForm[] = [
  ...STORED_FORMS,
  {
    id: "rebuilt",
    label: "PEM rebuilt from the JWK Set",
    note: "DER encoded again from n and e: one key has one DER, so the bytes are the file's",
    bytes: (pair) => encode(`${pem("PUBLIC KEY", rebuildSpki(pair))}\n`),
  },
];

/** The SubjectPublicKeyInfo built from a JWK's `n` and `e`, as by an attacker who has only the JWK Set. */
function rebuildSpki({ publicJwk }: Pick<KeyPair, "publicJwk">): Uint8Array<ArrayBuffer> {
  return spkiOfRsa(decodeBase64Url(publicJwk.n ?? "").bytes, decodeBase64Url(publicJwk.e ?? "").bytes);
}

/** AlgorithmIdentifier { rsaEncryption, NULL } (RFC 3279 section 2.3.1). */
export const RSA_ALGORITHM_IDENTIFIER = Uint8Array.of(0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1, 5, 0);

/** SubjectPublicKeyInfo of an RSA key: modulus and exponent as unsigned big-endian bytes. */
export function spkiOfRsa(n: Uint8Array, e: Uint8Array): Uint8Array<ArrayBuffer> {
  const rsaPublicKey = der(SEQUENCE, derInteger(n), derInteger(e));
  return der(SEQUENCE, RSA_ALGORITHM_IDENTIFIER, der(BIT_STRING, Uint8Array.of(0), rsaPublicKey));
}

/** An EC P-256 public key as a line of OpenSSH (RFC 5656 section 3.1). */
export function sshLine({ spki }: Pick<KeyPair, "spki">): string {
  const point = spki.slice(-65);
  const blob = [encode("ecdsa-sha2-nistp256"), encode("nistp256"), point].flatMap((part) => [
    ...Uint8Array.of(0, 0, part.length >> 8, part.length & 255),
    ...part,
  ]);
  return `ecdsa-sha2-nistp256 ${base64(Uint8Array.from(blob))} orders-api@id.example`;
}
