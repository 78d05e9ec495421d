import { lastMember } from "../../json/query.ts";
import type { JsonMember, JsonNode, JsonObject } from "../../json/types.ts";
import { bytesOf, EC_CURVES, kindCalled, type KeyKind, keyKind, KEY_KINDS } from "../../registry/key-kinds.ts";
import { KEY_TYPES, PRIVATE_MEMBERS } from "../../registry/key-types.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import { isOnCurve } from "../numbers/curve.ts";
import { stringMember } from "../text/json-members.ts";
import { memberCalled } from "../text/member-names.ts";
import type { KeyRepair } from "../types.ts";

/** An object with JWK members under their proper names, and types and curves in the registry's spelling. */
interface NamedJwk {
  readonly node: JsonObject;
  /** The corrected `kty` and `crv`, if they were wrong. */
  readonly types: Readonly<Record<string, string>>;
  readonly repairs: readonly KeyRepair[];
}

/** Corrects the names of a key's members, its type and its curve. Ambiguous ones stay. */
export function namedJwk(given: JsonObject): NamedJwk {
  const renamed = new Map<string, string>();
  const members = given.members.filter(isGiven).map((member): JsonMember => {
    const name = memberCalled(member.name);
    if (name === null || name === member.name || lastMember(given, name)) return member;
    renamed.set(name, member.name);
    return { ...member, name };
  });
  const node = { ...given, members };
  const types: Record<string, string> = {};
  const repairs: KeyRepair[] = [];
  if (renamed.size > 0) {
    const args = { from: [...renamed.values()].join(", "), to: [...renamed.keys()].join(", ") };
    repairs.push({ code: "member-names", range: given.range, args });
  }
  const kind = kindOf(node);
  const kty = kind?.kty ?? typeOf(node);
  for (const [name, value] of [
    ["kty", kty],
    ["crv", kind?.name],
  ] as const) {
    const member = lastMember(node, name)?.value;
    const from = member?.type === "string" ? member.value : "";
    if (value === undefined || from === value) continue;
    types[name] = value;
    repairs.push(
      member
        ? {
            code: "type-name",
            range: member.range,
            args: { member: name, from, to: value },
            insert: JSON.stringify(value),
          }
        : missing(given, name, value),
    );
  }
  return { node: withTypes(node, types), types, repairs };
}

/** The repair that inserts a member which follows from the others. */
function missing({ range }: JsonObject, member: string, value: string): KeyRepair {
  const place = { start: range.start + 1, end: range.start + 1 };
  return { code: "type-name", range: place, args: { member, from: "", to: value }, insert: `"${member}":"${value}",` };
}

/** Placeholder values for absent members are ignored. */
function isGiven({ name, value }: JsonMember): boolean {
  const isEmpty = value.type === "null" || (value.type === "string" && value.value === "");
  return !isEmpty || !PRIVATE_MEMBERS.has(memberCalled(name) ?? "");
}

function withTypes(node: JsonObject, types: Readonly<Record<string, string>>): JsonObject {
  const added = Object.entries(types).map(([name, value]): JsonMember => {
    const { range, nameRange = range } = lastMember(node, name) ?? { range: node.range };
    return {
      name,
      nameRange,
      range,
      value: { type: "string", range: lastMember(node, name)?.value.range ?? range, value },
    };
  });
  return { ...node, members: [...node.members, ...added] };
}

/** The type of a key without a curve, by its `kty` or by members that only such a key has. */
function typeOf(node: JsonObject): string | undefined {
  const given = lastMember(node, "kty")?.value;
  if (given && given.type !== "string") return undefined;
  if (given) {
    const plain = given.value.replace(/-HSM$/i, "").toLowerCase();
    return [...KEY_TYPES.keys()].find((kty) => kty.toLowerCase() === plain) ?? undefined;
  }
  const has = (...names: readonly string[]) => names.every((name) => lastMember(node, name));
  const n = lastMember(node, "n")?.value;
  const isLong = n !== undefined && n.range.end - n.range.start > 80;
  if (isLong && has("e")) return "RSA";
  return has("k", "alg") ? "oct" : undefined;
}

