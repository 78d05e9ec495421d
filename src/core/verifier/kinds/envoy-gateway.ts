import { lastMember } from "../../json/query.ts";
import type { JsonNode } from "../../json/types.ts";
import { claimIs, listWords, met, NO_TOKEN, oneOf, unknown, unmet, textsIn } from "../compare.ts";
import { type AskedOf, noAudience, strangersIn, withoutToken } from "../dangers.ts";
import { all, any, anyOf, each, not } from "../logic.ts";
import { onePart, type Part } from "../parts.ts";
import { tokenChecks } from "../token-checks.ts";
import {
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
  widenList,
  type At,
} from "../tree.ts";
import type { Condition, Danger, Judged, Logic, Presented, Verifier, Wanted } from "../types.ts";
import { DEFAULT_SKEW, envoyAudience } from "./envoy.ts";
import { envoyGatewayWriter } from "./envoy-gateway-writer.ts";

/**
 * Envoy Gateway's SecurityPolicy. A token may be from any provider. The first matching authorization rule decides,
 * and if none matches, the token is refused. All claims and scopes of a rule are required, but only one value of each
 * claim; a claim is a string unless its `valueType` says it is a list. Envoy's filter verifies the token itself.
 * Checked 2026-11-30 against envoyproxy/gateway, api/v1alpha1 (jwt_types.go, authorization_types.go,
 * securitypolicy_types.go) and internal/xds/translator (jwt.go, authorization.go).
 */
export const envoyGateway: Verifier = {
  kind: "envoy-gateway",
  title: "Envoy Gateway SecurityPolicy",
  read({ text, roots }) {
    const policies = roots
      .map(rootAt)
      .filter(
        (at) =>
          textOf(memberAt(at, "kind")) === "SecurityPolicy" &&
          textOf(memberAt(at, "apiVersion"))?.startsWith("gateway.envoyproxy.io/") === true,
      )
      .map((at, index) => readPolicy(at, index, text));
    if (policies.length === 0) return null;
    const checks = tokenChecks({ skew: DEFAULT_SKEW, needsExpiry: false });
    const { conditions, logic, dangers } = onePart(policies, TARGET);
    return { conditions: [...conditions, ...checks], logic: all(logic, each(checks)), dangers };
  },
  write: envoyGatewayWriter,
};

const TARGET = { name: "targetRefs", group: "Policies", why: "The request decides which of these policies applies" };

const BESIDE = "targetRef targetRefs targetSelectors cors jwt authorization mergeType".split(" ");

function readPolicy(at: At, index: number, text: string): Part {
  const spec = memberAt(at, "spec");
  const policy = textOf(memberAt(memberAt(at, "metadata"), "name")) ?? `Policy ${index + 1}`;
  const jwt = memberAt(spec, "jwt");
  const providers = itemsOf(memberAt(jwt, "providers")).map((one) => readProvider(one, text));
  const authorization = memberAt(spec, "authorization");
  const rules = itemsOf(memberAt(authorization, "rules")).map((rule, number) =>
    readRule(rule, `${policy}, rule ${textOf(memberAt(rule, "name")) ?? number + 1}`, providers),
  );
  const byDefault = textOf(memberAt(authorization, "defaultAction")) ?? "Deny";
  const others = [
    ...othersOf(spec, policy, BESIDE),
    ...othersOf(jwt, policy, ["optional", "providers"]),
    ...othersOf(authorization, policy, ["rules", "defaultAction"]),
    ...(providers.length > 0 ? [] : [notUnderstood(at, policy, "There is no token provider here")]),
  ];
  // The first rule that matches decides.
  const decided = rules.reduceRight<Logic>(
    (rest, { match, action }) => (action === "Deny" ? all(not(match), rest) : any(match, rest)),
    byDefault === "Allow" ? all() : any(),
  );
  const optional = memberAt(jwt, "optional");
  const isOptional = optional !== null && textOf(optional) === "true";
  const refuses = authorization !== null && byDefault !== "Allow";
  return {
    conditions: [
      ...providers.flatMap(({ conditions }) => conditions),
      ...rules.flatMap(({ conditions }) => conditions),
      ...others,
    ],
    logic: all(
      anyOf(providers.map(({ conditions }) => each(conditions))),
      ...(authorization === null ? [] : [decided]),
      each(others),
    ),
    dangers: [
      ...providers.flatMap((provider) => dangersOf(provider, rules, authorization !== null)),
      ...(isOptional && !refuses ? [withoutToken(policy, optional.node.range, "optional requires no token")] : []),
    ],
  };
}

interface Provider {
  readonly at: At;
  readonly name: string;
  readonly issuers: readonly Wanted[];
  readonly hasAudience: boolean;
  readonly conditions: readonly Condition[];
}

const OF_PROVIDER = "name issuer audiences remoteJWKS localJWKS claimToHeaders recomputeRoute extractFrom".split(" ");

function readProvider(at: At, text: string): Provider {
  const name = textOf(memberAt(at, "name")) ?? at.path;
  const [issuer, audiences] = [memberAt(at, "issuer"), memberAt(at, "audiences")];
  const issuers = textOf(issuer) === "" ? [] : wantedOf(issuer);
  const hasAudience = audiences !== null && wantedOf(audiences).length > 0;
  return {
    at,
    name,
    issuers,
    hasAudience,
    conditions: [
      ...(issuer && issuers.length > 0 ? [conditionAt(issuer, name, claimIs("iss", issuers))] : []),
      ...(hasAudience
        ? [conditionAt(audiences, name, envoyAudience(wantedOf(audiences)), { widen: widenList(audiences, text) })]
        : []),
      ...othersOf(at, name, OF_PROVIDER),
    ],
  };
}

