import { lastMember } from "../../json/query.ts";
import { clauseConditions, type ExpressionRules, valueJudged } from "../cel/clauses.ts";
import { comparisonsIn } from "../cel/comparisons.ts";
import type { Variables } from "../cel/evaluate.ts";
import { fromJson, isList, Unknowable, type Value } from "../cel/values.ts";
import { claimIs, claimOneOf, met, NO_TOKEN, unknown, unmet, textsIn } from "../compare.ts";
import { openDoors, type AskedOf } from "../dangers.ts";
import { all, anyOf, each } from "../logic.ts";
import { flagsIn, isPlaceholder, listed, settingOf, type Setting } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import {
  conditionAt,
  memberAt,
  membersOf,
  notUnderstood,
  objectsIn,
  othersOf,
  rootAt,
  textOf,
  wantedOf,
  type At,
} from "../tree.ts";
import type { Condition, Danger, Judged, Presented, Source, Verifier } from "../types.ts";
import { googleWorkloadIdentityWriter } from "./google-workload-identity-writer.ts";

/**
 * A provider of a Google workload identity pool, as in the API, `gcloud`, Config Connector and Terraform: CEL
 * expressions map the attributes, and one CEL condition decides. A token is valid for a day at most.
 * Sources, read in excerpts 2026-11-30: Google Cloud IAM API, WorkloadIdentityPoolProvider and Oidc (allowed
 * audiences; without them the provider's own name, with or without https:). As known on that day, not yet compared
 * with the text of: IAM documentation, "Configure Workload Identity Federation with other identity providers".
 */
export const googleWorkloadIdentity: Verifier = {
  kind: "gcp-attribute-condition",
  title: "Google workload identity provider",
  read(source) {
    const providers = providersIn(source).map((one) => readProvider(one, source));
    if (providers.length === 0) return null;
    const checks = [...tokenChecks({ algorithms: ["RS256", "ES256"] }), LIFETIME];
    return {
      conditions: [...providers.flatMap(({ conditions }) => conditions), ...checks],
      logic: all(anyOf(providers.map(({ conditions }) => each(conditions))), each(checks)),
      dangers: providers.flatMap(({ dangers }) => dangers),
      notes: ["What the principal may then do is in the IAM policy, which names its subject or attributes."],
    };
  },
  write: googleWorkloadIdentityWriter,
};

/** What one provider requires, wherever it is. */
interface Provider {
  readonly group: string;
  /** `google.subject` and the others, each with its expression. */
  readonly mapping: readonly (At & { readonly name: string })[];
  readonly condition: At | null;
  readonly issuer: At | null;
  readonly audiences: At | null;
  /** Its full name, if the file has it. */
  readonly resource: string | null;
  readonly whole: At;
  readonly others: readonly Condition[];
}

/** A member under the API's name or Terraform's. */
const either = (at: At | null, name: string): At | null =>
  memberAt(at, name) ??
  memberAt(
    at,
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  );

const BESIDE =
  "name displayName display_name description state disabled expireTime expire_time project location workloadIdentityPoolId workload_identity_pool_id workloadIdentityPoolProviderId workload_identity_pool_provider_id attributeMapping attribute_mapping attributeCondition attribute_condition oidc etag workloadIdentityPoolRef resourceID projectRef provider depends_on lifecycle timeouts".split(
    " ",
  );

function providersIn(source: Source): readonly Provider[] {
  const found = source.roots
    .flatMap((root) => objectsIn(rootAt(root)))
    .filter((at) => either(at, "attributeMapping") !== null || either(at, "attributeCondition") !== null);
  if (found.length > 0) return found.map(ofFile);
  const flags = /--attribute-(?:condition|mapping)\b/.test(source.text) ? flagsIn(source.text) : [];
  return flags.some(({ name }) => /^attribute-(?:condition|mapping)$/.test(name)) ? [ofFlags(flags, source)] : [];
}

function ofFile(at: At): Provider {
  const oidc = memberAt(at, "oidc");
  const name = textOf(memberAt(at, "name"));
  const id = textOf(either(at, "workloadIdentityPoolProviderId"));
  const group = id ?? name?.split("/").at(-1) ?? (at.path === "" ? "Provider" : at.path);
  return {
    group,
    mapping: membersOf(either(at, "attributeMapping")),
    condition: set(either(at, "attributeCondition")),
    issuer: either(oidc, "issuerUri"),
    audiences: set(either(oidc, "allowedAudiences")),
    resource: name !== null && name.startsWith("projects/") ? name : null,
    whole: at,
    others: [
      ...othersOf(at, group, BESIDE),
      ...othersOf(oidc, group, "issuerUri issuer_uri allowedAudiences allowed_audiences jwksJson jwks_json".split(" ")),
      ...offOf(at, group),
    ],
  };
}

