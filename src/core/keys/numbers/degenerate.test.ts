import { createPrivateKey, createPublicKey, generateKeyPairSync, sign as nodeSign } from "node:crypto";
import { ed25519 } from "@noble/curves/ed25519.js";
import { ed448 } from "@noble/curves/ed448.js";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import type { JWK } from "jose";
import { describe, expect, it, vi } from "vitest";
import { algorithmRow } from "../../registry/algorithms.ts";
import { keyFault, signatureFault } from "./degenerate.ts";
import { octetsOf } from "./big-number.ts";
import { bytesOf } from "../../registry/key-kinds.ts";
import { rounds, sampled } from "../../../testing/rounds.ts";

vi.setConfig({ testTimeout: 120_000 });

const EDWARDS = { Ed25519: ed25519, Ed448: ed448 } as const;
const WEIERSTRASS = { "P-256": p256, "P-384": p384, "P-521": p521, secp256k1 } as const;
const ALGS = { "P-256": "ES256", "P-384": "ES384", "P-521": "ES512", secp256k1: "ES256K" } as const;

const text = (octets: Uint8Array): string => Buffer.from(octets).toString("base64url");
const okp = (crv: string, octets: Uint8Array): JWK => ({ kty: "OKP", crv, x: text(octets) });
const rowOf = (alg: string) => {
  const row = algorithmRow(alg);
  if (!row) throw new Error(alg);
  return row;
};

/** The bytes of a number, little-endian, with a sign bit at the end. */
function littleEndian(value: bigint, size: number, sign: boolean): Uint8Array {
  const octets = new Uint8Array(size);
  octets.set(octetsOf(value).toReversed());
  octets[size - 1] = (octets[size - 1] ?? 0) | (sign ? 0x80 : 0);
  return octets;
}

/** All points whose order divides the cofactor, as noble works them out: multiples of the order of any point. */
function torsion(crv: keyof typeof EDWARDS): ReadonlySet<string> {
  const { Point } = EDWARDS[crv];
  const order = Point.Fn.ORDER;
  const found = new Set<string>();
  for (let y = 0; y < 20; y += 1) {
    try {
      const point = Point.fromBytes(littleEndian(BigInt(y), bytesOf(crv), false));
      // The order itself is not a scalar that noble multiplies by: one less, and once more.
      let part = point.multiplyUnsafe(order - 1n).add(point);
      for (let step = 0; step < 8; step += 1) {
        found.add(text(part.toBytes()));
        part = part.add(point.multiplyUnsafe(order - 1n).add(point));
      }
    } catch {
      // No point has that y.
    }
  }
  return found;
}

describe("a point of small order", () => {
  it.each([
    ["Ed25519", 8],
    ["Ed448", 4],
  ] as const)("of %s is neither a key nor an R: all %i that noble finds", (crv, count) => {
    const points = [...torsion(crv)];
    expect(points).toHaveLength(count);
    for (const point of points) {
      const octets = new Uint8Array(Buffer.from(point, "base64url"));
      expect(keyFault(okp(crv, octets))).toBe("small-order");
      const signature = new Uint8Array(2 * octets.length);
      signature.set(octets);
      expect(signatureFault(rowOf(crv), signature)).toBe("small-order-r");
    }
  });

  it("of Ed25519 is refused in any spelling: y plus the prime, x = 0 with a sign", () => {
    const p = 2n ** 255n - 19n;
    for (const y of [0n, 1n, p - 1n, p, p + 1n]) {
      for (const sign of [false, true]) {
        expect(keyFault(okp("Ed25519", littleEndian(y, 32, sign)))).toBe("small-order");
      }
    }
  });

  it("is accepted by OpenSSL or noble for a signature of anything, so the check is needed", () => {
    const neutral = littleEndian(1n, 32, false);
    const signature = new Uint8Array(64);
    signature.set(neutral);
    // R = A = the neutral point and S = 0 fit the equation of RFC 8032 section 5.1.7 whatever the message is.
    expect(ed25519.verify(signature, Uint8Array.of(1, 2, 3), neutral, { zip215: true })).toBe(true);
    expect(ed25519.verify(signature, Uint8Array.of(4), neutral, { zip215: true })).toBe(true);
  });
});

