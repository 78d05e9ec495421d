import { describe, expect, it } from "vitest";
import { algorithmRow, rowForKey, SIGNATURE_ALGORITHMS } from "./algorithms.ts";
import { bytesOf } from "./key-kinds.ts";
import { keyManagementRow } from "./encryption-algorithms.ts";

describe("the signature algorithms", () => {
  it("are those of RFC 7518 section 3.1, RFC 8037, RFC 8812, RFC 9864 and RFC 9964", () => {
    expect([...SIGNATURE_ALGORITHMS].toSorted()).toEqual(
      "ES256 ES256K ES384 ES512 Ed25519 Ed448 EdDSA HS256 HS384 HS512 ML-DSA-44 ML-DSA-65 ML-DSA-87 PS256 PS384 PS512 RS256 RS384 RS512 none".split(
        " ",
      ),
    );
  });

  it.each([
    ["HS384", "oct", 48, { name: "HMAC", hash: "SHA-384" }, "HMAC with SHA-384"],
    ["RS256", "RSA", null, { name: "RSASSA-PKCS1-v1_5" }, "RSASSA-PKCS1-v1_5 with SHA-256"],
    ["PS512", "RSA", null, { name: "RSA-PSS", saltLength: 64 }, "RSASSA-PSS with SHA-512"],
    ["ES256", "EC", 64, { name: "ECDSA", hash: "SHA-256" }, "ECDSA on P-256 with SHA-256"],
    ["ES512", "EC", 132, { name: "ECDSA", hash: "SHA-512" }, "ECDSA on P-521 with SHA-512"],
    ["Ed448", "OKP", 114, { name: "Ed448" }, "EdDSA on Ed448"],
    ["ML-DSA-87", "AKP", 4627, { name: "ML-DSA-87" }, "ML-DSA (FIPS 204) with parameter set 87"],
  ])(
    "%s has %s keys, signatures of %s bytes and its parameters",
    (alg, kty, signatureBytes, signParams, description) => {
      expect(algorithmRow(alg)).toMatchObject({ alg, kty, signatureBytes, signParams, description });
    },
  );

  it("have ECDSA signatures twice as long as their curve's coordinates", () => {
    const ecdsa = SIGNATURE_ALGORITHMS.map(algorithmRow).filter((row) => row?.family === "ECDSA");
    const coordinates = ecdsa.map((row) => bytesOf(row?.curves[0]));
    expect(ecdsa.map((row) => row?.signatureBytes)).toEqual(coordinates.map((bytes) => 2 * bytes));
  });

  it("are compared case-sensitively, and have no names of Object.prototype", () => {
    for (const name of ["hs256", "HS256 ", "", "constructor", "__proto__", "toString"])
      expect(algorithmRow(name)).toBeNull();
  });

  it("let EdDSA stand for the curve of the key, and no other name for anything", () => {
    const eddsa = algorithmRow("EdDSA");
    const es256 = algorithmRow("ES256");
    if (!eddsa || !es256) throw new Error("rows are missing");
    expect(rowForKey(eddsa, { crv: "Ed448" }).alg).toBe("Ed448");
    expect(rowForKey(eddsa, { crv: "Ed25519" }).alg).toBe("Ed25519");
    expect(rowForKey(eddsa, { crv: "P-256" }).alg).toBe("EdDSA");
    expect(rowForKey(es256, { crv: "P-384" }).alg).toBe("ES256");
  });
});

describe("the key management algorithms", () => {
  it("are known by name, so that unregistered names are recognised", () => {
    expect(keyManagementRow("RSA-OAEP")?.mode).toBe("key encryption");
    expect(keyManagementRow("ECDH-ES+A192KW")?.mode).toBe("key agreement with key wrapping");
    expect(keyManagementRow("PBES2-HS384+A192KW")?.description).toContain("SHA-384");
    expect(keyManagementRow("PBES2-HS512+A256KW")?.description).toContain("SHA-512");
    expect(keyManagementRow("RS256")).toBeNull();
    expect(keyManagementRow("A512KW")).toBeNull();
  });

  it("share no name with the signature algorithms", () => {
    expect(SIGNATURE_ALGORITHMS.filter((alg) => keyManagementRow(alg) !== null)).toEqual([]);
  });
});
