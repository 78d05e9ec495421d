import { quoted, quotedList } from "../../policy/write/quote.ts";
import { namesIn, type Requirements } from "../../policy/write/requirements.ts";
import { claimIs, claimOneOf, claimValues, met, NO_TOKEN, unknown, unmet } from "../compare.ts";
import { noAudience } from "../dangers.ts";
import { all, any, each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
import { conditionAt, itemsOf, memberAt, notUnderstood, othersOf, rootAt, textOf, wantedOf, type At } from "../tree.ts";
import type { Condition, Danger, Judged, Presented, Source, Verifier } from "../types.ts";

/**
 * Kubernetes: the API server's AuthenticationConfiguration, and the older flags of kube-apiserver that say the same.
 * As known on 2026-11-30, not yet compared with the text of: Kubernetes documentation, "Authenticating", OpenID Connect tokens and structured authentication.
 */
export const kubernetesAuthentication: Verifier = {
  kind: "kubernetes-authentication",
  title: "Kubernetes API server",
  read(source) {
    const file = source.roots.map(rootAt).find((at) => textOf(memberAt(at, "kind")) === "AuthenticationConfiguration");
    const entries = file ? itemsOf(memberAt(file, "jwt")).map(readEntry) : [];
    if (file === undefined) return readFlags(source);
    const others = othersOf(file, "File", ["apiVersion", "kind", "jwt", "anonymous"]);
    const checks = tokenChecks({ algorithms: ASYMMETRIC });
    return {
      conditions: [...entries.flatMap(({ conditions }) => conditions), ...others, ...checks],
      logic: all(any(...entries.map(({ conditions }) => each(conditions))), each(others), each(checks)),
      dangers: entries.flatMap(({ dangers }) => dangers),
      notes: [],
    };
  },
  write: {
    comment: "#",
    abilities: {
      algorithms: /^(?:RS|PS|ES)(?:256|384|512)$/,
      checks: ["iss", "aud", "sub"],
      single: ["sub"],
      needs: ["iss", "aud"],
      cannot: (member, value) => member === "sub" && value.includes("*"),
      canClaim: (path, values) => namesIn(path).length === 1 && values.length === 1 && isText(values[0] ?? ""),
      remarks: ["A token without sub is refused, since the user is named by it."],
    },
    text: (wanted) => `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt:
${wanted.issuers.map((issuer) => entryText(issuer, wanted)).join("")}`,
  },
};

/** A claim that a rule compares is a text: what reads as a number or a truth value may be none. */
const isText = (value: string): boolean => !/^(?:|true|false|null|-?\d[\d.eE+-]*)$/.test(value);

function entryText(issuer: string, { audiences, subjects, claims }: Requirements): string {
  const rules = [
    ...subjects.map((subject) => ["sub", subject] as const),
    ...claims.map(({ path, values: [value = ""] }) => [path, value] as const),
  ];
  return `  - issuer:
      url: ${quoted(issuer)}
      audiences: [${quotedList(audiences)}]
${audiences.length > 1 ? "      audienceMatchPolicy: MatchAny\n" : ""}${rules.length > 0 ? "    claimValidationRules:\n" : ""}${rules
    .map(
      ([claim, value]) => `      - claim: ${quoted(claim)}
        requiredValue: ${quoted(value)}
`,
    )
    .join("")}    claimMappings:
      username:
        claim: sub
        prefix: "oidc:"
`;
}

const ASYMMETRIC = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512"];

interface Entry {
  readonly conditions: readonly Condition[];
  readonly dangers: readonly Danger[];
}

function readEntry(at: At): Entry {
  const issuer = memberAt(at, "issuer");
  const [url, audiences] = [memberAt(issuer, "url"), memberAt(issuer, "audiences")];
  const iss = textOf(url) ?? "";
  const group = iss === "" ? at.path : iss;
  const mappings = memberAt(at, "claimMappings");
  const conditions = [
    ...(url ? [conditionAt(url, group, claimIs("iss", wantedOf(url)))] : []),
    ...(audiences ? [conditionAt(audiences, group, claimOneOf("aud", wantedOf(audiences)))] : []),
    ...othersOf(issuer, group, [
      "url",
      "audiences",
      "audienceMatchPolicy",
      "discoveryURL",
      "certificateAuthority",
      "egressSelectorType",
    ]),
    ...itemsOf(memberAt(at, "claimValidationRules")).map((rule) => ruleCondition(rule, group)),
    ...usernameConditions(memberAt(mappings, "username"), group),
    ...othersOf(mappings, group, ["username", "groups", "uid", "extra"]),
    ...itemsOf(memberAt(at, "userValidationRules")).map((rule) => expressionCondition(rule, group)),
    ...othersOf(at, group, ["issuer", "claimValidationRules", "claimMappings", "userValidationRules"]),
  ];
  return { conditions, dangers: wantedOf(audiences).length > 0 ? [] : [noAudience(group, at.node.range)] };
}

function ruleCondition(rule: At, group: string): Condition {
  const [claim, required] = [memberAt(rule, "claim"), memberAt(rule, "requiredValue")];
  const name = textOf(claim);
  if (claim === null || name === null) return expressionCondition(rule, group);
  return conditionAt(rule, group, required === null ? isThere(name) : claimIs(name, wantedOf(required)), {
    name: `${rule.path}/${name}`,
  });
}

const isThere =
  (claim: string) =>
  ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    return claimValues(claims, claim) === null
      ? unmet(`The token has no ${claim}`, claim)
      : met(`The token has ${claim}`, claim);
  };

