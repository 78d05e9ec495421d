import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import { claimOneOf, incomparable, listWords, met, nodeValues, NO_TOKEN, textsIn, unmet } from "../compare.ts";
import { noAudience } from "../dangers.ts";
import { onePart, type Part } from "../parts.ts";
import { filledIn } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import { allPlaces, AUTHORIZATION, placesNamed } from "../token-places.ts";
import { hasOther, memberAt, objectsIn, othersOf, rootAt, textOf, wantedOf, type At } from "../tree.ts";
import type { Condition, Judged, Presented, TokenPlace, Verifier, Wanted } from "../types.ts";

/** Seconds that clocks may differ. */
const SKEW = 60;

/**
 * KrakenD's `auth/validator` of an endpoint; of several, the request's endpoint chooses one. The token must have every
 * audience listed, one of the roles, and one of the scopes, or all if `scopes_matcher` is `all`. Scopes are not checked
 * without a `scopes_key`. A dot in that leads into an object; a dot in `roles_key` only if `roles_key_is_nested`, and
 * never in an address. An empty list or text is not checked.
 * Checked 2026-12-01 in the source of krakend/krakend-jose (jose.go, gin/jose.go) and of go-jose v2 (jwt/validation.go:
 * all audiences, a minute of leeway). As known on that day: `roles_key` is `roles` if absent.
 */
export const krakend: Verifier = {
  kind: "krakend",
  title: "KrakenD endpoint",
  read({ roots }) {
    const found = roots
      .flatMap((root) => objectsIn(rootAt(root)))
      .flatMap((at) => memberAt(at, "auth/validator") ?? memberAt(at, OLD_NAME) ?? []);
    if (found.length === 0) return null;
    return { ...onePart(found.map(readValidator), ROUTE), places: allPlaces(found.map(placesOf)) };
  },
};

const ROUTE = { name: "endpoint", group: "Request", why: "The request’s path decides which endpoint applies" };

/** The name until version 2. */
const OLD_NAME = "github.com/devopsfaith/krakend-jose/validator";

const BESIDE =
  "alg jwk-url jwk_url jwk_local_path jwk_local_ca jwk_fingerprints secret_url cypher_key cipher_suites cache cache_duration cookie_key auth_header_name disable_jwk_security key_identify_strategy propagate_claims operation_debug roles_key roles_key_is_nested scopes_key scopes_matcher failed_jwk_key_cooldown audience issuer roles scopes $schema @comment".split(
    " ",
  );

/** The header, and the cookie if one is named. */
function placesOf(at: At): readonly TokenPlace[] | undefined {
  const header = memberAt(at, "auth_header_name");
  return allPlaces([
    header === null ? [AUTHORIZATION] : placesNamed("header", header),
    placesNamed("cookie", memberAt(at, "cookie_key")),
  ]);
}

function readValidator(at: At, index: number): Part {
  const group = index === 0 ? "auth/validator" : `auth/validator ${index + 1}`;
  const member = (name: string): At | null => memberAt(at, name);
  const [audience, issuer, roles, scopes] = ["audience", "issuer", "roles", "scopes"].map((name) =>
    filled(member(name)),
  );
  const rolesKey = textOf(member("roles_key")) ?? "roles";
  const scopesKey = textOf(member("scopes_key")) ?? "";
  const isNested = textOf(member("roles_key_is_nested")) === "true" && !rolesKey.startsWith("http");
  const needsAll = textOf(member("scopes_matcher")) === "all";
  const conditions: readonly Condition[] = [
    ...(issuer ? [filledIn(issuer, group, claimOneOf("iss", wantedOf(issuer)))] : []),
    ...(audience ? [filledIn(audience, group, hasAll(["aud"], wantedOf(audience), itself))] : []),
    ...(roles
      ? [filledIn(roles, group, hasOne(isNested ? rolesKey.split(".") : [rolesKey], wantedOf(roles), words))]
      : []),
    ...(scopes && scopesKey !== ""
      ? [filledIn(scopes, group, (needsAll ? hasAll : hasOne)(scopesKey.split("."), wantedOf(scopes), words))]
      : []),
    ...othersOf(at, group, BESIDE),
    ...tokenChecks({
      algorithms: [textOf(member("alg")) ?? "RS256"],
      skew: SKEW,
      checksIssue: true,
      needsExpiry: false,
    }),
  ];
  return { conditions, dangers: audience ? [] : [noAudience(group, at.node.range)] };
}

/** A list or text that requires something; null if it is empty or absent. */
const filled = (at: At | null): At | null => (wantedOf(at).some(({ text }) => text !== "") || hasOther(at) ? at : null);

type Split = (values: readonly string[], isString: boolean) => readonly string[];

const itself: Split = (values) => values;

/** A string with spaces is a list, as in `scope`; an item of a list with spaces is one value. */
const words: Split = (values, isString) => (isString ? values.flatMap((text) => text.split(" ")) : values);

function hasAll(path: readonly string[], wanted: readonly Wanted[], split: Split) {
  const claim = path.join(".");
  return valuesJudged(path, split, (values) => {
    const missing = textsIn(wanted).filter((text) => !values.includes(text));
    return missing.length === 0
      ? met(`${claim} has all of them`, claim)
      : unmet(`All are required, and ${claim} lacks ${listWords(missing)}: it has ${listWords(values)}`, claim);
  });
}

function hasOne(path: readonly string[], wanted: readonly Wanted[], split: Split) {
  const claim = path.join(".");
  return valuesJudged(path, split, (values) => {
    const found = textsIn(wanted).find((text) => values.includes(text));
    return found === undefined
      ? unmet(`One of them is required, and ${claim} has ${listWords(values)}`, claim)
      : met(`${claim} has ${listWords([found])}`, claim);
  });
}

function valuesJudged(path: readonly string[], split: Split, judge: (values: readonly string[]) => Judged) {
  return ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    const node = memberOf(claims, path);
    const values = nodeValues(node);
    return values === null || values === "other"
      ? incomparable(path.join("."), values)
      : judge(split(values, node?.type === "string"));
  };
}

/** The value at the end of a path through objects; null if there is none. */
function memberOf(claims: JsonObject, path: readonly string[]): JsonNode | null {
  let node: JsonNode | null = claims;
  for (const name of path) node = node?.type === "object" ? (lastMember(node, name)?.value ?? null) : null;
  return node;
}
