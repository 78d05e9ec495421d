import { md5, sha1 } from "@noble/hashes/legacy.js";
import { encodeUtf8 } from "../../text/utf8.ts";
import { type Asn1, misshapen, octets, smallNumber } from "../asn1/asn1.ts";
import { des, type KeyCipher } from "./ciphers.ts";
import { refuse, type Refusal } from "../found.ts";
import { concat } from "../../base/bytes.ts";

const FORMAT = "encrypted-pkcs8";
const MOST_ROUNDS = 1_000_000;

interface OldScheme {
  readonly cipher: KeyCipher;
  /** Key and initialisation vector, concatenated. */
  readonly derive: (passphrase: string, salt: Uint8Array, rounds: number) => Uint8Array;
}

/** PBES1 (RFC 8018 section 6.1), and the scheme of PKCS #12 with Triple DES (RFC 7292 appendix C). */
const SCHEMES: ReadonlyMap<string, OldScheme> = new Map<string, OldScheme>([
  ["1.2.840.113549.1.5.3", { cipher: des("DES"), derive: (...given) => pbkdf1(md5, ...given) }],
  ["1.2.840.113549.1.5.10", { cipher: des("DES"), derive: (...given) => pbkdf1(sha1, ...given) }],
  [
    "1.2.840.113549.1.12.1.4",
    {
      cipher: des("EDE"),
      derive: (...given) => {
        // With two keys, the first is used again as the third.
        const keys = pkcs12Derive(1, 16, ...given);
        return concat([keys, keys.subarray(0, 8), pkcs12Derive(2, 8, ...given)]);
      },
    },
  ],
  [
    "1.2.840.113549.1.12.1.3",
    {
      cipher: des("EDE"),
      derive: (...given) => concat([pkcs12Derive(1, 24, ...given), pkcs12Derive(2, 8, ...given)]),
    },
  ],
]);

/** Other old schemes, by name. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["1.2.840.113549.1.5.1", "MD2 with DES"],
  ["1.2.840.113549.1.5.4", "MD2 with RC2"],
  ["1.2.840.113549.1.5.6", "MD5 with RC2"],
  ["1.2.840.113549.1.5.11", "SHA-1 with RC2"],
  ["1.2.840.113549.1.12.1.1", "SHA-1 with RC4"],
  ["1.2.840.113549.1.12.1.2", "SHA-1 with RC4"],
  ["1.2.840.113549.1.12.1.5", "SHA-1 with RC2"],
  ["1.2.840.113549.1.12.1.6", "SHA-1 with RC2"],
]);

/** Decrypts with a scheme older than PBES2. The bytes are null if the passphrase is certainly wrong. */
export async function openOldScheme(
  oid: string,
  parameters: Asn1 | undefined,
  sealed: Uint8Array,
  passphrase?: string,
): Promise<{ readonly bytes: Uint8Array | null } | Refusal> {
  const scheme = SCHEMES.get(oid);
  if (!scheme)
    return refuse("cipher-unsupported", FORMAT, { what: NAMES.get(oid) ?? `the scheme ${oid || "without a name"}` });
  const [salt, rounds] = [octets(parameters?.items[0]), smallNumber(parameters?.items[1])];
  if (!salt || rounds === null || rounds < 1) return misshapen(FORMAT, "Its encryption parameters are incomplete");
  if (rounds > MOST_ROUNDS)
    return refuse("cipher-unsupported", FORMAT, { what: `an old scheme with ${rounds} rounds` });
  if (passphrase === undefined || passphrase === "") return refuse("passphrase-needed", FORMAT);
  const { cipher, derive } = scheme;
  const derived = derive(passphrase, salt, rounds);
  const key = derived.slice(0, cipher.keyLength);
  return { bytes: await cipher.open(key, derived.slice(cipher.keyLength, cipher.keyLength + 8), sealed) };
}

function pbkdf1(hash: typeof md5, passphrase: string, salt: Uint8Array, rounds: number): Uint8Array {
  let digest = hash(concat([encodeUtf8(passphrase), salt]));
  for (let round = 1; round < rounds; round += 1) digest = hash(digest);
  return digest.slice(0, 16);
}

/** RFC 7292 appendix B.2 with SHA-1, whose blocks have 64 bytes. `id` is 1 for a key, 2 for an initialisation vector. */
function pkcs12Derive(id: 1 | 2, length: number, passphrase: string, salt: Uint8Array, rounds: number): Uint8Array {
  const block = 64;
  // The passphrase is a BMPString with a terminating zero (appendix B.1).
  const text = `${passphrase}\0`;
  const password = Uint8Array.from({ length: text.length * 2 }, (_, index) => {
    const unit = text.charCodeAt(index >> 1);
    return index % 2 === 0 ? unit >> 8 : unit & 0xff;
  });
  const fill = (octets: Uint8Array): Uint8Array =>
    Uint8Array.from(
      { length: Math.ceil(octets.length / block) * block },
      (_, at) => octets[at % octets.length] as number,
    );
  let input = concat([fill(salt), fill(password)]);
  let derived: Uint8Array = new Uint8Array();
  while (derived.length < length) {
    let digest = sha1(concat([new Uint8Array(block).fill(id), input]));
    for (let round = 1; round < rounds; round += 1) digest = sha1(digest);
    derived = concat([derived, digest]);
    const step = fill(digest).subarray(0, block);
    input = concat(
      Array.from({ length: input.length / block }, (_, at) =>
        addOne(input.subarray(at * block, (at + 1) * block), step),
      ),
    );
  }
  return derived.slice(0, length);
}

/** The sum of two blocks plus one, as big-endian numbers of their length. */
function addOne(one: Uint8Array, other: Uint8Array): Uint8Array {
  const sum = new Uint8Array(one.length);
  let carry = 1;
  for (let at = one.length - 1; at >= 0; at -= 1) {
    carry += (one[at] as number) + (other[at] as number);
    sum[at] = carry;
    carry >>= 8;
  }
  return sum;
}
