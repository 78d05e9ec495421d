import { createECDH, createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import type { JWK } from "jose";
import { describe, expect, test } from "vitest";
import { keyFault } from "../numbers/degenerate.ts";
import { bitString, der, objectIdentifier, sequence, TAG, unsignedInteger } from "../asn1/der.ts";
import { readKeys } from "../read.ts";
import { keysOfSeed } from "../../crypto/software/ml-dsa.ts";
import { OPENSSH_PLAIN, PKCS8_PLAIN } from "../../../testing/keys/samples.ts";
import { armour, bodyOf, keyOf, PAIRS, problemIn } from "../../../testing/keys/pairs.ts";
import { concat } from "../../base/bytes.ts";

const pemOf = (key: KeyObject | undefined, type: "spki" | "pkcs8" | "pkcs1" | "sec1"): string =>
  String(key?.export({ type, format: "pem" } as { type: "spki"; format: "pem" }));
const jwkOf = (kind: string, half: "public" | "private"): JWK =>
  PAIRS[kind]?.[`${half}Key`].export({ format: "jwk" }) ?? {};
const withOctet = (pem: string, at: number): string => {
  const bytes = Buffer.from(bodyOf(pem), "base64");
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return armour("ANY LABEL", bytes.toString("base64"));
};

describe("a key altered in transit is refused, and not turned into another key", () => {
  test.each(["EC P-256", "EC P-384", "EC P-521", "EC secp256k1"])("%s, whose point is off the curve", async (kind) => {
    const pem = pemOf(PAIRS[kind]?.publicKey, "spki");
    const { length } = Buffer.from(bodyOf(pem), "base64");
    const problem = await problemIn(withOctet(pem, length - 1));
    expect(problem).toMatchObject({ code: "asn1", format: "spki" });
    expect(problem.args["why"]).toContain("is not on the curve");
  });

  test.each(["Ed25519", "Ed448"])("%s, whose bytes are not a point, as half of all are not", async (kind) => {
    const pem = pemOf(PAIRS[kind]?.publicKey, "spki");
    const { length } = Buffer.from(bodyOf(pem), "base64");
    const readings = await Promise.all(
      Array.from({ length: 24 }, (_, at) => readKeys(withOctet(pem, length - 30 + at))),
    );
    const problems = readings.flatMap((reading) => (reading.kind === "unusable" ? [reading.problem.args["why"]] : []));
    expect(problems.length).toBeGreaterThan(2);
    for (const why of problems) expect(why).toContain("is not on the curve");
  });

  test.each(["EC P-256", "EC P-521"])("%s, whose private number is another key's", async (kind) => {
    const pem = pemOf(PAIRS[kind]?.privateKey, "sec1");
    expect((await problemIn(withOctet(pem, 20))).args["why"]).toContain("parts do not match");
  });

  test("both halves of an Ed25519 key (RFC 5958), one of them another key's", async () => {
    const { d = "", x = "" } = jwkOf("Ed25519", "private");
    const other = jwkOf("Ed448", "public").x ?? "";
    const text = (publicKey: string): string =>
      armour(
        "PRIVATE KEY",
        Buffer.from(
          sequence(
            unsignedInteger(Uint8Array.of(1)),
            sequence(objectIdentifier("1.3.101.112")),
            der(TAG.octetString, der(TAG.octetString, Buffer.from(d, "base64url"))),
            der(0x81, concat([Uint8Array.of(0), Buffer.from(publicKey, "base64url")])),
          ),
        ).toString("base64"),
      );
    expect((await keyOf(text(x))).jwk).toMatchObject({ x, d });
    expect((await problemIn(text(other))).args["why"]).toContain("parts do not match");
  });

  test("OpenSSH's Ed25519 and RSA, in a number of the private section", async () => {
    for (const [name, marker] of [
      ["ed25519", "ssh-ed25519"],
      ["rsab1024", "ssh-rsa"],
    ] as const) {
      const bytes = Buffer.from(OPENSSH_PLAIN[name]?.body ?? "", "base64");
      const at = bytes.lastIndexOf(marker) + marker.length + 20;
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      expect(await problemIn(bytes.toString("base64"))).toMatchObject({ code: "asn1", format: "openssh-private" });
    }
  });

  test("RSA, whose numbers no longer match", async () => {
    const pem = pemOf(PAIRS["RSA 2048 bits"]?.privateKey, "pkcs1");
    const { length } = Buffer.from(bodyOf(pem), "base64");
    for (const at of [100, 400, 600, 800, length - 5]) {
      expect((await readKeys(withOctet(pem, at))).kind, String(at)).toBe("unusable");
    }
    expect((await problemIn(withOctet(pem, length - 5))).args["why"]).toContain("do not match");
  });

  test("RSA's modulus: a small factor shows nine times in ten", async () => {
    const pem = pemOf(PAIRS["RSA 2048 bits"]?.publicKey, "spki");
    const places = Array.from({ length: 100 }, (_, index) => 60 + index);
    const readings = await Promise.all(places.map((at) => readKeys(withOctet(pem, at))));
    expect(readings.filter(({ kind }) => kind === "unusable").length).toBeGreaterThan(75);
  });

  test("ML-DSA with the seed of one key and the expanded form of another; one without a seed says what to do", async () => {
    const text = (...parts: readonly Uint8Array[]): string => {
      const inner =
        parts.length === 1
          ? der(TAG.octetString, parts[0] as Uint8Array)
          : sequence(...parts.map((part) => der(4, part)));
      const algorithm = sequence(objectIdentifier("2.16.840.1.101.3.4.3.17"));
      const whole = sequence(unsignedInteger(Uint8Array.of(0)), algorithm, der(TAG.octetString, inner));
      return armour("PRIVATE KEY", Buffer.from(whole).toString("base64"));
    };
    const seed = new Uint8Array(32).fill(7);
    const { publicKey, secretKey } = keysOfSeed("ML-DSA-44", seed);
    if (!publicKey || !secretKey) expect.fail("no key was made");
    expect((await keyOf(text(seed, secretKey))).jwk).toMatchObject({
      alg: "ML-DSA-44",
      pub: Buffer.from(publicKey).toString("base64url"),
      priv: Buffer.from(seed).toString("base64url"),
    });
    const changed = secretKey.slice();
    changed[100] = (changed[100] ?? 0) ^ 1;
    expect((await problemIn(text(seed, changed))).args["why"]).toContain("do not match");
    const problem = await problemIn(text(secretKey));
    expect(problem).toMatchObject({ code: "type-unsupported", args: { what: "an ML-DSA-44 key without its seed" } });
    expect(problem.args["how"]).toContain("Export the key with it");
  });
});

describe("what looks odd and is complete", () => {
  test("a hybrid point (X9.62) is the point; with the wrong parity it is not a point", async () => {
    for (const [name, kind] of [
      ["prime256v1", "EC P-256"],
      ["secp521r1", "EC P-521"],
    ] as const) {
      const { d = "" } = jwkOf(kind, "private");
      const ecdh = createECDH(name);
      ecdh.setPrivateKey(Buffer.from(d, "base64url"));
      const hybrid = ecdh.getPublicKey(null, "hybrid");
      const algorithm = Buffer.from(bodyOf(pemOf(PAIRS[kind]?.publicKey, "spki")), "base64");
      const head = algorithm.subarray(0, algorithm.length - hybrid.length);
      const text = (point: Uint8Array): string => armour("PUBLIC KEY", Buffer.concat([head, point]).toString("base64"));
      expect((await keyOf(text(hybrid))).jwk).toEqual(PAIRS[kind]?.publicKey.export({ format: "jwk" }));
      const wrong = Buffer.from(hybrid);
      wrong[0] = (wrong[0] ?? 0) ^ 1;
      expect((await problemIn(text(wrong))).args["why"]).toContain("is not on the curve");
    }
  });

  test("RSA of 512 bits, of 8192, and with the exponent 3", async () => {
    for (const options of [{ modulusLength: 512 }, { modulusLength: 1024, publicExponent: 3 }]) {
      const { publicKey, privateKey } = generateKeyPairSync("rsa", options);
      expect((await keyOf(pemOf(publicKey, "spki"))).jwk).toEqual(publicKey.export({ format: "jwk" }));
      expect((await keyOf(pemOf(privateKey, "pkcs8"))).jwk).toEqual(privateKey.export({ format: "jwk" }));
    }
  });

  test("a private number with leading zeros", async () => {
    const plain = createPrivateKey(armour("PRIVATE KEY", PKCS8_PLAIN)).export({ format: "jwk" }) as JWK;
    const number = concat([new Uint8Array(3), Buffer.from(plain.d ?? "", "base64url")]);
    const curve = der(0xa0, objectIdentifier("1.2.840.10045.3.1.7"));
    const point = concat([
      Uint8Array.of(4),
      Buffer.from(plain.x ?? "", "base64url"),
      Buffer.from(plain.y ?? "", "base64url"),
    ]);
    const key = sequence(
      unsignedInteger(Uint8Array.of(1)),
      der(TAG.octetString, number),
      curve,
      der(0xa1, bitString(point)),
    );
    expect((await keyOf(Buffer.from(key).toString("base64"))).jwk).toEqual(plain);
  });
});

describe("curves without a JWK name are named", () => {
  test.each([
    ["brainpoolP256r1", "brainpoolP256r1"],
    ["brainpoolP320t1", "brainpoolP320t1"],
    ["brainpoolP512t1", "brainpoolP512t1"],
    ["sect283k1", "sect283k1"],
    ["sect571r1", "sect571r1"],
    ["secp224r1", "P-224"],
    ["prime192v1", "P-192"],
    ["secp160k1", "secp160k1"],
  ])("%s", async (namedCurve, name) => {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve });
    for (const text of [pemOf(publicKey, "spki"), pemOf(privateKey, "pkcs8"), pemOf(privateKey, "sec1")]) {
      expect(await problemIn(text)).toMatchObject({
        code: "type-unsupported",
        args: { what: `an EC key on ${name}` },
      });
    }
  });
});

