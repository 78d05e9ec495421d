import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import { scalarText } from "../../policy/read-policy.ts";
import {
  claimIs,
  claimIsThere,
  claimOneOf,
  listWords,
  met,
  NO_TOKEN,
  ofHeader,
  oneOf,
  textsIn,
  unknown,
  unmet,
} from "../compare.ts";
import { noAudience, strangersIn } from "../dangers.ts";
import { onePart, type Part } from "../parts.ts";
import { filledIn } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import {
  conditionAt,
  itemsOf,
  memberAt,
  membersOf,
  notUnderstood,
  objectsIn,
  rootAt,
  textOf,
  wantedOf,
  wayTo,
  type At,
} from "../tree.ts";
import type { Condition, Judged, Presented, Verifier } from "../types.ts";

/**
 * Tyk's JWT authentication: of a classic API definition (`enable_jwt`), or of an OpenAPI document with `x-tyk-api-gateway`.
 * The signing method is a family of algorithms, HMAC unless one is named. The token must identify its user, and a policy must
 * apply. Times count if present, each with its own slack. A classic definition compares neither issuer nor audience.
 * Checked 2026-12-01: TykTechnologies/tyk, gateway/mw_jwt.go (classic); TykTechnologies/tyk-docs, jwt-claim-validation.mdx and
 * jwt-authorization.mdx (5.10 and later).
 */
export const tyk: Verifier = {
  kind: "tyk",
  title: "Tyk API definition",
  read({ roots }) {
    const objects = roots.flatMap((root) => objectsIn(rootAt(root)));
    const parts = [
      ...objects.filter((at) => textOf(memberAt(at, "enable_jwt")) === "true").map(classicPart),
      ...objects.flatMap((at) => schemesIn(at)).map(schemePart),
    ];
    if (parts.length === 0) return null;
    return { ...onePart(parts, API), notes: ["Tyk must have the policies that are named here or in the token."] };
  },
};

const API = { name: "listen_path", group: "Request", why: "The request’s path decides which API applies" };

/** The schemes of an OpenAPI document that read a JWT. */
function schemesIn(at: At): readonly (At & { readonly name: string })[] {
  const authentication = wayTo(memberAt(at, "x-tyk-api-gateway"), "server", "authentication");
  const isOn = textOf(memberAt(authentication, "enabled")) !== "false";
  return membersOf(memberAt(authentication, "securitySchemes")).filter(
    (scheme) =>
      isOn && textOf(memberAt(scheme, "enabled")) !== "false" && membersOf(scheme).some(({ name }) => OF_JWT.has(name)),
  );
}

const OF_JWT = new Set(
  "source signingMethod jwksURIs identityBaseField subjectClaims policyFieldName basePolicyClaims defaultPolicies allowedIssuers allowedAudiences allowedSubjects jtiValidation customClaimValidation issuedAtValidationSkew notBeforeValidationSkew expiresAtValidationSkew skipKid".split(
    " ",
  ),
);

/** What both forms have. */
interface Settings {
  readonly group: string;
  readonly at: At;
  readonly method: At | null;
  /** Keys come from an address, which finds them by kid. */
  readonly isByAddress: boolean;
  readonly hasSource: boolean;
  readonly skipsKid: boolean;
  readonly subjects: readonly At[];
  readonly policies: readonly At[];
  readonly defaults: At | null;
  readonly client: At | null;
  readonly hasScopes: boolean;
  readonly skews: { readonly exp: number; readonly nbf: number; readonly iat: number };
}

const secondsOf = (at: At | null): number => Number(textOf(at) ?? 0) || 0;
const given = (...found: readonly (At | null)[]): readonly At[] =>
  found.flatMap((at) => itemsOf(at).filter((item) => (textOf(item) ?? "") !== ""));

const CLASSIC = new Set(
  "jwt_signing_method jwt_source jwt_jwks_uris jwt_identity_base_field jwt_client_base_field jwt_policy_field_name jwt_default_policies jwt_scope_to_policy_mapping jwt_scope_claim_name jwt_skip_kid jwt_issued_at_validation_skew jwt_expires_at_validation_skew jwt_not_before_validation_skew".split(
    " ",
  ),
);

