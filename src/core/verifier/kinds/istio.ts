import {
  listWords,
  claimIs,
  isTexts,
  met,
  noneOf,
  nodeValues,
  NO_TOKEN,
  oneOf,
  unknown,
  unmet,
  textsIn,
} from "../compare.ts";
import type { Range } from "../../text/range.ts";
import { type AskedOf, noAudience, strangersIn, withoutToken } from "../dangers.ts";
import { envoyAudience } from "./envoy.ts";
import { all, anyOf, each, not } from "../logic.ts";
import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import { issuerOf, tokenChecks } from "../token-checks.ts";
import { allPlaces, envoyPlaces } from "../token-places.ts";
import {
  conditionAt,
  itemsOf,
  memberAt,
  membersOf,
  notUnderstood,
  objectsIn,
  othersOf,
  rootAt,
  textOf,
  wantedOf,
  widenList,
  type At,
} from "../tree.ts";
import type { Condition, Danger, Judged, Logic, Presented, Verifier, Wanted } from "../types.ts";
import { istioWriter } from "./istio-writer.ts";

/**
 * Istio's RequestAuthentication and AuthorizationPolicy. A policy's rules are alternatives, the parts of a rule must
 * all match; a matching DENY wins. Values match as a whole, by a leading or trailing `*`, or by `*` alone for any
 * value.
 * Checked 2026-11-30 against istio/istio, pilot/pkg/security/authz, matcher/string.go (values) and model/generator.go
 * (principals, audiences, presenter, claims), and the making of jwt_authn's providers (issuer, audiences, claims
 * split at spaces). As known on that day, not compared with the text of: Istio reference, AuthorizationPolicy,
 * "Authorization Policy Conditions".
 */
export const istio: Verifier = {
  kind: "istio",
  title: "Istio policy",
  read({ text, roots }) {
    const documents = roots
      .map(rootAt)
      .filter((at) => textOf(memberAt(at, "apiVersion"))?.startsWith("security.istio.io/") === true);
    const authentications = documents.filter((at) => textOf(memberAt(at, "kind")) === "RequestAuthentication");
    const policies = documents.filter((at) => textOf(memberAt(at, "kind")) === "AuthorizationPolicy").map(readPolicy);
    if (authentications.length + policies.length === 0) return null;
    const jwtRules = authentications.flatMap((at) => itemsOf(memberAt(memberAt(at, "spec"), "jwtRules")));
    const rules = jwtRules.map((one) => readRule(one, text));
    const ofAction = (action: string): readonly Policy[] => policies.filter((one) => one.action === action);
    const others = policies
      .filter(({ action }) => !["ALLOW", "DENY", "AUDIT"].includes(action))
      .flatMap(({ at }) =>
        notUnderstood(at, "Other actions", "Whether this action lets the token pass is decided elsewhere"),
      );
    const checks = tokenChecks({ needsExpiry: false });
    const allows = ofAction("ALLOW");
    const targets = targetConditions([...authentications, ...policies.map(({ at }) => at)]);
    return {
      conditions: [
        ...rules.flatMap(({ conditions }) => conditions),
        ...policies.flatMap(({ conditions }) => conditions),
        ...targets,
        ...checks,
      ],
      logic: all(
        each(targets),
        ...(rules.length === 0 ? [] : [anyOf(rules.map(({ conditions }) => each(conditions)))]),
        not(anyOf(ofAction("DENY").map(({ logic }) => logic))),
        ...(allows.length === 0 ? [] : [anyOf(allows.map(({ logic }) => logic))]),
        each(others),
        each(checks),
      ),
      dangers: [
        ...rules.flatMap(({ dangers }) => dangers),
        ...allows.flatMap(({ dangers }) => dangers),
        ...(allows.length > 0
          ? allows.flatMap(({ asked }) => asked.flatMap((one) => openRule(one, rules)))
          : openRule({ group: "jwtRules", asked: [], range: null }, rules)),
      ],
      notes: [
        ...(policies.length === 0
          ? [
              "A RequestAuthentication alone lets requests without a token through; an AuthorizationPolicy refuses them.",
            ]
          : []),
        ...(targets.length === 0 && documents.some((at) => targetOf(at) !== null)
          ? ["It applies only to the workloads that its selector or targetRefs name."]
          : []),
      ],
      places:
        jwtRules.length === 0
          ? undefined
          : allPlaces(jwtRules.map((one) => envoyPlaces(one, ["fromHeaders", "fromParams", "fromCookies"]))),
    };
  },
  write: istioWriter,
};

