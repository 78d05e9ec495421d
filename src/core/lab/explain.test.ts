import { compactDecrypt, CompactEncrypt, generateKeyPair, jwtVerify, SignJWT } from "jose";
import { expect, test } from "vitest";
import { explainRejection } from "./explain.ts";
import { assertStrictForm } from "./hardened/strict-form.ts";

const KEY = new Uint8Array(32).fill(7);
const PLAINTEXT = new TextEncoder().encode("a".repeat(1000));

async function words(act: () => unknown): Promise<string> {
  try {
    await act();
  } catch (error) {
    return explainRejection(error).message;
  }
  return "accepted";
}

test("says why a JWE was refused unopened: short tag, too many iterations, too much inside", async () => {
  const plain = await new CompactEncrypt(PLAINTEXT).setProtectedHeader({ alg: "dir", enc: "A256GCM" }).encrypt(KEY);
  expect(await words(() => compactDecrypt(plain.replace(/[\w-]+$/, "AA"), KEY))).toBe(
    "The tag is not 128 bits long; nothing was decrypted.",
  );
  const password = await new CompactEncrypt(PLAINTEXT)
    .setProtectedHeader({ alg: "PBES2-HS256+A128KW", enc: "A128GCM" })
    .setKeyManagementParameters({ p2c: 5000 })
    .encrypt(KEY);
  const options = { keyManagementAlgorithms: ["PBES2-HS256+A128KW"], maxPBES2Count: 1000 };
  expect(await words(() => compactDecrypt(password, KEY, options))).toBe(
    "p2c demands more iterations than allowed; none was done.",
  );
  const packed = await new CompactEncrypt(PLAINTEXT)
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", zip: "DEF" })
    .encrypt(KEY);
  expect(await words(() => compactDecrypt(packed, KEY, { maxDecompressedLength: 10 }))).toBe(
    "The content unpacks to more than allowed; unpacking stopped there.",
  );
});

test("the reason for a failed verification holds for public keys too, and an empty segment is named", async () => {
  const [{ privateKey }, { publicKey }] = [await generateKeyPair("ES256"), await generateKeyPair("ES256")];
  const token = await new SignJWT({}).setProtectedHeader({ alg: "ES256" }).sign(privateKey);
  expect(await words(() => jwtVerify(token, publicKey))).toBe(
    "The signature does not verify with the key that the verifier used.",
  );
  expect(await words(() => assertStrictForm("eyJhbGciOiJub25lIn0.e30."))).toMatch(/three .* none of them empty/);
});
