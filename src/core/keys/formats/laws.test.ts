import { createPrivateKey, createPublicKey, type JsonWebKey } from "node:crypto";
import { calculateJwkThumbprint, type JWK } from "jose";
import { describe, expect, test } from "vitest";
import { exportKey, publicJwk } from "../export.ts";
import { keysOfSeed } from "../../crypto/software/ml-dsa.ts";
import { CERTIFICATE, COMPRESSED_SPKI, OPENSSH_PLAIN, PKCS8_PLAIN, REQUEST } from "../../../testing/keys/samples.ts";
import { FORMAT_SAMPLES, type FormatSample } from "../../../testing/keys/formats.ts";
import { armour, bodyOf, keyOf } from "../../../testing/keys/pairs.ts";

const label = ({ format, description }: FormatSample): string => `${description} as ${format}`;

describe("the three laws of every format", () => {
  test.each(FORMAT_SAMPLES.map((sample) => [label(sample), sample] as const))(
    "normal form: %s is the JWK that another program gives",
    async (_, { text, jwk, format, description }) => {
      const key = await keyOf(text);
      expect(key.jwk).toEqual(jwk);
      expect(key).toMatchObject({ format, description, isPrivate: "d" in jwk });
      if (jwk.crv !== "X448") expect(key.thumbprint).toBe(await calculateJwkThumbprint(jwk));
    },
  );

  test.each(FORMAT_SAMPLES.filter(({ isArmour }) => isArmour).map((sample) => [label(sample), sample] as const))(
    "same result without the label: %s is recognised by its bytes",
    async (_, { text, format }) => {
      const whole = await keyOf(text);
      for (const hidden of [
        bodyOf(text),
        armour("ANY LABEL", bodyOf(text)),
        Buffer.from(bodyOf(text), "base64").toString("hex"),
      ]) {
        const key = await keyOf(hidden);
        expect(key).toEqual({ ...whole, range: key.range });
        expect(key.format).toBe(format);
      }
    },
  );

  test.each(FORMAT_SAMPLES.map((sample) => [label(sample), sample] as const))(
    "export and import round-trip: %s",
    async (_, { text, jwk }) => {
      const key = await keyOf(text);
      const forms = [
        "spki",
        "pkcs8",
        "jwk",
        "private-jwk",
        "jwks",
        "spki-env",
        "pkcs8-env",
        "spki-base64",
        "pkcs8-base64",
      ] as const;
      for (const form of forms) {
        const exported = exportKey(key, form);
        if (exported === null) continue;
        const again = await keyOf(exported);
        const isWhole = form.startsWith("pkcs8") || form === "private-jwk";
        expect(again.jwk, form).toEqual(isWhole ? jwk : publicJwk(jwk));
      }
    },
  );
});

describe("one key in many forms", () => {
  const privateJwk = createPrivateKey(armour("PRIVATE KEY", PKCS8_PLAIN)).export({ format: "jwk" }) as JWK;

  test("a certificate, a request and a compressed point give the public half", async () => {
    for (const text of [
      armour("CERTIFICATE", CERTIFICATE),
      armour("CERTIFICATE REQUEST", REQUEST),
      armour("PUBLIC KEY", COMPRESSED_SPKI),
    ]) {
      const { range: _range, ...key } = await keyOf(text);
      expect(key.jwk).toEqual(publicJwk(privateJwk));
      expect(await keyOf(bodyOf(text))).toMatchObject(key);
    }
  });

  test.each(Object.entries(OPENSSH_PLAIN))(
    "both halves of an OpenSSH pair are one key: %s",
    async (_, { body, pub }) => {
      const privateKey = await keyOf(armour("OPENSSH PRIVATE KEY", body));
      const publicKey = await keyOf(pub);
      expect(privateKey).toMatchObject({
        isPrivate: true,
        format: "openssh-private",
        thumbprint: publicKey.thumbprint,
      });
      expect(publicKey).toMatchObject({ isPrivate: false, format: "openssh-public", jwk: publicJwk(privateKey.jwk) });
      // Node computes the public half again from the private members, and refuses an RSA key whose numbers do not fit.
      const { d: _d, ...computed } = createPublicKey({ key: privateKey.jwk as JsonWebKey, format: "jwk" }).export({
        format: "jwk",
      });
      expect(computed).toEqual(publicKey.jwk);
      expect((await keyOf(body)).jwk).toEqual(privateKey.jwk);
    },
  );

  test("RSA numbers that OpenSSH omits are computed (RFC 8017 section 3.2)", async () => {
    const { jwk } = await keyOf(armour("OPENSSH PRIVATE KEY", OPENSSH_PLAIN["rsab1024"]?.body ?? ""));
    const [n, e, p, q, dp, dq, qi] = [jwk.n, jwk.e, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi].map((member) =>
      BigInt(`0x${Buffer.from(member ?? "", "base64url").toString("hex")}`),
    ) as [bigint, bigint, bigint, bigint, bigint, bigint, bigint];
    expect(p * q).toBe(n);
    expect([(e * dp) % (p - 1n), (e * dq) % (q - 1n), (qi * q) % p]).toEqual([1n, 1n, 1n]);
  });

  test.each(["ML-DSA-44", "ML-DSA-65", "ML-DSA-87"])(
    "%s is read from SPKI and from the seed in PKCS#8",
    async (alg) => {
      const seed = new Uint8Array(32).fill(7);
      const pub = Buffer.from(keysOfSeed(alg, seed).publicKey).toString("base64url");
      const jwk = { kty: "AKP", alg, pub, priv: Buffer.from(seed).toString("base64url") };
      const key = await keyOf(JSON.stringify(jwk));
      expect(key).toMatchObject({
        description: alg,
        isPrivate: true,
        thumbprint: await calculateJwkThumbprint(jwk as JWK),
      });
      expect((await keyOf(exportKey(key, "spki") ?? "")).jwk).toEqual({ kty: "AKP", alg, pub });
      expect((await keyOf(exportKey(key, "pkcs8") ?? "")).jwk).toEqual(jwk);
    },
  );

  test("a SEC 1 key without its public point is completed", async () => {
    // ECPrivateKey of version 1, the number, and the name of the curve (RFC 5915 section 3).
    const d = Buffer.from(privateJwk.d ?? "", "base64url");
    const curve = Buffer.from("a00a06082a8648ce3d030107", "hex");
    const der = Buffer.concat([Buffer.from([0x30, 3 + 2 + 32 + 12, 2, 1, 1, 4, 32]), d, curve]);
    expect((await keyOf(armour("EC PRIVATE KEY", der.toString("base64")))).jwk).toEqual(privateJwk);
  });

  test("a PSS identifier limits the key, and is kept", async () => {
    const { generateKeyPairSync } = await import("node:crypto");
    const { privateKey, publicKey } = generateKeyPairSync("rsa-pss", { modulusLength: 1024, hashAlgorithm: "sha256" });
    for (const pem of [
      privateKey.export({ type: "pkcs8", format: "pem" }),
      publicKey.export({ type: "spki", format: "pem" }),
    ]) {
      expect(await keyOf(String(pem))).toMatchObject({ pssOnly: true, description: "RSA 1024 bits" });
    }
  });
});
