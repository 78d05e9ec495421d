import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import fc from "fast-check";
import type { JWK } from "jose";
import { describe, expect, it, vi } from "vitest";
import { publicJwk } from "../../keys/export.ts";
import { algorithmRow, SIGNATURE_ALGORITHMS } from "../../registry/algorithms.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import { softwareFor, type SoftwareSigner } from "./software.ts";
import { rounds } from "../../../testing/rounds.ts";

// Arithmetic on big numbers is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const MESSAGE = encodeUtf8("header.payload");

async function load(alg: string): Promise<SoftwareSigner> {
  const row = algorithmRow(alg);
  const signer = row && (await softwareFor(row));
  if (!signer) throw new Error(alg);
  return signer;
}

const rows = SIGNATURE_ALGORITHMS.flatMap((alg) => (algorithmRow(alg)?.software ? [alg] : []));

it("covers ES256K, Ed448 and ML-DSA", () => {
  expect(rows).toEqual(["ES256K", "Ed448", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"]);
});

describe.each(rows)("%s", (alg) => {
  it("makes signatures of the algorithm's length that verify for this message and key only", async () => {
    const signer = await load(alg);
    const key = signer.generate(alg);
    const signature = signer.sign(alg, key, MESSAGE);
    expect(signature).toHaveLength(algorithmRow(alg)?.signatureBytes ?? 0);
    expect(signer.verify(alg, publicJwk(key), MESSAGE, signature)).toBe(true);
    expect(signer.verify(alg, publicJwk(key), encodeUtf8("header.payloaD"), signature)).toBe(false);
    expect(signer.verify(alg, publicJwk(signer.generate(alg)), MESSAGE, signature)).toBe(false);
  });

  it("is false for any other bytes, and never throws for a good key", async () => {
    const signer = await load(alg);
    const key = publicJwk(signer.generate(alg));
    const octets = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom(0, 255).map((byte) => new Uint8Array(algorithmRow(alg)?.signatureBytes ?? 0).fill(byte)),
    );
    fc.assert(
      fc.property(octets, (signature) => {
        expect(signer.verify(alg, key, MESSAGE, signature)).toBe(false);
      }),
      { numRuns: rounds(30) },
    );
  });

  it("throws for an invalid key, so it is not mistaken for a bad signature", async () => {
    const signer = await load(alg);
    const key = signer.generate(alg);
    for (const member of ["x", "pub"].filter((name) => name in key)) {
      expect(() => signer.verify(alg, { ...key, [member]: "AAAA" }, MESSAGE, new Uint8Array(64))).toThrow(/./);
    }
    const { d: _d, priv: _priv, ...half } = key;
    expect(() => signer.sign(alg, half as JWK, MESSAGE)).toThrow(/no usable/);
  });
});

describe("Node, which has secp256k1 and Ed448 of its own", () => {
  it("verifies ES256K signatures made here, and has its own verified, high S included", async () => {
    const signer = await load("ES256K");
    const pair = generateKeyPairSync("ec", { namedCurve: "secp256k1" });
    const jwk = pair.privateKey.export({ format: "jwk" }) as JWK;
    const signature = signer.sign("ES256K", jwk, MESSAGE);
    expect(verify("sha256", MESSAGE, { key: pair.publicKey, dsaEncoding: "ieee-p1363" }, signature)).toBe(true);
    // OpenSSL does not choose the lower S: of twenty signatures about half have the higher.
    for (let count = 0; count < 20; count += 1) {
      const own = sign("sha256", MESSAGE, { key: pair.privateKey, dsaEncoding: "ieee-p1363" });
      expect(signer.verify("ES256K", publicJwk(jwk), MESSAGE, own)).toBe(true);
    }
  });

  it("agrees on Ed448 exactly, whose signatures are deterministic", async () => {
    const signer = await load("Ed448");
    const jwk = signer.generate("Ed448");
    const own = sign(null, MESSAGE, createPrivateKey({ key: jwk as never, format: "jwk" }));
    expect(Buffer.from(signer.sign("Ed448", jwk, MESSAGE))).toEqual(own);
    expect(verify(null, MESSAGE, createPublicKey({ key: publicJwk(jwk) as never, format: "jwk" }), own)).toBe(true);
  });
});