/** The curve of an EC or OKP key, by `crv` in any spelling, otherwise by `kty` or its point. */
function kindOf(node: JsonObject): KeyKind | null {
  const [kty, crv] = [stringMember(node, "kty"), stringMember(node, "crv")];
  const isOther = kty !== null && /^(?:RSA|oct|AKP)/i.test(kty);
  if (isOther || !lastMember(node, "x")) return null;
  const named = curveCalled(crv ?? "") ?? (crv === null ? curveCalled(kty ?? "") : null);
  if (named || crv !== null) return named;
  return lastMember(node, "y") ? curveOfPoint(node) : curveOfAlg(node);
}

/** Names of curves in the systems where keys come from (SEC 2, X9.62, Azure Key Vault, COSE), without punctuation, in lower case. */
const CURVES: ReadonlyMap<string, string> = new Map([
  ["secp256r1", "P-256"],
  ["prime256v1", "P-256"],
  ["nistp256", "P-256"],
  ["secp384r1", "P-384"],
  ["nistp384", "P-384"],
  ["secp521r1", "P-521"],
  ["nistp521", "P-521"],
  ["p512", "P-521"],
  ["p256k", "secp256k1"],
  ["p256k1", "secp256k1"],
  ["eddsa", "Ed25519"],
]);

/** The curve for a name in any system's spelling; null if unknown. */
export function curveCalled(name: string): KeyKind | null {
  if (name.length > 40) return null;
  const plain = name.toLowerCase().replaceAll(/[^a-z\d]/g, "");
  const isCurve = ({ name: own, kty }: KeyKind): boolean =>
    kty !== "AKP" && own.toLowerCase().replaceAll("-", "") === plain;
  const kind = KEY_KINDS.find(isCurve) ?? keyKind(CURVES.get(plain)) ?? kindCalled("oid", name);
  return kind?.kty === "AKP" ? null : kind;
}

/** The EC curve that contains the point: no point is on two curves by chance. */
function curveOfPoint(node: JsonObject): KeyKind | null {
  const [x, y] = ["x", "y"].map((name) => stringMember(node, name) ?? "") as [string, string];
  const fits = (crv: string): boolean =>
    [x, y].every((text) => decodeBase64Url(text).bytes.length === bytesOf(crv)) && isOnCurve(crv, x, y);
  return keyKind(EC_CURVES.find(fits));
}

/** The curve of an Edwards key whose `alg` says that it signs: the two curves differ in length. */
function curveOfAlg(node: JsonObject): KeyKind | null {
  const alg = stringMember(node, "alg") ?? "";
  const { length } = decodeBase64Url(stringMember(node, "x") ?? "").bytes;
  const fits = ({ edwards, bytes }: KeyKind): boolean => edwards !== undefined && bytes === length;
  return alg === "EdDSA" ? (KEY_KINDS.find(fits) ?? null) : curveCalled(alg);
}

/**
 * The objects of a JSON text that are keys without a `kty`: with a program's own names, or with a key's numbers and
 * no type. Does not recurse.
 */
export function findUnnamedJwks(root: JsonNode): readonly JsonObject[] {
  const found: JsonObject[] = [];
  const waiting: JsonNode[] = [root];
  for (let node = waiting.pop(); node && found.length < MOST; node = waiting.pop()) {
    if (node.type === "array") waiting.push(...node.items.toReversed());
    else if (node.type === "object" && looksLikeKey(node)) found.push(node);
    else if (node.type === "object") waiting.push(...node.members.map(({ value }) => value).toReversed());
  }
  return found;
}

const MOST = 500;

function looksLikeKey({ members }: JsonObject): boolean {
  const names = new Map(members.map(({ name, value }) => [memberCalled(name), value]));
  const has = (name: string): boolean => {
    const value = names.get(name);
    return value?.type === "string" ? value.value !== "" : value !== undefined && value.type !== "null";
  };
  return (has("n") && has("e")) || (has("x") && (has("crv") || has("y"))) || (has("kty") && (has("k") || has("x")));
}
