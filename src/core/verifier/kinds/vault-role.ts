import { jsonText } from "../../policy/write/quote.ts";
import { namesIn } from "../../policy/write/requirements.ts";
import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import { claimIs, claimValues, met, nodeValues, NO_TOKEN, oneOf, unmet, claimOneOf, type How } from "../compare.ts";
import { SHARED_ISSUERS } from "../../registry/tenants.ts";
import { noAudience, strangersIn } from "../dangers.ts";
import { each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
import {
  addedTo,
  conditionAt,
  hasOther,
  memberAt,
  membersOf,
  notUnderstood,
  othersOf,
  rootAt,
  textOf,
  wantedOf,
  type At,
} from "../tree.ts";
import type { Condition, Danger, Judged, Presented, Verifier } from "../types.ts";

/**
 * A role of the JWT auth method of Vault or OpenBao. A glob has `*` alone; a claim below another one is named by a JSON Pointer.
 * As known on 2026-11-30, not yet compared with the text of: Vault and OpenBao documentation, "JWT/OIDC auth method (API)", Create/Update role.
 */
export const vaultRole: Verifier = {
  kind: "vault-role",
  title: "Vault or OpenBao JWT role",
  read({ text, roots: [root] }) {
    const whole = root === undefined ? null : rootAt(root);
    // The command line and the API print a role inside `data`.
    const at = memberAt(whole, "user_claim") ? whole : memberAt(whole, "data");
    const user = memberAt(at, "user_claim");
    if (at === null || user === null) return null;
    const group = "Role";
    const how: How = textOf(memberAt(at, "bound_claims_type")) === "glob" ? "star" : "exact";
    const set = (name: string): At | null => {
      const member = memberAt(at, name);
      const isEmpty =
        member === null ||
        member.node.type === "null" ||
        (member.node.type === "array" && member.node.items.length === 0);
      return isEmpty || textOf(member) === "" ? null : member;
    };
    const [audiences, subject, groups] = [set("bound_audiences"), set("bound_subject"), set("groups_claim")];
    const claims = memberAt(at, "bound_claims");
    const shapeless =
      claims === null || ["object", "null"].includes(claims.node.type) ? [] : [notUnderstood(claims, group)];
    const bound = membersOf(claims).map((claim): Condition =>
      hasOther(claim)
        ? notUnderstood(claim, group)
        : conditionAt(claim, group, boundJudged(claim, how), {
            widen: (value) => (how === "star" && value.includes("*") ? null : addedTo(claim, text, value)),
          }),
    );
    const conditions = [
      audiences
        ? conditionAt(audiences, group, claimOneOf("aud", wantedOf(audiences)), {
            widen: (value) => addedTo(audiences, text, value),
          })
        : conditionAt(at, group, unboundAudience, { name: "/bound_audiences" }),
      ...(subject ? [conditionAt(subject, group, claimIs("sub", wantedOf(subject)))] : []),
      ...bound,
      ...shapeless,
      conditionAt(user, group, isThere(textOf(user) ?? "")),
      ...(groups ? [conditionAt(groups, group, isThere(textOf(groups) ?? ""))] : []),
      ...othersOf(at, group, KNOWN).filter(
        ({ name }) => !/\/(?:token_(?!bound_cidrs)\w+|policies|ttl|max_ttl|period|num_uses)$/.test(name),
      ),
    ];
    const checks = tokenChecks({ skew: 60, needsExpiry: false });
    return {
      conditions: [...conditions, ...checks],
      logic: each([...conditions, ...checks]),
      dangers: [
        ...(audiences ? [] : [noAudience(group, at.node.range)]),
        ...patternsOpen(claims, subject, how, group, at),
      ],
      notes: ["The issuer and the keys are part of the auth method’s configuration, not of the role."],
    };
  },
  write: {
    comment: null,
    abilities: {
      algorithms: /./,
      checks: ["aud", "sub"],
      needs: ["aud"],
      // Beside a subject with a wildcard all values are globs.
      canClaim: (path, values) => path !== "sub" && values.length > 0 && !values.some((value) => value.includes("*")),
      remarks: [
        "Issuer and algorithms are part of the auth method: bound_issuer, jwt_supported_algs.",
        "A token without sub is refused, since the user is named by it.",
      ],
    },
    text: ({ audiences, subjects, claims }) => {
      const isGlob = subjects.some((subject) => subject.includes("*"));
      const inList = isGlob || subjects.length > 1;
      const bound = [
        ...(inList ? [["sub", subjects] as const] : []),
        ...claims.map(({ path, values }) => [nameOf(path), values] as const),
      ];
      return jsonText({
        role_type: "jwt",
        user_claim: "sub",
        bound_audiences: audiences,
        ...(!inList && subjects.length === 1 && { bound_subject: subjects[0] }),
        ...(bound.length > 0 && {
          bound_claims_type: isGlob ? "glob" : "string",
          bound_claims: Object.fromEntries(bound),
        }),
        token_policies: ["default"],
      });
    },
  },
};

/** A claim by its name, one below another by a JSON Pointer. */
function nameOf(path: string): string {
  const names = namesIn(path);
  if (names.length === 1 && !path.startsWith("/")) return path;
  return names.map((name) => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

const KNOWN =
  "name role_type user_claim user_claim_json_pointer bound_audiences bound_subject bound_claims bound_claims_type groups_claim claim_mappings allowed_redirect_uris oidc_scopes clock_skew_leeway expiration_leeway not_before_leeway verbose_oidc_logging".split(
    " ",
  );

/**
 * What globs let in. The role does not name its issuer: that it is a shared one is told by the claims, and by how their values
 * begin.
 */
function patternsOpen(claims: At | null, subject: At | null, how: How, group: string, at: At): readonly Danger[] {
  const asked = [...membersOf(claims), ...(subject ? [{ ...subject, name: "sub" }] : [])].map((one) => ({
    claim: one.name,
    values: wantedOf(one).map(({ text }) => text),
    pattern: how === "star" && one.name !== "bound_subject",
    range: one.node.range,
  }));
  const what = "can log in with this role";
  const everything = asked.find(({ claim, values, pattern }) => claim === "sub" && pattern && values.includes("*"));
  const shared = SHARED_ISSUERS.find(({ parts }) =>
    parts.some(({ claim, before }) =>
      asked.some(
        (one) => one.claim === claim && (before === "" || one.values.some((value) => value.startsWith(before))),
      ),
    ),
  );
  if (shared !== undefined) return strangersIn(group, [shared.iss], asked, what, at.node.range);
  if (everything === undefined) return [];
  const attack = `Whoever gets any token of the issuer for this audience ${what}.`;
  return [{ claim: "sub", group, range: everything.range, title: "sub may be anything", attack }];
}

/** A value by name, or by JSON Pointer where the name begins with a slash. */
function valueOf(claims: JsonObject, name: string): JsonNode | null {
  const names = name.startsWith("/") ? name.slice(1).split("/") : [name];
  let node: JsonNode | null = claims;
  for (const one of names)
    node =
      node?.type === "object"
        ? (lastMember(node, one.replaceAll("~1", "/").replaceAll("~0", "~"))?.value ?? null)
        : null;
  return node;
}

const boundJudged =
  (claim: At & { readonly name: string }, how: How) =>
  ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    const values = nodeValues(valueOf(claims, claim.name));
    if (values === null || values === "other") return unmet(`The token has no ${claim.name}`, claim.name);
    return oneOf(claim.name, values, wantedOf(claim), how);
  };

const isThere =
  (name: string) =>
  ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    return valueOf(claims, name) === null
      ? unmet(`The token has no ${name}`, name)
      : met(`The token has ${name}`, name);
  };

/** A role that lists no audience refuses a token that has one. */
function unboundAudience({ claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  return claimValues(claims, "aud") === null
    ? met("The token has no aud", "aud")
    : unmet("The token has an aud, and the role has no bound_audiences", "aud");
}
