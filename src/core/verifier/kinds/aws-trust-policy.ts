import {
  claimValues,
  listWords,
  matches,
  met,
  NO_TOKEN,
  oneOf,
  unknown,
  unmet,
  type How,
  textsIn,
} from "../compare.ts";
import { openDoors, type AskedOf } from "../dangers.ts";
import { all, anyOf, each, is, not } from "../logic.ts";
import { issuerOf, tokenChecks, NO_ISSUER } from "../token-checks.ts";
import {
  addedTo,
  conditionAt,
  hasOther,
  itemsOf,
  memberAt,
  membersOf,
  notUnderstood,
  objectsIn,
  othersOf,
  rootAt,
  textOf,
  wantedOf,
  wayTo,
  type At,
} from "../tree.ts";
import type { Condition, Danger, Judged, Logic, Presented, Source, Verifier, Wanted } from "../types.ts";
import { BUILT_IN, claimsOf } from "./aws-condition-keys.ts";
import { awsTrustPolicyWriter } from "./aws-trust-policy-writer.ts";

/**
 * An IAM role's trust policy, as AssumeRoleWithWebIdentity evaluates it.
 * Sources, read in excerpts 2026-11-30: IAM User Guide, "IAM JSON policy elements: Condition operators", "Single-valued vs. multivalued
 * context keys", "Available keys for AWS OIDC federation"; STS API Reference, AssumeRoleWithWebIdentity; AWS What's New,
 * January 2026, "AWS STS supports validation of select identity provider specific claims".
 */
