import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type RSAPSSKeyPairKeyObjectOptions,
} from "node:crypto";
import type { JWK } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { materialOf } from "../../testing/keys/inputs.ts";
import { exportKey } from "./export.ts";
import { generateKey } from "./generate.ts";
import { readKeys } from "./read.ts";
import type { KeyMaterial } from "./types.ts";

const pick = (jwk: JWK, names: string) =>
  Object.fromEntries(names.split(" ").map((name) => [name, (jwk as Record<string, unknown>)[name]]));

const KINDS: readonly [alg: string, publicMembers: string, privateMembers: string][] = [
  ["RS256", "n e", "n e d p q dp dq qi"],
  ["ES256", "crv x y", "crv x y d"],
  ["ES384", "crv x y", "crv x y d"],
  ["ES512", "crv x y", "crv x y d"],
  ["ES256K", "crv x y", "crv x y d"],
  ["Ed25519", "crv x", "crv x d"],
  ["Ed448", "crv x", "crv x d"],
];

describe.each(KINDS)("a key for %s", (alg, publicMembers, privateMembers) => {
  let material: KeyMaterial;
  beforeAll(async () => {
    const made = await generateKey(alg);
    if ("secret" in made) throw new Error(alg);
    material = await materialOf(made.jwk);
  });
  const textOf = (form: Parameters<typeof exportKey>[1]): string => exportKey(material, form) ?? "";

  it("is read by Node from its PEM and DER, both halves", () => {
    const half = createPublicKey(textOf("spki"));
    const whole = createPrivateKey(textOf("pkcs8"));
    expect(half.export({ format: "jwk" })).toMatchObject(pick(material.jwk, publicMembers));
    expect(whole.export({ format: "jwk" })).toMatchObject(pick(material.jwk, privateMembers));
  });

  it("is written exactly as Node writes it", () => {
    expect(textOf("spki")).toBe(createPublicKey(textOf("spki")).export({ format: "pem", type: "spki" }));
    expect(textOf("pkcs8")).toBe(createPrivateKey(textOf("pkcs8")).export({ format: "pem", type: "pkcs8" }));
  });

  it("is one line for a shell, which gives the same PEM again", () => {
    expect(textOf("pkcs8-env")).not.toContain("\n");
    expect(textOf("pkcs8-env").replaceAll("\\n", "\n")).toBe(textOf("pkcs8"));
    expect(Buffer.from(textOf("spki-base64"), "base64").toString()).toBe(textOf("spki"));
  });

  it("has nothing private in its public forms", () => {
    for (const form of ["jwk", "jwks", "spki", "spki-env", "spki-base64"] as const) {
      for (const secret of privateMembers.split(" ").filter((name) => !publicMembers.split(" ").includes(name))) {
        expect(textOf(form)).not.toContain(String((material.jwk as Record<string, unknown>)[secret]));
      }
    }
    expect(JSON.parse(textOf("jwks")).keys).toEqual([JSON.parse(textOf("jwk"))]);
    expect(JSON.parse(textOf("private-jwk"))).toEqual(material.jwk);
  });
});

describe("other keys", () => {
  it("of ML-DSA carry their seed in PKCS#8 (RFC 9881 section 6) and their name", async () => {
    const made = await generateKey("ML-DSA-44");
    if ("secret" in made) throw new Error("secret");
    const body = (exportKey(await materialOf(made.jwk), "pkcs8") ?? "").replace(/-----.*-----|\n/g, "");
    const seed = Buffer.from(made.jwk.priv ?? "", "base64url").toString("hex");
    // SEQUENCE { 0, SEQUENCE { id-ml-dsa-44 }, OCTET STRING { [0] seed } }
    expect(Buffer.from(body, "base64").toString("hex")).toBe(`3034020100300b060960864801650304031104228020${seed}`);
  });

  it("that are public have no private form, and secrets no public one", async () => {
    const half = await materialOf({ kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" });
    for (const form of ["pkcs8", "private-jwk", "pkcs8-env", "pkcs8-base64"] as const)
      expect(exportKey(half, form)).toBeNull();
    const secret = await materialOf({ kty: "oct", k: "AAAA" });
    for (const form of ["spki", "pkcs8", "jwk", "jwks", "spki-env"] as const)
      expect(exportKey(secret, form)).toBeNull();
    expect(JSON.parse(exportKey(secret, "private-jwk") ?? "")).toEqual({ kty: "oct", k: "AAAA" });
  });

  it("of RSA for PSS only stay so", async () => {
    const jwk = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey.export({ format: "jwk" }) as JWK;
    const text = exportKey({ ...(await materialOf(jwk)), pssOnly: true }, "spki") ?? "";
    expect(createPublicKey(text).asymmetricKeyType).toBe("rsa-pss");
  });

  it.each([
    { hashAlgorithm: "sha512", mgf1HashAlgorithm: "sha512", saltLength: 64 },
    { hashAlgorithm: "sha256", mgf1HashAlgorithm: "sha1", saltLength: 20 },
    { hashAlgorithm: "sha1", mgf1HashAlgorithm: "sha1", saltLength: 300 },
  ])("of RSA keep the parameters that limit them: $hashAlgorithm $mgf1HashAlgorithm $saltLength", async (details) => {
    const pair = generateKeyPairSync("rsa-pss", {
      modulusLength: 1024,
      ...(details as object),
    } as RSAPSSKeyPairKeyObjectOptions);
    const texts = [
      pair.publicKey.export({ type: "spki", format: "pem" }),
      pair.privateKey.export({ type: "pkcs8", format: "pem" }),
    ].map(String);
    for (const [index, text] of texts.entries()) {
      const reading = await readKeys(text);
      const [key] = reading.kind === "keys" ? reading.keys : [];
      expect(key && exportKey(key, index === 0 ? "spki" : "pkcs8")).toBe(text);
    }
  });

  it("of RSA with only n, e and d get the primes", async () => {
    const jwk = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export({ format: "jwk" }) as JWK;
    const { n, e, d } = jwk;
    const text = exportKey(await materialOf({ kty: "RSA", ...pick(jwk, "n e d") }), "pkcs8") ?? "";
    expect(createPrivateKey(text).export({ format: "jwk" })).toMatchObject({ n, e, d });
  });

  it("with short coordinates get their leading zeros back", async () => {
    const jwk = { kty: "EC", crv: "P-256", x: "AQ", y: "Ag", d: "Aw" };
    const body = Buffer.from(
      (exportKey(await materialOf(jwk), "spki") ?? "").replace(/-----.*-----|\n/g, ""),
      "base64",
    );
    expect(body.subarray(-65).toString("hex")).toBe(`04${"01".padStart(64, "0")}${"02".padStart(64, "0")}`);
  });
});
