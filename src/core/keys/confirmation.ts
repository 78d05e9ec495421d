import { sha256 } from "@noble/hashes/sha2.js";
import { parseJson } from "../json/parse.ts";
import { lastMember, wholeObject } from "../json/query.ts";
import type { JsonDocument, JsonNode, JsonObject } from "../json/types.ts";
import { thumbprintText } from "./formats/thumbprint.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import type { Range } from "../text/range.ts";
import { encodeUtf8 } from "../text/utf8.ts";

/**
 * The members of `cnf` that name a key (RFC 7800 sections 3.2 to 3.5, RFC 9449 section 6.1, RFC 8705 section 3.1), the
 * most specific first.
 */
const METHODS = ["jwk", "jkt", "x5t#S256", "kid", "jku", "jwe"] as const;
/** How many keys of a set are searched. */
const MOST_KEYS = 1000;

/** What a token says about the key that its sender must have. */
export interface Confirmation {
  readonly cnf: JsonObject;
  /** The members that name a key, whatever their types. */
  readonly methods: Readonly<Partial<Record<(typeof METHODS)[number], JsonNode>>>;
  /** The one that is used; null if there is none that is known here. */
  readonly by: (typeof METHODS)[number] | null;
  /** The members that name no key, since they are of another type. */
  readonly mistyped: readonly { readonly name: string; readonly expected: string; readonly range: Range }[];
}

/** Reads `cnf` of claims; null if they have none, or it is not an object. */
export function confirmationOf({ root }: Pick<JsonDocument, "root">): Confirmation | null {
  const cnf = root?.type === "object" ? lastMember(root, "cnf")?.value : undefined;
  if (cnf?.type !== "object") return null;
  const named = METHODS.flatMap((name) => {
    const value = lastMember(cnf, name)?.value;
    return value === undefined ? [] : [[name, value] as const];
  });
  const typeOf = (name: string): string => (name === "jwk" ? "object" : "string");
  const usable = named.find(([name, { type }]) => type === typeOf(name));
  const mistyped = named
    .filter(([name, { type }]) => type !== typeOf(name))
    .map(([name, { range }]) => ({ name, expected: name === "jwk" ? "an object" : "a string", range }));
  return { cnf, methods: Object.fromEntries(named), by: usable?.[0] ?? null, mistyped };
}

/**
 * The key that `cnf` names, as the text of a key field: its JWK as it is spelled, or the keys among `keys`, the text of
 * an available JWK or JWK Set, that have its `kid` or its thumbprint. Null if there is none. Nothing is fetched.
 */
export function confirmedKey(claims: JsonDocument, keys: string): string | null {
  const { by, methods } = confirmationOf(claims) ?? {};
  if (by === "jwk") return slice(claims.text, methods!.jwk!);
  const wanted = by === "jkt" || by === "kid" ? methods![by] : undefined;
  if (wanted?.type !== "string" || !keys.trimStart().startsWith("{")) return null;
  const found = jwksIn(parseJson(keys)).filter((jwk) =>
    by === "jkt" ? jwkThumbprint(jwk) === wanted.value : isText(jwk, "kid", wanted.value),
  );
  if (found.length === 0) return null;
  const texts = found.map((jwk) => slice(keys, jwk));
  return texts.length === 1 ? texts[0]! : `{"keys":[${texts.join(",")}]}`;
}

const slice = (text: string, { range }: JsonNode): string => text.slice(range.start, range.end);

const isText = (object: JsonObject, name: string, text: string): boolean => {
  const value = lastMember(object, name)?.value;
  return value?.type === "string" && value.value === text;
};

/** The JWKs of a JWK Set, or the one JWK. */
function jwksIn(document: JsonDocument): readonly JsonObject[] {
  const root = wholeObject(document);
  const list = root && lastMember(root, "keys")?.value;
  if (list?.type !== "array") return root === null ? [] : [root];
  return list.items.slice(0, MOST_KEYS).filter((item) => item.type === "object");
}

/** Whether a JWK in JSON is a symmetric key (RFC 7518 section 6.4). */
export function isSymmetric(jwk: JsonObject): boolean {
  return isText(jwk, "kty", "oct");
}

/** The JWK SHA-256 Thumbprint of a JWK in JSON (RFC 7638); null if it lacks a member that this needs. */
export function jwkThumbprint(jwk: JsonObject): string | null {
  const values = Object.fromEntries(
    jwk.members.flatMap(({ name, value }) => (value.type === "string" ? [[name, value.value] as const] : [])),
  );
  try {
    return encodeBase64Url(sha256(encodeUtf8(thumbprintText(values))));
  } catch {
    return null;
  }
}

/** Whether a JWK in JSON has the public members of a key. */
export function isKeyOf(jwk: JsonObject, key: Readonly<Record<string, unknown>>): boolean {
  return ["kty", "crv", "x", "y", "n", "e"].every((name) => {
    const said = lastMember(jwk, name)?.value;
    return key[name] === undefined || (said?.type === "string" && said.value === key[name]);
  });
}
