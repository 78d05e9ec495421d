import { mismatchOf } from "./mismatch.ts";
import { algorithmRow, type SignatureAlgorithm } from "../../registry/algorithms.ts";
import { keyKind } from "../../registry/key-kinds.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import { modulusBits } from "../numbers/big-number.ts";
import type { KeyFit, KeyMaterial, PssParameters } from "../types.ts";
import { contradictionOf, type KeyOperation } from "./usage.ts";

/**
 * Whether a key can be used with an algorithm, and whether its metadata allows it. First what is impossible (type,
 * curve, size), then what the key's own members forbid (RFC 7517 sections 4.2 to 4.4), which the user may override.
 * Takes a name of `SIGNATURE_ALGORITHMS`; any other name fits no key.
 */
export function fitKey(material: KeyMaterial, alg: string, operation: KeyOperation): KeyFit {
  const row = algorithmRow(alg);
  if (row === null || row.kty === null)
    return { kind: "mismatch", code: "type", args: { have: material.description, need: "none", alg } };
  const weak = weaknessOf(material, alg);
  return (
    mismatch(material, row, operation) ??
    contradiction(material, row, operation) ??
    (weak ? { kind: "fits", weak } : { kind: "fits" })
  );
}

function mismatch(material: KeyMaterial, row: SignatureAlgorithm, operation: KeyOperation): KeyFit | null {
  const { jwk, description, pssOnly, pss, isPrivate } = material;
  const { alg, kty, curves } = row;
  const no = mismatchOf(alg);
  if (jwk.kty !== kty) {
    return no(jwk.kty === "oct" ? "oct-as-asymmetric" : "type", { have: description, need: kty ?? "" });
  }
  if (kty === "AKP" && jwk.alg !== alg) return no("type", { have: jwk.alg ?? description, need: alg });
  if (curves.length > 0 && !curves.includes(jwk.crv ?? "")) {
    return no("curve", { have: jwk.crv ?? "", need: curves.join(", ") });
  }
  if (pssOnly === true && row.family === "RSASSA-PKCS1-v1_5") return no("pss-only", { have: description });
  if (pss && !doesPss(pss, row)) {
    return no("pss-parameters", { have: pss.hash, mask: pss.maskHash, salt: pss.leastSalt });
  }
  if (operation === "sign" && !isPrivate && kty !== "oct") return no("public-only", { have: description });
  if (kty === "RSA") {
    const [bits, needed] = [modulusBits(jwk.n), leastModulusBits(row.alg)];
    return bits < needed ? no("size", { have: bits, need: needed }) : null;
  }
  return wrongCoordinate(material, operation, no);
}

/** Hash, mask and salt of an algorithm are of one length (RFC 7518 section 3.5), and must be what the key allows. */
function doesPss(
  { hash, maskHash, leastSalt }: PssParameters,
  { importParams, hashBits }: SignatureAlgorithm,
): boolean {
  return hash === importParams.hash && maskHash === hash && leastSalt <= (hashBits ?? 0) / 8;
}

function wrongCoordinate(
  { jwk }: KeyMaterial,
  operation: KeyOperation,
  no: (code: "coordinate-length", args: Readonly<Record<string, string | number>>) => KeyFit,
): KeyFit | null {
  const need = keyKind(jwk.crv)?.bytes;
  if (need === undefined) return null;
  const members = [
    ["x", jwk.x] as const,
    ...(jwk.kty === "EC" ? [["y", jwk.y] as const] : []),
    ["d", operation === "sign" ? jwk.d : undefined] as const,
  ];
  for (const [coordinate, value] of members) {
    if (value === undefined && coordinate === "d") continue;
    const have = decodeBase64Url(value ?? "").bytes.length;
    if (have !== need) return no("coordinate-length", { coordinate, have, need });
  }
  return null;
}

function contradiction(
  { jwk, isPrivate }: KeyMaterial,
  row: SignatureAlgorithm,
  operation: KeyOperation,
): KeyFit | null {
  const found = contradictionOf(jwk, row.alg, operation, isPrivate ? ["sign", "verify"] : ["verify"]);
  if (found) return found;
  // A key marked as not exportable (Web Cryptography section 15) was evidently exported.
  if (operation === "sign" && isPrivate && jwk.ext === false)
    return { kind: "contradiction", code: "ext", args: { have: "false", alg: row.alg } };
  return null;
}

/** How far a key is below the minimum size for its algorithm (RFC 7518 sections 3.2, 3.3 and 3.5); null if it is not. */
export function weaknessOf(
  { jwk }: Pick<KeyMaterial, "jwk">,
  alg: string,
): { readonly bits: number; readonly needed: number } | null {
  const needed = algorithmRow(alg)?.minimumKeyBits ?? 0;
  const bits = jwk.kty === "RSA" ? modulusBits(jwk.n) : decodeBase64Url(jwk.k ?? "").bytes.length * 8;
  return bits < needed ? { bits, needed } : null;
}

/**
 * The smallest modulus whose encoded message has room for the hash of an RSA algorithm, in bits (RFC 8017 sections 9.1.1 and
 * 9.2; 19 bytes name a SHA-2).
 */
export function leastModulusBits(alg: string): number {
  const { family, hashBits } = algorithmRow(alg) ?? { family: null, hashBits: null };
  const hash = (hashBits ?? 0) / 8;
  return family === "RSASSA-PSS" ? (2 * hash + 2) * 8 - 6 : (hash + 19 + 11) * 8 - 7;
}
