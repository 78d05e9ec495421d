import type { JWK } from "jose";
import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import { bytesOf, keyKind } from "../../registry/key-kinds.ts";
import { KEY_TYPES, type KeyType, PRIMES } from "../../registry/key-types.ts";
import { decodeBase64Url, encodeBase64Url } from "../../text/base64url.ts";
import { isOnCurve } from "../numbers/curve.ts";
import { withExponents } from "../numbers/rsa-primes.ts";
import type { KeyRepair } from "../types.ts";
import { type Found, type FoundKey, isRefusal, type Refusal, refuse } from "../found.ts";
import { readLeniently } from "../../text/lenient-base64.ts";
import { isWrapped } from "./jwk.ts";
import { namedJwk } from "./jwk-names.ts";
import { readMember, readSecret } from "./jwk-numbers.ts";

/** A damaged key: how it was read, with each repaired member, or why it cannot be. */
interface DamagedKey {
  readonly found: Found;
  readonly repairs: readonly KeyRepair[];
}

const NO_MEMBERS: Pick<KeyType, "required" | "optional"> = { required: [], optional: [] };

/**
 * Reads a JSON Web Key that `readJwk` rejects. Unambiguous damage is repaired and listed; if only the private members
 * are unreadable, the public half is the key; otherwise the unreadable member is named, with a fix if there is one.
 * Key and thumbprint use the members of RFC 7518 in their correct form.
 */
export async function readDamagedJwk(given: JsonObject, text: string): Promise<DamagedKey> {
  const { node, types, repairs: named } = namedJwk(given);
  const jwk: Record<string, unknown> = { ...membersOf(node, text), ...types };
  const { required, optional } = KEY_TYPES.get(String(jwk["kty"])) ?? NO_MEMBERS;
  if (required.length > 0 && required.every((name) => !lastMember(node, name))) {
    const whole = await fromOtherMember(node, jwk, required[0] ?? "");
    if (whole) return whole;
  }
  const refusal = kindRefusal(node);
  if (refusal) return { found: refusal, repairs: [] };

  const repairs: KeyRepair[] = [...named];
  const isWhole = (await pointIn(node, jwk, repairs)) || (await derIn(node, jwk, repairs));
  for (const name of isWhole ? [] : required) {
    const problem = mend(node, name, jwk, repairs);
    if (problem) return { found: problem, repairs: [] };
  }
  putBackZeros(node, jwk, repairs);
  const present = optional.filter((name) => lastMember(node, name));
  const damage = present.length > 0 ? privateDamage(node, present, jwk, repairs) : null;
  if (damage) for (const name of present) delete jwk[name];
  return {
    found: {
      jwk,
      format: "jwk",
      range: node.range,
      ...(damage ? { damaged: { ...damage, range: damage.range ?? node.range } } : {}),
    },
    // The spelling of omitted members does not matter.
    repairs: damage ? repairs.filter(({ args }) => !present.includes(args["member"] ?? "")) : repairs,
  };
}

/** The values of an object's members, the last one for each name. */
function membersOf({ members }: JsonObject, text: string): Record<string, unknown> {
  const values = members.map(({ name, value: { range } }): [string, unknown] => [
    name,
    JSON.parse(text.slice(range.start, range.end)) as unknown,
  ]);
  return Object.fromEntries(values);
}

/** Why the kind of a key is unknown or not used in JWS; null if it is fine. */
function kindRefusal(node: JsonObject): Refusal | null {
  const kty = lastMember(node, "kty")?.value;
  if (kty === undefined) return invalid("kty", "It is missing", node);
  if (kty.type !== "string") return invalid("kty", "It is not a string", kty);
  if (!KEY_TYPES.has(kty.value)) {
    return { ...refuse("type-unsupported", "jwk", { what: `a key of kty ${kty.value}` }), range: kty.range };
  }
  const { named } = KEY_TYPES.get(kty.value) ?? {};
  if (named === "crv") {
    const crv = lastMember(node, "crv")?.value;
    if (crv === undefined) return invalid("crv", "It is missing", node);
    if (crv.type !== "string") return invalid("crv", "It is not a string", crv);
    if (keyKind(crv.value)?.kty !== kty.value) {
      return { ...refuse("type-unsupported", "jwk", { what: `a key on the curve ${crv.value}` }), range: crv.range };
    }
  }
  const needsAlg = named === "alg" && lastMember(node, "alg")?.value.type !== "string";
  return needsAlg ? invalid("alg", "It is missing, and an AKP key needs it", node) : null;
}

