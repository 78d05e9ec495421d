import { generateKeyPairSync } from "node:crypto";
import type { JWK } from "jose";
import { describe, expect, it } from "vitest";
import { encodeBase64Url } from "../../text/base64url.ts";
import { modulusBits } from "../numbers/big-number.ts";
import { familyOf } from "../../registry/algorithms.ts";
import { fitKey } from "./fit.ts";
import type { KeyMaterial } from "../types.ts";

const ofBytes = (length: number, first = 255): string =>
  encodeBase64Url(Uint8Array.from({ length }, (_, index) => (index === 0 ? first : 1)));

function material(jwk: JWK, more: Partial<KeyMaterial> = {}): KeyMaterial {
  return { jwk, isPrivate: "d" in jwk, format: "jwk", description: "A", thumbprint: "T", ...more };
}
const ec = (crv = "P-256", length = 32): JWK => ({ kty: "EC", crv, x: ofBytes(length), y: ofBytes(length) });
const rsa = (bits: number): JWK => ({ kty: "RSA", n: ofBytes(bits / 8), e: "AQAB" });
const ed: JWK = { kty: "OKP", crv: "Ed25519", x: ofBytes(32) };

describe("a key that fits", () => {
  it.each([
    ["ES256", ec()],
    ["ES384", ec("P-384", 48)],
    ["ES512", ec("P-521", 66)],
    ["ES256K", ec("secp256k1")],
    ["RS256", rsa(2048)],
    ["PS512", rsa(4096)],
    ["EdDSA", ed],
    ["Ed25519", ed],
    ["EdDSA", { ...ed, alg: "Ed25519" }],
    ["Ed25519", { ...ed, alg: "EdDSA" }],
    ["Ed448", { kty: "OKP", crv: "Ed448", x: ofBytes(57) }],
    ["ML-DSA-44", { kty: "AKP", alg: "ML-DSA-44", pub: "AA" }],
    ["HS256", { kty: "oct", k: ofBytes(32) }],
    ["ES256", { ...ec(), use: "sig", alg: "ES256", key_ops: ["verify"], ext: true }],
  ])("%s", (alg, jwk) => {
    expect(fitKey(material(jwk), alg, "verify")).toEqual({ kind: "fits" });
  });

  it("is weak below the least size that the RFC allows", () => {
    expect(fitKey(material(rsa(1024)), "RS256", "verify")).toEqual({
      kind: "fits",
      weak: { bits: 1024, needed: 2048 },
    });
    expect(fitKey(material({ kty: "oct", k: ofBytes(16) }), "HS256", "sign")).toEqual({
      kind: "fits",
      weak: { bits: 128, needed: 256 },
    });
  });
});

describe("a key that cannot fit", () => {
  it.each([
    ["has another type", "RS256", ec(), "type", { have: "A", need: "RSA", alg: "RS256" }],
    [
      "is a shared secret",
      "ES256",
      { kty: "oct", k: "AA" },
      "oct-as-asymmetric",
      { have: "A", need: "EC", alg: "ES256" },
    ],
    ["has another curve", "ES256", ec("P-384", 48), "curve", { have: "P-384", need: "P-256", alg: "ES256" }],
    [
      "is for key agreement",
      "EdDSA",
      { kty: "OKP", crv: "X25519", x: ofBytes(32) },
      "curve",
      { have: "X25519", need: "Ed25519, Ed448", alg: "EdDSA" },
    ],
    [
      "is of another parameter set",
      "ML-DSA-65",
      { kty: "AKP", alg: "ML-DSA-44", pub: "AA" },
      "type",
      { have: "ML-DSA-44", need: "ML-DSA-65", alg: "ML-DSA-65" },
    ],
    [
      "lost a leading zero of x",
      "ES256",
      { ...ec(), x: ofBytes(31) },
      "coordinate-length",
      { coordinate: "x", have: 31, need: 32, alg: "ES256" },
    ],
    [
      "has a long y",
      "ES256",
      { ...ec(), y: ofBytes(33) },
      "coordinate-length",
      { coordinate: "y", have: 33, need: 32, alg: "ES256" },
    ],
    [
      "has a short x on Ed25519",
      "EdDSA",
      { ...ed, x: ofBytes(31) },
      "coordinate-length",
      { coordinate: "x", have: 31, need: 32, alg: "EdDSA" },
    ],
    ["is too small for the hash", "PS512", rsa(512), "size", { have: 512, need: 1034, alg: "PS512" }],
  ])("%s", (_, alg, jwk, code, args) => {
    expect(fitKey(material(jwk), alg, "verify")).toEqual({ kind: "mismatch", code, args });
  });

  it("is limited to PSS", () => {
    const key = material(rsa(2048), { pssOnly: true });
    expect(fitKey(key, "RS256", "verify")).toMatchObject({ kind: "mismatch", code: "pss-only" });
    expect(fitKey(key, "PS256", "verify")).toEqual({ kind: "fits" });
  });

  it.each([
    ["its hash", { hash: "SHA-512", maskHash: "SHA-512", leastSalt: 32 }, ["PS512"]],
    ["its hash and a salt of any length", { hash: "SHA-256", maskHash: "SHA-256", leastSalt: 0 }, ["PS256"]],
    ["another hash in its mask, which no PS algorithm has", { hash: "SHA-256", maskHash: "SHA-1", leastSalt: 20 }, []],
    ["a longer salt than any PS algorithm has", { hash: "SHA-256", maskHash: "SHA-256", leastSalt: 33 }, []],
    ["a hash that JWS does not have", { hash: "SHA-1", maskHash: "SHA-1", leastSalt: 20 }, []],
  ])("is limited to PSS with %s", (_, pss, fitting) => {
    const key = material(rsa(2048), { pssOnly: true, pss });
    for (const alg of ["PS256", "PS384", "PS512"]) {
      expect(fitKey(key, alg, "verify").kind, alg).toBe(fitting.includes(alg) ? "fits" : "mismatch");
    }
    expect(fitKey(key, "RS256", "verify")).toMatchObject({ code: "pss-only" });
  });

  it("is a public key for signing, or a private one with a number of the wrong length", () => {
    expect(fitKey(material(ec()), "ES256", "sign")).toMatchObject({ kind: "mismatch", code: "public-only" });
    const short = material({ ...ec(), d: ofBytes(31) });
    expect(fitKey(short, "ES256", "sign")).toMatchObject({
      code: "coordinate-length",
      args: { coordinate: "d", have: 31 },
    });
    expect(fitKey(short, "ES256", "verify")).toEqual({ kind: "fits" });
  });

  it("is asked for an operation that no key performs", () => {
    expect(fitKey(material(ec()), "none", "verify").kind).toBe("mismatch");
    expect(fitKey(material(ec()), "XX", "verify").kind).toBe("mismatch");
  });
});