const BESIDE =
  "jwksUri jwks fromHeaders fromParams fromCookies outputPayloadToHeader outputClaimToHeaders forwardOriginalToken timeout".split(
    " ",
  );

/** What a rule requires of claims, all of it; a value may start or end with `*`. */
interface RuleAsks {
  readonly group: string;
  readonly asked: readonly AskedOf[];
  readonly range: Range | null;
}

/** A rule that does not say which tenant's tokens of a shared issuer it accepts. */
function openRule({ group, asked, range }: RuleAsks, rules: readonly AuthenticationRule[]): readonly Danger[] {
  return rules.flatMap((rule) => strangersIn(group, [rule.issuer], asked, "is let in", range ?? rule.range));
}

interface AuthenticationRule {
  readonly issuer: string;
  readonly range: Range;
  readonly conditions: readonly Condition[];
  readonly dangers: readonly Danger[];
}

function readRule(at: At, text: string): AuthenticationRule {
  const [issuer, audiences] = [memberAt(at, "issuer"), memberAt(at, "audiences")];
  const group = textOf(issuer) ?? at.path;
  const dangers: readonly Danger[] = wantedOf(audiences).length > 0 ? [] : [noAudience(group, at.node.range)];
  return {
    issuer: textOf(issuer) ?? "",
    range: at.node.range,
    dangers,
    conditions: [
      ...(issuer ? [conditionAt(issuer, group, claimIs("iss", wantedOf(issuer)))] : []),
      ...(audiences
        ? [conditionAt(audiences, group, envoyAudience(wantedOf(audiences)), { widen: widenList(audiences, text) })]
        : []),
      ...othersOf(at, group, ["issuer", "audiences", ...BESIDE]),
    ],
  };
}

interface Policy {
  readonly at: At;
  readonly action: string;
  readonly conditions: readonly Condition[];
  readonly logic: Logic;
  readonly dangers: readonly Danger[];
  readonly asked: readonly RuleAsks[];
}

function readPolicy(at: At): Policy {
  const spec = memberAt(at, "spec");
  const action = textOf(memberAt(spec, "action")) ?? "ALLOW";
  const policy = textOf(memberAt(memberAt(at, "metadata"), "name")) ?? "AuthorizationPolicy";
  const suffix = action === "DENY" ? ", Deny" : "";
  const rules = itemsOf(memberAt(spec, "rules")).map((rule, index) =>
    readPolicyRule(rule, `${policy}, rule ${index + 1}${suffix}`),
  );
  const others = othersOf(spec, policy, ["selector", "targetRef", "targetRefs", "action", "rules"]);
  const unknownAction = ["ALLOW", "DENY", "AUDIT"].includes(action)
    ? []
    : [notUnderstood(memberAt(spec, "action") ?? at, policy, `The action ${action} is not checked`)];
  return {
    at,
    action,
    // A rule that requires nothing accepts every request.
    dangers: itemsOf(memberAt(spec, "rules")).flatMap((rule, index) =>
      rule.node.type === "object" && rule.node.members.length === 0
        ? [withoutToken(`${policy}, rule ${index + 1}`, rule.node.range, "A rule that requires nothing")]
        : [],
    ),
    asked: itemsOf(memberAt(spec, "rules")).flatMap((rule, index) => asksOf(rule, `${policy}, rule ${index + 1}`)),
    conditions: [...rules.flatMap(({ conditions }) => conditions), ...others, ...unknownAction],
    logic: all(anyOf(rules.map(({ logic }) => logic)), each(others)),
  };
}

function readPolicyRule(rule: At, group: string): { readonly conditions: readonly Condition[]; readonly logic: Logic } {
  const sources = itemsOf(memberAt(rule, "from")).map((from) => sourceConditions(memberAt(from, "source"), group));
  const when = itemsOf(memberAt(rule, "when")).map((one) => whenCondition(one, group));
  const to = memberAt(rule, "to");
  const others = [
    ...(to ? [notUnderstood(to, group, "Method, path and host come with the request, not with the token")] : []),
    ...othersOf(rule, group, ["from", "to", "when"]),
  ];
  return {
    conditions: [...sources.flat(), ...when, ...others],
    logic: all(...(sources.length === 0 ? [] : [anyOf(sources.map(each))]), each(when), each(others)),
  };
}

