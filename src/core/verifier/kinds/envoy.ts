import { quoted, quotedList, seconds } from "../../policy/write/quote.ts";
import type { Requirements } from "../../policy/write/requirements.ts";
import { RE2JS } from "@bufbuild/re2";
import { lastMember } from "../../json/query.ts";
import { claimIs, claimOneOf, claimValues, met, NO_TOKEN, oneOf, unknown, unmet, textsIn } from "../compare.ts";
import { noAudience, strangersIn, withoutToken } from "../dangers.ts";
import { all, allOf, any, anyOf, each, is } from "../logic.ts";
import { oneApplies } from "../parts.ts";
import { tokenChecks } from "../token-checks.ts";
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

/** Seconds that a clock may be off if not set, or set to 0. */
export const DEFAULT_SKEW = 60;

/**
 * Envoy's jwt_authn filter: providers, and the rules that require them.
 * Checked 2026-11-30 against envoyproxy/envoy, source/common/jwt/check_audience.cc and
 * api/…/jwt_authn/v3/config.proto.
 */
export const envoy: Verifier = {
  kind: "envoy",
  title: "Envoy jwt_authn filter",
  read({ text, roots }) {
    const filter =
      roots
        .map(rootAt)
        .map((at) => filterIn(at, 0))
        .find((at) => at !== null) ?? null;
    if (filter === null) return null;
    const named = membersOf(memberAt(filter, "providers"));
    const skews = named.map((one) => Number(textOf(memberAt(one, "clock_skew_seconds")) ?? 0) || DEFAULT_SKEW);
    const checks = tokenChecks({ skew: Math.max(...skews), needsExpiry: false });
    const providers = named.map((one) => readProvider(one, text, checks));
    const map = memberAt(filter, "requirement_map");
    const listed = itemsOf(memberAt(filter, "rules"));
    const rules = [
      ...listed.map((rule, index) => readRule(rule, `Rule ${index + 1}`, providers, map)),
      // Without rules, routes select requirements by name.
      ...(listed.length > 0 ? [] : membersOf(map).map((one) => requirement(one, one.name, providers, 0, true))),
    ];
    const others = [
      ...roots.flatMap((root) => objectsIn(rootAt(root))).flatMap(accessRules),
      ...othersOf(filter, "Filter", [
        "@type",
        "providers",
        "rules",
        "requirement_map",
        "bypass_cors_preflight",
        "stat_prefix",
        "strip_failure_response",
      ]),
    ];
    // A complete filter without rules requires nothing; if there are only providers, the rules were left out.
    const isWhole = memberAt(filter, "@type") !== null || memberAt(filter, "rules") !== null;
    const { choice, logic } = oneApplies(
      rules.map(({ logic }) => logic),
      ROUTE,
    );
    return {
      conditions: [
        ...providers.flatMap(({ conditions }) => conditions),
        ...rules.flatMap(({ conditions }) => conditions),
        ...others,
        ...choice,
        ...checks,
      ],
      // The request decides which of several rules applies: only what they all agree on is certain.
      logic: all(
        rules.length === 0 ? (isWhole ? all() : anyOf(providers.map(({ logic }) => logic))) : logic,
        each(others),
      ),
      dangers: [
        ...providers.flatMap(({ dangers }) => dangers),
        ...rules.flatMap(({ dangers = [] }) => dangers),
        ...(rules.length === 0 && isWhole
          ? [withoutToken("Filter", filter.node.range, "No rule requires a token")]
          : []),
      ],
      places: allPlaces(named.map((one) => envoyPlaces(one, ["from_headers", "from_params", "from_cookies"]))),
    };
  },
  write: {
    comment: "#",
    abilities: {
      algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
      checks: ["iss", "aud", "leeway"],
      single: ["iss"],
      needs: ["iss"],
      remarks: [
        `A clock_skew_seconds of 0 means Envoy's default, ${DEFAULT_SKEW}.`,
        "For scopes and roles, add an RBAC filter after this one.",
        "The key determines the algorithm: give each key in the set an alg. A token without exp passes.",
      ],
    },
    text: writeText,
  },
};

