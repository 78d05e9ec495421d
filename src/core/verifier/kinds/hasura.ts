import { jsonText, seconds } from "../../policy/write/quote.ts";
import { parseJson } from "../../json/parse.ts";
import { lastMember } from "../../json/query.ts";
import type { JsonNode } from "../../json/types.ts";
import { claimIs, claimOneOf, isTexts, met, NO_TOKEN, unknown, unmet } from "../compare.ts";
import { noAudience } from "../dangers.ts";
import { each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
import { addedTo, conditionAt, memberAt, membersOf, othersOf, rootAt, textOf, wantedOf } from "../tree.ts";
import type { Judged, Presented, Verifier } from "../types.ts";

const NAMESPACE = "https://hasura.io/jwt/claims";

/**
 * Hasura's HASURA_GRAPHQL_JWT_SECRET.
 * The session claims need a default role and the allowed roles. In `type`, EdDSA is named `Ed25519`.
 * Checked 2026-11-30 against hasura/graphql-engine, docs/docs/auth/authentication/jwt.mdx (type, claims_format,
 * audience, notes).
 */
export const hasura: Verifier = {
  kind: "hasura",
  title: "Hasura JWT secret",
  read({ text, roots: [root] }) {
    const at = root === undefined ? null : rootAt(root);
    const [type, namespace, issuer, audience] = ["type", "claims_namespace", "issuer", "audience"].map((name) =>
      memberAt(at, name),
    );
    const [key, url, path] = ["key", "jwk_url", "claims_namespace_path"].map((name) => memberAt(at, name));
    const isHasura =
      namespace ??
      path ??
      memberAt(at, "claims_format") ??
      memberAt(at, "claims_map") ??
      (type && issuer) ??
      (type && audience) ??
      // Without a type it is recognised by all of its members.
      (url && membersOf(at).every((one) => KNOWN.includes(one.name)) && (issuer ?? audience));
    if (at === null || !isHasura || !(key ?? url)) return null;
    const group = "JWT secret";
    const name = textOf(namespace ?? null) ?? NAMESPACE;
    const skew = Number(textOf(memberAt(at, "allowed_skew")) ?? 0) || 0;
    const checks = tokenChecks({
      skew,
      needsExpiry: false,
      ...(type && { algorithms: algorithmsOf(textOf(type) ?? "") }),
    });
    const conditions = [
      ...(type ? [conditionAt(type, group, checks.find((one) => one.name === "alg")!.judge)] : []),
      ...(issuer ? [conditionAt(issuer, group, claimIs("iss", wantedOf(issuer)))] : []),
      ...(audience
        ? [
            conditionAt(audience, group, claimOneOf("aud", wantedOf(audience)), {
              widen: (value) => addedTo(audience, text, value),
            }),
          ]
        : []),
      ...(path
        ? []
        : [
            conditionAt(
              namespace ?? at,
              group,
              namespaceJudged(name, textOf(memberAt(at, "claims_format")) === "stringified_json"),
              { name: "/claims_namespace" },
            ),
          ]),
      ...othersOf(at, group, KNOWN),
      ...checks.filter((one) => one.name !== "alg"),
    ];
    return {
      conditions,
      logic: each(conditions),
      dangers: audience ? [] : [noAudience(group, at.node.range)],
    };
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
        "The first algorithm is the only one accepted. A token without exp passes.",
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

const KNOWN = "type key jwk_url claims_namespace claims_format issuer audience allowed_skew header".split(" ");

const algorithmsOf = (type: string): readonly string[] => (type === "Ed25519" ? ["EdDSA", "Ed25519"] : [type]);

/** Both must be present, in any case; a text is the object as JSON. */
function rolesJudged(own: JsonNode, name: string): Judged {
  const object = own.type === "string" ? parseJson(own.value).root : own;
  if (object?.type !== "object") return unmet(`${name} is not an object in JSON`, name);
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