function dangersOf(
  { at, name, issuers, hasAudience }: Provider,
  rules: readonly Rule[],
  isAuthorized: boolean,
): readonly Danger[] {
  const allowing = rules.filter((one) => one.action !== "Deny" && one.provider === name);
  const iss = textsIn(issuers);
  const open = (asked: readonly AskedOf[]) => strangersIn(name, iss, asked, "is let in", at.node.range);
  return [
    ...(hasAudience ? [] : [noAudience(name, at.node.range)]),
    ...(isAuthorized ? allowing.flatMap(({ asked }) => open(asked)) : open([])),
  ];
}

interface Rule {
  readonly action: string;
  /** The provider whose tokens it applies to; null if none. */
  readonly provider: string | null;
  readonly asked: readonly AskedOf[];
  readonly conditions: readonly Condition[];
  readonly match: Logic;
}

function readRule(rule: At, name: string, providers: readonly Provider[]): Rule {
  const action = textOf(memberAt(rule, "action")) ?? "";
  const group = action === "Deny" ? `${name}, Deny` : name;
  const principal = memberAt(rule, "principal");
  const jwt = memberAt(principal, "jwt");
  const provider = textOf(memberAt(jwt, "provider"));
  const known = providers.find((one) => one.name === provider);
  const claims = itemsOf(memberAt(jwt, "claims"));
  const scopes = memberAt(jwt, "scopes");
  const ofRequest = [
    ...membersOf(rule).filter((one) => ["operation", "cel"].includes(one.name)),
    ...membersOf(principal).filter((one) => one.name !== "jwt"),
  ].map((one) => notUnderstood(one, group, "Comes with the request, not with the token"));
  const others = [
    ...othersOf(rule, group, ["name", "action", "operation", "cel", "principal"]),
    ...othersOf(jwt, group, ["provider", "claims", "scopes"]),
    ...(["Allow", "Deny"].includes(action) ? [] : [notUnderstood(rule, group, "Action is neither Allow nor Deny")]),
    ...(jwt && known === undefined
      ? [notUnderstood(memberAt(jwt, "provider") ?? jwt, group, "There is no provider with this name here")]
      : []),
    ...(jwt && claims.length === 0 && scopes === null ? [notUnderstood(jwt, group, "Neither claims nor scopes")] : []),
  ];
  const own = [
    ...claims.flatMap((claim) => claimCondition(claim, group)),
    ...(scopes ? [conditionAt(scopes, group, (presented) => scopesJudged(wantedOf(scopes), presented))] : []),
  ];
  return {
    action,
    provider,
    asked: claims.map((claim) => ({
      claim: textOf(memberAt(claim, "name")) ?? "",
      values: textsIn(wantedOf(memberAt(claim, "values"))),
      pattern: false,
      range: claim.node.range,
    })),
    conditions: [...own, ...ofRequest, ...others],
    match: all(each(known?.conditions ?? []), each(own), each(ofRequest), each(others)),
  };
}

function claimCondition(claim: At, group: string): readonly Condition[] {
  const name = textOf(memberAt(claim, "name"));
  const values = memberAt(claim, "values");
  const type = textOf(memberAt(claim, "valueType")) ?? "String";
  if (name === null || values === null || hasOther(values) || !["String", "StringArray"].includes(type))
    return [notUnderstood(claim, group)];
  return [
    conditionAt(claim, group, (presented) => claimJudged(name, type === "StringArray", wantedOf(values), presented), {
      name: `${claim.path}/${name}`,
    }),
    ...othersOf(claim, group, ["name", "values", "valueType"]),
  ];
}

/** A dot always leads into an object; a list does not match where a string is expected, and the reverse. */
function claimJudged(name: string, isList: boolean, wanted: readonly Wanted[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const node = name
    .split(".")
    .reduce<JsonNode | null>(
      (at, part) => (at?.type === "object" ? (lastMember(at, part)?.value ?? null) : null),
      claims,
    );
  if (node === null) {
    const hint = name.includes(".") && lastMember(claims, name) !== null ? ": a dot leads into an object" : "";
    return unmet(`The token has no ${name}${hint}`, name);
  }
  if (isList) {
    if (node.type !== "array") return unmet(`${name} is not a list, but valueType is StringArray`, name);
    const texts = node.items.flatMap((item) => (item.type === "string" ? [item.value] : []));
    return oneOf(name, texts, wanted, "exact");
  }
  if (node.type === "array") return unmet(`${name} is a list, for which valueType must be StringArray`, name);
  return node.type === "string" ? oneOf(name, [node.value], wanted, "exact") : unmet(`${name} is not a string`, name);
}

/** Each scope is in `scope`, a string split at spaces, or in the list `scp`. */
function scopesJudged(wanted: readonly Wanted[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const textsOf = (node: JsonNode | undefined): readonly string[] =>
    node?.type === "array"
      ? node.items.flatMap((item) => (item.type === "string" ? [item.value] : []))
      : node?.type === "string"
        ? node.value.split(" ")
        : [];
  const [scope, scp] = ["scope", "scp"].map((name) => lastMember(claims, name)?.value);
  if (scope === undefined && scp === undefined) return unmet("The token has neither scope nor scp", "scope");
  const certain = new Set([...textsOf(scope), ...(scp?.type === "array" ? textsOf(scp) : [])]);
  const missing = textsIn(wanted.filter(({ text }) => !certain.has(text)));
  if (missing.length === 0) return met(`The token has ${listWords(textsIn(wanted))}`, "scope");
  const inText = new Set(scp?.type === "string" ? textsOf(scp) : []);
  return missing.every((one) => inText.has(one))
    ? unknown("scp is one string, and whether Envoy Gateway splits it depends on its version", "scp")
    : unmet(`The token’s scope lacks ${listWords(missing)}`, "scope");
}
