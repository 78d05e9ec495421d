import { jsonText } from "../../policy/write/quote.ts";
import { namesIn } from "../../policy/write/requirements.ts";
import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import {
  claimIs,
  claimIsText,
  claimOneOf,
  claimValues,
  type How,
  isTexts,
  met,
  nodeValues,
  NO_TOKEN,
  oneOf,
  unknown,
  unmet,
  textsIn,
} from "../compare.ts";
import { SHARED_ISSUERS } from "../../registry/tenants.ts";
import { noAudience, strangersIn } from "../dangers.ts";
import { each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
import {
  addedTo,
  conditionAt,
  hasOther,
  itemsOf,
  memberAt,
  membersOf,
  notUnderstood,
  othersOf,
  rootAt,
  textOf,
  wantedOf,
  type At,
} from "../tree.ts";
import type { Condition, Danger, Judged, Presented, Verifier, Wanted } from "../types.ts";
import { expiry, issuedAlready, leewayOf } from "./cap-times.ts";
import { printedOneOf, vaultTable } from "./vault-table.ts";

/**
 * A role of the JWT auth method of Vault or OpenBao, as JSON, or as the table printed by `vault read`. In a glob only
 * `*` is a wildcard; a nested claim is named by a JSON Pointer.
 * Sources, read 2026-11-30: hashicorp/vault-plugin-auth-jwt, claims.go (`getClaim`, `validateBoundClaims`);
 * hashicorp/cap, jwt/jwt.go (`Validate`); openbao/openbao, builtin/credential/jwt, path_role.go (members, defaults,
 * role_type), path_login.go (algorithms, audiences, user and groups), claims.go (types, claim_mappings).
 */
export const vaultRole: Verifier = {
  kind: "vault-role",
  title: "Vault or OpenBao JWT role",
  read({ text, roots: [root] }) {
    const table = root === undefined ? vaultTable(text) : null;
    const whole = root === undefined ? table : rootAt(root);
    // The command line and the API print a role inside `data`.
    const at = memberAt(whole, "user_claim") ? whole : memberAt(whole, "data");
    const user = memberAt(at, "user_claim");
    const isTable = table !== null;
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
    const isPointer = textOf(memberAt(at, "user_claim_json_pointer")) === "true";
    const shapeless =
      claims === null || ["object", "null"].includes(claims.node.type) ? [] : [notUnderstood(claims, group)];
    const bound = membersOf(claims).map((claim): Condition =>
      hasOther(claim)
        ? notUnderstood(claim, group)
        : conditionAt(claim, group, isTable ? printedJudged(claim, how) : boundJudged(claim, how), {
            widen: (value) => (how === "star" && value.includes("*") ? null : addedTo(claim, text, value)),
          }),
    );
    const conditions = [
      typeCondition(at, group),
      audiences
        ? conditionAt(
            audiences,
            group,
            isTable ? printedAudiences(wantedOf(audiences)) : claimOneOf("aud", commaList(audiences)),
            { widen: (value) => addedTo(audiences, text, value) },
          )
        : conditionAt(at, group, unboundAudience, { name: "/bound_audiences" }),
      ...(subject ? [conditionAt(subject, group, claimIs("sub", wantedOf(subject)))] : []),
      ...bound,
      ...shapeless,
      conditionAt(
        user,
        group,
        isPointer ? ({ claims }) => textJudged(claims, textOf(user) ?? "") : claimIsText(textOf(user) ?? ""),
      ),
      ...(groups ? [conditionAt(groups, group, ({ claims }) => groupsJudged(claims, textOf(groups) ?? ""))] : []),
      ...membersOf(memberAt(at, "claim_mappings")).map((claim) =>
        conditionAt(claim, group, ({ claims }) => mappingJudged(claims, claim.name)),
      ),
      ...othersOf(at, group, KNOWN).filter(
        ({ name }) => !OF_TOKENS.test(name) && !isUnset(memberAt(at, name.split("/").at(-1) ?? "")),
      ),
    ];
    const skew = leewayOf(memberAt(at, "clock_skew_leeway"), 60);
    const checks = [
      ...tokenChecks({ algorithms: ALGORITHMS, skew, needsExpiry: false }).filter(({ name }) => name !== "exp"),
      expiry(skew, leewayOf(memberAt(at, "expiration_leeway"), 150)),
      issuedAlready(skew),
    ];
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
      algorithms: /^(?:RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
      checks: ["aud", "sub"],
      needs: ["aud"],
      // Besides a subject with a wildcard, all values are globs.
      canClaim: (path, values) => path !== "sub" && values.length > 0 && !values.some((value) => value.includes("*")),
      remarks: [
        "Issuer and algorithms are part of the auth method: bound_issuer, jwt_supported_algs.",
        "A token without sub is refused, since sub names the user.",
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

/** A claim by name, a nested one by JSON Pointer. */
function nameOf(path: string): string {
  const names = namesIn(path);
  if (names.length === 1 && !path.startsWith("/")) return path;
  return names.map((name) => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

const KNOWN =
  "name role_type user_claim user_claim_json_pointer bound_audiences bound_subject bound_claims bound_claims_type groups_claim claim_mappings allowed_redirect_uris oidc_scopes clock_skew_leeway expiration_leeway not_before_leeway verbose_oidc_logging callback_mode poll_interval oauth2_metadata".split(
    " ",
  );

/** Members that only affect Vault's own token. */
const OF_TOKENS =
  /\/(?:token_(?!bound_cidrs$|policies_template_claims$)\w+|policies|ttl|max_ttl|period|num_uses|alias_metadata)$/;

/** A member that is printed although it is not set. */
const isUnset = (at: At | null): boolean =>
  at !== null &&
  (at.node.type === "array" ? at.node.items.length === 0 : ["", "0", "0s", "false"].includes(textOf(at) ?? ""));

/** The auth method may allow fewer, and never one with a shared secret. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "EdDSA"];

/** A role without a type is for OIDC, which does not accept a token that is passed in. */
function typeCondition(at: At, group: string): Condition {
  const type = memberAt(at, "role_type");
  const text = textOf(type) ?? "";
  return conditionAt(
    type ?? at,
    group,
    () =>
      text === "jwt"
        ? met("A role for tokens")
        : text === ""
          ? unknown(
              "role_type is missing: Vault then creates an OIDC role, which refuses every token that is sent to it",
            )
          : unmet(`A role of type ${text} refuses every token that is sent to it`),
    { name: "/role_type" },
  );
}

/** A claim copied to metadata must be a string if present. */
function mappingJudged(claims: JsonObject | null, name: string): Judged {
  if (claims === null) return NO_TOKEN;
  const node = valueOf(claims, name);
  if (node === null || node.type === "null") return met(`The token has no ${name}, which is optional`, name);
  return node.type === "string"
    ? met(`${name} is a string`, name)
    : unmet(`${name} is not a string, and only strings can be copied to metadata`, name);
}

/**
 * What globs let in. The role does not name its issuer: the claims, and how their values start, show that it is a
 * shared one.
 */
function patternsOpen(claims: At | null, subject: At | null, how: How, group: string, at: At): readonly Danger[] {
  const asked = [...membersOf(claims), ...(subject ? [{ ...subject, name: "sub" }] : [])].map((one) => ({
    claim: one.name,
    values: textsIn(wantedOf(one)),
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
  const attack = `Anyone who gets any token from the issuer for this audience ${what}.`;
  return [{ claim: "sub", group, range: everything.range, title: "sub may be anything", attack }];
}

/** The strings of a list; a single string is split at commas. */
const commaList = (at: At): readonly Wanted[] =>
  at.node.type === "array"
    ? wantedOf(at)
    : wantedOf(at).flatMap(({ text, range }) => text.split(",").map((part) => ({ text: part.trim(), range })));

/** A value by name, or by JSON Pointer if the name starts with a slash; a number indexes a list. */
function valueOf(claims: JsonObject, name: string): JsonNode | null {
  const names = name.startsWith("/") ? name.slice(1).split("/") : [name];
  let node: JsonNode | null = claims;
  for (const one of names) {
    const plain = one.replaceAll("~1", "/").replaceAll("~0", "~");
    if (node?.type === "object") node = lastMember(node, name.startsWith("/") ? plain : one)?.value ?? null;
    else if (node?.type === "array") node = /^\d{1,6}$/.test(one) ? (node.items[Number(one)] ?? null) : null;
    else return null;
  }
  return node;
}

/** Values are compared with their types: a boolean or number is not the string that spells it. */
const boundJudged =
  (claim: At & { readonly name: string }, how: How) =>
  ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    const { name } = claim;
    const node = valueOf(claims, name);
    if (node === null || node.type === "null") return unmet(`The token has no ${name}`, name);
    const values = nodeValues(node);
    if (values === "other" || values === null) return unmet(`${name} is neither a string nor a list`, name);
    const [own, wanted] = [itemsOf({ node, path: "" }), itemsOf(claim)];
    if (how === "star" && wanted.some((one) => one.node.type !== "string"))
      return unmet("One of the role’s globs is not a string", name);
    // Only values whose type occurs on both sides are compared.
    const typed = wanted.flatMap((one) => {
      const alike = own.filter(({ node: { type } }) => type === one.node.type);
      return alike.length === 0 ? [] : [{ alike: alike.flatMap((each) => textOf(each) ?? []), wanted: wantedOf(one) }];
    });
    const judged = typed.map((pair) => oneOf(name, pair.alike, pair.wanted, how));
    const fitting =
      judged.find(({ outcome }) => outcome === "met") ?? judged.find(({ outcome }) => outcome === "unknown");
    if (fitting !== undefined) return fitting;
    const first = own[0]?.node.type ?? "list";
    if (typed.length === 0 && own.length > 0 && wanted.length > 0)
      return unmet(
        `${name} is ${TYPE_WORDS[first] ?? first} in the token and ${TYPE_WORDS[wanted[0]?.node.type ?? ""] ?? "something else"} in the role, which Vault never treats as equal`,
        name,
      );
    return oneOf(name, typed.length === 0 ? [] : typed.flatMap(({ alike }) => alike), wantedOf(claim), how);
  };

/** A claim in a printed table, which does not show types, nor where a value with spaces ends. */
const printedJudged =
  (claim: At & { readonly name: string }, how: How) =>
  (presented: Presented): Judged => {
    const judged = boundJudged(claim, how)(presented);
    const node = presented.claims === null ? null : valueOf(presented.claims, claim.name);
    const values = nodeValues(node);
    // Absent, or of a type that Vault never takes.
    if (node === null || values === null || values === "other") return judged;
    const texts = itemsOf({ node, path: "" }).flatMap(({ node: one }) => (one.type === "string" ? [one.value] : []));
    return printedOneOf(claim.name, { values, texts }, wantedOf(claim), how) ?? judged;
  };

/** The audiences in a printed table; they are always strings. */
const printedAudiences =
  (wanted: readonly Wanted[]) =>
  (presented: Presented): Judged => {
    const { claims } = presented;
    const judged = claimOneOf("aud", wanted)(presented);
    const node = claims === null ? null : valueOf(claims, "aud");
    const values = isTexts(node) ? nodeValues(node) : null;
    if (values === null || values === "other") return judged;
    return printedOneOf("aud", { values }, wanted, "exact") ?? judged;
  };

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "a string",
  boolean: "a boolean",
  number: "a number",
  null: "null",
};

function textJudged(claims: JsonObject | null, name: string): Judged {
  if (claims === null) return NO_TOKEN;
  const node = valueOf(claims, name);
  if (node === null) return unmet(`The token has no ${name}`, name);
  return node.type === "string" ? met(`The token has ${name}`, name) : unmet(`${name} is not a string`, name);
}

/** The groups claim must be present, and be a string or a list of strings. */
function groupsJudged(claims: JsonObject | null, name: string): Judged {
  if (claims === null) return NO_TOKEN;
  const node = valueOf(claims, name);
  if (node === null) return unmet(`The token has no ${name}`, name);
  return isTexts(node)
    ? met(`The token has ${name}`, name)
    : unmet(`${name} is neither a string nor a list of strings`, name);
}

/** A role that lists no audience refuses a token that has one. */
function unboundAudience({ claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  return claimValues(claims, "aud") === null
    ? met("The token has no aud", "aud")
    : unmet("The token has an aud, but the role has no bound_audiences", "aud");
}
