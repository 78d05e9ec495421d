import { KEY_TYPES } from "../../registry/key-types.ts";

/** Other programs' names for the key members of RFC 7517 and RFC 7518, in lower case. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["modulus", "n"],
  ["exponent", "e"],
  ["publicexponent", "e"],
  ["public_exponent", "e"],
  ["privateexponent", "d"],
  ["private_exponent", "d"],
  ["prime1", "p"],
  ["prime2", "q"],
  ["exponent1", "dp"],
  ["exponent2", "dq"],
  ["inverseq", "qi"],
  ["coefficient", "qi"],
  ["curve", "crv"],
  ["keytype", "kty"],
  ["key_type", "kty"],
  ["keyid", "kid"],
  ["keyops", "key_ops"],
]);

/** The JWK members for which other spellings are known. */
const MEMBERS: ReadonlySet<string> = new Set([
  "kty",
  "crv",
  "alg",
  "use",
  "kid",
  "key_ops",
  "x5c",
  "x5t",
  ...[...KEY_TYPES.values()].flatMap(({ required, optional }) => [...required, ...optional]),
]);

/** All names that a key member may have in a text, in lower case; longer ones first. */
export const NAMES_OF_MEMBERS: readonly string[] = [...MEMBERS, ...OTHER_NAMES.keys()]
  .filter((name) => name !== "x5c" && name !== "key_ops" && name !== "keyops")
  .toSorted((one, other) => other.length - one.length);

/** The RFC 7518 name of a member, from any program's name in any case; null if unknown. */
export function memberCalled(name: string): string | null {
  const lower = name.toLowerCase();
  return MEMBERS.has(lower) ? lower : (OTHER_NAMES.get(lower) ?? null);
}
