import { jsonText, seconds } from "../../policy/write/quote.ts";
import { parseJson } from "../../json/parse.ts";
import { lastMember } from "../../json/query.ts";
import type { JsonNode } from "../../json/types.ts";
import { claimIs, claimOneOf, isTexts, met, NO_TOKEN, unknown, unmet } from "../compare.ts";
import { noAudience } from "../dangers.ts";
import { anyOf, each } from "../logic.ts";
import { everyPart, type Part } from "../parts.ts";
import { tokenChecks } from "../token-checks.ts";
import {
  addedTo,
  conditionAt,
  itemsOf,
  memberAt,
  membersOf,
  othersOf,
  rootAt,
  textOf,
  wantedOf,
  type At,
} from "../tree.ts";
import type { Judged, Presented, Verifier } from "../types.ts";

const NAMESPACE = "https://hasura.io/jwt/claims";

/**
 * Hasura's HASURA_GRAPHQL_JWT_SECRET.
 * The session claims need a default role and the allowed roles. In `type`, EdDSA is named `Ed25519`.
 * With `claims_map` they are made from it, and the members for the namespace are ignored.
 * Checked 2026-11-30 and 2026-12-01 against hasura/graphql-engine, docs/docs/auth/authentication/jwt.mdx (type,
 * claims_format, claims_namespace_path, claims_map, audience, notes).
 */
export const hasura: Verifier = {
  kind: "hasura",
  title: "Hasura JWT secret",
  read({ text, roots: [root] }) {
    // Of several secrets, the token's issuer chooses one.
    const secrets = root === undefined ? [] : itemsOf(rootAt(root));
    const parts = secrets.map((at, index) =>
      secretPart(at, secrets.length > 1 ? `JWT secret ${index + 1}` : "JWT secret", text),
    );
    const read = parts.flatMap((part) => part ?? []);
    if (read.length === 0 || read.length < parts.length) return null;
    return { ...everyPart(read), logic: anyOf(read.map(({ conditions }) => each(conditions))) };
  },
  write: {
    comment: null,
    abilities: {
      algorithms: /^(?:HS|RS|ES)(?:256|384|512)$|^EdDSA$/,
      checks: ["algorithms", "iss", "aud", "leeway"],
      single: ["iss"],
      needs: ["iss"],
      remarks: [
        `A token without Hasura’s own claims under ${NAMESPACE} is refused.`,
        "The first algorithm is the only one accepted. A token without iss or without exp passes.",
      ],
    },
    text: ({ policy, issuer, audiences, algorithms: [type], isShared, keys }) =>
      jsonText({
        type: type === "EdDSA" ? "Ed25519" : type,
        ...(isShared ? { key: "the-shared-secret" } : { jwk_url: keys }),
        claims_namespace: NAMESPACE,
        issuer,
        ...(audiences.length > 0 && { audience: audiences }),
        ...(policy.leeway !== undefined && { allowed_skew: seconds(policy.leeway) }),
      }),
  },
};

/** What one secret requires; null if it is no secret of Hasura. */
function secretPart(at: At, group: string, text: string): Part | null {
  const [type, namespace, issuer, audience] = ["type", "claims_namespace", "issuer", "audience"].map((name) =>
    memberAt(at, name),
  );
  const [key, url, path, map] = ["key", "jwk_url", "claims_namespace_path", "claims_map"].map((name) =>
    memberAt(at, name),
  );
  const isHasura =
    namespace ??
    path ??
    memberAt(at, "claims_format") ??
    map ??
    (type && issuer) ??
    (type && audience) ??
    // Without a type, every member must be one of Hasura's.
    (url && membersOf(at).every((one) => KNOWN.includes(one.name)) && (issuer ?? audience));
  if (!isHasura || !(key ?? url)) return null;
  const name = textOf(namespace ?? null) ?? NAMESPACE;
  const skew = Number(textOf(memberAt(at, "allowed_skew")) ?? 0) || 0;
  const checks = tokenChecks({
    skew,
    needsExpiry: false,
    ...(type && { algorithms: algorithmsOf(textOf(type) ?? "") }),
  });
  const conditions = [
    ...(type ? [conditionAt(type, group, checks.find((one) => one.name === "alg")!.judge)] : []),
    ...(issuer ? [conditionAt(issuer, group, issuerJudged(issuer))] : []),
    ...(audience
      ? [
          conditionAt(audience, group, claimOneOf("aud", wantedOf(audience)), {
            widen: (value) => addedTo(audience, text, value),
          }),
        ]
      : []),
    ...(map ? [conditionAt(map, group, mapJudged(map))] : []),
    ...(path || map
      ? []
      : [
          conditionAt(
            namespace ?? at,
            group,
            namespaceJudged(name, textOf(memberAt(at, "claims_format")) === "stringified_json"),
            { name: "/claims_namespace" },
          ),
        ]),
    ...othersOf(at, group, map ? [...KNOWN, ...KNOWN_WITH_MAP] : KNOWN),
    ...checks.filter((one) => one.name !== "alg"),
  ];
  return { conditions, dangers: audience ? [] : [noAudience(group, at.node.range)] };
}

const KNOWN = "type key jwk_url claims_namespace claims_format issuer audience allowed_skew header".split(" ");

