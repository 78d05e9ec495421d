import { lastMember } from "../json/query.ts";
import type { JsonNode } from "../json/types.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { isRefusal, refuse } from "./found.ts";
import { readJwk, traitsOf } from "./formats/jwk.ts";
import { findJwks, type JwkPlaces } from "./text/jwks.ts";
import { materialOf, problemOf } from "./formats/material.ts";
import { readingOf, unusable } from "./formats/reading.ts";
import type { CarriedCertificate, KeyMaterial, KeyProblem, KeyReading, KeyRepair } from "./types.ts";

/**
 * Reads the JSON Web Keys in a JSON text without problems; null if there are none. An unreadable key of a set is
 * listed with its metadata, and reading continues.
 */
export async function readJwks(root: JsonNode, text: string): Promise<KeyReading | null> {
  const places = findJwks(root);
  return places ? readAll(places, root, text) : readUnnamed(root, text);
}

/** For how many keys of a set certificates are read. */
const MOST_CERTIFICATES = 20;

/** The first certificate in a key's `x5c`, if readable. */
async function carriedIn({ jwk, thumbprint }: KeyMaterial): Promise<CarriedCertificate | null> {
  const [text] = Array.isArray(jwk.x5c) ? jwk.x5c : [];
  if (typeof text !== "string" || text.length > 20_000) return null;
  const { readOctets } = await import("./formats/octets.ts");
  const { bytes } = decodeBase64Url(text.replaceAll(/[=\s]/g, ""));
  const found = await readOctets(bytes);
  if (isRefusal(found) || !found.certificate) return null;
  const { thumbprint: own } = await materialOf(found);
  return { isOwn: own === thumbprint, certificate: found.certificate };
}

/** Keys recognised only by their numbers: an unreadable one was something else. */
async function readUnnamed(root: JsonNode, text: string): Promise<KeyReading | null> {
  const { findUnnamedJwks } = await import("./formats/jwk-names.ts");
  const keys = findUnnamedJwks(root);
  if (keys.length === 0) return null;
  const reading = await readAll({ format: keys.length > 1 ? "jwks" : "jwk", keys }, root, text);
  return reading.kind === "keys" ? { ...reading, unreadable: [] } : null;
}

async function readAll({ format, keys: places }: JwkPlaces, root: JsonNode, text: string): Promise<KeyReading> {
  const keys: KeyMaterial[] = [];
  const repairs: KeyRepair[] = [];
  const unreadable: KeyProblem[] = [];
  for (const [index, node] of places.entries()) {
    const plain = readJwk(node, text);
    const { found, repairs: mended } = plain
      ? { found: plain, repairs: [] }
      : await (await import("./formats/damaged-jwk.ts")).readDamagedJwk(node, text);
    if (isRefusal(found)) {
      unreadable.push({ ...problemOf(found, node.range), key: traitsOf(node, index) });
      continue;
    }
    repairs.push(...mended);
    const { damaged } = found;
    const plainKey = await materialOf(
      damaged ? { ...found, damaged: { ...damaged, key: traitsOf(node, index) } } : found,
    );
    const carried = index < MOST_CERTIFICATES && lastMember(node, "x5c") ? await carriedIn(plainKey) : null;
    const key = carried ? { ...plainKey, carried } : plainKey;
    keys.push(
      key.isPrivate && key.jwk.kty !== "oct"
        ? await (await import("./import/private-half.ts")).withFittingHalf(key, () => traitsOf(node, index))
        : key,
    );
  }
  const reading = readingOf(format, keys, unreadable);
  if (reading?.kind === "keys") return { ...reading, repairs };
  return reading ?? unusable(problemOf(refuse("empty-set", format), root.range));
}