/** Puts a member into `jwk` in its correct form and lists the repair; returns the refusal if it cannot be read. */
function mend(node: JsonObject, name: string, jwk: Record<string, unknown>, repairs: KeyRepair[]): Refusal | null {
  const value = lastMember(node, name)?.value;
  if (value === undefined) return invalid(name, "It is missing", node);
  const [kty, size] = [jwk["kty"], bytesOf(String(jwk["crv"]))];
  const isNumber = kty === "RSA";
  const kind = isNumber ? { isNumber } : { isNumber, size, kty: String(kty) };
  const beside = repairs.at(-1)?.code ?? null;
  const reading = kty === "oct" ? readSecret(value) : readMember(value, kind, beside);
  if ("why" in reading) return invalid(name, reading.why, value);
  let { octets, code } = reading;
  if (kty !== "oct" && isWrapped(octets)) {
    const text = new TextDecoder().decode(octets);
    const inner = readMember({ type: "string", range: value.range, value: text }, kind, "decimal-number");
    if ("why" in inner) return invalid(name, "It is Base64 of something else", value);
    ({ octets } = inner);
    code = "encoded-twice";
  }
  const zeros = octets.findIndex((octet) => octet !== 0);
  const spare = isNumber ? zeros : kty === "EC" && size > 0 ? octets.length - size : 0;
  if (spare > 0 && zeros >= spare) {
    octets = octets.subarray(spare);
    code ??= "leading-zero";
  }
  const [seed, rest] = [octets.subarray(0, size), octets.subarray(size)];
  if (kty === "OKP" && name === "d" && size > 0 && octets.length === 2 * size && encodeBase64Url(rest) === jwk["x"]) {
    octets = seed;
    code = "seed-and-public";
  }
  // Numbers have no leading zeros, so writers of numbers drop those that bytes need (RFC 7518 section 6.2).
  if (kty === "EC" && octets.length < size && (name === "d" || code === "decimal-number" || code === "hex-number")) {
    octets = padded(octets, size);
    code ??= "lost-zero";
  }
  if (code === null) return null;
  jwk[name] = encodeBase64Url(octets);
  repairs.push(repairOf(code, name, value, jwk[name]));
  return null;
}

/** Restores the coordinates of an EC key whose whole point is in `x` (SEC 1 section 2.3.4); false if that does not apply. */
async function pointIn(node: JsonObject, jwk: Record<string, unknown>, repairs: KeyRepair[]): Promise<boolean> {
  const value = lastMember(node, "x")?.value;
  if (jwk["kty"] !== "EC" || lastMember(node, "y") || !value) return false;
  const [crv, reading] = [String(jwk["crv"]), readMember(value, ANY)];
  if ("why" in reading || reading.octets.length <= bytesOf(crv)) return false;
  const { publicFromPoint } = await import("../asn1/elliptic.ts");
  const point = await publicFromPoint(crv, reading.octets, "jwk");
  if (isRefusal(point)) return false;
  Object.assign(jwk, point);
  repairs.push({ code: "point", range: value.range, args: { member: "x" } });
  return true;
}

function repairOf(code: KeyRepair["code"], member: string, { range }: JsonNode, value: unknown): KeyRepair {
  return { code, range, args: { member }, insert: JSON.stringify(value) };
}

/**
 * Restores lost leading zeros of coordinates, which is certain if the point is then on the curve (RFC 7518 section
 * 6.2.1.2).
 */
