import type { JWK } from "jose";
import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import { keyKind } from "../../registry/key-kinds.ts";
import { KEY_TYPES, PRIMES } from "../../registry/key-types.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import type { KeyTraits } from "../types.ts";
import { stringMember } from "../text/json-members.ts";
import type { FoundKey } from "../found.ts";

/** A text of only this many hexadecimal digits is not base64url: one in 10^20 would look like that by chance. */
const HEX = /^[\da-f]{40,}$/i;

/**
 * Reads one JSON Web Key (RFC 7517 section 4) from its place in `text`, if it is fully correct: of duplicate members
 * the last counts, as in JSON readers; numbers and coordinates are strict base64url of the minimal length or that of
 * the curve. Other members are kept as given. Null otherwise; `damaged-jwk.ts` repairs or names the fault.
 */
export function readJwk(node: JsonObject, text: string): FoundKey | null {
  const { range } = node;
  const kty = stringMember(node, "kty") ?? "";
  const members = KEY_TYPES.get(kty);
  const size = sizeOf(node, kty);
  if (!members || size === null) return null;
  if (kty === "AKP" && stringMember(node, "alg") === null) return null;
  const hasPrimes = kty === "RSA" && PRIMES.some((name) => lastMember(node, name));
  if (kty === "RSA" && lastMember(node, "oth")) return null;
  const required = hasPrimes ? [...members.required, "d", ...PRIMES] : members.required;
  for (const name of [...required, ...members.optional]) {
    const value = lastMember(node, name)?.value;
    if (value === undefined && !required.includes(name)) continue;
    if (value === undefined || !isPlain(value, kty, size)) return null;
  }
  return { jwk: JSON.parse(text.slice(range.start, range.end)) as JWK, format: "jwk", range };
}

/** Bytes of a coordinate; 0 if the kind of key has none, null if the curve is missing or unknown. */
function sizeOf(node: JsonObject, kty: string): number | null {
  if (KEY_TYPES.get(kty)?.named !== "crv") return 0;
  const kind = keyKind(stringMember(node, "crv") ?? "");
  return kind?.kty === kty ? kind.bytes : null;
}

function isPlain(value: JsonNode, kty: string, size: number): boolean {
  if (value.type !== "string" || value.value === "") return false;
  const { bytes, problems } = decodeBase64Url(value.value);
  if (problems.length > 0 || (size > 0 && bytes.length !== size)) return false;
  // A number has the fewest possible bytes (RFC 7518 section 2), and browsers refuse more.
  return kty !== "RSA" || (bytes[0] !== 0 && !HEX.test(value.value) && !isWrapped(bytes));
}

/**
 * Whether a number's bytes are a text, so it was encoded again, or DER, so a whole key is in its place. Chance makes no
 * forty printable characters in a row, and no sequence of exactly its length; nobody's exponent spells AQAB or 65537.
 */
export function isWrapped(bytes: Uint8Array): boolean {
  const isText = bytes.every((byte) => byte > 31 && byte < 127);
  if (bytes.length < LEAST_WRAPPED) return isText && /^(?:65537|0?10001|AQAB)$/.test(String.fromCharCode(...bytes));
  const [tag, form, high = 0, low = 0] = bytes;
  return isText || (tag === 0x30 && form === 0x82 && 4 + high * 256 + low === bytes.length);
}

const LEAST_WRAPPED = 40;

/** A key's metadata, however damaged the rest is. */
export function traitsOf(node: JsonObject, index: number): KeyTraits {
  const member = (name: string) => {
    const value = stringMember(node, name);
    return value === null ? {} : { [name]: value };
  };
  const jwk: JWK = { ...member("kty"), ...member("crv"), ...member("alg"), ...member("use"), ...member("kid") };
  return { index, jwk, description: [jwk.kty === "OKP" ? undefined : jwk.kty, jwk.crv].filter(Boolean).join(" ") };
}
