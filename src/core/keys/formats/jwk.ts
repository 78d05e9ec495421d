import type { JWK } from "jose";
import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import { type Found, refuse } from "./found.ts";

interface Members {
  /** Members of the public key, all required. */
  readonly required: readonly string[];
  /** Members of the private key that may be there. */
  readonly optional: readonly string[];
}

/** What the members in base64url of each `kty` are (RFC 7518 section 6, RFC 8037 section 2, RFC 9964 section 3). */
const KEY_TYPES: ReadonlyMap<string, Members> = new Map([
  ["RSA", { required: ["n", "e"], optional: ["d", "p", "q", "dp", "dq", "qi"] }],
  ["EC", { required: ["x", "y"], optional: ["d"] }],
  ["OKP", { required: ["x"], optional: ["d"] }],
  ["oct", { required: ["k"], optional: [] }],
  ["AKP", { required: ["pub"], optional: ["priv"] }],
]);

const CURVES: ReadonlyMap<string, readonly string[]> = new Map([
  ["EC", ["P-256", "P-384", "P-521", "secp256k1"]],
  ["OKP", ["Ed25519", "Ed448", "X25519", "X448"]],
]);

/** Members of which the last one of each half is needed where the first is there (RFC 7518 section 6.3.2). */
const PRIMES = ["p", "q", "dp", "dq", "qi"];

/**
 * Reads one JSON Web Key (RFC 7517 section 4) from its place in `text`. Members count as a JSON reader would take them: the
 * last one of a name. Numbers and coordinates must be strict base64url, since what is lenient here is another key
 * elsewhere. Other members are kept as given.
 */
export function readJwk(node: JsonObject, text: string): Found {
  const kty = lastMember(node, "kty")?.value;
  if (kty === undefined) return invalid("kty", "It is missing", node);
  if (kty.type !== "string") return invalid("kty", "It is no string", kty);
  const members = KEY_TYPES.get(kty.value);
  const { range } = node;
  if (!members)
    return { ...refuse("type-unsupported", "jwk", { what: `a key of kty ${kty.value}` }), range: kty.range };

  const curves = CURVES.get(kty.value);
  if (curves) {
    const crv = lastMember(node, "crv")?.value;
    if (crv === undefined) return invalid("crv", "It is missing", node);
    if (crv.type !== "string") return invalid("crv", "It is no string", crv);
    if (!curves.includes(crv.value)) {
      return { ...refuse("type-unsupported", "jwk", { what: `a key on the curve ${crv.value}` }), range: crv.range };
    }
  }
  const needsAlg = kty.value === "AKP" && lastMember(node, "alg")?.value.type !== "string";
  if (needsAlg) return invalid("alg", "It is missing, and names the kind of an AKP key", node);

  const hasPrimes = kty.value === "RSA" && PRIMES.some((name) => lastMember(node, name));
  const required = hasPrimes ? [...members.required, "d", ...PRIMES] : members.required;
  for (const name of [...required, ...members.optional]) {
    const value = lastMember(node, name)?.value;
    if (value === undefined && !required.includes(name)) continue;
    if (value === undefined) {
      return invalid(name, hasPrimes ? "It is missing: p, q, dp, dq and qi come together" : "It is missing", node);
    }
    const problem = value.type === "string" ? notBase64Url(value.value) : "It is no string";
    if (problem !== null) return invalid(name, problem, value);
  }
  if (kty.value === "RSA" && lastMember(node, "oth")) {
    return { ...refuse("type-unsupported", "jwk", { what: "an RSA key of more than two primes" }), range };
  }
  return { jwk: JSON.parse(text.slice(range.start, range.end)) as JWK, format: "jwk", range };
}

function invalid(member: string, why: string, { range }: JsonNode): Found {
  return { ...refuse("jwk-invalid", "jwk", { member, why }), range };
}

/** Why a text is not strict base64url (RFC 7515 section 2), or is empty; null where nothing is wrong. */
function notBase64Url(text: string): string | null {
  if (text === "") return "It is empty";
  const [problem] = decodeBase64Url(text).problems;
  switch (problem?.code) {
    case undefined:
      return null;
    case "standard-alphabet":
      return `It has ${problem.character}: that is Base64, and not base64url`;
    case "padding":
      return "It is padded with =, which base64url in JOSE is not";
    case "white-space":
      return "White space stands in it";
    case "character":
      return "A character stands in it that base64url does not have";
    case "length":
      return "Its length is one that no octets are encoded to";
    case "trailing-bits":
      return `Its last character has stray bits; ${problem.canonical} should stand there`;
  }
}
