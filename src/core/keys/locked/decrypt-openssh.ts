import { encodeUtf8 } from "../../text/utf8.ts";
import { aes, chachaPoly, des, type KeyCipher } from "./ciphers.ts";
import { misshapen } from "../asn1/asn1.ts";
import { refuse, type Refusal } from "../found.ts";
import { readWire } from "../asn1/wire.ts";
import { concat } from "../../base/bytes.ts";

/** The encrypted section of an OpenSSH private key, and its encryption. `tag` follows the section. */
interface SealedSection {
  readonly cipher: string;
  readonly kdf: string;
  readonly kdfOptions: Uint8Array;
  readonly sealed: Uint8Array;
  readonly tag: Uint8Array;
}

const FORMAT = "openssh-private";

/** Ciphers by their names in SSH (RFC 4253 section 6.3, RFC 4344 section 4, RFC 5647, OpenSSH's PROTOCOL). */
const CIPHERS: ReadonlyMap<string, KeyCipher> = new Map([
  ["aes128-ctr", aes(128, "ctr")],
  ["aes192-ctr", aes(192, "ctr")],
  ["aes256-ctr", aes(256, "ctr")],
  ["aes128-cbc", aes(128, "cbc-bare")],
  ["aes192-cbc", aes(192, "cbc-bare")],
  ["aes256-cbc", aes(256, "cbc-bare")],
  ["aes128-gcm@openssh.com", aes(128, "gcm")],
  ["aes256-gcm@openssh.com", aes(256, "gcm")],
  ["chacha20-poly1305@openssh.com", chachaPoly()],
  ["3des-cbc", des("EDE", false)],
]);

/** Each round takes some milliseconds; ssh-keygen writes 16 or 24. */
const MOST_ROUNDS = 1000;

/** Decrypts the private section with a key from bcrypt_pbkdf. A wrong passphrase may show only in the result. */
export async function openOpenSsh(
  { cipher, kdf, kdfOptions, sealed, tag }: SealedSection,
  passphrase: string,
): Promise<{ readonly bytes: Uint8Array } | Refusal> {
  const known = CIPHERS.get(cipher);
  if (!known) return refuse("cipher-unsupported", FORMAT, { what: cipher });
  if (kdf !== "bcrypt") return refuse("cipher-unsupported", FORMAT, { what: kdf });
  const options = readWire(kdfOptions);
  const [salt, rounds] = [options.string(), options.uint32()];
  if (!salt || salt.length === 0 || rounds === null || rounds === 0) {
    return misshapen(FORMAT, "Its encryption parameters are truncated");
  }
  if (rounds > MOST_ROUNDS) return refuse("cipher-unsupported", FORMAT, { what: `bcrypt with ${rounds} rounds` });
  const module = await import("bcrypt-pbkdf");
  const { pbkdf } = "default" in module ? module.default : module;
  const pass = encodeUtf8(passphrase);
  const derived = new Uint8Array(known.keyLength + known.ivLength);
  if (pbkdf(pass, pass.length, salt.slice(), salt.length, derived, derived.length, rounds) !== 0) {
    return misshapen(FORMAT, "Its encryption parameters are invalid");
  }
  const body = /gcm|poly1305/.test(cipher) ? concat([sealed, tag]) : sealed;
  const opened = await known.open(derived.slice(0, known.keyLength), derived.slice(known.keyLength), body);
  return opened ? { bytes: opened } : refuse("passphrase-wrong", FORMAT);
}
