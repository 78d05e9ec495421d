import type { JWK } from "jose";
import { bytesOf, kindCalled } from "../../registry/key-kinds.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import type { KeyFormat } from "../../registry/key-formats.ts";
import { type Asn1, misshapen } from "./asn1.ts";
import { isRefusal, type Refusal, refuse } from "../found.ts";
import { nameOtherCurve } from "./object-identifiers.ts";

/** The JWK name of the curve of an EC key from its parameters (RFC 3279 section 2.3.5): a name, or spelled out. */
export async function curveOf(parameters: Asn1 | undefined, format: KeyFormat): Promise<string | Refusal> {
  const oid = parameters?.oid ?? "";
  const named = kindCalled("oid", oid);
  if (named?.kty === "EC") return named.name;
  if (oid !== "") return refuse("type-unsupported", format, { what: nameOtherCurve(oid) });
  if (parameters?.tag !== 0x30) return misshapen(format, "It does not name its curve");
  const { curveByParameters } = await import("./curve-arithmetic.ts");
  const curve = curveByParameters(parameters);
  return curve ?? refuse("type-unsupported", format, { what: "an EC key with explicit curve parameters" });
}

/**
 * The public members of an EC key from its point (SEC 1 section 2.3.4), compressed and hybrid ones (X9.62) included.
 * A point off the curve is refused: no key has one, so its source was altered.
 */
export async function publicFromPoint(crv: string, point: Uint8Array, format: KeyFormat): Promise<JWK | Refusal> {
  const size = bytesOf(crv);
  const isCompressed = (point[0] === 2 || point[0] === 3) && point.length === 1 + size;
  const isWhole = [4, 6, 7].includes(point[0] ?? 0) && point.length === 1 + 2 * size;
  if (!isCompressed && !isWhole) {
    return point.length === 1 + 2 * size || point.length === 1 + size
      ? misshapen(format, `Its point begins with ${point[0]}; a point on ${crv} begins with 2, 3 or 4`)
      : misshapen(format, `Its point has ${point.length} bytes; a point on ${crv} has ${1 + 2 * size}`);
  }
  const { uncompressed } = await import("./curve-arithmetic.ts");
  const whole = uncompressed(crv, point);
  if (!whole) return misshapen(format, `Its point is not on the curve ${crv}: the key is corrupt`);
  return {
    kty: "EC",
    crv,
    x: encodeBase64Url(whole.subarray(1, 1 + size)),
    y: encodeBase64Url(whole.subarray(1 + size)),
  };
}

/** The error for a key whose halves are not a pair. */
export const NO_PAIR = "Its private and public parts do not match: the key is corrupt, or combined from two keys";

/**
 * A complete EC key from its private number (SEC 1 appendix C.4). The public half is computed, and must equal a given
 * one.
 */
export async function privateFromNumber(
  crv: string,
  number: Uint8Array,
  point: Uint8Array | null,
  format: KeyFormat,
): Promise<JWK | Refusal> {
  const size = bytesOf(crv);
  const start = number.findIndex((octet) => octet !== 0);
  const digits = start < 0 ? new Uint8Array() : number.subarray(start);
  if (digits.length === 0 || digits.length > size) {
    return misshapen(format, `Its private number is out of range for ${crv}`);
  }
  const d = new Uint8Array(size);
  d.set(digits, size - digits.length);
  const { publicKeyOf } = await import("./curve-arithmetic.ts");
  const computed = publicKeyOf(crv, d);
  if (computed === null) return misshapen(format, `Its private number is out of range for ${crv}`);
  const publicHalf = await publicFromPoint(crv, computed, format);
  if (isRefusal(publicHalf)) return publicHalf;
  const given = point && (await publicFromPoint(crv, point, format));
  if (given && isRefusal(given)) return given;
  if (given && (given.x !== publicHalf.x || given.y !== publicHalf.y)) return misshapen(format, NO_PAIR);
  return { ...publicHalf, d: encodeBase64Url(d) };
}
