import { quoted, quotedList } from "../../policy/write/quote.ts";
import { namesIn, type Requirements } from "../../policy/write/requirements.ts";
import { claimIs, claimIsText, claimOneOf, met, NO_TOKEN, unmet, textsIn } from "../compare.ts";
import { lastMember } from "../../json/query.ts";
import { clauseConditions, type ExpressionRules, valueJudged } from "../cel/clauses.ts";
import { celFits, celMember, celOneOf, isCelPattern } from "../cel/write.ts";
import { comparisonsIn } from "../cel/comparisons.ts";
import type { Variables } from "../cel/evaluate.ts";
import { fromJson, isList, Unknowable, type Value, valueText } from "../cel/values.ts";
import { EARLY, groupsJudged, nameJudged, readKubernetesFlags } from "./kubernetes-flags.ts";
import { type AskedOf, noAudience, strangersIn } from "../dangers.ts";
import { all, anyOf, each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
import {
  conditionAt,
  itemsOf,
  memberAt,
  notUnderstood,
  othersOf,
  rootAt,
  textOf,
  wantedOf,
  wayTo,
  widenList,
  type At,
} from "../tree.ts";
import type { TextEdit } from "../../text/range.ts";
import type { Condition, Danger, Judged, Presented, Verifier } from "../types.ts";

/**
 * Kubernetes: the API server's AuthenticationConfiguration, and the equivalent older flags of kube-apiserver.
 * Checked 2026-11-30 against kubernetes/kubernetes, apiserver/validation/validation.go (audiences, rules, mappings).
 * As known on that day: the documentation's "Authenticating", OpenID Connect tokens.
 */
export const kubernetesAuthentication: Verifier = {
  kind: "kubernetes-authentication",
  title: "Kubernetes API server",
  read(source) {
    const file = source.roots.map(rootAt).find((at) => textOf(memberAt(at, "kind")) === "AuthenticationConfiguration");
    const entries = file ? itemsOf(memberAt(file, "jwt")).map((at) => readEntry(at, source.text)) : [];
    if (file === undefined) return readKubernetesFlags(source);
    const others = othersOf(file, "File", ["apiVersion", "kind", "jwt", "anonymous"]);
    const checks = tokenChecks({ algorithms: ASYMMETRIC, skew: 0, earlySkew: EARLY });
    return {
      conditions: [...entries.flatMap(({ conditions }) => conditions), ...others, ...checks],
      logic: all(anyOf(entries.map(({ conditions }) => each(conditions))), each(others), each(checks)),
      dangers: entries.flatMap(({ dangers }) => dangers),
    };
  },
  write: {
    comment: "#",
    abilities: {
      algorithms: /^(?:RS|PS|ES)(?:256|384|512)$/,
      checks: ["iss", "aud", "sub"],
      needs: ["iss", "aud"],
      cannot: (member, value) => member === "sub" && !isCelPattern(value),
      canClaim: (_, values) => values.length > 0 && values.every(isText),
      remarks: ["A token without sub is refused, since sub names the user."],
    },
    text: (wanted) => `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt:
${wanted.issuers.map((issuer) => entryText(issuer, wanted)).join("")}`,
  },
};

/**
 * Whether a value can only be a string, since a rule compares strings: one that looks like a number or boolean may be
 * one.
 */
const isText = (value: string): boolean => !/^(?:|true|false|null|-?\d[\d.eE+-]*)$/.test(value);

function entryText(issuer: string, { audiences, subjects, claims }: Requirements): string {
  const rules = [
    ...(subjects.length > 0 ? [ruleText(["sub"], subjects)] : []),
    ...claims.map(({ path, values }) => ruleText(namesIn(path), values)),
  ];
  return `  - issuer:
      url: ${quoted(issuer)}
      audiences: [${quotedList(audiences)}]
${audiences.length > 1 ? "      audienceMatchPolicy: MatchAny\n" : ""}${rules.length > 0 ? "    claimValidationRules:\n" : ""}${rules.join("")}    claimMappings:
      username:
        claim: sub
        prefix: "oidc:"
`;
}

/** A rule for one text of one claim, or else a rule in CEL. */
function ruleText(names: readonly string[], values: readonly string[]): string {
  const [value = "", ...others] = values;
  const [name = "", ...below] = names;
  const isPlain = others.length + below.length === 0 && !(name === "sub" && value.includes("*"));
  if (isPlain) return `      - claim: ${quoted(name)}\n        requiredValue: ${quoted(value)}\n`;
  const member = celMember("claims", names);
  return `      - expression: ${quoted(name === "sub" ? celFits(member, values) : celOneOf(member, values))}\n`;
}

const ASYMMETRIC = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512"];

interface Entry {
  readonly conditions: readonly Condition[];
  readonly dangers: readonly Danger[];
}

function readEntry(at: At, source: string): Entry {
  const issuer = memberAt(at, "issuer");
  const [url, audiences] = [memberAt(issuer, "url"), memberAt(issuer, "audiences")];
  const iss = textOf(url) ?? "";
  const group = iss === "" ? at.path : iss;
  const mappings = memberAt(at, "claimMappings");
  const rules: ExpressionRules = {
    group,
    claimRoots: new Set(["claims"]),
    variablesOf: ({ claims }) => (claims === null ? NO_TOKEN : new Map([["claims", fromJson(claims)]])),
  };
  const ofUser: ExpressionRules = {
    group,
    claimRoots: new Set(),
    variablesOf: (presented) => userOf(mappings, rules, presented),
  };
  const conditions = [
    ...(url ? [conditionAt(url, group, claimIs("iss", wantedOf(url)))] : []),
    ...(audiences
      ? [conditionAt(audiences, group, claimOneOf("aud", wantedOf(audiences)), { widen: widening(issuer, source) })]
      : []),
    ...matchPolicy(issuer, group),
    ...othersOf(issuer, group, [
      "url",
      "audiences",
      "audienceMatchPolicy",
      "discoveryURL",
      "certificateAuthority",
      "egressSelectorType",
    ]),
    ...itemsOf(memberAt(at, "claimValidationRules")).flatMap((rule) => claimRule(rule, source, rules)),
    ...mappingConditions(memberAt(mappings, "username"), "name", rules),
    ...mappingConditions(memberAt(mappings, "groups"), "texts", rules),
    ...mappingConditions(memberAt(mappings, "uid"), "text", rules),
    ...itemsOf(memberAt(mappings, "extra")).flatMap((one) => mappingConditions(one, "texts", rules)),
    ...othersOf(mappings, group, ["username", "groups", "uid", "extra"]),
    ...unverifiedEmail(at, group),
    ...itemsOf(memberAt(at, "userValidationRules")).flatMap((rule) => ruleExpression(rule, source, ofUser)),
    ...othersOf(at, group, ["issuer", "claimValidationRules", "claimMappings", "userValidationRules"]),
  ];
  const asked = askedIn(memberAt(at, "claimValidationRules"));
  return {
    conditions,
    dangers: [
      ...(wantedOf(audiences).length > 0 ? [] : [noAudience(group, at.node.range)]),
      ...(asked === null ? [] : strangersIn(group, [iss], asked, "becomes a user of this cluster", at.node.range)),
    ],
  };
}

/** With several audiences one is enough, which must be stated: otherwise the API server rejects the file. */
function matchPolicy(issuer: At | null, group: string): readonly Condition[] {
  const [audiences, policy] = [memberAt(issuer, "audiences"), memberAt(issuer, "audienceMatchPolicy")];
  const isNeeded = wantedOf(audiences).length > 1;
  const said = textOf(policy) ?? "";
  if (issuer === null || (policy === null && !isNeeded)) return [];
  if (said === "MatchAny" || (said === "" && !isNeeded)) return [];
  const why =
    said === ""
      ? "With several audiences audienceMatchPolicy must be MatchAny: the API server rejects this file"
      : `audienceMatchPolicy can only be MatchAny, not “${said}”`;
  return [
    conditionAt(policy ?? audiences ?? issuer, group, () => unmet(why), { name: `${issuer.path}/audienceMatchPolicy` }),
  ];
}

/** Adds an audience and, with the second one, the policy that several need. */
const widening =
  (issuer: At | null, source: string) =>
  (value: string): TextEdit | null => {
    const audiences = memberAt(issuer, "audiences");
    const edit = audiences === null ? null : widenList(audiences, source)(value);
    if (edit === null || audiences === null || issuer?.node.type !== "object") return null;
    if (memberAt(issuer, "audienceMatchPolicy") !== null || wantedOf(audiences).length === 0) return edit;
    const { end } = audiences.node.range;
    if (source[issuer.node.range.start] === "{") {
      const closing = source.slice(edit.range.end, end);
      return {
        range: { start: edit.range.start, end },
        insert: `${edit.insert}${closing}, "audienceMatchPolicy": "MatchAny"`,
      };
    }
    const member = issuer.node.members.find(({ name }) => name === "audiences");
    const start = member?.nameRange.start ?? 0;
    const indent = source.slice(source.lastIndexOf("\n", start) + 1, start);
    const policy = `\n${indent.replace(/[^ ]/g, " ")}audienceMatchPolicy: MatchAny`;
    if (source[audiences.node.range.start] !== "[") return { range: edit.range, insert: `${edit.insert}${policy}` };
    return {
      range: { start: edit.range.start, end },
      insert: `${edit.insert}${source.slice(edit.range.end, end)}${policy}`,
    };
  };

const EMAIL = /\bclaims[ \t]{0,9}(?:\.[ \t]{0,9}\??email\b|\[[ \t]{0,9}\??["']email["'])/;
const VERIFIED = /\bclaims[ \t]{0,9}(?:\.[ \t]{0,9}\??email_verified\b|\[[ \t]{0,9}\??["']email_verified["'])/;

/** A user name from `claims.email` must also use `claims.email_verified` somewhere: otherwise the API server rejects the file. */
function unverifiedEmail(at: At, group: string): readonly Condition[] {
  const name = wayTo(at, "claimMappings", "username", "expression");
  const all = [
    name,
    ...itemsOf(wayTo(at, "claimMappings", "extra")).map((one) => memberAt(one, "valueExpression")),
    ...itemsOf(memberAt(at, "claimValidationRules")).map((one) => memberAt(one, "expression")),
  ].map((one) => textOf(one) ?? "");
  if (name === null || !EMAIL.test(textOf(name) ?? "") || all.some((text) => VERIFIED.test(text))) return [];
  const why =
    "The name is claims.email, but no expression checks claims.email_verified: the API server rejects this file";
  return [conditionAt(name, group, () => unmet(why, "email_verified"), { name: `${name.path}/email_verified` })];
}

/** What rules require of claims; null if that is unknown for one of them. */
function askedIn(rules: At | null): readonly AskedOf[] | null {
  const all = itemsOf(rules).map((rule): readonly AskedOf[] | null => {
    const { range } = rule.node;
    const [claim, values] = [textOf(memberAt(rule, "claim")), wantedOf(memberAt(rule, "requiredValue"))];
    if (claim !== null) return [{ claim, values: textsIn(values), pattern: false, range }];
    const compared = comparisonsIn(textOf(memberAt(rule, "expression")) ?? "");
    return compared?.map(({ path, ...one }) => ({ ...one, claim: path.replace(/^claims\./, ""), range })) ?? null;
  });
  return all.every((one) => one !== null) ? all.flatMap((one) => one ?? []) : null;
}

function claimRule(rule: At, source: string, rules: ExpressionRules): readonly Condition[] {
  const [claim, required] = [memberAt(rule, "claim"), memberAt(rule, "requiredValue")];
  const name = textOf(claim);
  if (claim === null || name === null) return ruleExpression(rule, source, rules);
  // Without a value, the claim must be the empty string.
  const judge = claimIs(name, required === null ? [{ text: "", range: claim.node.range }] : wantedOf(required));
  return [
    conditionAt(rule, rules.group, judge, { name: `${rule.path}/${name}` }),
    ...othersOf(rule, rules.group, ["claim", "requiredValue", "message"]),
  ];
}

/** A rule's expression, which must be true. */
function ruleExpression(rule: At, source: string, rules: ExpressionRules): readonly Condition[] {
  const expression = memberAt(rule, "expression");
  const text = textOf(expression);
  return [
    ...(expression === null || text === null
      ? [notUnderstood(rule, rules.group)]
      : clauseConditions(expression, text, source, rules)),
    ...othersOf(rule, rules.group, ["expression", "message"]),
  ];
}

/** The type that a mapping must give. */
type Gives = "name" | "texts" | "text";

const OF_CLAIM: Readonly<Record<Gives, (claim: string) => Condition["judge"]>> = {
  name: nameJudged,
  texts: groupsJudged,
  text: claimIsText,
};

/** A mapping: from a claim by name, or by an expression that must give a string or strings. */
function mappingConditions(at: At | null, gives: Gives, rules: ExpressionRules): readonly Condition[] {
  const { group } = rules;
  const claim = memberAt(at, "claim");
  const name = textOf(claim);
  if (claim !== null && name !== null && name !== "") return [conditionAt(claim, group, OF_CLAIM[gives](name))];
  const expression = memberAt(at, "expression") ?? memberAt(at, "valueExpression");
  if (expression === null) return [];
  return [conditionAt(expression, group, (presented) => mappingJudged(expression, gives, rules, presented))];
}

function mappingJudged(expression: At, gives: Gives, rules: ExpressionRules, presented: Presented): Judged {
  const judged = valueJudged(textOf(expression) ?? "", rules, presented);
  if (!("value" in judged)) return judged;
  const { value } = judged;
  if (gives === "name")
    return typeof value === "string" && value !== ""
      ? met(`The user’s name is “${value}”`)
      : unmet("The expression must give a non-empty string");
  const isTexts = isList(value) && value.every((one) => typeof one === "string");
  return typeof value === "string" || (gives === "texts" && (isTexts || value === null))
    ? met(`The expression gives “${valueText(value)}”`)
    : unmet(`The expression must give ${gives === "texts" ? "strings" : "a string"}`);
}

/** What rules may use of the user: name, groups and id as the mappings give them. */
function userOf(mappings: At | null, rules: ExpressionRules, presented: Presented): Variables | Judged {
  const { claims } = presented;
  if (claims === null) return NO_TOKEN;
  const mapped = (member: string): Value => {
    const at = memberAt(mappings, member);
    const name = textOf(memberAt(at, "claim"));
    if (name !== null && name !== "") {
      const value = lastMember(claims, name)?.value;
      const prefix = textOf(memberAt(at, "prefix")) ?? "";
      const prefixed = (one: Value): Value => (typeof one === "string" ? `${prefix}${one}` : one);
      if (value === undefined) return member === "groups" ? [] : "";
      const given = fromJson(value);
      return isList(given) ? given.map(prefixed) : prefixed(given);
    }
    const expression = textOf(memberAt(at, "expression"));
    if (expression === null) return member === "groups" ? [] : "";
    const judged = valueJudged(expression, rules, presented);
    return "value" in judged ? judged.value : new Unknowable(judged.why);
  };
  const groups = mapped("groups");
  const user: readonly (readonly [string, Value])[] = [
    ["username", mapped("username")],
    ["groups", typeof groups === "string" ? [groups] : groups],
    ["uid", mapped("uid")],
    ["extra", new Unknowable("user.extra is not evaluated here")],
  ];
  return new Map<string, Value>([["user", new Map(user)]]);
}
