import { kindCalled, type KeyKind, TYPE_OIDS } from "../../registry/key-kinds.ts";

/** Key kinds by AlgorithmIdentifier: RSA with or without limits, EC with the curve in the parameters, or a single kind. */
export function keyAlgorithm(oid: string): "RSA" | "RSA-PSS" | "EC" | KeyKind | null {
  if (oid === TYPE_OIDS.rsa) return "RSA";
  if (oid === TYPE_OIDS.rsaPss) return "RSA-PSS";
  if (oid === TYPE_OIDS.ec) return "EC";
  const kind = kindCalled("oid", oid);
  return kind?.kty === "EC" ? null : kind;
}

/** Kinds and curves that have a name but are not used in JWS. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ["1.2.840.10040.4.1", "a DSA key"],
  ["1.2.840.113549.1.3.1", "a Diffie-Hellman key"],
  ["1.2.840.10046.2.1", "a Diffie-Hellman key"],
  ["1.2.840.113549.1.1.7", "an RSA key for OAEP encryption only"],
  ["1.3.132.1.12", "an EC key for key agreement only"],
  ["1.2.643.7.1.1.1.1", "a GOST R 34.10 key"],
  ["1.2.643.7.1.1.1.2", "a GOST R 34.10 key"],
  ["2.16.840.1.101.3.4.4.1", "an ML-KEM key"],
  ["2.16.840.1.101.3.4.4.2", "an ML-KEM key"],
  ["2.16.840.1.101.3.4.4.3", "an ML-KEM key"],
  ["1.2.840.10045.3.1.1", "an EC key on P-192"],
  ["1.3.132.0.33", "an EC key on P-224"],
  ["1.2.156.10197.1.301", "an EC key on SM2"],
]);

/** SEC 2 curves that JWK lacks, by the last number of their object identifier under 1.3.132.0. */
const SEC_CURVES: ReadonlyMap<string, string> = new Map(
  [
    "1 sect163k1, 2 sect163r1, 3 sect239k1, 8 secp160r1, 9 secp160k1, 15 sect163r2, 16 sect283k1, 17 sect283r1",
    "24 sect193r1, 25 sect193r2, 26 sect233k1, 27 sect233r1, 28 secp128r1, 30 secp160r2, 31 secp192k1, 32 secp224k1",
    "36 sect409k1, 37 sect409r1, 38 sect571k1, 39 sect571r1",
  ]
    .join(", ")
    .split(", ")
    .map((row) => row.split(" ") as [string, string]),
);

/** Sizes of the Brainpool curves in the order of their object identifiers, r1 and t1 each (RFC 5639 appendix A). */
const BRAINPOOL = [160, 192, 224, 256, 320, 384, 512] as const;

/** The name of a curve that JWK does not have; its object identifier if it has none here. */
function otherCurve(oid: string): string {
  const brainpool = Number(/^1\.3\.36\.3\.3\.2\.8\.1\.1\.(\d+)$/.exec(oid)?.[1] ?? 0);
  const bits = BRAINPOOL[(brainpool - 1) >> 1];
  if (bits !== undefined) return `brainpoolP${bits}${brainpool % 2 === 1 ? "r1" : "t1"}`;
  return SEC_CURVES.get(/^1\.3\.132\.0\.(\d+)$/.exec(oid)?.[1] ?? "") ?? `the curve ${oid}`;
}

/** The name of a curve that JWS does not have. */
export function nameOtherCurve(oid: string): string {
  return OTHERS.get(oid) ?? `an EC key on ${otherCurve(oid)}`;
}

/** The name of a key kind or curve that JWS does not have. */
export function nameOther(oid: string): string {
  if (/^2\.16\.840\.1\.101\.3\.4\.3\.(?:2\d|3[0-5])$/.test(oid)) return "an SLH-DSA key";
  return OTHERS.get(oid) ?? `a key with object identifier ${oid}`;
}