function writeText({ policy, issuer, audiences, algorithms: [algorithm], isShared, keys }: Requirements): string {
  const secret = JSON.stringify({ keys: [{ kty: "oct", alg: algorithm, k: "the-secret-in-base64url" }] });
  return `name: envoy.filters.http.jwt_authn
typed_config:
  "@type": type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication
  providers:
    issuer:
      issuer: ${quoted(issuer)}
      ${audiences.length > 0 ? `audiences: [${quotedList(audiences)}]` : "# audiences: the policy has none, so aud is not checked"}
      clock_skew_seconds: ${seconds(policy.leeway)}
      ${
        isShared
          ? `local_jwks:
        inline_string: ${quoted(secret)}`
          : `remote_jwks:
        http_uri: { uri: ${quoted(keys)}, cluster: issuer, timeout: 5s }
        cache_duration: 300s`
      }
      claim_to_headers:
        - { header_name: x-user-id, claim_name: sub }
  rules:
    - match: { prefix: / }
      requires: { provider_name: issuer }
`;
}

/** The object that holds the providers, anywhere in a configuration. */
function filterIn(at: At, depth: number): At | null {
  if (depth > 40) return null;
  const isProvider = (one: At): boolean =>
    ["issuer", "remote_jwks", "local_jwks"].some((name) => memberAt(one, name) !== null);
  if (membersOf(memberAt(at, "providers")).some(isProvider)) return at;
  const inside = at.node.type === "object" ? membersOf(at) : at.node.type === "array" ? itemsOf(at) : [];
  for (const one of inside) {
    const found = filterIn(one, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** The rules of an RBAC filter that reads the claims of the token. */
function accessRules(at: At): readonly Condition[] {
  const readsClaims = textOf(memberAt(memberAt(at, "metadata"), "filter")) === "envoy.filters.http.jwt_authn";
  return readsClaims
    ? [
        notUnderstood(
          at,
          "RBAC filter",
          "Envoy’s RBAC filter asks for claims of the token, which is not evaluated here",
        ),
      ]
    : [];
}

const ROUTE = { name: "route", group: "Filter", why: "The request’s path decides which rule applies" };

interface Provider {
  readonly name: string;
  readonly conditions: readonly Condition[];
  readonly logic: Logic;
  /** What is required of a token apart from the audiences, which a rule may replace. */
  readonly withoutAudiences: Logic;
  readonly dangers: readonly Danger[];
}

const BESIDE =
  "remote_jwks local_jwks forward from_headers from_params from_cookies forward_payload_header pad_forward_payload_header payload_in_metadata header_in_metadata failed_status_in_metadata claim_to_headers jwt_cache_config clear_route_cache normalize_payload_in_metadata clock_skew_seconds".split(
    " ",
  );

function readProvider(at: At & { readonly name: string }, text: string, checks: readonly Condition[]): Provider {
  const [issuer, audiences] = [memberAt(at, "issuer"), memberAt(at, "audiences")];
  const group = at.name;
  const ofIssuer = issuer ? [conditionAt(issuer, group, claimIs("iss", wantedOf(issuer)))] : [];
  const ofAudience =
    wantedOf(audiences).length > 0 && audiences
      ? [conditionAt(audiences, group, envoyAudience(wantedOf(audiences)), { widen: widenList(audiences, text) })]
      : [];
  const ofSubject = subjectConditions(memberAt(at, "subjects"), group);
  const ofLifetime = lifetimeConditions(at, group);
  const others = [...ofSubject, ...ofLifetime, ...othersOf(at, group, ["issuer", "audiences", ...ASKING, ...BESIDE])];
  const issuers = textsIn(wantedOf(issuer));
  const dangers: readonly Danger[] = [
    ...(ofAudience.length > 0 ? [] : [noAudience(group, at.node.range)]),
    ...strangersIn(group, issuers, [], "is let in", at.node.range),
  ];
  const conditions = [...ofIssuer, ...ofAudience, ...others];
  return {
    name: group,
    conditions,
    logic: each([...conditions, ...checks]),
    withoutAudiences: each([...ofIssuer, ...others, ...checks]),
    dangers,
  };
}

const ASKING = ["subjects", "require_expiration", "max_lifetime"];

/** Envoy's string matchers; a regular expression is RE2 and must match the whole text. */
function subjectConditions(subjects: At | null, group: string): readonly Condition[] {
  if (subjects === null) return [];
  const isLoose = textOf(memberAt(subjects, "ignore_case")) === "true";
  return membersOf(subjects)
    .filter(({ name }) => name !== "ignore_case")
    .map((one) => {
      const wanted = textOf(one) ?? textOf(memberAt(one, "regex"));
      if (wanted === null || !Object.hasOwn(MATCHERS, one.name)) return notUnderstood(one, group);
      const fits = MATCHERS[one.name];
      return conditionAt(one, group, ({ claims }) => {
        if (claims === null) return NO_TOKEN;
        const sub = lastMember(claims, "sub")?.value;
        if (sub?.type !== "string") return unmet("sub is missing or not a string", "sub");
        if (one.name === "exact" && !isLoose) return oneOf("sub", [sub.value], wantedOf(one), "exact");
        const [value, text] = isLoose ? [sub.value.toLowerCase(), wanted.toLowerCase()] : [sub.value, wanted];
        const isMet = fits?.(value, one.name === "safe_regex" ? wanted : text) ?? null;
        if (isMet === null) return unknown("The expression is not evaluated here", "sub");
        const words = `sub is “${sub.value}”`;
        return isMet ? met(words, "sub") : unmet(`${words}, and ${one.name} is “${wanted}”`, "sub");
      });
    });
}

const MATCHERS: Readonly<Record<string, (value: string, wanted: string) => boolean | null>> = {
  exact: (value, wanted) => value === wanted,
  prefix: (value, wanted) => value.startsWith(wanted),
  suffix: (value, wanted) => value.endsWith(wanted),
  contains: (value, wanted) => value.includes(wanted),
  safe_regex: (value, wanted) => {
    if (wanted.length > 500 || value.length > 10_000) return null;
    try {
      return RE2JS.compile(wanted).matches(value);
    } catch {
      return null;
    }
  },
};

/** `exp` must be present if required, and at most this many seconds ahead. */
function lifetimeConditions(at: At, group: string): readonly Condition[] {
  const [needed, longest] = [memberAt(at, "require_expiration"), memberAt(at, "max_lifetime")];
  const expiry =
    (most: number | null) =>
    (presented: Presented): Judged => {
      const { claims, now } = presented;
      if (claims === null) return NO_TOKEN;
      const exp = lastMember(claims, "exp")?.value;
      if (exp?.type !== "number") return unmet("exp is missing or not a number", "exp");
      if (most === null) return met("The token has an exp", "exp");
      if (Number.isNaN(most)) return unknown("Not a duration", "exp");
      const left = Math.round(exp.value - now);
      return left <= most
        ? met(`Expires within ${most} s`, "exp")
        : unmet(`Valid for another ${left} s; the maximum is ${most} s`, "exp");
    };
  const text = textOf(longest) ?? textOf(memberAt(longest, "seconds")) ?? "";
  return [
    ...(needed && textOf(needed) === "true" && longest === null ? [conditionAt(needed, group, expiry(null))] : []),
    ...(longest ? [conditionAt(longest, group, expiry(Number.parseFloat(text)))] : []),
  ];
}

interface Rule {
  readonly conditions: readonly Condition[];
  readonly logic: Logic;
  readonly dangers?: readonly Danger[];
}

function readRule(rule: At, group: string, providers: readonly Provider[], map: At | null): Rule {
  const name = memberAt(rule, "requirement_name");
  const requires = memberAt(rule, "requires") ?? memberAt(map, textOf(name) ?? "");
  const others = othersOf(rule, group, ["match", "requires", ...(requires === null ? [] : ["requirement_name"])]);
  // Without a requirement, a rule requires nothing.
  const required =
    requires === null ? { conditions: [], logic: all() } : requirement(requires, group, providers, 0, true);
  const ways = requires === null ? [] : objectsIn(requires).flatMap((one) => lettingThrough(one, group));
  return { conditions: [...required.conditions, ...others], logic: all(required.logic, each(others)), dangers: ways };
}

/** Requirements that a request without a token meets. */
function lettingThrough(at: At, group: string): readonly Danger[] {
  return ["allow_missing_or_failed", "allow_missing"].flatMap((name) => {
    const member = memberAt(at, name);
    return member === null ? [] : [withoutToken(group, member.node.range, `${name} requires no token`)];
  });
}

/** `isAlone`: it is not in a list, where other items say which providers a token may be from. */
function requirement(at: At, group: string, providers: readonly Provider[], depth: number, isAlone: boolean): Rule {
  const [member] = membersOf(at);
  const named = (name: string | null): Provider | null => providers.find((one) => one.name === name) ?? null;
  const unclear = (one: At, why?: string): Rule => {
    const condition = notUnderstood(one, group, why);
    return { conditions: [condition], logic: is(condition) };
  };
  if (member === undefined || depth > 20) return unclear(at);
  switch (member.name) {
    case "provider_name": {
      const provider = named(textOf(member));
      return provider ? { conditions: [], logic: provider.logic } : unclear(member, "No provider with this name");
    }
    case "provider_and_audiences": {
      const [provider, audiences] = [named(textOf(memberAt(member, "provider_name"))), memberAt(member, "audiences")];
      if (provider === null || audiences === null) return unclear(member);
      const condition = conditionAt(audiences, group, envoyAudience(wantedOf(audiences)));
      return { conditions: [condition], logic: all(provider.withoutAudiences, is(condition)) };
    }
    case "requires_any":
    case "requires_all": {
      const inside = itemsOf(memberAt(member, "requirements")).map((one) =>
        requirement(one, group, providers, depth + 1, false),
      );
      const logic =
        member.name === "requires_any" ? anyOf(inside.map((one) => one.logic)) : allOf(inside.map((one) => one.logic));
      return { conditions: inside.flatMap(({ conditions }) => conditions), logic };
    }
    // The request passes whatever its token is.
    case "allow_missing_or_failed":
      return { conditions: [], logic: all() };
    // A token that is present must verify: alone, with any provider; in a list, as the other items require.
    case "allow_missing":
      return { conditions: [], logic: isAlone ? anyOf(providers.map(({ logic }) => logic)) : any() };
    default:
      return unclear(member);
  }
}

/** An audience without its scheme and trailing slash, which Envoy removes from both sides. */
const bareAudience = (text: string): string => text.replace(/^https?:\/\//, "").replace(/\/$/, "");

/** The audience as compared by Envoy, and thus Istio. */
export function envoyAudience(wanted: readonly Wanted[]) {
  return (presented: Presented): Judged => {
    const { claims } = presented;
    const values = claims === null ? null : claimValues(claims, "aud");
    if (!Array.isArray(values)) return claimOneOf("aud", wanted)(presented);
    const bare = new Set(wanted.map(({ text }) => bareAudience(text)));
    const found = values.find((value: string) => bare.has(bareAudience(value)));
    // The sentences use the values as written.
    return found === undefined
      ? oneOf("aud", values, wanted, "exact")
      : met(`aud is “${found}”, compared without scheme and final slash`, "aud");
  };
}