describe("an Edwards point", () => {
  it("in a non-canonical encoding is refused", () => {
    const p = 2n ** 255n - 19n;
    // y = 3 is on the curve, and p + 3 is the same number.
    expect(keyFault(okp("Ed25519", littleEndian(3n, 32, false)))).toBeNull();
    expect(keyFault(okp("Ed25519", littleEndian(p + 3n, 32, false)))).toBe("not-canonical");
    expect(keyFault(okp("Ed448", new Uint8Array(57).fill(255)))).toBe("not-canonical");
  });

  it.each(["Ed25519", "Ed448"] as const)("of %s is on the curve if noble decodes it", (crv) => {
    const size = bytesOf(crv);
    for (let y = 2n; y < 200n; y += 1n) {
      const octets = littleEndian(y, size, y % 2n === 0n);
      let isPoint = true;
      try {
        EDWARDS[crv].Point.fromBytes(octets);
      } catch {
        isPoint = false;
      }
      expect([y, keyFault(okp(crv, octets))]).toEqual([y, isPoint ? null : "off-curve"]);
    }
  });

  it("S of at least the order is refused: with the order added no strict verifier accepts a signature", () => {
    for (const [crv, curve] of Object.entries(EDWARDS)) {
      const { secretKey } = curve.keygen();
      const signature = curve.sign(Uint8Array.of(1), secretKey);
      const half = signature.length / 2;
      const s = BigInt(`0x${Buffer.from(signature.slice(half).toReversed()).toString("hex")}`);
      const twin = Uint8Array.from([
        ...signature.slice(0, half),
        ...littleEndian(s + curve.Point.Fn.ORDER, half, false),
      ]);
      expect(signatureFault(rowOf(crv), signature)).toBeNull();
      expect(signatureFault(rowOf(crv), twin)).toBe("s-range");
    }
  });
});

describe.each(Object.entries(WEIERSTRASS))("ECDSA on %s", (crv, curve) => {
  const size = bytesOf(crv);
  const { ORDER: n } = curve.Point.Fn;
  const { p } = curve.Point.CURVE();
  const fixed = (value: bigint): Uint8Array => {
    const octets = new Uint8Array(size);
    const digits = octetsOf(value);
    octets.set(digits, size - digits.length);
    return octets;
  };
  const point = curve.Point.BASE.toAffine();
  const key = (x: bigint, y: bigint): JWK => ({ kty: "EC", crv, x: text(fixed(x)), y: text(fixed(y)) });

  it("accepts only points on the curve, in the one encoding", () => {
    expect(keyFault(key(point.x, point.y))).toBeNull();
    expect(keyFault(key(point.x, p - point.y))).toBeNull();
    expect(keyFault(key(point.x, point.y + 1n))).toBe("off-curve");
    // The point at infinity has no coordinates; as zeros it is off the curve.
    expect(keyFault(key(0n, 0n))).toBe("off-curve");
    expect(keyFault(key(p, point.y))).toBe("coordinate-range");
    expect(keyFault(key(point.x, p))).toBe("coordinate-range");
  });

  it("accepts R and S from 1 to the order minus 1", () => {
    const row = rowOf(ALGS[crv as keyof typeof ALGS]);
    const fault = (r: bigint, s: bigint) => signatureFault(row, Uint8Array.from([...fixed(r), ...fixed(s)]));
    expect([fault(1n, 1n), fault(n - 1n, n - 1n)]).toEqual([null, null]);
    expect([fault(0n, 1n), fault(1n, 0n), fault(0n, 0n)]).toEqual(["zero", "zero", "zero"]);
    expect([fault(n, 1n), fault(1n, n), fault(n + 1n, 1n)]).toEqual(["order", "order", "order"]);
  });
});

