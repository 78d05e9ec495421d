import { lastMember } from "../../json/query.ts";
import type { JsonObject } from "../../json/types.ts";
import { claimIs, claimOneOf, claimIsText, met, NO_TOKEN, ofHeader, textsIn, unknown, unmet } from "../compare.ts";
import { strangersIn } from "../dangers.ts";
import { onePart, type Part } from "../parts.ts";
import { filledIn } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import { membersOf, notUnderstood, rootAt, textOf, wantedOf, type At } from "../tree.ts";
import type { Condition, Judged, Presented, Verifier, Wanted } from "../types.ts";

const REALM = /(?:^|\.)xpack\.security\.authc\.realms\.jwt\.([\w-]{1,80})\.([\w.-]{1,120})$/;

/**
 * Elasticsearch's JWT realms in elasticsearch.yml. `exp` and `iat` are required, with a minute of slack; so is sub, or the claim
 * that stands in for it in an access token. Without listed algorithms only RS256 counts.
 * Checked 2026-12-01: elastic/elasticsearch, x-pack/plugin/security, authc/jwt: JwtAuthenticator.java,
 * JwtStringClaimValidator.java, JwtTypeValidator.java. As known on that day: the names and defaults of the settings.
 */
export const elasticsearch: Verifier = {
  kind: "elasticsearch",
  title: "Elasticsearch JWT realm",
  read({ roots }) {
    const settings = roots.flatMap((root) => settingsIn(rootAt(root), "", 0));
    const realms = new Map<string, Map<string, At>>();
    for (const { name, at } of settings) {
      const [, realm = "", own = ""] = REALM.exec(name) ?? [];
      if (own !== "") realms.set(realm, (realms.get(realm) ?? new Map<string, At>()).set(own, { ...at, path: name }));
    }
    if (realms.size === 0) return null;
    return {
      ...onePart(
        [...realms].map(([realm, own]) => realmPart(realm, own)),
        CHAIN,
      ),
      notes: ["The request may also need a header ES-Client-Authentication, and the user roles from a role mapping."],
    };
  },
};

const CHAIN = {
  name: "realms",
  group: "Request",
  why: "The realms are tried in their order, and the first that fits decides",
};

const MOST_DEPTH = 12;

/** The settings of a file, whose names may be split over several lines. */
function settingsIn(at: At, before: string, depth: number): readonly { readonly name: string; readonly at: At }[] {
  return membersOf(at).flatMap((one) => {
    const name = before === "" ? one.name : `${before}.${one.name}`;
    return one.node.type === "object" && depth < MOST_DEPTH ? settingsIn(one, name, depth + 1) : [{ name, at: one }];
  });
}

const BESIDE =
  /^(?:order|enabled|token_type|allowed_|claims\.|claim_patterns\.|fallback_claims\.|required_claims\.|pkc_jwkset_|hmac_|client_authentication\.|populate_user_metadata|authorization_realms|jwt\.cache\.|http\.|ssl\.)/;

