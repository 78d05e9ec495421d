import { lastMember } from "../../json/query.ts";
import {
  claimIs,
  claimOneOf,
  claimValues,
  listWords,
  met,
  NO_TOKEN,
  ofHeader,
  oneOf,
  unknown,
  unmet,
  textsIn,
  claimIsThere,
  incomparable,
} from "../compare.ts";
import { noAudience, withoutToken } from "../dangers.ts";
import { all, anyOf, each } from "../logic.ts";
import { filledIn } from "../settings.ts";
import { issuerOf, tokenChecks, NO_ISSUER } from "../token-checks.ts";
import {
  conditionAt,
  memberAt,
  notUnderstood,
  objectsIn,
  othersOf,
  rootAt,
  textOf,
  wantedOf,
  wayTo,
  type At,
} from "../tree.ts";
import type { Condition, Danger, Judged, Presented, Verifier, Wanted } from "../types.ts";
import { apisixWriter } from "./apisix-writer.ts";

/**
 * APISIX: `jwt-auth`, which finds the consumer whose `key` is the claim named by `key_claim_name` (by default `key`),
 * and `openid-connect` for bearer tokens.
 * Sources, read in excerpts 2026-11-30: Apache APISIX, "jwt-auth" (3.21), apisix/plugins/jwt-auth.lua and
 * openid-connect.lua (which tokens it looks at, issuers, audience, scopes).
 */
export const apisix: Verifier = {
  kind: "apisix",
  title: "APISIX plugin",
  read({ roots }) {
    const objects = roots.flatMap((root) => objectsIn(rootAt(root)));
    const plugins = objects.flatMap(
      (at) => memberAt(memberAt(at, "plugins"), "jwt-auth") ?? wayTo(at, "authParameter", "jwtAuth", "value") ?? [],
    );
    const openId = objects.flatMap((at) => memberAt(memberAt(at, "plugins"), "openid-connect") ?? []);
    const consumers = plugins.filter((at) => memberAt(at, "key") !== null);
    const routes = plugins.filter((at) => memberAt(at, "key") === null);
    if (consumers.length + openId.length === 0 && !routes.some((at) => memberAt(at, "key_claim_name"))) return null;
    const [route] = routes;
    const claim = textOf(memberAt(route ?? null, "key_claim_name")) ?? "key";
    const credentials = consumers.map((at) => credential(at, claim));
    const ofRoute = route ? routeConditions(route, claim, consumers.length > 0) : [];
    const ofOpenId = openId.map(openIdConditions);
    const checks = tokenChecks({ needsExpiry: false, skew: graceOf(consumers) }).filter(({ name }) => {
      const verified = textsIn(wantedOf(memberAt(route ?? null, "claims_to_verify")));
      return verified.length === 0 || !["exp", "nbf"].includes(name) || verified.includes(name);
    });
    return {
      conditions: [...credentials.flat(), ...ofRoute, ...ofOpenId.flatMap(({ conditions }) => conditions), ...checks],
      logic: all(
        ...(credentials.length > 0 ? [anyOf(credentials.map(each))] : []),
        each(ofRoute),
        ...ofOpenId.map(({ conditions }) => each(conditions)),
        each(checks),
      ),
      dangers: ofOpenId.flatMap(({ dangers }) => dangers),
    };
  },
  write: apisixWriter,
};

/** Seconds of slack, which each consumer sets separately. */
const graceOf = (consumers: readonly At[]): number =>
  Math.max(0, ...consumers.map((at) => Number(textOf(memberAt(at, "lifetime_grace_period")) ?? 0) || 0));

const OF_CONSUMER =
  "key secret public_key private_key algorithm exp base64_secret lifetime_grace_period _meta vault".split(" ");

function credential(at: At, claim: string): readonly Condition[] {
  const [key, algorithm] = [memberAt(at, "key"), memberAt(at, "algorithm")];
  const group = `Consumer ${textOf(key) ?? at.path}`;
  return [
    ...(key ? [filledIn(key, group, (presented) => keyJudged(key, claim, presented))] : []),
    algorithm
      ? conditionAt(algorithm, group, algorithmIs(textOf(algorithm) ?? ""))
      : conditionAt(at, group, algorithmIs("HS256"), { name: `${at.path}/algorithm` }),
    ...othersOf(at, group, OF_CONSUMER),
  ];
}

function keyJudged(key: At, claim: string, { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const values = claimValues(claims, claim);
  if (values === null || values === "other")
    return incomparable(
      claim,
      values,
      `The token has no ${claim}, by which APISIX finds the consumer; key_claim_name can name another claim`,
    );
  return oneOf(claim, values, wantedOf(key), "exact");
}

const algorithmIs =
  (algorithm: string) =>
  ({ header }: Presented): Judged => {
    if (header === null) return NO_TOKEN;
    const alg = lastMember(header, "alg")?.value;
    const own = alg?.type === "string" ? alg.value : "absent";
    return ofHeader(
      own === algorithm
        ? met(`alg is ${algorithm}`, "alg")
        : unmet(`alg is ${own}, but this consumer is for ${algorithm}`, "alg"),
    );
  };

const OF_ROUTE =
  "header query cookie hide_credentials key_claim_name store_in_ctx realm claims_to_verify _meta anonymous_consumer".split(
    " ",
  );

function routeConditions(at: At, claim: string, hasConsumers: boolean): readonly Condition[] {
  const name = memberAt(at, "key_claim_name");
  const group = "jwt-auth";
  const judge = ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    if (claimValues(claims, claim) === null)
      return unmet(`The token has no ${claim}, by which APISIX finds the consumer`, claim);
    return hasConsumers
      ? met(`The token has ${claim}`, claim)
      : unknown(`Which consumer has this ${claim} is not in this file`, claim);
  };
  return [...(name ? [filledIn(name, group, judge)] : []), ...othersOf(at, group, OF_ROUTE)];
}