/** A member that is not empty. */
const set = (at: At | null): At | null =>
  at === null ||
  textOf(at) === "" ||
  at.node.type === "null" ||
  (at.node.type === "array" && at.node.items.length === 0)
    ? null
    : at;

function offOf(at: At, group: string): readonly Condition[] {
  const [disabled, state] = [memberAt(at, "disabled"), memberAt(at, "state")];
  return [
    ...(disabled && textOf(disabled) !== "false"
      ? [conditionAt(disabled, group, () => unmet("The provider is disabled"))]
      : []),
    ...(state && textOf(state) !== "ACTIVE"
      ? [conditionAt(state, group, () => unmet(`The provider is ${textOf(state) ?? "not active"}`))]
      : []),
  ];
}

function ofFlags(flags: readonly Setting[], { text }: Source): Provider {
  const mapping = flags.findLast(({ name }) => name === "attribute-mapping");
  const audiences = flags.findLast(({ name }) => name === "allowed-audiences");
  return {
    group: "gcloud",
    mapping: mapping ? mappedIn(mapping) : [],
    condition: settingOf(flags, "attribute-condition"),
    issuer: settingOf(flags, "issuer-uri"),
    audiences: audiences
      ? {
          path: "allowed-audiences",
          node: {
            type: "array",
            range: audiences.range,
            items: listed(audiences).map(({ text, range }) => ({ type: "string", value: text, range })),
          },
        }
      : null,
    resource: null,
    whole: { path: "", node: { type: "string", range: { start: 0, end: text.length }, value: text } },
    others: [],
  };
}

/** `google.subject=…,attribute.x=…`: a comma separates two attributes only if another name follows. */
function mappedIn({ value, range }: Setting): readonly (At & { readonly name: string })[] {
  let start = range.start;
  return value.split(/,(?=\s{0,20}(?:google|attribute)\.\w{1,100}\s{0,20}=)/).map((part) => {
    const equals = part.indexOf("=");
    const at = start + equals + 1;
    start += part.length + 1;
    const name = part.slice(0, equals).trim();
    const expression = part.slice(equals + 1);
    return {
      name,
      path: `attribute-mapping/${name}`,
      node: { type: "string", value: expression, range: { start: at, end: at + expression.length } },
    };
  });
}

function readProvider(
  provider: Provider,
  { text }: Source,
): { readonly conditions: readonly Condition[]; readonly dangers: readonly Danger[] } {
  const { group, mapping, condition, issuer, audiences, whole } = provider;
  const onAssertion: ExpressionRules = {
    group,
    claimRoots: new Set(["assertion"]),
    variablesOf: ({ claims }) => (claims === null ? NO_TOKEN : new Map([["assertion", fromJson(claims)]])),
  };
  const rules: ExpressionRules = {
    ...onAssertion,
    variablesOf: (presented) => mapped(mapping, onAssertion, presented),
  };
  const placeholder = (at: At): Condition => notUnderstood(at, group, "A placeholder, filled in elsewhere");
  const filled = (
    at: At | null,
    conditionOf: (at: At, value: string) => readonly Condition[],
  ): readonly Condition[] => {
    if (at === null) return [];
    const texts = wantedOf(at).map((one) => one.text);
    return texts.some(isPlaceholder) ? [placeholder(at)] : conditionOf(at, texts[0] ?? "");
  };
  const conditions = [
    ...filled(issuer, (at) => [conditionAt(at, group, claimIs("iss", wantedOf(at)))]),
    ...(audiences
      ? filled(audiences, (at) => [conditionAt(at, group, claimOneOf("aud", wantedOf(at)))])
      : [ownAudience(provider)]),
    ...mapping.flatMap((at) => filled(at, () => [mappingCondition(at, onAssertion)])),
    ...filled(condition, (at, value) => clauseConditions(at, value, text, rules)),
    ...provider.others,
  ];
  const dangers = openDoors(
    group,
    textOf(issuer) ?? "",
    askedOf(provider),
    "gets a federated token of this pool",
    whole.node.range,
  );
  const isClear = condition === null || comparisonsIn(textOf(condition) ?? "") !== null;
  return { conditions, dangers: isClear ? dangers : [] };
}

