import { lastMember } from "../json/query.ts";
import type { JsonNode, JsonObject } from "../json/types.ts";
import { onForget } from "../memory/forget.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { decompress } from "../text/inflate.ts";

/** Why a status list cannot be read. `large`: unpacked it is over `MOST_INFLATED`. */
type StatusListProblem = "bits" | "lst" | "base64url" | "zlib" | "large";

/** A status list, unpacked (Token Status List section 4.1). */
export interface StatusList {
  readonly bits: number;
  /** How many entries it has room for; the last ones may be unused. */
  readonly entries: number;
  /** How often each status occurs, by its value, the smallest first; those that do not occur are absent. */
  readonly counts: ReadonlyMap<number, number>;
  /** The status at an index; null outside the list. */
  readonly at: (index: number) => number | null;
}

let last: { readonly key: string; readonly read: StatusList | StatusListProblem } | null = null;

onForget(() => {
  last = null;
});

/**
 * Reads `status_list` of a status list token: base64url, then DEFLATE in the zlib format, then 1, 2, 4 or 8 bits for each entry, the
 * lowest bits of a byte first (Token Status List sections 4.1 and 4.2). The output is bounded. Never throws; the last list is kept.
 */
export function readStatusList(list: JsonObject): StatusList | StatusListProblem {
  const bits = lastMember(list, "bits")?.value;
  const lst = lastMember(list, "lst")?.value;
  if (bits?.type !== "number" || ![1, 2, 4, 8].includes(bits.value)) return "bits";
  if (lst?.type !== "string") return "lst";
  const key = `${bits.value} ${lst.value}`;
  if (last?.key !== key) last = { key, read: unpack(bits.value, lst.value) };
  return last.read;
}

function unpack(bits: number, lst: string): StatusList | StatusListProblem {
  const { bytes, problems } = decodeBase64Url(lst);
  if (problems.length > 0) return "base64url";
  let isLarge = false;
  const unpacked = decompress(bytes, () => {
    isLarge = true;
  });
  if (isLarge) return "large";
  if (unpacked?.form !== "zlib") return "zlib";
  const octets = unpacked.bytes;
  const perByte = 8 / bits;
  const mask = 2 ** bits - 1;
  const entries = octets.length * perByte;
  const at = (index: number): number | null =>
    Number.isInteger(index) && index >= 0 && index < entries
      ? ((octets[Math.floor(index / perByte)] ?? 0) >> ((index % perByte) * bits)) & mask
      : null;
  return { bits, entries, counts: countsIn(octets, bits, mask), at };
}

/** Counts bytes first: there are 256 of them, however long the list is. */
function countsIn(octets: Uint8Array, bits: number, mask: number): ReadonlyMap<number, number> {
  const ofByte = new Uint32Array(256);
  for (const octet of octets) ofByte[octet] = (ofByte[octet] ?? 0) + 1;
  const counts = new Uint32Array(mask + 1);
  for (const [octet, count] of ofByte.entries())
    for (let shift = 0; shift < 8; shift += bits) counts[(octet >> shift) & mask]! += count;
  return new Map([...counts.entries()].filter(([, count]) => count > 0));
}

/** The status list claim of a status list token, whether or not it can be read; null for any other claims. */
export function statusListClaim(claims: JsonObject): JsonObject | null {
  const list = lastMember(claims, "status_list")?.value;
  return list?.type === "object" ? list : null;
}

/** A token's place in a status list. */
export interface StatusReference {
  readonly idx: number;
  readonly uri: string;
  readonly node: JsonNode;
}

/** The entry that a token's `status` names (Token Status List section 6.2); null if it names none that can be read. */
export function statusReference(claims: JsonObject): StatusReference | null {
  const status = lastMember(claims, "status")?.value;
  const node = status?.type === "object" ? lastMember(status, "status_list")?.value : undefined;
  if (node?.type !== "object") return null;
  const idx = lastMember(node, "idx")?.value;
  const uri = lastMember(node, "uri")?.value;
  return idx?.type === "number" && uri?.type === "string" ? { idx: idx.value, uri: uri.value, node } : null;
}
