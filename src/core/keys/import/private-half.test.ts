import { generateKeyPairSync } from "node:crypto";
import type { JWK } from "jose";
import { expect, test, vi } from "vitest";
import { signToken } from "../../crypto/sign.ts";
import { keysOfSeed } from "../../crypto/software/ml-dsa.ts";
import { fields } from "../../../testing/keys/inputs.ts";
import { keysOf, PAIRS } from "../../../testing/keys/pairs.ts";

vi.setConfig({ testTimeout: 60_000 });

const other: Readonly<Record<string, () => JWK>> = {
  "RSA 2048 bits": () => jwkOf(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey),
  "EC P-256": () => jwkOf(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey),
  "EC P-384": () => jwkOf(generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey),
  "EC P-521": () => jwkOf(generateKeyPairSync("ec", { namedCurve: "P-521" }).privateKey),
  "EC secp256k1": () => jwkOf(generateKeyPairSync("ec", { namedCurve: "secp256k1" }).privateKey),
  Ed25519: () => jwkOf(generateKeyPairSync("ed25519").privateKey),
  Ed448: () => jwkOf(generateKeyPairSync("ed448").privateKey),
};

function jwkOf(key: { readonly export: (options: { format: "jwk" }) => object }): JWK {
  return key.export({ format: "jwk" });
}

const PUBLIC = ["n", "e", "x", "y"];
const half = (jwk: JWK) => Object.fromEntries(Object.entries(jwk).filter(([name]) => PUBLIC.includes(name)));

test.each(Object.keys(other))(
  "%s: a JWK of two keys' halves verifies by its public members and does not sign",
  async (name) => {
    const whole = jwkOf(PAIRS[name]?.privateKey as never);
    expect((await keysOf(JSON.stringify(whole))).keys[0]).toMatchObject({ isPrivate: true, jwk: whole });
    const foreign = other[name]?.() ?? {};
    const mixed = { ...whole, ...half(foreign), kid: "a" };
    const { keys } = await keysOf(JSON.stringify(mixed));
    expect(keys[0]).toMatchObject({ isPrivate: false, damaged: { code: "no-pair", key: { jwk: { kid: "a" } } } });
    expect(keys[0]?.jwk).toEqual({
      kty: whole.kty,
      ...(whole.crv ? { crv: whole.crv } : {}),
      ...half(foreign),
      kid: "a",
    });
  },
);

test("an ML-DSA key with another key's seed is damaged", async () => {
  const [one, two] = [1, 2].map((octet) => new Uint8Array(32).fill(octet)) as [Uint8Array, Uint8Array];
  const jwk = (seed: Uint8Array, pair: Uint8Array) => ({
    kty: "AKP",
    alg: "ML-DSA-44",
    pub: Buffer.from(keysOfSeed("ML-DSA-44", pair).publicKey).toString("base64url"),
    priv: Buffer.from(seed).toString("base64url"),
  });
  expect((await keysOf(JSON.stringify(jwk(one, one)))).keys[0]?.isPrivate).toBe(true);
  expect((await keysOf(JSON.stringify(jwk(two, one)))).keys[0]?.damaged?.code).toBe("no-pair");
});

test("signing with such a key says so", async () => {
  const mixed = { ...jwkOf(PAIRS["EC P-256"]?.privateKey as never), ...half(other["EC P-256"]?.() ?? {}) };
  const outcome = await signToken(
    { alg: "ES256", signingInput: "eyJhbGciOiJFUzI1NiJ9.e30" },
    fields({ privateKey: { text: JSON.stringify(mixed) } }),
  );
  expect(outcome).toMatchObject({ kind: "unavailable", reason: { code: "key-problem", problem: { code: "no-pair" } } });
});

test("keys for encryption and key agreement are left alone", async () => {
  for (const name of ["X25519", "X448"]) {
    const whole = jwkOf(PAIRS[name]?.privateKey as never);
    expect((await keysOf(JSON.stringify(whole))).keys[0]).toMatchObject({ isPrivate: true, jwk: whole });
  }
  const bound = {
    ...jwkOf(PAIRS["EC P-256"]?.privateKey as never),
    use: "enc",
    alg: "ECDH-ES",
    key_ops: ["deriveKey"],
  };
  expect((await keysOf(JSON.stringify(bound))).keys[0]).toMatchObject({ isPrivate: true, jwk: bound });
});