function expressionCondition(rule: At, group: string): Condition {
  const expression = memberAt(rule, "expression");
  return notUnderstood(expression ?? rule, group, "The expression (CEL) is not evaluated here");
}

/** The user's name comes from a claim; `email` counts only where it is not said to be unverified. */
function usernameConditions(at: At | null, group: string): readonly Condition[] {
  const claim = memberAt(at, "claim");
  const name = textOf(claim);
  if (claim !== null && name !== null) return [conditionAt(claim, group, nameJudged(name))];
  const expression = memberAt(at, "expression");
  if (expression === null) return [];
  const path = /^claims\.([\w.]{1,200})$/.exec(textOf(expression) ?? "")?.[1];
  return [
    path === undefined
      ? notUnderstood(expression, group, "The expression (CEL) is not evaluated here")
      : conditionAt(expression, group, isThere(path)),
  ];
}

const nameJudged =
  (claim: string) =>
  (presented: Presented): Judged => {
    const there = isThere(claim)(presented);
    const { claims } = presented;
    if (there.outcome !== "met" || claim !== "email" || claims === null) return there;
    const verified = claimValues(claims, "email_verified");
    if (verified === null) return there;
    return verified[0] === "true" ? there : unmet("email_verified is not true", "email_verified");
  };

const FLAG = /--(oidc(?:-[a-z]+)+)[= ]("[^"\n]*"|'[^'\n]*'|[^\s"']+)/g;

/** The flags as a command line, or as the list in a pod's manifest has them. */
function readFlags({ text }: Source): ReturnType<Verifier["read"]> {
  if (!/--oidc-issuer-url[= ]["']?https?:\/\//.test(text)) return null;
  const group = "kube-apiserver";
  const flags = [...text.matchAll(FLAG)].slice(0, 50).map((match) => {
    const [whole, name = "", quoted = ""] = match;
    // Unquoted in a list a comma or a bracket may stand behind it; inside it a comma is its own.
    const value = quoted.replace(/^(["'])(.*)\1$/, "$2").replace(/[,\]]$/, "");
    return { name, value, range: { start: match.index, end: match.index + whole.length } };
  });
  const algorithms = flags
    .find(({ name }) => name === "oidc-signing-algs")
    ?.value.split(",")
    .map((one) => one.trim()) ?? ["RS256"];
  const conditions = flags.flatMap(({ name, value, range }): readonly Condition[] => {
    const condition = (judge: Condition["judge"]): readonly Condition[] => [{ name, group, range, judge }];
    switch (name) {
      case "oidc-issuer-url":
        return condition(claimIs("iss", [{ text: value, range }]));
      case "oidc-client-id":
        return condition(claimOneOf("aud", [{ text: value, range }]));
      case "oidc-username-claim":
        return condition(nameJudged(value));
      case "oidc-required-claim": {
        const [claim = "", ...rest] = value.split("=");
        return condition(claimIs(claim, [{ text: rest.join("="), range }]));
      }
      case "oidc-groups-claim":
      case "oidc-username-prefix":
      case "oidc-groups-prefix":
      case "oidc-ca-file":
      case "oidc-signing-algs":
        return [];
      default:
        return condition(() => unknown("Not understood, so not judged"));
    }
  });
  const checks = tokenChecks({ algorithms });
  return { conditions: [...conditions, ...checks], logic: each([...conditions, ...checks]), dangers: [], notes: [] };
}
