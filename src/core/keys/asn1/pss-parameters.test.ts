import { createPublicKey, generateKeyPairSync, type RSAPSSKeyPairKeyObjectOptions } from "node:crypto";
import { expect, test } from "vitest";
import { armour, keyOf, problemIn } from "../../../testing/keys/pairs.ts";
import { sampled } from "../../../testing/rounds.ts";

const NAMES = new Map([
  ["sha1", "SHA-1"],
  ["sha256", "SHA-256"],
  ["sha384", "SHA-384"],
  ["sha512", "SHA-512"],
  ["sha512-256", "SHA-512/256"],
]);

test("the parameters of a PSS key are read as another program reads them, defaults included", async () => {
  const all = [...NAMES].flatMap(([hashAlgorithm, hash]) =>
    [0, 20, 32, 200].map((saltLength) => ({ hashAlgorithm, hash, saltLength })),
  );
  // In a quick run each hash function and each length once or more.
  for (const { hashAlgorithm, hash, saltLength } of sampled(all, 3)) {
    // Typed as a string, and a number in fact.
    const options = { modulusLength: 1024, hashAlgorithm, mgf1HashAlgorithm: hashAlgorithm, saltLength } as object;
    const pair = generateKeyPairSync("rsa-pss", options as RSAPSSKeyPairKeyObjectOptions);
    const text = String(pair.privateKey.export({ type: "pkcs8", format: "pem" }));
    expect(createPublicKey(text).asymmetricKeyDetails).toMatchObject({ hashAlgorithm, saltLength });
    expect((await keyOf(text)).pss).toEqual({ hash, maskHash: hash, leastSalt: saltLength });
  }
});

test("a PSS key without parameters is limited to PSS and nothing else", async () => {
  const { publicKey } = generateKeyPairSync("rsa-pss", { modulusLength: 1024 });
  const key = await keyOf(String(publicKey.export({ type: "spki", format: "pem" })));
  expect(key.pssOnly).toBe(true);
  expect(key.pss).toBeUndefined();
});

test.each([
  ["fields out of order", "a203020120a00f300d06096086480165030402010500", "out of order"],
  ["a field twice", "a203020120a203020120", "out of order"],
  ["an undefined trailer field", "a303020102", "trailer"],
  ["a salt that is not a number", "a2020400", "salt"],
  ["a mask that is not MGF1", "a11a301806092a864886f70d010107300b0609608648016503040201", "MGF1"],
])("a PSS key whose parameters hold %s is refused, since its limit cannot be read", async (_, fields, why) => {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 512 });
  const bits = publicKey.export({ type: "spki", format: "der" }).subarray(17);
  const tlv = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
    const content = Buffer.concat(parts);
    return Buffer.concat([Buffer.from([tag, content.length]), content]);
  };
  const pss = Buffer.from("06092a864886f70d01010a", "hex");
  const spki = tlv(0x30, tlv(0x30, pss, tlv(0x30, Buffer.from(fields, "hex"))), bits);
  const { args } = await problemIn(armour("PUBLIC KEY", spki.toString("base64")));
  expect(args["why"] ?? args["what"]).toContain(why);
});
