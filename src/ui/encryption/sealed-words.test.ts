import { describe, expect, it } from "vitest";
import { parseJson } from "../../core/json/parse.ts";
import { contentEncryptionRow } from "../../core/registry/encryption-algorithms.ts";
import { keyNeeded, sealedSize } from "./sealed-words.ts";

const needed = (header: object): string | null => keyNeeded(parseJson(JSON.stringify(header)));

describe("which key a sealed token needs", () => {
  it.each([
    [{ alg: "RSA-OAEP-256", enc: "A256GCM" }, "the recipient’s RSA private key"],
    [{ alg: "ECDH-ES", epk: { kty: "EC", crv: "P-384" } }, "on P-384, the curve of epk"],
    [{ alg: "ECDH-ES+A128KW" }, "private key, EC or OKP"],
    [{ alg: "dir", enc: "A256CBC-HS512" }, "of exactly 64 bytes"],
    [{ alg: "A128KW", enc: "A256GCM" }, "of exactly 16 bytes"],
    [{ alg: "PBES2-HS256+A128KW", enc: "A128GCM" }, "the password"],
  ])("%j", (header, words) => {
    expect(needed(header)).toContain(words);
  });

  it("none for an unknown algorithm", () => {
    expect(needed({ alg: "X" })).toBeNull();
  });
});

it("the length of the content is given if the ciphertext reveals it", () => {
  expect(sealedSize(334, contentEncryptionRow("A256GCM"), false)).toBe("It has 334 bytes.");
  expect(sealedSize(336, contentEncryptionRow("A128CBC-HS256"), false)).toBe("It has fewer than 336 bytes.");
  expect(sealedSize(336, contentEncryptionRow("A256GCM"), true)).toContain("compressed");
  expect(sealedSize(null, contentEncryptionRow("A256GCM"), false)).toBe("");
});
