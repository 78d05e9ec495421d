import { mismatchOf } from "../../keys/fit/mismatch.ts";
import { contradictionOf } from "../../keys/fit/usage.ts";
import type { Fitting } from "../../keys/fit/choose.ts";
import { modulusBits } from "../../keys/numbers/big-number.ts";
import type { KeyFit, KeyMaterial } from "../../keys/types.ts";
import type { KeyManagementAlgorithm } from "../../registry/encryption-algorithms.ts";
import { keyKind } from "../../registry/key-kinds.ts";
import { decodeBase64Url } from "../../text/base64url.ts";

/** RFC 7518 sections 4.2 and 4.3: "A key of size 2048 bits or larger MUST be used." */
const LEAST_MODULUS = 2048;

/**
 * How private keys are compared with a key management algorithm. `curve` is that of `epk`: both sides of an agreement
 * use one curve (RFC 7518 section 4.6.1.1); null if the token does not say.
 */
export function recipientFitting(
  { alg, keyTypes }: KeyManagementAlgorithm,
  curve: string | null,
  task: "decrypt" | "encrypt" = "decrypt",
): Fitting {
  const needsPrivate = task === "decrypt";
  const weakness: Fitting["weakness"] = ({ jwk }) => {
    const bits = jwk.kty === "RSA" ? modulusBits(jwk.n) : LEAST_MODULUS;
    return bits < LEAST_MODULUS ? { bits, needed: LEAST_MODULUS } : null;
  };
  const mayBe: Fitting["mayBe"] = (kty, crv) =>
    (kty === undefined || (keyTypes as readonly string[]).includes(kty)) &&
    (crv === undefined || (curve === null ? keyKind(crv)?.uses !== "sign" : crv === curve));

  function mismatch({ jwk, isPrivate, description }: KeyMaterial): KeyFit | null {
    const no = mismatchOf(alg);
    const { kty = "", crv } = jwk;
    if (!(keyTypes as readonly string[]).includes(kty))
      return no("type", { have: description, need: keyTypes.join(" or ") });
    if (crv !== undefined && !mayBe(kty, crv)) {
      return no("curve", { have: crv, need: curve ?? "P-256, P-384, P-521, X25519 or X448" });
    }
    if (!isPrivate && needsPrivate) return no("public-only", { have: description });
    const need = keyKind(crv)?.bytes;
    const have = decodeBase64Url(jwk.d ?? "").bytes.length;
    return need === undefined || !needsPrivate || have === need
      ? null
      : no("coordinate-length", { coordinate: "d", have, need });
  }

  return {
    weakness,
    mayBe,
    fit(material) {
      const weak = weakness(material);
      return (
        mismatch(material) ??
        contradictionOf(material.jwk, alg, task) ??
        (weak ? { kind: "fits", weak } : { kind: "fits" })
      );
    },
  };
}