function realmPart(realm: string, settings: ReadonlyMap<string, At>): Part {
  const group = `jwt.${realm}`;
  const get = (name: string): At | null => settings.get(name) ?? null;
  const isAccess = textOf(get("token_type")) === "access_token";
  const [issuer, audiences, principal] = [get("allowed_issuer"), get("allowed_audiences"), get("claims.principal")];
  const [subjects, patterns] = [get("allowed_subjects"), get("allowed_subject_patterns")];
  const algorithms = textsIn(listOf(get("allowed_signature_algorithms")));
  const instead = (name: string): string | null => (isAccess ? textOf(get(`fallback_claims.${name}`)) : null);
  const audience = (presented: Presented): Judged =>
    claimOneOf(nameIn(presented.claims, "aud", instead("aud")), listOf(audiences))(presented);
  const pattern = get("claim_patterns.principal");
  const conditions: readonly Condition[] = [
    ...(issuer ? [filledIn(issuer, group, claimIs("iss", wantedOf(issuer)))] : []),
    ...(audiences ? [filledIn(audiences, group, audience)] : []),
    subjects || patterns
      ? filledIn((subjects ?? patterns)!, group, subjectJudged(listOf(subjects), listOf(patterns), instead("sub")))
      : { name: "sub", group, range: null, judge: claimIsText("sub") },
    ...(principal ? [filledIn(principal, group, claimIsText(textOf(principal) ?? ""))] : []),
    ...(pattern ? [notUnderstood(pattern, group, "The expression for the user’s name is not evaluated here")] : []),
    ...[...settings]
      .filter(([name]) => name.startsWith("required_claims."))
      .map(([name, at]) => filledIn(at, group, claimOneOf(name.slice("required_claims.".length), listOf(at)))),
    ...[...settings].filter(([name]) => !BESIDE.test(name)).map(([, at]) => notUnderstood(at, group)),
    ...tokenChecks({
      algorithms: algorithms.length > 0 ? algorithms : ["RS256"],
      skew: secondsOf(textOf(get("allowed_clock_skew"))),
      checksIssue: true,
    })
      .filter(({ name }) => name !== "nbf" || !isAccess)
      .map((one) => (one.name === "iat" ? issued(one) : one)),
    type(isAccess),
  ];
  const near = (issuer ?? [...settings.values()][0])!;
  return {
    conditions,
    dangers: strangersIn(group, textsIn(wantedOf(issuer)), [], "gets this realm’s access", near.node.range),
  };
}

/** A list, or a text with commas. */
const listOf = (at: At | null): readonly Wanted[] =>
  at?.node.type === "array"
    ? wantedOf(at)
    : wantedOf(at).flatMap(({ text, range }) => text.split(",").map((part) => ({ text: part.trim(), range })));

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

function secondsOf(text: string | null): number {
  const [, amount = "60", unit = "s"] = /^(\d{1,9})(ms|s|m|h)$/.exec(text ?? "") ?? [];
  return Number(amount) * (UNITS[unit] ?? 1);
}

/** The claim that is read: the one that stands in for another, if that is absent. */
const nameIn = (claims: JsonObject | null, name: string, instead: string | null): string =>
  instead !== null && claims !== null && lastMember(claims, name) === null ? instead : name;

function subjectJudged(subjects: readonly Wanted[], patterns: readonly Wanted[], instead: string | null) {
  return (presented: Presented): Judged => {
    const claim = nameIn(presented.claims, "sub", instead);
    const exact = claimIs(claim, subjects)(presented);
    if (patterns.length === 0 || exact.outcome === "met" || presented.claims === null) return exact;
    // Between slashes stands a regular expression.
    if (patterns.some(({ text }) => text.startsWith("/")))
      return unknown("A regular expression is not evaluated here", claim);
    return claimIs(claim, [...subjects, ...patterns], "glob")(presented);
  };
}

const issued = (check: Condition): Condition => ({
  ...check,
  judge: (presented) =>
    presented.claims !== null && lastMember(presented.claims, "iat") === null
      ? unmet("The token has no iat, which the realm requires", "iat")
      : check.judge(presented),
});

/** The header's typ is JWT, or absent. */
const type = (isAccess: boolean): Condition => ({
  name: "typ",
  group: "Token",
  range: null,
  judge: ({ header }) => {
    if (header === null) return NO_TOKEN;
    const value = lastMember(header, "typ")?.value;
    if (value === undefined) return ofHeader(met("The header has no typ", "typ"));
    const text = value.type === "string" ? value.value : "";
    if (/^jwt$/i.test(text)) return ofHeader(met("typ is JWT", "typ"));
    return ofHeader(
      isAccess && /^at\+jwt$/i.test(text)
        ? unknown("Only newer versions of Elasticsearch accept at+jwt", "typ")
        : unmet(`typ is “${text}”, and only JWT is accepted`, "typ"),
    );
  },
});
