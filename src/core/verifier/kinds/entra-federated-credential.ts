import { jsonText } from "../../policy/write/quote.ts";
import {
  claimIs,
  claimOneOf,
  claimValues,
  listWords,
  met,
  NO_TOKEN,
  oneOf,
  unknown,
  type How,
  textsIn,
  incomparable,
} from "../compare.ts";
import { openDoors, type AskedOf } from "../dangers.ts";
import { all, anyOf, each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
import { addedTo, conditionAt, itemsOf, memberAt, othersOf, rootAt, textOf, wantedOf, type At } from "../tree.ts";
import type { Condition, Danger, Judged, Presented, Source, Verifier } from "../types.ts";

/**
 * Federated identity credentials of an application or a managed identity, as `az` and Microsoft Graph give them.
 * Issuer, subject and audience must match exactly, case included (AADSTS7002138 if only case differs).
 * Sources, read in excerpts 2026-11-30: Microsoft Entra Workload ID, "Important considerations and restrictions for
 * federated identity credentials" and "Flexible federated identity credentials (preview)"; Microsoft Graph,
 * federatedIdentityExpression.
 */
export const entraFederatedCredential: Verifier = {
  kind: "entra-federated-credential",
  title: "Microsoft Entra federated credential",
  read(source) {
    const found = credentialsIn(source);
    if (found.length === 0) return null;
    const credentials = found.map((at, index) => readCredential(source.text, at, index));
    const checks = tokenChecks({});
    return {
      conditions: [...credentials.flatMap(({ conditions }) => conditions), ...checks],
      logic: all(anyOf(credentials.map(({ conditions }) => each(conditions))), each(checks)),
      dangers: credentials.flatMap(({ dangers }) => dangers),
    };
  },
  write: {
    comment: null,
    abilities: {
      algorithms: /^RS256$/,
      checks: ["iss", "aud", "sub"],
      // Entra accepts one audience per credential.
      single: ["iss", "aud", "sub"],
      needs: ["iss", "aud", "sub"],
      cannot: (member, value, issuer) =>
        member === "sub" &&
        value.includes("*") &&
        (claimsOf(issuer)?.includes("sub") !== true || /['?]/.test(value) || value.length > MOST_COMPARAND),
    },
    text: ({ issuer, audiences, subjects: [subject = ""] }) =>
      jsonText({
        name: "federated-credential",
        issuer,
        audiences,
        ...(subject.includes("*")
          ? { claimsMatchingExpression: { value: `claims['sub'] matches '${subject}'`, languageVersion: 1 } }
          : { subject }),
      }),
  },
};

const MOST_COMPARAND = 1000;

/** One credential, a list of them, Graph's `value`, or an ARM resource with its `properties`. */
function credentialsIn({ roots: [root] }: Source): readonly At[] {
  if (root === undefined) return [];
  const at = rootAt(root);
  const list = memberAt(at, "value");
  return itemsOf(list?.node.type === "array" ? list : at)
    .map((one) => memberAt(one, "properties") ?? one)
    .filter(isCredential);
}

const isCredential = (at: At): boolean =>
  textOf(memberAt(at, "issuer")) !== null &&
  memberAt(at, "audiences") !== null &&
  (memberAt(at, "subject") !== null || memberAt(at, "claimsMatchingExpression") !== null);

/** Members that do not restrict tokens. */
const BESIDE = ["id", "name", "description", "@odata.context", "@odata.id", "@odata.type", "resourceGroup", "type"];

function readCredential(
  text: string,
  at: At,
  index: number,
): { readonly conditions: readonly Condition[]; readonly dangers: readonly Danger[] } {
  const group = textOf(memberAt(at, "name")) ?? `Credential ${index + 1}`;
  const asked = ["issuer", "audiences", "subject", "claimsMatchingExpression"];
  const [issuer, audiences, subject, expression] = asked.map((name) => memberAt(at, name));
  const value = expression?.node.type === "object" ? memberAt(expression, "value") : (expression ?? null);
  const iss = textOf(issuer ?? null) ?? "";
  // Microsoft Graph writes null for whichever of the two is unused.
  const isSet = (one: At | null | undefined): one is At =>
    one !== null && one !== undefined && one.node.type !== "null";
  const parsed = isSet(value) ? parseExpression(textOf(value) ?? "") : null;
  const conditions = [
    ...(issuer ? [conditionAt(issuer, group, claimIs("iss", wantedOf(issuer)))] : []),
    ...(isSet(subject) ? [conditionAt(subject, group, claimIs("sub", wantedOf(subject)))] : []),
    ...(audiences
      ? [
          conditionAt(audiences, group, claimOneOf("aud", wantedOf(audiences)), {
            widen: (aud) => addedTo(audiences, text, aud),
          }),
        ]
      : []),
    ...(isSet(value)
      ? [conditionAt(value, group, (presented) => expressionJudged(parsed, iss, value, presented))]
      : []),
    ...othersOf(at, group, [...asked, ...BESIDE]),
    ...(expression?.node.type === "object"
      ? othersOf(expression, group, ["value", "languageVersion", "@odata.type"])
      : []),
  ];
  return {
    conditions,
    dangers: openDoors(group, iss, askedOf(at, parsed, value), "can sign in as this identity", at.node.range),
  };
}

function askedOf(at: At, clauses: readonly Clause[] | null, value: At | null): readonly AskedOf[] {
  const plain = (name: string, claim: string): readonly AskedOf[] => {
    const member = memberAt(at, name);
    const values = textsIn(wantedOf(member));
    return member === null || member.node.type === "null"
      ? []
      : [{ claim, values, pattern: false, range: member.node.range }];
  };
  const inExpression = (clauses ?? []).map(({ claim, comparand, how }) => ({
    claim,
    values: [comparand],
    pattern: how === "glob",
    range: (value ?? at).node.range,
  }));
  return [...plain("audiences", "aud"), ...plain("subject", "sub"), ...inExpression];
}

/** One comparison of a flexible credential. */
interface Clause {
  readonly claim: string;
  readonly how: How;
  readonly comparand: string;
}

/** Comparisons joined by `and`; null if it contains anything else. */
function parseExpression(text: string): readonly Clause[] | null {
  const clauses: Clause[] = [];
  let rest = text.trim();
  while (clauses.length < 20) {
    const match = /^claims\['([\w-]{1,100})'\] (eq|matches) '([^']{0,1000})'/.exec(rest);
    if (match === null) return null;
    const [whole, claim = "", operator, comparand = ""] = match;
    clauses.push({ claim, how: operator === "eq" ? "exact" : "glob", comparand });
    rest = rest.slice(whole.length);
    if (rest === "") return clauses;
    if (!rest.startsWith(" and ")) return null;
    rest = rest.slice(" and ".length);
  }
  return null;
}

/** Which claims an expression may use, by issuer: creating a credential with others fails. */
const CLAIMS_OF: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^https:\/\/token\.actions\.githubusercontent\.com/, ["sub", "job_workflow_ref"]],
  [/^https:\/\/gitlab\.com$/, ["sub"]],
  [/^https:\/\/app\.terraform\.io$/, ["sub"]],
];

const claimsOf = (iss: string) => CLAIMS_OF.find(([pattern]) => pattern.test(iss))?.[1];

function expressionJudged(clauses: readonly Clause[] | null, iss: string, value: At, { claims }: Presented): Judged {
  if (clauses === null)
    return unknown("The expression has something other than claims['…'] with eq or matches, joined by and");
  const known = claimsOf(iss);
  const foreign = clauses.find(({ claim }) => known !== undefined && !known.includes(claim));
  if (known === undefined) return unknown("Flexible expressions are known for GitHub, GitLab and HCP Terraform only");
  if (foreign !== undefined)
    return unknown(`For this issuer an expression may use ${listWords(known)}, not ${foreign.claim}`);
  if (claims === null) return NO_TOKEN;
  const judged = clauses.map(({ claim, how, comparand }) => {
    const values = claimValues(claims, claim);
    if (values === null || values === "other") return incomparable(claim, values);
    return oneOf(claim, values, [{ text: comparand, range: value.node.range }], how);
  });
  const first =
    judged.find(({ outcome }) => outcome === "unmet") ?? judged.find(({ outcome }) => outcome === "unknown");
  return first ?? (judged.length === 1 && judged[0] ? judged[0] : met(`All ${judged.length} comparisons match`));
}
