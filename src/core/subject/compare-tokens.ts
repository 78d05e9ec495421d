import { lastMember } from "../json/query.ts";
import type { JsonNode, JsonObject } from "../json/types.ts";
import { textsOf } from "../policy/read-policy.ts";
import { describeSubject } from "./describe-subject.ts";

/** What a comparison of two tokens needs of each. */
export interface TokenClaims {
  readonly header: JsonObject | null;
  readonly payload: JsonObject;
}

/** A claim or header parameter of the two tokens. */
export interface ClaimRow {
  /** Its name; both names if the tokens use different ones. */
  readonly name: string;
  readonly part: "header" | "payload";
  /** In words; null if the token lacks it. Personal claims are described by their form only. */
  readonly here: string | null;
  readonly there: string | null;
  readonly differs: "same" | "value" | "only-here" | "only-there" | "type" | "form";
  /** Whether it decides among which users a service looks. A difference in any other claim is normal. */
  readonly matters: boolean;
}

/** The claims that say where a user is looked up, by their meaning; the first name that a token has counts. */
const ROUTES = {
  iss: ["iss"],
  aud: ["aud"],
  azp: ["azp", "client_id", "appid", "cid"],
  tid: ["tid", "tenant", "tenant_id", "org_id", "realm"],
} as const;

/** What a token permits. */
const PERMISSIONS = [
  "scope",
  "scp",
  "scopes",
  "role",
  "roles",
  "permissions",
  "groups",
  "realm_access",
  "cognito:groups",
];
/** What distinguishes one kind of token from another. */
const KINDS = ["token_use", "ver", "gty", "idtyp", "typ"];

/** The value of a claim that says where a user is looked up; null if the token has none of its names. */
export function routeOf({ payload }: TokenClaims, route: keyof typeof ROUTES): readonly string[] | null {
  const node = routeNode(payload, route)?.node;
  return node === undefined ? null : (textsOf(node) ?? null);
}

function routeNode(payload: JsonObject, route: keyof typeof ROUTES): { name: string; node: JsonNode } | null {
  for (const name of ROUTES[route]) {
    const node = lastMember(payload, name)?.value;
    if (node !== undefined) return { name, node };
  }
  return null;
}

/**
 * Compares a token's claims with those of a working user's token, which should differ only in the user: issuer,
 * audience, client, tenant, the form of `sub`, scopes and roles, kind and algorithm. Personal values are described by
 * their form. One row for each claim that either has. Ignores whether either token verifies.
 */
export function compareTokens(here: TokenClaims, there: TokenClaims): readonly ClaimRow[] {
  const routes = (Object.keys(ROUTES) as (keyof typeof ROUTES)[]).flatMap((route) => {
    const [one, other] = [routeNode(here.payload, route), routeNode(there.payload, route)];
    const name =
      one === null || other === null || one.name === other.name ? (one ?? other)?.name : `${one.name}, ${other.name}`;
    return name === undefined ? [] : rowOf(name, "payload", one?.node, other?.node, true, valueWords);
  });
  const member = (name: string, part: ClaimRow["part"], matters: boolean) =>
    rowOf(name, part, memberOf(here[part], name), memberOf(there[part], name), matters, valueWords);
  return [
    ...routes,
    ...rowOf("sub", "payload", memberOf(here.payload, "sub"), memberOf(there.payload, "sub"), true, formWords),
    ...PERMISSIONS.flatMap((name) => member(name, "payload", false)),
    ...KINDS.flatMap((name) => member(name, name === "typ" ? "header" : "payload", false)),
    ...member("alg", "header", false),
    ...member("kid", "header", false),
  ];
}

function memberOf(object: JsonObject | null, name: string): JsonNode | undefined {
  return (object && lastMember(object, name)?.value) ?? undefined;
}

function rowOf(
  name: string,
  part: ClaimRow["part"],
  one: JsonNode | undefined,
  other: JsonNode | undefined,
  matters: boolean,
  words: (node: JsonNode) => string,
): readonly ClaimRow[] {
  if (one === undefined && other === undefined) return [];
  const [here, there] = [one === undefined ? null : words(one), other === undefined ? null : words(other)];
  const differs =
    one === undefined
      ? "only-there"
      : other === undefined
        ? "only-here"
        : kindOf(one) !== kindOf(other)
          ? "type"
          : here === there
            ? "same"
            : words === formWords
              ? "form"
              : "value";
  return [{ name, part, here, there, differs, matters }];
}

/** A list of one means the same as its only entry (RFC 7519 section 4.1.3). */
function kindOf({ type }: JsonNode): string {
  return type === "array" ? "string" : type;
}

/** A list means the same in any order. */
function valueWords(node: JsonNode): string {
  const texts = textsOf(node);
  if (texts !== null) return texts.toSorted().join(", ");
  return node.type === "object" ? node.members.map(({ name }) => name).join(", ") : "a list";
}

function formWords(node: JsonNode): string {
  if (node.type === "number") return "a number";
  if (node.type !== "string") return node.type === "array" ? "a list" : node.type;
  const { kindWords, prefix } = describeSubject(node.value);
  return prefix === null ? kindWords : `${kindWords}, ${prefix}`;
}

/** Claims other than `sub` that identify a person: they show that two tokens belong to the same one. */
const PERSON = ["email", "preferred_username", "upn", "unique_name", "phone_number", "oid"];

/** The claim that shows two tokens belong to the same person whatever their `sub`; null if none does. */
export function samePersonBy(here: TokenClaims, there: TokenClaims): string | null {
  const text = ({ payload }: TokenClaims, name: string): string | null => {
    const node = memberOf(payload, name);
    return node?.type === "string" && node.value.trim() !== "" ? node.value.trim().toLowerCase() : null;
  };
  return PERSON.find((name) => text(here, name) !== null && text(here, name) === text(there, name)) ?? null;
}