const OF_OPENID =
  "client_id client_secret discovery bearer_only realm introspection_endpoint introspection_endpoint_auth_method redirect_uri ssl_verify timeout set_access_token_header access_token_in_authorization_header set_id_token_header set_userinfo_header set_refresh_token_header session session_contents use_jwks use_pkce public_key token_signing_alg_values_expected scope required_scopes claim_validator claim_schema logout_path post_logout_redirect_uri unauth_action token_endpoint_auth_method renew_access_token_on_expiry proxy_opts authorization_params accept_none_alg accept_unsupported_alg iat_slack jwk_expires_in jwt_verification_cache_ignore cache_segment introspection_interval introspection_expiry_claim introspection_addon_headers _meta".split(
    " ",
  );

function openIdConditions(at: At): { readonly conditions: readonly Condition[]; readonly dangers: readonly Danger[] } {
  const group = "openid-connect";
  const validator = memberAt(at, "claim_validator");
  const issuers = wayTo(validator, "issuer", "valid_issuers");
  const audience = memberAt(validator, "audience");
  const [algorithm, scopes, discovery] = ["token_signing_alg_values_expected", "required_scopes", "discovery"].map(
    (name) => memberAt(at, name),
  );
  const name = textOf(memberAt(audience, "claim")) ?? "aud";
  const isOn = (member: string): boolean => textOf(memberAt(audience, member)) === "true";
  const client = memberAt(at, "client_id");
  const schema = memberAt(at, "claim_schema");
  const isSet = (member: string): boolean => !["", "false"].includes(textOf(memberAt(at, member)) ?? "");
  const isLocal = isSet("public_key") || isSet("use_jwks");
  const [introspection, action] = [memberAt(at, "introspection_endpoint"), memberAt(at, "unauth_action")];
  const conditions = [
    ...(issuers
      ? [filledIn(issuers, group, claimIs("iss", wantedOf(issuers)))]
      : discovery
        ? [filledIn(discovery, group, (presented) => discoveredIssuer(discovery, presented))]
        : []),
    ...(audience && (isOn("required") || isOn("match_with_client_id"))
      ? [
          conditionAt(
            audience,
            group,
            isOn("match_with_client_id") && client
              ? (presented) => clientJudged(name, wantedOf(client), isOn("required"), presented)
              : claimIsThere(name),
          ),
        ]
      : []),
    ...(algorithm ? [conditionAt(algorithm, group, algorithmIs(textOf(algorithm) ?? ""))] : []),
    ...(scopes ? [conditionAt(scopes, group, (presented) => scopesJudged(scopes, presented))] : []),
    ...(schema ? [conditionAt(schema, group, () => unknown("A schema of claims is not checked here"))] : []),
    ...(isLocal
      ? []
      : [
          introspection || isSet("bearer_only")
            ? notUnderstood(
                introspection ?? memberAt(at, "bearer_only") ?? at,
                group,
                "The issuer is asked about each token",
              )
            : conditionAt(
                at,
                group,
                () => unmet("Bearer tokens are ignored without bearer_only, public_key or use_jwks"),
                {
                  name: `${at.path}/bearer_only`,
                },
              ),
        ]),
    ...othersOf(at, group, OF_OPENID),
  ];
  return {
    conditions,
    dangers: [
      ...(isOn("match_with_client_id") ? [] : [noAudience(group, at.node.range)]),
      ...(action && textOf(action) === "pass" && !isSet("bearer_only")
        ? [withoutToken(group, action.node.range, "unauth_action lets a request without a token continue")]
        : []),
    ],
  };
}

/** Whether a token without an audience passes when none is required differs between versions. */
function clientJudged(name: string, client: readonly Wanted[], isRequired: boolean, presented: Presented): Judged {
  const { claims } = presented;
  if (claims !== null && claimValues(claims, name) === null && !isRequired)
    return unknown(`The token has no ${name}, which older versions accept and newer ones do not`, name);
  return claimOneOf(name, client)(presented);
}

/** The discovery document names the issuer. Only an iss equal to the part before the well-known path is certain. */
function discoveredIssuer(discovery: At, presented: Presented): Judged {
  if (presented.claims === null) return NO_TOKEN;
  const iss = issuerOf(presented);
  if (iss === null) return NO_ISSUER;
  const base = (textOf(discovery) ?? "").replace(/\/?\.well-known\/openid-configuration$/, "");
  return iss === base || iss === `${base}/`
    ? met(`iss is “${iss}”`, "iss")
    : unknown("The issuer is in the metadata, which this page does not fetch", "iss");
}

function scopesJudged(scopes: At, { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const values = claimValues(claims, "scope");
  const own = values === null || values === "other" ? [] : values.flatMap((text) => text.split(" "));
  const missing = wantedOf(scopes).filter(({ text }) => !own.includes(text));
  return missing.length === 0
    ? met("scope has all required values", "scope")
    : unmet(`scope lacks ${listWords(textsIn(missing))}`, "scope");
}
