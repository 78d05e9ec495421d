import type { JWK } from "jose";
import { algorithmRow, SIGNATURE_ALGORITHMS } from "../../registry/algorithms.ts";
import { type KeyKind, keyKind } from "../../registry/key-kinds.ts";
import type { Range } from "../../text/range.ts";
import { materialOf } from "./material.ts";
import { repair } from "../text/repair.ts";
import type { ReadingByAlgorithm } from "../types.ts";
import { privateFromNumber, publicFromPoint } from "../asn1/elliptic.ts";
import { privateFromSeed } from "../asn1/pkcs8.ts";
import { isRefusal, type Refusal } from "../found.ts";
import { publicFromOctets } from "../asn1/spki.ts";

/**
 * The keys that raw bytes would be, by algorithm; empty if none. `isSure`: the bytes prove it themselves, since both
 * coordinates are on a curve, or the public half follows from the private one, which does not happen by chance.
 */
export async function readRaw(
  octets: Uint8Array,
  encoding: string,
  place: Range,
): Promise<{ readonly isSure: boolean; readonly readings: readonly ReadingByAlgorithm[] }> {
  const readings: ReadingByAlgorithm[] = [];
  let isSure = false;
  for (const alg of SIGNATURE_ALGORITHMS) {
    const row = algorithmRow(alg);
    for (const name of row?.kty === "AKP" ? [alg] : (row?.curves ?? [])) {
      const kind = keyKind(name);
      if (kind === null) continue;
      const halves = [
        ["public", await publicHalf(kind, octets)],
        ["private", await privateHalf(kind, octets)],
      ] as const;
      for (const [half, jwk] of halves) {
        if (jwk === null) continue;
        // ML-DSA public keys have their own lengths; those of EC and NaCl prove themselves.
        isSure ||= octets.length >= 2 * kind.bytes;
        const key = await materialOf({ jwk, format: "raw" }, place);
        const repairs = [repair("raw", place, { encoding, octets: String(octets.length), kind: key.description })];
        readings.push({ alg, half, reading: { kind: "keys", format: "raw", keys: [key], repairs, unreadable: [] } });
      }
    }
  }
  return { isSure, readings };
}

async function publicHalf(kind: KeyKind, octets: Uint8Array): Promise<JWK | null> {
  if (kind.kty !== "EC") return keyOf(publicFromOctets(kind, octets, "raw"));
  const point = octets.length === 2 * kind.bytes ? Uint8Array.of(4, ...octets) : octets;
  return keyOf(await publicFromPoint(kind.name, point, "raw"));
}

/** A private number or seed, or a seed followed by the public key, as in NaCl. */
async function privateHalf(kind: KeyKind, octets: Uint8Array): Promise<JWK | null> {
  const { name, kty, bytes } = kind;
  if (kty === "EC") return octets.length === bytes ? keyOf(await privateFromNumber(name, octets, null, "raw")) : null;
  if (kty !== "OKP" || (octets.length !== bytes && octets.length !== 2 * bytes)) return null;
  const given = octets.length === bytes ? null : octets.subarray(bytes);
  return keyOf(await privateFromSeed(kind, octets.subarray(0, bytes), "raw", given));
}

function keyOf(found: JWK | Refusal): JWK | null {
  return isRefusal(found) ? null : found;
}
