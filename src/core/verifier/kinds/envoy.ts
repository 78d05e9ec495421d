import { quoted, quotedList, seconds } from "../../policy/write/quote.ts";
import type { Requirements } from "../../policy/write/requirements.ts";
import { claimIs, claimOneOf, claimValues, met, oneOf, unknown } from "../compare.ts";
import { noAudience, strangersIn, withoutToken } from "../dangers.ts";
import { all, any, each, is } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
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

/** Seconds that a clock may be off where nothing, or 0, is said. */
export const DEFAULT_SKEW = 60;

/**
 * Envoy's filter jwt_authn: providers, and the rules that require them.
 * Sources, read 2026-11-30: Envoy, source/common/jwt/check_audience.cc. As known on that day, not yet compared with the text of: Envoy
 * API, envoy.extensions.filters.http.jwt_authn.v3.
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
    const providers = membersOf(memberAt(filter, "providers")).map((one) => readProvider(one, text));
    const rules = itemsOf(memberAt(filter, "rules")).map((rule, index) =>
      readRule(rule, `Rule ${index + 1}`, providers),
    );
    const others = othersOf(filter, "Filter", ["@type", "providers", "rules", "bypass_cors_preflight", "stat_prefix"]);
    const route: Condition = {
      name: "route",
      group: "Filter",
      range: null,
      judge: () => unknown("The request’s path decides which rule applies"),
    };
    const required = rules.map(({ logic }) => logic);
    const checks = tokenChecks({ skew: Math.max(...providers.map(({ skew }) => skew)), needsExpiry: false });
    return {
      conditions: [
        ...providers.flatMap(({ conditions }) => conditions),
        ...rules.flatMap(({ conditions }) => conditions),
        ...others,
        ...(rules.length > 1 ? [route] : []),
        ...checks,
      ],
      // Which of several rules applies is told by the request: certain is only what all of them come to.
      logic: all(
        rules.length === 0
          ? any(...providers.map(({ logic }) => logic))
          : any(all(...required), all(any(...required), ...(rules.length > 1 ? [is(route)] : []))),
        each(others),
        each(checks),
      ),
      dangers: [...providers.flatMap(({ dangers }) => dangers), ...rules.flatMap(({ dangers = [] }) => dangers)],
      notes: [],
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
        "Scopes and roles: an RBAC filter behind this one.",
        "The algorithm is that of the key: give each key of the set its alg. A token without exp passes.",
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

/** The object that holds the providers, wherever in a configuration it stands. */
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

interface Provider {
  readonly name: string;
  readonly conditions: readonly Condition[];
  readonly logic: Logic;
  /** What is asked of a token without the audiences, which a rule may replace. */
  readonly withoutAudiences: Logic;
  readonly dangers: readonly Danger[];
  readonly skew: number;
}

const BESIDE =
  "remote_jwks local_jwks forward from_headers from_params from_cookies forward_payload_header pad_forward_payload_header payload_in_metadata header_in_metadata failed_status_in_metadata claim_to_headers jwt_cache_config clear_route_cache normalize_payload_in_metadata clock_skew_seconds".split(
    " ",
  );

function readProvider(at: At & { readonly name: string }, text: string): Provider {
  const [issuer, audiences] = [memberAt(at, "issuer"), memberAt(at, "audiences")];
  const group = at.name;
  const ofIssuer = issuer ? [conditionAt(issuer, group, claimIs("iss", wantedOf(issuer)))] : [];
  const ofAudience =
    wantedOf(audiences).length > 0 && audiences
      ? [conditionAt(audiences, group, envoyAudience(wantedOf(audiences)), { widen: widenList(audiences, text) })]
      : [];
  const others = othersOf(at, group, ["issuer", "audiences", ...BESIDE]);
  const issuers = wantedOf(issuer).map(({ text }) => text);
  const dangers: readonly Danger[] = [
    ...(ofAudience.length > 0 ? [] : [noAudience(group, at.node.range)]),
    ...strangersIn(group, issuers, [], "is let in", at.node.range),
  ];
  const conditions = [...ofIssuer, ...ofAudience, ...others];
  return {
    name: group,
    conditions,
    logic: each(conditions),
    withoutAudiences: each([...ofIssuer, ...others]),
    dangers,
    skew: Number(textOf(memberAt(at, "clock_skew_seconds")) ?? 0) || DEFAULT_SKEW,
  };
}

interface Rule {
  readonly conditions: readonly Condition[];
  readonly logic: Logic;
  readonly dangers?: readonly Danger[];
}

function readRule(rule: At, group: string, providers: readonly Provider[]): Rule {
  const requires = memberAt(rule, "requires");
  const others = othersOf(rule, group, ["match", "requires"]);
  // Without a requirement a rule asks for nothing.
  const required = requires === null ? { conditions: [], logic: all() } : requirement(requires, group, providers, 0);
  const ways = requires === null ? [] : objectsIn(requires).flatMap((one) => lettingThrough(one, group));
  return { conditions: [...required.conditions, ...others], logic: all(required.logic, each(others)), dangers: ways };
}

/** Requirements that a request without a token meets. */
function lettingThrough(at: At, group: string): readonly Danger[] {
  return ["allow_missing_or_failed", "allow_missing"].flatMap((name) => {
    const member = memberAt(at, name);
    return member === null ? [] : [withoutToken(group, member.node.range, `${name} asks for no token`)];
  });
}

function requirement(at: At, group: string, providers: readonly Provider[], depth: number): Rule {
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
      return provider ? { conditions: [], logic: provider.logic } : unclear(member, "No provider of this name");
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
        requirement(one, group, providers, depth + 1),
      );
      const logic =
        member.name === "requires_any"
          ? any(...inside.map((one) => one.logic))
          : all(...inside.map((one) => one.logic));
      return { conditions: inside.flatMap(({ conditions }) => conditions), logic };
    }
    case "allow_missing_or_failed":
      return { conditions: [], logic: all() };
    default:
      return unclear(member);
  }
}

/** An audience without its scheme and its final slash, as Envoy compares both sides. */
const bareAudience = (text: string): string => text.replace(/^https?:\/\//, "").replace(/\/$/, "");

/** The audience as Envoy, and with it Istio, compares it. */
export function envoyAudience(wanted: readonly Wanted[]) {
  return (presented: Presented): Judged => {
    const { claims } = presented;
    const values = claims === null ? null : claimValues(claims, "aud");
    if (!Array.isArray(values)) return claimOneOf("aud", wanted)(presented);
    const bare = new Set(wanted.map(({ text }) => bareAudience(text)));
    const found = values.find((value: string) => bare.has(bareAudience(value)));
    // The words are about the values as they stand there.
    return found === undefined
      ? oneOf("aud", values, wanted, "exact")
      : met(`aud is “${found}”, compared without scheme and final slash`, "aud");
  };
}
