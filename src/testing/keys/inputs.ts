import type { JWK } from "jose";
import { modulusBits } from "../../core/keys/numbers/big-number.ts";
import { thumbprint } from "../../core/keys/formats/thumbprint.ts";
import type { KeyInputs, KeyMaterial, KeyReading, SecretInput } from "../../core/keys/types.ts";

/** Key fields for a test: only what is given. */
export function fields(more: Partial<KeyInputs> = {}): KeyInputs {
  return { secret: { text: "", encoding: "UTF-8" }, publicKey: { text: "" }, privateKey: { text: "" }, ...more };
}

/** An HMAC secret as the only key. */
export function withSecret(text: string, encoding: SecretInput["encoding"] = "UTF-8"): KeyInputs {
  return fields({ secret: { text, encoding } });
}

/** A JWK as a key that was read. */
export async function materialOf(jwk: JWK): Promise<KeyMaterial> {
  const size = jwk.kty === "RSA" ? ` ${modulusBits(jwk.n)} bits` : "";
  return {
    jwk,
    isPrivate: "d" in jwk || "priv" in jwk || jwk.kty === "oct",
    format: "jwk",
    description: `${jwk.crv ?? jwk.alg ?? jwk.kty}${size}`,
    thumbprint: await thumbprint(jwk),
  };
}

/**
 * Reads a JWK or JWK Set, so that judging is tested without the parsers for all other forms; anything else is not a
 * key.
 */
export async function readJwks(text: string): Promise<KeyReading> {
  if (text === "") return { kind: "empty" };
  try {
    const json = JSON.parse(text) as JWK & { readonly keys?: readonly JWK[] };
    const keys = await Promise.all((json.keys ?? [json]).map(materialOf));
    return { kind: "keys", format: json.keys ? "jwks" : "jwk", keys, repairs: [], unreadable: [] };
  } catch {
    return {
      kind: "unusable",
      problem: { code: "not-a-key", format: null, range: null, args: { what: "text" } },
      repairs: [],
    };
  }
}
