import type { JWK } from "jose";
import { CURVE_BYTES } from "../../registry/algorithms.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import type { KeyFormat } from "../types.ts";
import { type Asn1, misshapen } from "./asn1.ts";
import { type Refusal, refuse } from "./found.ts";
import { CURVES, nameOther } from "./object-identifiers.ts";

/** The JWK name of the curve of an EC key from its parameters (RFC 3279 section 2.3.5): a name, or spelled out. */
export async function curveOf(parameters: Asn1 | undefined, format: KeyFormat): Promise<string | Refusal> {
  const oid = parameters?.oid ?? "";
  if (oid !== "") return CURVES.get(oid) ?? refuse("type-unsupported", format, { what: nameOther(oid) });
  if (parameters?.tag !== 0x30) return misshapen(format, "The curve is not named");
  const { curveByParameters } = await import("./curve-arithmetic.ts");
  const curve = curveByParameters(parameters);
  return curve ?? refuse("type-unsupported", format, { what: "an EC key on a curve of its own parameters" });
}

/** The public members of an EC key from its point (SEC 1 section 2.3.4), compressed ones included. */
export async function publicFromPoint(crv: string, point: Uint8Array, format: KeyFormat): Promise<JWK | Refusal> {
  const size = CURVE_BYTES.get(crv) ?? 0;
  const [first] = point;
  if (first === 4 && point.length === 1 + 2 * size) {
    return {
      kty: "EC",
      crv,
      x: encodeBase64Url(point.subarray(1, 1 + size)),
      y: encodeBase64Url(point.subarray(1 + size)),
    };
  }
  if ((first === 2 || first === 3) && point.length === 1 + size) {
    const { decompress } = await import("./curve-arithmetic.ts");
    const whole = decompress(crv, point);
    return whole ? publicFromPoint(crv, whole, format) : misshapen(format, "Its point does not lie on the curve");
  }
  return misshapen(format, `Its point has ${point.length} octets; a point of ${crv} has ${1 + 2 * size}`);
}

/** A whole EC key from its private number (SEC 1 appendix C.4); the public half is computed where it is not given. */
export async function privateFromNumber(
  crv: string,
  number: Uint8Array,
  point: Uint8Array | null,
  format: KeyFormat,
): Promise<JWK | Refusal> {
  const size = CURVE_BYTES.get(crv) ?? 0;
  const start = number.findIndex((octet) => octet !== 0);
  const digits = start < 0 ? new Uint8Array() : number.subarray(start);
  if (digits.length === 0 || digits.length > size) {
    return misshapen(format, `Its private number does not fit ${crv}`);
  }
  const d = new Uint8Array(size);
  d.set(digits, size - digits.length);
  let computed = point;
  if (computed === null) {
    const { publicKeyOf } = await import("./curve-arithmetic.ts");
    computed = publicKeyOf(crv, d);
  }
  if (computed === null) return misshapen(format, `Its private number does not fit ${crv}`);
  const publicHalf = await publicFromPoint(crv, computed, format);
  return "code" in publicHalf ? publicHalf : { ...publicHalf, d: encodeBase64Url(d) };
}