function putBackZeros(node: JsonObject, jwk: Record<string, unknown>, repairs: KeyRepair[]): void {
  const [crv, x, y] = [String(jwk["crv"]), String(jwk["x"]), String(jwk["y"])];
  const size = bytesOf(crv);
  if (jwk["kty"] !== "EC" || size === 0 || !isOnCurve(crv, x, y)) return;
  for (const [name, text] of [
    ["x", x],
    ["y", y],
  ] as const) {
    const { bytes } = decodeBase64Url(text);
    const value = lastMember(node, name)?.value;
    if (bytes.length >= size || !value) continue;
    jwk[name] = encodeBase64Url(padded(bytes, size));
    repairs.push(repairOf("lost-zero", name, value, jwk[name]));
  }
}

/** Bytes padded with leading zeros to `size`. */
function padded(octets: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  whole.set(octets, size - octets.length);
  return whole;
}

/** Repairs the private members, or returns the first that cannot be repaired, and why. */
function privateDamage(
  node: JsonObject,
  present: readonly string[],
  jwk: Record<string, unknown>,
  repairs: KeyRepair[],
): Refusal | null {
  if (jwk["kty"] === "RSA" && lastMember(node, "oth")) {
    return {
      ...refuse("type-unsupported", "jwk", { what: "an RSA key with more than two primes" }),
      range: node.range,
    };
  }
  for (const name of present) {
    const refusal = mend(node, name, jwk, repairs);
    if (refusal) return refusal;
  }
  const missing = present.some((name) => PRIMES.includes(name))
    ? ["d", ...PRIMES].filter((name) => !lastMember(node, name))
    : [];
  if (missing.length === 0) return null;
  const whole = withExponents(jwk);
  if (whole === null) return invalid(missing[0] ?? "", "It is missing: p, q, dp, dq and qi belong together", node);
  Object.assign(jwk, whole);
  repairs.push({ code: "computed", range: node.range, args: { member: missing.join(", ") } });
  return null;
}

/** Takes modulus and exponent from a whole key in the place of `n`; false if that does not apply. */
async function derIn(node: JsonObject, jwk: Record<string, unknown>, repairs: KeyRepair[]): Promise<boolean> {
  const value = lastMember(node, "n")?.value;
  if (jwk["kty"] !== "RSA" || value?.type !== "string") return false;
  const found = await keyInText(value.value);
  if (found?.jwk.kty !== "RSA") return false;
  Object.assign(jwk, { n: found.jwk.n, e: found.jwk.e });
  repairs.push({ code: "whole-key", range: value.range, args: { member: "n" } });
  return true;
}

/** The key in a text that is DER in Base64, with or without PEM's armour; null if there is none. */
async function keyInText(text: string): Promise<FoundKey | null> {
  if (!/^\s*(?:-----BEGIN [A-Z\d ]{1,40}-----|M[A-P][\w+/-]{30})/.test(text)) return null;
  const body = text.replaceAll(/-----(?:BEGIN|END) [A-Z\d ]{1,40}-----|\s/g, "");
  const reading = readLeniently(body);
  if (reading === null) return null;
  const { readOctets } = await import("./octets.ts");
  const found = await readOctets(reading.bytes);
  return isRefusal(found) ? null : found;
}

/**
 * A key without its own members: that of its certificate (RFC 7517 section 4.7), alone, in a list, or with its armour,
 * or of a PEM in another member, as UAA's `value`. Null if no member has one.
 */
async function fromOtherMember(node: JsonObject, given: JWK, missing: string): Promise<DamagedKey | null> {
  for (const [member, value] of Object.entries(given)) {
    const place = lastMember(node, member)?.value.range ?? node.range;
    const [first] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    const found = typeof first === "string" && member !== "kid" ? await keyInText(first) : null;
    if (found === null || found.jwk.kty !== given.kty) continue;
    const named = Object.fromEntries(Object.entries(given).filter(([name]) => name !== member || name === "x5c"));
    return {
      found: { ...found, jwk: { ...found.jwk, ...named }, format: "jwk", range: node.range },
      repairs: [{ code: "from-x5c", range: place, args: { member } }],
    };
  }
  return given.x5c === undefined
    ? null
    : { found: invalid(missing, "It is missing, and x5c has no certificate for such a key", node), repairs: [] };
}

const ANY = { isNumber: false, size: 0 } as const;

function invalid(member: string, why: string, { range }: JsonNode): Refusal {
  return { ...refuse("jwk-invalid", "jwk", { member, why }), range };
}
