import { generateKeyPairSync } from "node:crypto";
import type { JWK } from "jose";
import { describe, expect, it } from "vitest";
import { RFC_SAMPLES } from "../../../testing/crypto/rfc-samples.ts";
import { materialOf } from "../../../testing/keys/inputs.ts";
import { algorithmRow, type SignatureAlgorithm } from "../../registry/algorithms.ts";
import { importKey } from "./import.ts";
import { importSecret } from "./import-secret.ts";

function row(alg: string): SignatureAlgorithm {
  const found = algorithmRow(alg);
  if (!found) throw new Error(alg);
  return found;
}
const ec = (): JWK => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
const sample = (clause: string): JWK => RFC_SAMPLES.find((rfc) => rfc.clause.includes(clause))?.key ?? { kty: "none" };

describe("importing a key", () => {
  it("gives a non-extractable key for one operation, a private one only to sign", async () => {
    const material = await materialOf(ec());
    const signing = await importKey(material, row("ES256"), "sign");
    const verifying = await importKey(material, row("ES256"), "verify");
    expect(signing).toMatchObject({ kind: "native", key: { type: "private", usages: ["sign"], extractable: false } });
    expect(verifying).toMatchObject({
      kind: "native",
      key: { type: "public", usages: ["verify"], extractable: false },
    });
  });

  it("happens once per key, algorithm and operation, whatever else the JWK says", async () => {
    const jwk = ec();
    const key = await importKey(await materialOf(jwk), row("ES256"), "verify");
    const again = await importKey(
      await materialOf({ ...jwk, kid: "x", use: "enc", key_ops: [], ext: false }),
      row("ES256"),
      "verify",
    );
    expect(again).toBe(key);
    const rsa = await materialOf(sample("appendix A.2"));
    expect(await importKey(rsa, row("RS256"), "verify")).not.toBe(await importKey(rsa, row("PS256"), "verify"));
    const secret = Uint8Array.of(1, 2);
    expect(await importSecret(secret, row("HS256"), "sign")).toBe(
      await importSecret(Uint8Array.of(1, 2), row("HS256"), "sign"),
    );
    expect(await importSecret(secret, row("HS256"), "sign")).not.toBe(
      await importSecret(Uint8Array.of(12), row("HS256"), "sign"),
    );
  });

  it("forgets the least recently used key, and keeps those in use", async () => {
    const secrets = Array.from({ length: 99 }, (_, index) => Uint8Array.of(200, index));
    const [inUse, idle] = [
      await importSecret(Uint8Array.of(201), row("HS256"), "sign"),
      await importSecret(Uint8Array.of(202), row("HS256"), "sign"),
    ];
    for (const secret of secrets) {
      await importSecret(secret, row("HS256"), "sign");
      await importSecret(Uint8Array.of(201), row("HS256"), "sign");
    }
    expect(await importSecret(Uint8Array.of(201), row("HS256"), "sign")).toBe(inUse);
    expect(await importSecret(Uint8Array.of(202), row("HS256"), "sign")).not.toBe(idle);
  });

  it("is refused, every time, for what is not a key", async () => {
    const material = await materialOf({ ...ec(), x: ec().x ?? "" });
    for (let count = 0; count < 2; count += 1) {
      await expect(importKey(material, row("ES256"), "verify")).rejects.toThrow(/./);
    }
    await expect(importSecret(new Uint8Array(), row("HS256"), "sign")).rejects.toThrow(/./);
  });

  it("takes EdDSA for the curve of the key", async () => {
    const key = await importKey(await materialOf(sample("RFC 8037")), row("EdDSA"), "sign");
    expect(key).toMatchObject({ kind: "native", row: { alg: "Ed25519" } });
  });
});