/**
 * `claims_map` has a condition of its own. With it, the path to Hasura's claims is ignored, since they are made from
 * other claims.
 */
const KNOWN_WITH_MAP = ["claims_map", "claims_namespace_path"];

/**
 * A token without `iss` passes too (hasura.io/docs/latest/auth/authentication/multiple-jwt-secrets, "Resolution
 * logic").
 */
function issuerJudged(issuer: At) {
  const judge = claimIs("iss", wantedOf(issuer));
  return (presented: Presented): Judged =>
    presented.claims !== null && lastMember(presented.claims, "iss") === null
      ? met("The token has no iss, which passes", "iss")
      : judge(presented);
}

/** A path from the root: `$.a.b`, `$.a[0]`, `$['a b']`. */
const PATH = /^\$(?:\.[\w-]+|\['[^']+'\]|\[\d+\])*$/;

/** The value at a path in the claims; null if there is none, `odd` if the path has an unsupported form. */
function standingAt(claims: JsonNode, path: string): JsonNode | null | "odd" {
  if (path.length > 500 || !PATH.test(path)) return "odd";
  let node: JsonNode | null = claims;
  for (const [, name, quoted, index] of path.matchAll(/\.([\w-]+)|\['([^']+)'\]|\[(\d+)\]/g)) {
    if (index !== undefined) node = node?.type === "array" ? (node.items[Number(index)] ?? null) : null;
    else node = node?.type === "object" ? (lastMember(node, name ?? quoted ?? "")?.value ?? null) : null;
  }
  return node;
}

/** The roles that `claims_map` gives: a literal, or the value at a path, or else the default. */
const mapJudged =
  (map: At) =>
  ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    if (map.node.type !== "object") return unmet("claims_map is not an object");
    for (const [role, isRight, kind] of ROLES) {
      const given = membersOf(map).findLast(({ name }) => name.toLowerCase() === role)?.node;
      if (given === undefined) return unmet(`claims_map has no ${role}, which Hasura needs`);
      const path = given.type === "object" ? lastMember(given, "path")?.value : undefined;
      if (given.type === "object" && path?.type !== "string")
        return unknown(`${role} has a form that is not read here`);
      const text = path?.type === "string" ? path.value : "";
      const found = given.type === "object" ? standingAt(claims, text) : given;
      if (found === "odd") return unknown(`The path ${text} has a form that is not read here`);
      const value = found ?? (given.type === "object" ? lastMember(given, "default")?.value : null) ?? null;
      const claim = /^\$\.([\w-]+)/.exec(text)?.[1] ?? null;
      if (value === null) return unmet(`The token has nothing at ${text}, where claims_map looks for ${role}`, claim);
      if (!isRight(value)) return unmet(`${role} is not a ${kind}`, claim);
    }
    return met("Both roles can be made from the token");
  };

/** The type that each role must have. */
const ROLES = [
  ["x-hasura-default-role", (value: JsonNode) => value.type === "string", "string"],
  ["x-hasura-allowed-roles", (value: JsonNode) => value.type === "array" && isTexts(value), "list of strings"],
] as const;

const algorithmsOf = (type: string): readonly string[] => (type === "Ed25519" ? ["EdDSA", "Ed25519"] : [type]);

/** Both must be present, in any letter case; a string holds the object as JSON. */
function rolesJudged(own: JsonNode, name: string): Judged {
  const object = own.type === "string" ? parseJson(own.value).root : own;
  if (object?.type !== "object") return unmet(`${name} is not a JSON object`, name);
  const names = new Set(object.members.map((one) => one.name.toLowerCase()));
  const missing = ["x-hasura-default-role", "x-hasura-allowed-roles"].find((one) => !names.has(one));
  if (missing !== undefined) return unmet(`${name} has no ${missing}, which Hasura needs`, name);
  const valueIn = (claim: string): JsonNode | undefined =>
    object.members.findLast((one) => one.name.toLowerCase() === claim)?.value;
  const [standard, allowed] = ["x-hasura-default-role", "x-hasura-allowed-roles"].map(valueIn);
  if (!isTexts(allowed ?? null) || allowed?.type !== "array")
    return unmet(`x-hasura-allowed-roles in ${name} is not a list of strings`, name);
  if (standard?.type !== "string") return unmet(`x-hasura-default-role in ${name} is not a string`, name);
  return allowed.items.some((one) => one.type === "string" && one.value === standard.value)
    ? met(`The token has ${name}`, name)
    : unknown(
        `The default role “${standard.value}” is not among the allowed roles, so a request has to name another`,
        name,
      );
}

const namespaceJudged =
  (name: string, isText: boolean) =>
  ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    const own = lastMember(claims, name)?.value;
    if (own !== undefined) {
      if (own.type === (isText ? "string" : "object")) return rolesJudged(own, name);
      return unmet(
        isText
          ? `${name} is not a string, and claims_format is stringified_json`
          : `${name} is not an object; for a string claims_format must be stringified_json`,
        name,
      );
    }
    const other = claims.members.find(
      (member) =>
        member.value.type === "object" && member.value.members.some((one) => one.name.startsWith("x-hasura-")),
    );
    return unmet(
      other ? `Hasura’s claims are under ${other.name}, but ${name} is configured` : `The token has no ${name}`,
      name,
    );
  };