/** If no audience is listed, it must be the provider's full name, with or without its scheme. */
function ownAudience({ resource, whole, group }: Provider): Condition {
  const judge = (presented: Presented): Judged => {
    const range = whole.node.range;
    if (resource !== null)
      return claimOneOf(
        "aud",
        ["https:", ""].map((scheme) => ({ text: `${scheme}//iam.googleapis.com/${resource}`, range })),
      )(presented);
    const { claims } = presented;
    if (claims === null) return NO_TOKEN;
    const aud = lastMember(claims, "aud")?.value;
    const texts = aud?.type === "array" ? aud.items : aud ? [aud] : [];
    return texts.some((one) => one.type === "string" && OWN_AUDIENCE.test(one.value))
      ? unknown("Without listed audiences aud must be this provider’s full name, which is not in this file", "aud")
      : unmet("Without listed audiences aud must be the provider’s full name, //iam.googleapis.com/projects/…", "aud");
  };
  const name =
    whole.path === "" && whole.node.type === "string" ? "allowed-audiences" : `${whole.path}/oidc/allowedAudiences`;
  return { name, group, range: null, judge };
}

const OWN_AUDIENCE =
  /^(?:https:)?\/\/iam\.googleapis\.com\/projects\/\d+\/locations\/global\/workloadIdentityPools\/[\w-]+\/providers\/[\w-]+$/;

/** The most bytes that `google.subject` may have. */
const MOST_SUBJECT = 127;

function mappingCondition(at: At & { readonly name: string }, rules: ExpressionRules): Condition {
  return conditionAt(at, rules.group, (presented) => {
    const judged = valueJudged(textOf(at) ?? "", rules, presented);
    if (!("value" in judged)) {
      if (judged.outcome !== "unmet" || at.name === "google.subject") return judged;
      return unknown(`${judged.why}, and what Google does if an attribute cannot be mapped is unknown`, judged.claim);
    }
    const { value } = judged;
    if (at.name === "google.groups")
      return isList(value) && value.every((one) => typeof one === "string")
        ? met("google.groups is a list of strings")
        : unmet("google.groups must be a list of strings");
    if (typeof value !== "string")
      return at.name === "google.subject" ? unmet("google.subject must be a string") : met(`${at.name} is mapped`);
    if (at.name !== "google.subject") return met(`${at.name} is “${value}”`);
    if (value === "") return unmet("google.subject is empty");
    return new TextEncoder().encode(value).length > MOST_SUBJECT
      ? unmet(`google.subject is longer than ${MOST_SUBJECT} bytes`)
      : met(`google.subject is “${value}”`);
  });
}

/** The variables of the condition: the claims, and the attributes that could be mapped. */
function mapped(
  mapping: readonly (At & { readonly name: string })[],
  rules: ExpressionRules,
  presented: Presented,
): Variables | Judged {
  const { claims } = presented;
  if (claims === null) return NO_TOKEN;
  const roots: Readonly<Record<string, Map<string, Value>>> = { google: new Map(), attribute: new Map() };
  for (const at of mapping) {
    const [root = "", name = ""] = at.name.split(".", 2);
    const judged = valueJudged(textOf(at) ?? "", rules, presented);
    if ("value" in judged) roots[root]?.set(name, judged.value);
    else if (judged.outcome === "unknown") roots[root]?.set(name, new Unknowable(judged.why));
  }
  return new Map<string, Value>([["assertion", fromJson(claims)], ...Object.entries(roots)]);
}

function askedOf({ audiences, condition, mapping }: Provider): readonly AskedOf[] {
  const aud = textsIn(wantedOf(audiences));
  const asked: AskedOf[] = [
    // Without a list, it is the provider's full name.
    { claim: "aud", values: aud.length > 0 ? aud : ["the provider"], pattern: false, range: { start: 0, end: 0 } },
  ];
  if (condition === null) return asked;
  const claimOf = (name: string): string => {
    const [root, attribute = ""] = name.split(/\.(.*)/s);
    if (root === "assertion") return attribute;
    return textOf(mapping.find((one) => one.name === name) ?? null)?.replace(/^assertion\./, "") ?? name;
  };
  for (const { path, values, pattern } of comparisonsIn(textOf(condition) ?? "") ?? [])
    asked.push({ claim: claimOf(path), values, pattern, range: condition.node.range });
  return asked;
}

const DAY = 86_400;

/** A token may be valid for 24 hours at most, and must have the time it was issued. */
const LIFETIME: Condition = {
  name: "iat",
  group: "Token",
  range: null,
  judge: ({ claims }) => {
    if (claims === null) return NO_TOKEN;
    const [iat, exp] = ["iat", "exp"].map((name) => lastMember(claims, name)?.value);
    if (iat?.type !== "number") return unmet("iat is missing or not a number", "iat");
    if (exp?.type !== "number") return unmet("exp is missing or not a number", "exp");
    return exp.value - iat.value > DAY
      ? unmet("The token is valid for more than 24 hours", "exp")
      : met("Valid for no more than 24 hours", "iat");
  },
};