test("RSA with an exponent that no key has is read, so that the verdict can explain it, as for a JWK", async () => {
  const { n = "" } = jwkOf("RSA 2048 bits", "public");
  const modulus = Buffer.from(n, "base64url");
  for (const [exponent, fault] of [
    [Uint8Array.of(1), "exponent-one"],
    [Uint8Array.of(2), "exponent-even"],
    [Uint8Array.of(1, 0, 0), "exponent-even"],
    [modulus, "exponent-range"],
  ] as const) {
    const key = sequence(unsignedInteger(modulus), unsignedInteger(exponent));
    const { jwk } = await keyOf(Buffer.from(key).toString("base64"));
    expect([jwk.n, keyFault(jwk)]).toEqual([n, fault]);
  }
});

test("three-prime RSA, which browsers refuse, is its public half with the reason, in PKCS #1 and PKCS #8", async () => {
  const small = (value: number): Buffer => Buffer.from([0x02, 0x01, value]);
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const two = privateKey.export({ type: "pkcs1", format: "der" });
  const third = tlv(0x30, tlv(0x30, small(3), small(1), small(2)));
  // Version 1, and what a third prime adds (RFC 8017 appendix A.1.2); which prime that is does not matter here.
  const many = tlv(0x30, small(1), two.subarray(7), third);
  const pkcs8 = tlv(0x30, small(0), Buffer.from("300d06092a864886f70d0101010500", "hex"), tlv(0x04, many));
  for (const [label, der] of [
    ["RSA PRIVATE KEY", many],
    ["PRIVATE KEY", pkcs8],
  ] as const) {
    const key = await keyOf(armour(label, der.toString("base64")));
    expect(key).toMatchObject({
      jwk: publicKey.export({ format: "jwk" }),
      isPrivate: false,
      damaged: { code: "type-unsupported", range: { start: 0 } },
    });
    expect(key.damaged?.args["what"]).toContain("more than two primes");
  }
});

test("BER with indefinite or overlong lengths is read without armour too", async () => {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const der = publicKey.export({ type: "spki", format: "der" });
  expect(der[1]).toBe(0x81);
  const content = der.subarray(3);
  for (const ber of [
    Buffer.concat([Buffer.from([0x30, 0x80]), content, Buffer.alloc(2)]),
    Buffer.concat([Buffer.from([0x30, 0x85, 0, 0, 0, 0, content.length]), content]),
  ]) {
    expect((await keyOf(ber.toString("base64"))).jwk).toEqual(publicKey.export({ format: "jwk" }));
  }
});

function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length < 0x80 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