function classicPart(at: At): Part {
  const get = (name: string): At | null => memberAt(at, `jwt_${name}`);
  const group = textOf(memberAt(at, "name")) ?? "API";
  const source = textOf(get("source")) ?? "";
  const mapped =
    membersOf(get("scope_to_policy_mapping")).length + membersOf(wayTo(at, "scopes", "jwt", "scope_to_policy")).length;
  const common = commonConditions({
    group,
    at,
    method: get("signing_method"),
    isByAddress: isAddress(source) || itemsOf(get("jwks_uris")).length > 0,
    hasSource: source !== "" || itemsOf(get("jwks_uris")).length > 0,
    skipsKid: textOf(get("skip_kid")) === "true",
    subjects: given(get("identity_base_field")),
    policies: given(get("policy_field_name")),
    defaults: get("default_policies"),
    client: given(get("client_base_field"))[0] ?? null,
    hasScopes: mapped > 0,
    skews: {
      exp: secondsOf(get("expires_at_validation_skew")),
      nbf: secondsOf(get("not_before_validation_skew")),
      iat: secondsOf(get("issued_at_validation_skew")),
    },
  });
  const others = membersOf(at)
    .filter((one) => one.name.startsWith("jwt_") && !CLASSIC.has(one.name) && isSet(one))
    .map((one) => notUnderstood(one, group));
  return { conditions: [...common.own, ...others, ...common.checks], dangers: [noAudience(group, at.node.range)] };
}

/** Whether a member says anything: definitions list all of their members. */
const isSet = (at: At): boolean => {
  const text = textOf(at);
  if (text !== null) return !["", "false", "0", "null"].includes(text);
  return at.node.type === "array" ? at.node.items.length > 0 : membersOf(at).length > 0;
};