export const awsTrustPolicy: Verifier = {
  kind: "aws-trust-policy",
  title: "AWS IAM trust policy",
  read(source) {
    const policy = policyIn(source);
    if (policy === null) return null;
    const statements = itemsOf(memberAt(policy, "Statement")).map((at, index) => readStatement(source, at, index));
    if (!statements.some(({ isRoleTrust }) => isRoleTrust)) return null;
    const checks = tokenChecks({ algorithms: ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"] });
    const others = othersOf(policy, "Policy", ["Version", "Id", "Statement"]);
    const of = (effect: string): readonly Logic[] =>
      statements.filter((one) => one.effect === effect).map(({ logic }) => logic);
    const unclear = statements.filter(({ effect }) => effect !== "Allow" && effect !== "Deny");
    return {
      conditions: [...statements.flatMap(({ conditions }) => conditions), ...others, ...checks],
      logic: all(
        each([...others, ...unclear.flatMap(({ conditions }) => conditions)]),
        anyOf(of("Allow")),
        not(anyOf(of("Deny"))),
        each(checks),
      ),
      dangers: statements.flatMap(({ dangers }) => dangers),
      notes: ["AWS also requires aud to be one of the identity provider’s client ids, which are not in this file."],
    };
  },
  write: awsTrustPolicyWriter,
};

/** The policy itself, or the policy inside what the command line prints. */
function policyIn({ roots: [root] }: Source): At | null {
  if (root === undefined) return null;
  const at = rootAt(root);
  const inside = [
    at,
    memberAt(at, "AssumeRolePolicyDocument"),
    wayTo(at, "Role", "AssumeRolePolicyDocument"),
    memberAt(at, "PolicyDocument"),
    // In a template, roles are among other resources.
    ...objectsIn(at).map((one) => memberAt(one, "AssumeRolePolicyDocument")),
  ];
  return inside.find((one) => one !== null && memberAt(one, "Statement") !== null) ?? null;
}

interface Statement {
  readonly effect: string;
  /** It controls who may assume a role. */
  readonly isRoleTrust: boolean;
  readonly conditions: readonly Condition[];
  readonly logic: Logic;
  readonly dangers: readonly Danger[];
}

const ACTION = "sts:AssumeRoleWithWebIdentity";

function readStatement({ text }: Source, at: At, index: number): Statement {
  const effect = textOf(memberAt(at, "Effect")) ?? "";
  const sid = textOf(memberAt(at, "Sid"));
  const group = `${sid === null || sid === "" ? `Statement ${index + 1}` : `${sid} (statement ${index + 1})`}${effect === "Deny" ? ", Deny" : ""}`;
  const effects =
    effect === "Allow" || effect === "Deny"
      ? []
      : [notUnderstood(memberAt(at, "Effect") ?? at, group, "Effect is neither Allow nor Deny")];
  const principal = memberAt(at, "Principal");
  const action = memberAt(at, "Action");
  const principals =
    principal === null ? [missing(at, group, "Principal")] : principalOf(principal, group, effect === "Deny");
  const actions =
    action === null
      ? [missing(at, group, "Action")]
      : [conditionAt(action, group, () => actionJudged(wantedOf(action)))];
  const condition = memberAt(at, "Condition");
  // A condition of an unknown shape could require anything.
  const shapeless = [...(condition === null ? [] : [condition]), ...membersOf(condition)]
    .filter(({ node }) => node.type !== "object")
    .map((one) => notUnderstood(one, group, "Not an object of operators and keys"));
  const lines = membersOf(condition).flatMap((operator) =>
    membersOf(operator).map((key) => readLine(text, operator.name, key, group)),
  );
  const others = othersOf(at, group, ["Sid", "Effect", "Principal", "Action", "Condition"]);
  const asked = lines.flatMap(({ asked }) => asked ?? []);
  const provider = providerOf(textOf(itemsOf(wayTo(at, "Principal", "Federated"))[0] ?? null) ?? "");
  const isWeb = actions.some(({ judge }) => judge(NOBODY).outcome === "met");
  const rest = [...effects, ...actions, ...lines.map(({ condition }) => condition), ...shapeless, ...others];
  const opens = effect === "Allow" && isWeb && provider !== null;
  return {
    effect,
    isRoleTrust: wantedOf(action).some(({ text }) => /^(?:sts:|\*$)/i.test(text)),
    conditions: [...principals, ...rest],
    // The members of one principal are alternatives.
    logic: all(anyOf(principals.map(is)), each(rest)),
    dangers: opens
      ? [
          ...openDoors(group, `https://${provider}`, asked, "can take this role", at.node.range),
          ...lines.flatMap(({ danger }) => danger ?? []),
        ]
      : [],
  };
}

const NOBODY: Presented = { header: null, claims: null, signature: "unknown", now: 0, leeway: 0 };

/** The host and path of a provider, which is the issuer without its scheme; null if it is not an OIDC provider. */
function providerOf(principal: string): string | null {
  const arn = /^arn:aws[\w-]*:iam::\d*:oidc-provider\/(.+)$/.exec(principal)?.[1];
  if (arn !== undefined) return arn;
  return BUILT_IN.includes(principal) ? principal : null;
}

const missing = (at: At, group: string, name: string): Condition =>
  conditionAt(at, group, () => unknown(`The statement has no ${name}`), { name: `${at.path}/${name}` });

/** A Deny for everybody includes web identities. What an Allow for everybody, or for all of one kind, accepts is not judged. */
function principalOf(at: At, group: string, isDenied: boolean): readonly Condition[] {
  if (at.node.type !== "object")
    return isDenied && textOf(at) === "*"
      ? [conditionAt(at, group, () => met("A principal for everyone includes this one"))]
      : [notUnderstood(at, group, "A principal for everyone is not checked")];
  return membersOf(at).map((member) => {
    const wanted = wantedOf(member);
    if (wanted.some(({ text }) => text.includes("*")))
      return notUnderstood(member, group, "A principal for everyone is not checked");
    return member.name === "Federated"
      ? conditionAt(member, group, (presented) => federatedJudged(wanted, presented))
      : conditionAt(member, group, () => unmet("This principal signs in without a web identity token"));
  });
}

function federatedJudged(wanted: readonly Wanted[], presented: Presented): Judged {
  const iss = issuerOf(presented);
  if (presented.claims === null) return NO_TOKEN;
  if (iss === null) return NO_ISSUER;
  const bare = iss.replace(/^https:\/\//, "");
  const providers = wanted.flatMap(({ text, range }) => {
    const provider = providerOf(text);
    return provider === null ? [] : [{ text: provider, range }];
  });
  if (providers.length === 0)
    return unmet(
      `${listWords(textsIn(wanted))} ${wanted.length === 1 ? "is not an OIDC provider" : "are not OIDC providers"}`,
      "iss",
    );
  return oneOf("iss", [bare], providers, "exact");
}

/** Actions may contain wildcards, and are case-insensitive. */
function actionJudged(wanted: readonly Wanted[]): Judged {
  const fits = wanted.some(({ text }) => matches(ACTION.toLowerCase(), text.toLowerCase(), "glob") !== null);
  return fits ? met(`Includes ${ACTION}`) : unmet(`${ACTION} is not among the actions`);
}

interface Line {
  readonly condition: Condition;
  readonly asked?: AskedOf;
  readonly danger?: Danger;
}

/** What a string operator does. */
interface Operator {
  readonly how: How;
  readonly negated: boolean;
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: { how: "exact", negated: false },
  StringNotEquals: { how: "exact", negated: true },
  StringEqualsIgnoreCase: { how: "ignore-case", negated: false },
  StringNotEqualsIgnoreCase: { how: "ignore-case", negated: true },
  StringLike: { how: "glob", negated: false },
  StringNotLike: { how: "glob", negated: true },
};

const SETS = ["ForAnyValue", "ForAllValues"];

function readLine(text: string, written: string, at: At & { readonly name: string }, group: string): Line {
  const [, prefix = "", spelledName = "", ifExists = ""] =
    /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/i.exec(written) ?? [];
  // Operators are case-insensitive too.
  const set = SETS.find((one) => one.toLowerCase() === prefix.toLowerCase()) ?? "";
  const name = [...Object.keys(OPERATORS), "Null"].find((one) => one.toLowerCase() === spelledName.toLowerCase()) ?? "";
  const colon = at.name.lastIndexOf(":");
  const provider = at.name.slice(0, colon);
  const claim = spelled(at.name.slice(colon + 1), provider);
  const wanted = wantedOf(at);
  const unjudged = (why: string): Line => ({ condition: notUnderstood(at, group, why) });
  if (colon < 0) return unjudged("Not a condition key of an identity provider");
  if (/^(?:aws|sts)$/i.test(provider)) return unjudged(`${at.name} comes with the request, not with the token`);
  if (hasOther(at)) return unjudged("Not a string or a list of strings");
  if (name === "Null")
    return { condition: conditionAt(at, group, (presented) => nullJudged(provider, claim, wanted, presented)) };
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (operator === undefined) return unjudged(`The operator ${written} is not checked`);
  if (wanted.some((value) => /\$\{/.test(value.text)))
    return unjudged("A policy variable takes its value from the request");
  const judge = (presented: Presented): Judged => {
    const key = valuesOf(provider, claim, presented);
    return "outcome" in key ? key : lineJudged({ ...operator, set, ifExists: ifExists !== "", claim, wanted, ...key });
  };
  const canAdd = !operator.negated && set !== "ForAllValues";
  const widen = (value: string) =>
    claim === "iss" || value.includes("${") || (operator.how === "glob" && /[*?]/.test(value))
      ? null
      : addedTo(at, text, value);
  const asked = {
    claim,
    values: wanted.map((value) => value.text),
    pattern: operator.how === "glob",
    range: at.node.range,
  };
  const passesAbsent = ifExists !== "" || set === "ForAllValues";
  return {
    condition: conditionAt(at, group, judge, canAdd ? { widen } : {}),
    ...(!operator.negated && !passesAbsent && { asked }),
    ...(passesAbsent && {
      danger: {
        claim,
        group,
        range: at.node.range,
        title: `${written} passes without ${claim}`,
        attack: `A token without ${claim} meets this condition; only a token that has it can fail.`,
      },
    }),
  };
}

/** Keys are case-insensitive: a claim that AWS knows keeps its spelling. */
const spelled = (claim: string, provider: string): string =>
  claimsOf(provider).find((one) => one === claim.toLowerCase()) ?? claim;

/** The values that AWS has for a key, null if it has none, and why; a judgement if that is unknown. */
function valuesOf(provider: string, claim: string, presented: Presented): Pick<Asked, "values" | "absent"> | Judged {
  const { claims } = presented;
  if (claims === null) return NO_TOKEN;
  const bare = issuerOf(presented)?.replace(/^https:\/\//, "") ?? null;
  // The keys of another provider are not in the request.
  if (provider.toLowerCase() !== bare?.toLowerCase())
    return { values: null, absent: `This key belongs to ${provider}, which did not issue the token` };
  if (!claimsOf(provider).includes(claim))
    return unknown(`${claim} is not among the claims that AWS is known to read from this issuer`, claim);
  const azp = claimValues(claims, "azp");
  const source = claim === "oaud" ? "aud" : claim === "aud" && azp !== null ? "azp" : claim;
  const values = claimValues(claims, source);
  return values === "other"
    ? unknown(`${source} is not a string`, source)
    : { values, absent: `The token has no ${source}` };
}

interface Asked extends Operator {
  readonly set: string;
  readonly ifExists: boolean;
  readonly claim: string;
  readonly wanted: readonly Wanted[];
  readonly values: readonly string[] | null;
  /** Why there are no values, if there are none. */
  readonly absent: string;
}

function lineJudged({ how, negated, set, ifExists, claim, wanted, values, absent }: Asked): Judged {
  if (values === null || values.length === 0) {
    if (ifExists || set === "ForAllValues") return met(`${absent}, so it passes here`, claim);
    return negated && set === "" ? met(absent, claim) : unmet(absent, claim);
  }
  if (set === "" && values.length > 1)
    return unknown(
      `${claim} has ${values.length} values, but only ForAnyValue or ForAllValues compares several`,
      claim,
    );
  const one = (value: string): Judged =>
    negated ? negatedOf(oneOf(claim, [value], wanted, how), claim) : oneOf(claim, [value], wanted, how);
  if (set === "ForAllValues")
    return values.map(one).find(({ outcome }) => outcome !== "met") ?? met(`Every value of ${claim} matches`, claim);
  if (!negated) return oneOf(claim, values, wanted, how);
  const judged = values.map(one);
  return (
    judged.find(({ outcome }) => outcome === "met") ?? judged.find(({ outcome }) => outcome === "unknown") ?? judged[0]!
  );
}

function negatedOf(judged: Judged, claim: string): Judged {
  if (judged.outcome === "unknown") return judged;
  return judged.outcome === "met"
    ? { ...judged, outcome: "unmet", why: `${claim} is what this condition excludes` }
    : met(`${claim} is none of the excluded values`, claim);
}

/** `Null`: "true" requires the key to be absent. */
function nullJudged(provider: string, claim: string, wanted: readonly Wanted[], presented: Presented): Judged {
  const key = valuesOf(provider, claim, presented);
  if ("outcome" in key) return key;
  const asksAbsent = wanted.length === 1 && wanted[0]?.text.toLowerCase() === "true";
  const isAbsent = key.values === null;
  const words = isAbsent ? key.absent : `The token has ${claim}`;
  return isAbsent === asksAbsent ? met(words, claim) : unmet(words, claim);
}