describe("an RSA key", () => {
  const jwk = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" }) as JWK;

  it.each([
    ["AQ", "exponent-one"],
    ["AAAB", "exponent-one"],
    ["AA", "exponent-even"],
    ["Ag", "exponent-even"],
    ["AQAA", "exponent-even"],
    [jwk.n ?? "", "exponent-range"],
    ["Aw", null],
    ["AQAB", null],
  ])("with e %s is refused", (e, fault) => {
    expect(keyFault({ ...jwk, e })).toBe(fault);
  });

  it("with an even modulus is refused", () => {
    const octets = new Uint8Array(Buffer.from(jwk.n ?? "", "base64url"));
    octets[octets.length - 1] = (octets.at(-1) ?? 0) & 0xfe;
    expect(keyFault({ ...jwk, n: text(octets) })).toBe("modulus-even");
  });
});

it("an ML-DSA key of another length, or without a secret in it, is refused", () => {
  const key = (octets: number, byte: number): JWK => ({
    kty: "AKP",
    alg: "ML-DSA-44",
    pub: text(Uint8Array.from({ length: octets }, (_, index) => (index < 32 ? 7 : byte))),
  });
  expect(keyFault(key(1311, 1))).toBe("length");
  expect(keyFault(key(1952, 1))).toBe("length");
  expect(keyFault(key(1312, 0))).toBe("zero-vector");
  expect(keyFault(key(1312, 1))).toBeNull();
});

describe("healthy keys and signatures are never refused", () => {
  it.each(Object.keys(EDWARDS))("many of %s", (crv) => {
    const curve = EDWARDS[crv as keyof typeof EDWARDS];
    const many = rounds(crv === "Ed448" ? 300 : 1000, 50);
    for (let round = 0; round < many; round += 1) {
      const { secretKey, publicKey } = curve.keygen();
      expect(keyFault(okp(crv, publicKey))).toBeNull();
      if (round % 10 === 0) expect(signatureFault(rowOf(crv), curve.sign(publicKey, secretKey))).toBeNull();
    }
  });

  it.each(Object.keys(WEIERSTRASS))("many of %s, as OpenSSL makes them", (crv) => {
    for (let round = 0; round < rounds(1000, 50); round += 1) {
      // As DER: Node 20 once hung forever here, exporting the JWKs of a thousand key objects.
      const { privateKey, publicKey } = generateKeyPairSync("ec", {
        namedCurve: crv,
        publicKeyEncoding: { type: "spki", format: "der" },
        privateKeyEncoding: { type: "pkcs8", format: "der" },
      });
      const signature = nodeSign("sha256", Buffer.from(String(round)), {
        key: privateKey,
        format: "der",
        type: "pkcs8",
        dsaEncoding: "ieee-p1363",
      });
      // A coordinate is as long as a half of a signature, and the point ends the key.
      const [x, y] = [publicKey.subarray(-signature.length), publicKey.subarray(-signature.length / 2)];
      expect(keyFault({ kty: "EC", crv, x: text(x.subarray(0, y.length)), y: text(y) })).toBeNull();
      expect(signatureFault(rowOf(ALGS[crv as keyof typeof ALGS]), signature)).toBeNull();
    }
  });

  it("RSA keys of each exponent that OpenSSL makes, and one of 512 bits", () => {
    for (const [modulusLength, publicExponent] of sampled([
      [512, 3],
      [1024, 3],
      [1024, 17],
      [1024, 0x10001],
      [2056, 0x10001],
    ] as const)) {
      const { publicKey } = generateKeyPairSync("rsa", { modulusLength, publicExponent });
      expect(keyFault(publicKey.export({ format: "jwk" }) as JWK)).toBeNull();
    }
  });

  it("Ed25519 keys of seeds that OpenSSL reads", () => {
    for (let octet = 0; octet < rounds(256); octet += 1) {
      const head = Buffer.from("302e020100300506032b657004220420", "hex");
      const key = createPrivateKey({
        key: Buffer.concat([head, Buffer.alloc(32, octet)]),
        format: "der",
        type: "pkcs8",
      });
      expect(keyFault(createPublicKey(key).export({ format: "jwk" }) as JWK)).toBeNull();
    }
  });
});
