import { describe, expect, it } from "vitest";
import { OPENSSH_ENCRYPTED } from "../../../testing/keys/samples.ts";
import { readKeys } from "../read.ts";

type Der = readonly number[];

function der(tag: number, ...parts: readonly Der[]): Der {
  const content = parts.flat();
  const size = content.length;
  return [tag, ...(size < 128 ? [size] : [0x82, size >> 8, size & 255]), ...content];
}
const sequence = (...parts: readonly Der[]): Der => der(0x30, ...parts);
const octets = (length: number): Der => der(0x04, new Array<number>(length).fill(1));
const oid = (hex: string): Der => der(0x06, [...Buffer.from(hex, "hex")]);
function integer(value: number): Der {
  const hex = value.toString(16);
  const bytes = [...Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex")];
  return der(0x02, (bytes[0] ?? 0) > 127 ? [0, ...bytes] : bytes);
}

const AES_256_CBC = sequence(oid("60864801650304012a"), octets(16));

/** An encrypted PKCS #8 key under PBES2 with this key derivation, as PEM. Its encrypted content is a placeholder. */
function pbes2(derivation: Der): string {
  const key = sequence(sequence(oid("2a864886f70d01050d"), sequence(derivation, AES_256_CBC)), octets(32));
  const body = Buffer.from(key).toString("base64");
  return `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${body}\n-----END ENCRYPTED PRIVATE KEY-----`;
}
const pbkdf2 = (rounds: number): string =>
  pbes2(sequence(oid("2a864886f70d01050c"), sequence(octets(8), integer(rounds))));
/** As OpenSSL wrote keys before PBES2: MD5 with DES, and PKCS #12's SHA-1 with triple DES. */
const old = (scheme: string, rounds: number): string => {
  const key = sequence(sequence(oid(scheme), sequence(octets(8), integer(rounds))), octets(32));
  return `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${Buffer.from(key).toString("base64")}\n-----END ENCRYPTED PRIVATE KEY-----`;
};
/** A key of ssh-keygen whose number of rounds was changed. */
const openSsh = (rounds: number): string => {
  const bytes = Buffer.from(OPENSSH_ENCRYPTED["aes256-ctr"] ?? "", "base64");
  const options = bytes.indexOf("bcrypt") + "bcrypt".length + 4;
  bytes.writeUInt32BE(rounds, options + 4 + bytes.readUInt32BE(options));
  return bytes.toString("base64");
};
const scrypt = (N: number, r: number, p: number): string =>
  pbes2(sequence(oid("2b06010401da47040b"), sequence(octets(8), integer(N), integer(r), integer(p))));

describe("an encrypted key that asks for too much work or memory is refused with its numbers, before any derivation", () => {
  it.each([
    ["more rounds of PBKDF2 than run in a minute", pbkdf2(2 ** 31 - 1), "PBKDF2 with 2147483647 rounds"],
    ["more rounds than fit into 31 bits", pbkdf2(2 ** 31), "PBKDF2 with more than 2147483647 rounds"],
    ["zero rounds", pbkdf2(0), "PBKDF2 with 0 rounds"],
    ["more rounds of an old scheme", old("2a864886f70d010503", 2 ** 31 - 1), "an old scheme with 2147483647 rounds"],
    ["more rounds of PKCS #12", old("2a864886f70d010c0103", 2 ** 31 - 1), "an old scheme with 2147483647 rounds"],
    ["more rounds of bcrypt than run in a minute", openSsh(2 ** 31), "bcrypt with 2147483648 rounds"],
    ["the most rounds of bcrypt that can be written", openSsh(2 ** 32 - 1), "bcrypt with 4294967295 rounds"],
    ["scrypt with a huge table", scrypt(2 ** 30, 8, 1), "scrypt with N=1073741824, r=8, p=1"],
    ["scrypt with huge blocks", scrypt(2, 2 ** 28, 1), "scrypt with N=2, r=268435456, p=1"],
    [
      "scrypt with a small table and so many lanes that these fill the memory",
      scrypt(2, 1, 40_000_000),
      "scrypt with N=2, r=1, p=40000000",
    ],
    ["scrypt with many expensive lanes", scrypt(2 ** 15, 8, 4096), "scrypt with N=32768, r=8, p=4096"],
    ["scrypt with a table that is not a power of two", scrypt(1000, 8, 1), "scrypt with N=1000, r=8, p=1"],
  ])("%s", async (_, text, what) => {
    await expect(readKeys(text, "passphrase")).resolves.toMatchObject({
      kind: "unusable",
      problem: { code: "cipher-unsupported", args: { what } },
    });
  });

  it("what openssl writes is well within the limits", async () => {
    for (const text of [pbkdf2(2048), scrypt(2 ** 14, 8, 1)])
      await expect(readKeys(text, "passphrase")).resolves.toMatchObject({ problem: { code: "passphrase-wrong" } });
  });
});
