import type { JWK } from "jose";
import { describe, expect, it } from "vitest";
import { RFC_SAMPLES } from "../../testing/crypto/rfc-samples.ts";
import { materialOf } from "../../testing/keys/inputs.ts";
import { exportKey, type ExportForm, publicJwk } from "./export.ts";
import { generateKey } from "./generate.ts";
import { readKeys } from "./read.ts";

const PUBLIC_FORMS: readonly ExportForm[] = ["spki", "spki-env", "spki-base64", "jwk", "jwks"];
const PRIVATE_FORMS: readonly ExportForm[] = ["pkcs8", "pkcs8-env", "pkcs8-base64", "private-jwk"];

/** A private key for an algorithm; of RSA one that did not have to be made. */
async function privateKeyFor(alg: string): Promise<JWK> {
  const sample = alg === "RS256" ? RFC_SAMPLES.find(({ key }) => key.kty === "RSA") : undefined;
  if (sample) return sample.key;
  const made = await generateKey(alg);
  if ("secret" in made) throw new Error(alg);
  return made.jwk;
}

const ALGS = ["RS256", "ES256", "ES384", "ES512", "ES256K", "Ed25519", "Ed448", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"];

/** What makes up the key: the members that PEM carries. */
function bare(jwk: JWK): object {
  const { kid: _kid, use: _use, ...rest } = jwk;
  if (jwk.kty === "AKP") return rest;
  const { alg: _alg, ...others } = rest;
  return others;
}

describe.each(ALGS)("a key for %s", (alg) => {
  it("is the same key again from any of its exports", { timeout: 20_000 }, async () => {
    const jwk = await privateKeyFor(alg);
    const material = await materialOf(jwk);
    for (const form of [...PUBLIC_FORMS, ...PRIVATE_FORMS]) {
      const text = exportKey(material, form);
      if (text === null) throw new Error(`no ${form}`);
      const reading = await readKeys(text);
      if (reading.kind !== "keys") throw new Error(`${form}: ${JSON.stringify(reading)}`);
      const [read, ...others] = reading.keys;
      expect(others, form).toEqual([]);
      expect(read?.thumbprint, form).toBe(material.thumbprint);
      const whole = PRIVATE_FORMS.includes(form);
      expect(read?.isPrivate, form).toBe(whole);
      expect(read && bare(read.jwk), form).toEqual(bare(whole ? jwk : publicJwk(jwk)));
    }
  });
});
