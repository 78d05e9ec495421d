import { describe, expect, it, vi } from "vitest";
import { decodeSecret } from "./secret.ts";
import { fitKey } from "./fit/fit.ts";
import { generateKey } from "./generate.ts";
import { thumbprint } from "./formats/thumbprint.ts";
import { materialOf } from "../../testing/keys/inputs.ts";
import { familyOf, SIGNATURE_ALGORITHMS } from "../registry/algorithms.ts";

// RSA keys are slow to make on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** An RSA key is the same for all of its algorithms, and takes long to make: two of them stand for the six. */
const SECRETS_OR_MORE_RSA = /^(?:HS|none|RS384|RS512|PS256|PS384)/;

describe("a fresh key", () => {
  it.each([
    ["HS256", 32],
    ["HS384", 48],
    ["HS512", 64],
  ])("for %s is a secret of %i bytes", async (alg, length) => {
    const made = await generateKey(alg);
    if (!("secret" in made)) throw new Error(alg);
    const decoding = decodeSecret(made.secret);
    expect("bytes" in decoding && decoding.bytes.length).toBe(length);
  });

  it.each(SIGNATURE_ALGORITHMS.filter((alg) => !SECRETS_OR_MORE_RSA.test(alg)))(
    "for %s fits it, is not weak, and has its thumbprint as kid",
    async (alg) => {
      const made = await generateKey(alg);
      if ("secret" in made) throw new Error(alg);
      expect(fitKey(await materialOf(made.jwk), alg, "sign")).toEqual({ kind: "fits" });
      expect(made.jwk.kid).toBe(await thumbprint(made.jwk));
      expect(made.kid).toBe(made.jwk.kid);
      expect(made.publicKey).toMatch(familyOf(alg) === "ML-DSA" ? /"pub"/ : /^-----BEGIN PUBLIC KEY-----\n/);
      expect(made.publicKey).not.toMatch(/"priv"/);
      expect(made.privateKey).toMatch(familyOf(alg) === "ML-DSA" ? /"priv"/ : /^-----BEGIN PRIVATE KEY-----\n/);
    },
  );

  it("differs each time", async () => {
    const [one, other] = await Promise.all([generateKey("ES256"), generateKey("ES256")]);
    expect(one).not.toEqual(other);
  });

  it("is refused for none and for unknown names", async () => {
    await expect(generateKey("none")).rejects.toThrow("none");
    await expect(generateKey("XX")).rejects.toThrow("XX");
  });
});