describe("the smallest modulus that an algorithm can work with", () => {
  it.each([
    ["RS384", "sha384", 616, 624],
    ["RS512", "sha512", 744, 752],
    ["PS256", "sha256", 520, 528],
    ["PS512", "sha512", 1032, 1040],
  ])("of %s is between what Node refuses and what Node signs with", async (alg, hash, refused, taken) => {
    const { constants, sign } = await import("node:crypto");
    const padding =
      familyOf(alg) === "RSASSA-PSS"
        ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
        : {};
    const signs = (modulusLength: number): boolean => {
      const key = generateKeyPairSync("rsa", { modulusLength }).privateKey;
      try {
        return sign(hash, Buffer.from("x"), { key, ...padding }).length > 0;
      } catch {
        return false;
      }
    };
    const fits = (bits: number): boolean => fitKey(material(rsa(bits)), alg, "verify").kind === "fits";
    expect([signs(refused), fits(refused)]).toEqual([false, false]);
    expect([signs(taken), fits(taken)]).toEqual([true, true]);
  });
});

describe("a key whose own members forbid the use", () => {
  it.each([
    ["alg", { alg: "ES384" }, { have: "ES384", need: "ES256", alg: "ES256" }],
    ["use", { use: "enc" }, { have: "enc", need: "sig", alg: "ES256" }],
    ["key_ops", { key_ops: ["deriveKey", "sign"] }, { have: "deriveKey, sign", need: "verify", alg: "ES256" }],
    ["key_ops", { key_ops: [] }, { have: "", need: "verify", alg: "ES256" }],
  ])("by its %s", (code, members, args) => {
    expect(fitKey(material({ ...ec(), ...members }), "ES256", "verify")).toEqual({ kind: "contradiction", code, args });
  });

  it("may verify with its public half if it may sign, and may not sign if it may only verify", () => {
    const key = (key_ops: string[]) => material({ ...ec(), d: ofBytes(32), key_ops });
    expect(fitKey(key(["sign"]), "ES256", "verify")).toEqual({ kind: "fits" });
    expect(fitKey(key(["verify"]), "ES256", "sign")).toMatchObject({ kind: "contradiction", code: "key_ops" });
  });

  it("is not excluded by ext, since it is here", () => {
    const key = material({ ...ec(), d: ofBytes(32), ext: false });
    expect(fitKey(key, "ES256", "sign")).toMatchObject({ kind: "contradiction", code: "ext" });
    expect(fitKey(key, "ES256", "verify")).toEqual({ kind: "fits" });
  });

  it("reports what it cannot do before what it must not", () => {
    expect(fitKey(material({ ...ec("P-384", 48), alg: "ES384" }), "ES256", "verify")).toMatchObject({ code: "curve" });
  });
});

it("counts the bits of a modulus by its value", () => {
  expect(modulusBits(encodeBase64Url(Uint8Array.of(0, 0, 1, 0)))).toBe(9);
  expect(modulusBits(ofBytes(256))).toBe(2048);
  expect(modulusBits(ofBytes(256, 1))).toBe(2041);
  expect(modulusBits("")).toBe(0);
  expect(modulusBits(undefined)).toBe(0);
});