/** An address, also if it is in Base64, as the dashboard stores it. */
function isAddress(source: string): boolean {
  if (/^https?:\/\//i.test(source)) return true;
  return /^aHR0c(?:DovL|HM6Ly)/.test(source);
}

const SCHEME = new Set(
  "enabled header query cookie source jwksURIs signingMethod identityBaseField subjectClaims skipKid policyFieldName basePolicyClaims clientBaseField scopes defaultPolicies issuedAtValidationSkew notBeforeValidationSkew expiresAtValidationSkew idpClientIdMappingDisabled allowedIssuers allowedAudiences allowedSubjects jtiValidation customClaimValidation".split(
    " ",
  ),
);

function schemePart(at: At & { readonly name: string }): Part {
  const get = (name: string): At | null => memberAt(at, name);
  const group = at.name;
  const source = textOf(get("source")) ?? "";
  const [issuers, audiences, subjects] = ["allowedIssuers", "allowedAudiences", "allowedSubjects"].map((name) => {
    const list = get(name);
    return wantedOf(list).length > 0 ? list : null;
  });
  const jti = get("jtiValidation");
  const addresses = itemsOf(get("jwksURIs")).length > 0;
  const common = commonConditions({
    group,
    at,
    method: get("signingMethod"),
    isByAddress: addresses || isAddress(source),
    hasSource: addresses || source !== "",
    skipsKid: textOf(get("skipKid")) === "true",
    subjects: given(get("subjectClaims"), get("identityBaseField")),
    policies: given(get("basePolicyClaims"), get("policyFieldName")),
    defaults: get("defaultPolicies"),
    client: given(get("clientBaseField"))[0] ?? null,
    hasScopes: itemsOf(wayTo(get("scopes"), "scopeToPolicyMapping")).length > 0,
    skews: {
      exp: secondsOf(get("expiresAtValidationSkew")),
      nbf: secondsOf(get("notBeforeValidationSkew")),
      iat: secondsOf(get("issuedAtValidationSkew")),
    },
  });
  const conditions: readonly Condition[] = [
    ...(issuers ? [filledIn(issuers, group, claimIs("iss", wantedOf(issuers)))] : []),
    ...(audiences ? [filledIn(audiences, group, claimOneOf("aud", wantedOf(audiences)))] : []),
    ...(subjects ? [filledIn(subjects, group, claimIs("sub", wantedOf(subjects)))] : []),
    ...(jti && textOf(memberAt(jti, "enabled")) === "true" ? [conditionAt(jti, group, claimIsThere("jti"))] : []),
    ...membersOf(get("customClaimValidation")).flatMap((one) => customClaim(one, group)),
    ...common.own,
    ...membersOf(at)
      .filter(({ name }) => !SCHEME.has(name))
      .map((one) => notUnderstood(one, group)),
    ...common.checks,
  ];
  return {
    conditions,
    dangers: [
      ...(audiences ? [] : [noAudience(group, at.node.range)]),
      ...strangersIn(group, issuers ? textsIn(wantedOf(issuers)) : [], [], "is let in", at.node.range),
    ],
  };
}

function commonConditions(settings: Settings): {
  readonly own: readonly Condition[];
  readonly checks: readonly Condition[];
} {
  const { group, at, method, isByAddress, hasSource, subjects, policies, skews } = settings;
  const family = textOf(method) ?? "";
  const identity = (presented: Presented): Judged => identityJudged(settings, presented);
  const policy = (presented: Presented): Judged => policyJudged(settings, presented);
  const [subject, first] = [subjects[0], policies[0]];
  const checks = (skew: number, name: string): readonly Condition[] =>
    tokenChecks({ skew, checksIssue: true, needsExpiry: false, needsKeyId: isByAddress }).filter(
      (one) => one.name === name,
    );
  return {
    own: [
      method
        ? filledIn(method, group, algorithmJudged(family))
        : { name: "jwt_signing_method", group, range: null, judge: algorithmJudged("") },
      subject ? filledIn(subject, group, identity) : { name: "sub", group, range: null, judge: identity },
      first
        ? filledIn(first, group, policy)
        : conditionAt(settings.defaults ?? at, group, policy, { name: settings.defaults?.path ?? "policies" }),
      ...(hasSource
        ? []
        : [
            notUnderstood(
              at,
              group,
              "Without a source of keys, Tyk looks for a key of its own with the token’s kid or sub",
            ),
          ]),
    ],
    checks: [
      ...checks(0, "signature"),
      ...checks(0, "kid"),
      ...checks(skews.exp, "exp"),
      ...checks(skews.nbf, "nbf"),
      ...checks(skews.iat, "iat"),
    ],
  };
}

const FAMILIES: Readonly<Record<string, RegExp>> = {
  hmac: /^HS\d{3}$/,
  rsa: /^RS\d{3}$/,
  ecdsa: /^ES(?:256|384|512)$/,
};

/** The algorithm must be of the family that is named; any other name means HMAC. */
function algorithmJudged(family: string) {
  return ({ header }: Presented): Judged => {
    if (header === null) return NO_TOKEN;
    const alg = lastMember(header, "alg")?.value;
    const text = alg?.type === "string" ? alg.value : "";
    const name = Object.hasOwn(FAMILIES, family) ? family : "hmac";
    if (FAMILIES[name]?.test(text)) return ofHeader(met(`alg is ${text}`, "alg"));
    if (name === "rsa" && /^PS\d{3}$/.test(text))
      return ofHeader(unknown("Whether rsa includes PS algorithms depends on Tyk’s version", "alg"));
    return ofHeader({
      ...unmet(`alg is ${text === "" ? "absent" : text}, and the signing method is ${name}`, "alg"),
      token: text,
      wanted: name,
    });
  };
}

/** A claim that is a string, and not empty; `empty`: it is there, and empty. */
function stringAt(claims: JsonObject, name: string): string | null {
  const value = lastMember(claims, name)?.value;
  return value?.type === "string" ? value.value : null;
}

function identityJudged({ subjects, skipsKid }: Settings, { claims, header }: Presented): Judged {
  if (claims === null || header === null) return NO_TOKEN;
  const names = [...subjects.map((at) => textOf(at) ?? ""), "sub"];
  const found = names.find((name) => (stringAt(claims, name) ?? "") !== "");
  const empty = names.find((name) => stringAt(claims, name) === "");
  if (found !== undefined && empty === undefined) return met(`${found} identifies the user`, found);
  const claim = names[0] ?? "sub";
  if (!skipsKid && lastMember(header, "kid") !== null)
    return unknown(
      `Whether the kid identifies the user, instead of ${listWords(names)}, depends on Tyk’s version`,
      claim,
    );
  if (empty !== undefined && found !== undefined)
    return unknown(`${empty} is empty, which some versions of Tyk refuse`, empty);
  return unmet(
    empty === undefined ? `The token has no ${names.join(" and no ")} with a string` : `${empty} is empty`,
    empty ?? claim,
  );
}

function policyJudged({ policies, defaults, client, hasScopes }: Settings, { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const named = policies.flatMap((at) => textOf(at) ?? []);
  const found = named.find((name) => (stringAt(claims, name) ?? "") !== "");
  if (found !== undefined) return met(`${found} names the policy “${stringAt(claims, found) ?? ""}”`, found);
  const listed = named.find((name) => lastMember(claims, name)?.value.type === "array");
  if (listed !== undefined) return unknown(`Whether ${listed} may be a list depends on Tyk’s version`, listed);
  if (wantedOf(defaults).length > 0) return met(`The default policy ${listWords(textsIn(wantedOf(defaults)))} applies`);
  if (client)
    return unknown(`Which policy the client in ${textOf(client) ?? ""} has is not in this file`, textOf(client));
  if (hasScopes) return unknown("Whether scopes are enough without a default policy depends on Tyk’s version");
  return named.length > 0
    ? unmet(
        `The token has no ${named.join(" and no ")} that names a policy, and there is no default policy`,
        named[0] ?? null,
      )
    : unmet("No policy applies: there is neither a claim for it nor a default policy");
}

/** A rule for a claim, which is named as gjson does: dots lead into objects and lists. */
function customClaim(at: At & { readonly name: string }, group: string): readonly Condition[] {
  if (textOf(memberAt(at, "nonBlocking")) === "true") return [];
  const type = textOf(memberAt(at, "type"));
  const allowed = itemsOf(memberAt(at, "allowedValues"));
  if (!["required", "exact_match", "contains"].includes(type ?? "") || /[*?#|@\\]/.test(at.name))
    return [notUnderstood(at, group)];
  return [conditionAt(at, group, (presented) => customJudged(at.name, type ?? "", allowed, presented))];
}

function customJudged(name: string, type: string, allowed: readonly At[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const node = name.split(".").reduce<JsonNode | null>((at, part) => {
    if (at?.type === "object") return lastMember(at, part)?.value ?? null;
    return at?.type === "array" && /^\d{1,4}$/.test(part) ? (at.items[Number(part)] ?? null) : null;
  }, claims);
  if (node === null || node.type === "null") return unmet(`The token has no ${name}`, name);
  if (type === "required") return met(`The token has ${name}`, name);
  const wanted = allowed.flatMap((at) => wantedOf(at));
  if (node.type === "object" || wanted.length < allowed.length)
    return unknown("Not a single value, which is not evaluated here", name);
  if (type === "exact_match") {
    if (node.type === "array") return unknown(`${name} is a list, which is compared as a whole`, name);
    const same = allowed.filter((at) => at.node.type === node.type).flatMap((at) => wantedOf(at));
    const text = scalarText(node) ?? "";
    if (same.length === 0 && textsIn(wanted).includes(text))
      return unmet(`${name} is a ${node.type}, and the allowed value is not`, name);
    return oneOf(name, [text], same.length > 0 ? same : wanted, "exact");
  }
  const items = node.type === "array" ? node.items.flatMap((item) => scalarText(item) ?? []) : [];
  if (node.type === "array")
    return items.length === 0 ? unmet(`${name} is an empty list`, name) : oneOf(name, items, wanted, "exact");
  const text = scalarText(node) ?? "";
  const found = textsIn(wanted).find((part) => text.includes(part));
  return found === undefined
    ? {
        ...unmet(`${name} is “${text}”, which contains none of ${listWords(textsIn(wanted))}`, name),
        token: text,
        wanted: wanted[0]?.text ?? null,
      }
    : met(`${name} contains “${found}”`, name);
}