/** What a rule requires of claims, one reading for each of its sources; empty if it requires nothing at all. */
function asksOf(rule: At, group: string): readonly RuleAsks[] {
  if (membersOf(rule).length === 0) return [];
  const when = itemsOf(memberAt(rule, "when")).flatMap((one): readonly AskedOf[] => {
    const claim = /^request\.auth\.claims\[([^\]]{1,200})\]$/.exec(textOf(memberAt(one, "key")) ?? "")?.[1];
    const values = textsIn(wantedOf(memberAt(one, "values")));
    return claim === undefined || values.length === 0 ? [] : [{ claim, values, pattern: true, range: one.node.range }];
  });
  const { range } = rule.node;
  const sources = itemsOf(memberAt(rule, "from")).map((from) =>
    memberAt(memberAt(from, "source"), "requestPrincipals"),
  );
  if (sources.length === 0) return [{ group, asked: when, range }];
  return sources.map((principals) => {
    // The subject follows the issuer and a slash.
    const subjects = wantedOf(principals).map(({ text }) =>
      text.replace(/^https?:\/\/[^/]{1,300}\/(?=repo:|project_path:|organization:|\*)/, ""),
    );
    const sub = { claim: "sub", values: subjects, pattern: true, range: principals?.node.range ?? range };
    return { group, asked: [...when, ...(principals === null ? [] : [sub])], range };
  });
}

function sourceConditions(source: At | null, group: string): readonly Condition[] {
  return membersOf(source).map((member) => {
    const negated = member.name === "notRequestPrincipals";
    if (member.name !== "requestPrincipals" && !negated)
      return notUnderstood(member, group, "Comes with the connection, not with the token");
    return conditionAt(member, group, (presented) => principalJudged(wantedOf(member), negated, presented));
  });
}

function principalJudged(wanted: readonly Wanted[], negated: boolean, presented: Presented): Judged {
  const { claims } = presented;
  if (claims === null) return NO_TOKEN;
  const sub = nodeValues(lastMember(claims, "sub")?.value ?? null);
  const [iss, name] = [issuerOf(presented), Array.isArray(sub) ? sub[0] : undefined];
  // Without one of them there is no principal, and no pattern matches.
  if (iss === null || name === undefined)
    return negated ? met("The token has no principal", "iss/sub") : unmet("The token has no iss or no sub", "iss/sub");
  const principal = `${iss}/${name}`;
  const judged = valuesJudged("iss/sub", [principal], wanted, negated);
  // Older versions compare the two as one text, newer ones each separately.
  const fits = wanted.some(({ text }) => principalFits(text, iss, name));
  return judged.outcome === (fits === negated ? "unmet" : "met")
    ? judged
    : unknown("Newer versions of Istio split a principal at its last slash, older ones do not", "iss/sub");
}

/** As in newer versions: the part before the last slash is compared with the issuer, the part after it with the subject. */
function principalFits(value: string, iss: string, sub: string): boolean {
  const slash = value.lastIndexOf("/");
  const [first, last] = slash < 0 ? [value, ""] : [value.slice(0, slash), value.slice(slash + 1)];
  const anything = iss !== "" && sub !== "";
  if (value === "*") return anything;
  if (value.startsWith("*")) {
    if (slash < 0) return anything && sub.endsWith(value.slice(1));
    return (first === "*" ? iss !== "" : iss.endsWith(first.slice(1))) && sub === last;
  }
  if (value.endsWith("*")) {
    if (slash < 0) return anything && iss.startsWith(value.slice(0, -1));
    return iss === first && (last === "*" ? sub !== "" : sub.startsWith(last.slice(0, -1)));
  }
  return iss === first && sub === last;
}

/** The workloads that a resource is for, as in its file; null: the whole namespace. */
function targetOf(at: At): At | null {
  const spec = memberAt(at, "spec");
  return memberAt(spec, "selector") ?? memberAt(spec, "targetRefs") ?? memberAt(spec, "targetRef");
}

/** A selector as text, regardless of its file's order and white space. */
const targetText = (at: At | null): string =>
  at === null
    ? ""
    : objectsIn(at)
        .flatMap((one) =>
          membersOf(one).map((member) => `${member.path.slice(at.path.length)}=${textOf(member) ?? ""}`),
        )
        .toSorted()
        .join(" ");

