import { algorithmRow, SIGNATURE_ALGORITHMS } from "../../registry/algorithms.ts";
import { keyKind } from "../../registry/key-kinds.ts";
import type { Range } from "../../text/range.ts";
import { materialOf } from "./material.ts";
import { repair } from "../text/repair.ts";
import type { ReadingByAlgorithm } from "../types.ts";
import { publicFromPoint } from "../asn1/elliptic.ts";
import { isRefusal } from "../found.ts";
import { publicFromOctets } from "../asn1/spki.ts";

/**
 * Octets that are a public key with nothing around them, for each algorithm whose key they would be; none where they are no
 * key. `isSure` says that they tell so themselves: both coordinates are there and lie on a curve, which does not happen by chance.
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
      const isEc = kind.kty === "EC";
      const hasPair = isEc && octets.length >= 2 * kind.bytes;
      const point = octets.length === 2 * kind.bytes ? Uint8Array.of(4, ...octets) : octets;
      const jwk = isEc ? await publicFromPoint(name, point, "raw") : publicFromOctets(kind, octets, "raw");
      if (isRefusal(jwk)) continue;
      isSure ||= hasPair;
      const key = await materialOf({ jwk, format: "raw" }, place);
      const repairs = [repair("raw", place, { encoding, octets: String(octets.length), kind: key.description })];
      readings.push({ alg, reading: { kind: "keys", format: "raw", keys: [key], repairs, unreadable: [] } });
    }
  }
  return { isSure, readings };
}
