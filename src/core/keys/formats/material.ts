import type { JWK } from "jose";
import { decodeBase64Url } from "../../text/base64url.ts";
import type { Range } from "../../text/range.ts";
import { modulusBits } from "../numbers/big-number.ts";
import type { FoundKey, Refusal } from "../found.ts";
import { thumbprint } from "./thumbprint.ts";
import type { KeyMaterial, KeyProblem } from "../types.ts";

/** A found key with its description. Takes a key with all required members; rejects if one is missing. */
export async function materialOf(found: FoundKey, range?: Range): Promise<KeyMaterial> {
  const { jwk, damaged } = found;
  const place = found.range ?? range;
  return {
    ...found,
    isPrivate: isPrivateJwk(jwk),
    description: describeJwk(jwk),
    thumbprint: await thumbprint(jwk),
    ...(place ? { range: place } : {}),
    ...(damaged ? { damaged: { ...damaged, range: damaged.range ?? place ?? null } } : {}),
  };
}

/** A refusal with its place, or the place of the whole key. */
export function problemOf(refusal: Refusal, range: Range | null): KeyProblem {
  return { ...refusal, range: refusal.range ?? range };
}

/** Whether a JWK has private members (RFC 7518 section 6, RFC 9964 section 3). A shared secret has nothing else. */
function isPrivateJwk(jwk: JWK): boolean {
  return jwk.kty === "oct" || "d" in jwk || "priv" in jwk;
}

/** The kind of a key for the user: `RSA 2048 bits`, `EC P-256`, `Ed25519`, `ML-DSA-65`, `oct 256 bits`. */
function describeJwk(jwk: JWK): string {
  switch (jwk.kty) {
    case "RSA":
      return `RSA ${modulusBits(jwk.n)} bits`;
    case "EC":
      return `EC ${jwk.crv}`;
    case "oct":
      return `oct ${decodeBase64Url(jwk.k ?? "").bytes.length * 8} bits`;
    default:
      return jwk.crv ?? jwk.alg ?? jwk.kty ?? "";
  }
}