/** Resources for different workloads do not all apply to the same request: which ones do is unknown. */
function targetConditions(resources: readonly At[]): readonly Condition[] {
  const targets = resources.map((at) => targetText(targetOf(at)));
  if (new Set(targets).size < 2) return [];
  return resources.flatMap((at) => {
    const target = targetOf(at);
    if (target === null) return [];
    const name = textOf(memberAt(memberAt(at, "metadata"), "name")) ?? textOf(memberAt(at, "kind")) ?? "";
    const labels = membersOf(memberAt(target, "matchLabels")).map((label) => `${label.name}: ${textOf(label) ?? ""}`);
    const whom = labels.length > 0 ? `workloads with ${labels.join(", ")}` : "the workloads that it names";
    return conditionAt(target, name, () =>
      unknown(`Applies only to ${whom}; others of these resources apply to more or different ones`),
    );
  });
}

/** The value at names in brackets; for an object, its values and the items of its lists. */
function claimUnder(claims: JsonObject, names: readonly string[]): JsonNode | null {
  let node: JsonNode | null = claims;
  for (const name of names) node = node?.type === "object" ? (lastMember(node, name)?.value ?? null) : null;
  return node;
}

function whenCondition(one: At, group: string): Condition {
  const key = textOf(memberAt(one, "key")) ?? "";
  const [values, notValues] = [memberAt(one, "values"), memberAt(one, "notValues")];
  const name = `${one.path}/${key}`;
  const names = /^request\.auth\.claims((?:\[[^\]]{1,200}\])+)$/.exec(key)?.[1]?.slice(1, -1).split("][");
  const single = /^request\.auth\.(principal|audiences|presenter)$/.exec(key)?.[1];
  const strange = othersOf(one, group, ["key", "values", "notValues"]);
  if (strange.length > 0) return { ...strange[0]!, name };
  if (names === undefined && single === undefined)
    return conditionAt(one, group, () => unknown("Comes with the request, not with the token"), { name });
  return conditionAt(
    one,
    group,
    (presented) => {
      const { claims } = presented;
      if (claims === null) return NO_TOKEN;
      if (single === "principal") {
        const of = (wanted: At | null, negated: boolean) =>
          wanted === null ? null : principalJudged(wantedOf(wanted), negated, presented);
        const first = of(values, false);
        if (first !== null && first.outcome !== "met") return first;
        return of(notValues, true) ?? first ?? unknown("Neither values nor notValues");
      }
      const path = names ?? [single === "audiences" ? "aud" : "azp"];
      const value = claimUnder(claims, path);
      const claim = path.join(".");
      // Only strings and lists of strings are compared: nothing else matches a value.
      const found = isTexts(value) ? nodeValues(value) : null;
      if (found === "other" || (value !== null && found === null))
        return values === null ? unknown(`${claim} is not a string`, claim) : unmet(`${claim} is not a string`, claim);
      const all =
        path.length === 1 && ["scope", "permission"].includes(path[0] ?? "")
          ? (found ?? []).flatMap((text) => text.split(" "))
          : (found ?? []);
      if (values !== null && all.length === 0) return unmet(`The token has no ${claim}`, claim);
      const first = values === null ? null : valuesJudged(claim, all, wantedOf(values), false);
      if (first !== null && first.outcome !== "met") return first;
      return notValues === null
        ? (first ?? unknown("Neither values nor notValues"))
        : valuesJudged(claim, all, wantedOf(notValues), true);
    },
    { name },
  );
}

/** Istio knows a `*` at the start, at the end, or alone; elsewhere it is a character. */
function valuesJudged(claim: string, values: readonly string[], wanted: readonly Wanted[], negated: boolean): Judged {
  const plain = wanted.filter(({ text }) => !/^\*|\*$/.test(text));
  const patterns = wanted.filter(({ text }) => /^\*|\*$/.test(text));
  const fits = (value: string, pattern: string): boolean => {
    if (pattern === "*") return value !== "";
    return pattern.startsWith("*") ? value.endsWith(pattern.slice(1)) : value.startsWith(pattern.slice(0, -1));
  };
  const pattern = patterns.find(({ text }) => values.some((value) => fits(value, text)));
  const isPlain = plain.some(({ text }) => values.includes(text));
  const judged = pattern
    ? met(`${claim} matches ${pattern.text}`, claim)
    : values.length === 0
      ? unmet(`The token has no ${claim}`, claim)
      : isPlain || wanted.length === 0
        ? oneOf(claim, values, plain, "exact")
        : noneOf(claim, values, wanted, (text) => patterns.some((one) => one.text === text));
  if (!negated) return judged;
  return judged.outcome === "met"
    ? unmet(`${claim} has ${listWords(values)}, which this rule excludes`, claim)
    : met(`${claim} is none of the excluded values`, claim);
}
