import {
  claimOneOf,
  claimValues,
  listWords,
  met,
  NO_TOKEN,
  oneOf,
  unknown,
  unmet,
  textsIn,
  incomparable,
} from "../compare.ts";
import { noAudience } from "../dangers.ts";
import { everyPart } from "../parts.ts";
import { filledIn, isPlaceholder } from "../settings.ts";
import { issuerOf, tokenChecks, NO_ISSUER } from "../token-checks.ts";
import { allPlaces, placesNamed } from "../token-places.ts";
import {
  conditionAt,
  itemsOf,
  memberAt,
  notUnderstood,
  othersOf,
  rootAt,
  textOf,
  wantedOf,
  wayTo,
  type At,
} from "../tree.ts";
import type { Condition, Danger, Judged, Presented, Source, TokenPlace, Verifier } from "../types.ts";
import { azureValidateJwtWriter } from "./azure-validate-jwt-writer.ts";

/**
 * The policies `validate-jwt` and `validate-azure-ad-token` of Azure API Management. All values of a claim are
 * required unless `match` is `any`; times may be off by `clock-skew`, zero by default.
 * Sources, read 2026-11-30: Azure API Management, "Validate JWT" (version of 2024-03-18) and "Validate Azure Active
 * Directory token" (version of 2022-12-08).
 */
export const azureValidateJwt: Verifier = {
  kind: "azure-validate-jwt",
  title: "API Management policy",
  read(source) {
    const found = source.roots.flatMap((root) => POLICIES.flatMap((name) => memberAt(rootAt(root), name) ?? []));
    if (found.length === 0) return null;
    return { ...everyPart(found.map((at) => readPolicy(at, source))), places: allPlaces(found.map(placesOf)) };
  },
  write: azureValidateJwtWriter,
};

const POLICIES = ["validate-jwt", "validate-azure-ad-token"];

/** One of its attributes names the place; `token-value` is an expression. */
function placesOf(at: At): readonly TokenPlace[] | undefined {
  const places = allPlaces([
    placesNamed("header", memberAt(at, "header-name")),
    placesNamed("parameter", memberAt(at, "query-parameter-name")),
  ]);
  return places?.length === 0 || memberAt(at, "token-value") !== null ? undefined : places;
}

const BESIDE =
  "header-name query-parameter-name token-value failed-validation-httpcode failed-validation-error-message require-expiration-time require-scheme require-signed-tokens clock-skew output-token-variable-name openid-config issuer-signing-keys decryption-keys audiences issuers required-claims tenant-id client-application-ids backend-application-ids authentication-endpoint id".split(
    " ",
  );

function readPolicy(
  at: At,
  { text }: Source,
): { readonly conditions: readonly Condition[]; readonly dangers: readonly Danger[] } {
  const group = at.path.slice(1);
  const isEntra = group === "validate-azure-ad-token";
  const audiences = wayTo(at, "audiences", "audience");
  const clients = wayTo(at, "client-application-ids", "application-id");
  const claims = itemsOf(wayTo(at, "required-claims", "claim"));
  const skew = memberAt(at, "clock-skew");
  const isOff = (name: string): boolean => textOf(memberAt(at, name))?.toLowerCase() === "false";
  const checks = tokenChecks({
    skew: Number(textOf(skew) ?? 0) || 0,
    needsExpiry: !isOff("require-expiration-time"),
    algorithms: isEntra ? ["RS256"] : ALGORITHMS,
  });
  const conditions = [
    ...(isEntra ? tenantConditions(at, group) : issuerConditions(at, group)),
    ...(audiences ? [filledIn(audiences, group, claimOneOf("aud", wantedOf(audiences)))] : []),
    ...(clients ? [filledIn(clients, group, (presented) => clientJudged(clients, presented))] : []),
    ...claims.map((claim) => claimCondition(claim, group)),
    ...(skew && isPlaceholder(textOf(skew) ?? "") ? [filledIn(skew, group, () => met(""))] : []),
    ...othersOf(at, group, BESIDE),
    ...(isInBranch(text, at) ? [notUnderstood(at, group, "Inside a choose, so it depends on the request")] : []),
    ...checks,
  ];
  return { conditions, dangers: dangersOf(at, group, audiences) };
}

/** The `alg` values that the policy accepts, including those for shared secrets. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "HS256", "HS384", "HS512"];

function isInBranch(text: string, { node }: At): boolean {
  const before = text.slice(0, node.range.start);
  return before.split("<choose>").length > before.split("</choose>").length;
}

function dangersOf(at: At, group: string, audiences: At | null): readonly Danger[] {
  const signed = memberAt(at, "require-signed-tokens");
  const tenant = memberAt(at, "tenant-id");
  return [
    ...(audiences ? [] : [noAudience(group, at.node.range)]),
    ...(signed && textOf(signed)?.toLowerCase() === "false"
      ? [
          {
            claim: "signature",
            group,
            range: signed.node.range,
            title: "Tokens need no signature",
            attack: "Anyone can write a token with any claims and leave the signature out.",
          },
        ]
      : []),
    ...(tenant && /^(?:common|organizations|consumers)$/.test(textOf(tenant) ?? "")
      ? [
          {
            claim: "tid",
            group,
            range: tenant.node.range,
            title: "Every tenant is accepted",
            attack: "Anyone with a Microsoft Entra tenant can get a token that passes.",
          },
        ]
      : []),
  ];
}

const TENANT = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The listed issuers and those in the metadata, as far as its address tells them. */
function issuerConditions(at: At, group: string): readonly Condition[] {
  const listed = wayTo(at, "issuers", "issuer");
  const configs = itemsOf(memberAt(at, "openid-config")).flatMap((one) => memberAt(one, "url") ?? []);
  const first = listed ?? configs[0];
  if (first === undefined) return [];
  const known = configs.flatMap((url) => issuerOfMetadata(url) ?? []);
  const areAllKnown = known.length === configs.length;
  const judge = (presented: Presented): Judged => {
    const iss = issuerOf(presented);
    if (presented.claims === null) return NO_TOKEN;
    if (iss === null) return NO_ISSUER;
    const wanted = [...wantedOf(listed), ...known];
    const judged = oneOf("iss", [iss], wanted, "exact");
    if (judged.outcome === "met" || areAllKnown) return judged;
    return unknown("The issuer is in the metadata, which this page does not fetch", "iss");
  };
  return [filledIn(first, group, judge)];
}

function issuerOfMetadata(url: At) {
  const address = textOf(url) ?? "";
  const microsoft =
    /^https:\/\/login\.microsoftonline\.com\/([^/]{1,100})\/(v2\.0\/)?\.well-known\/openid-configuration$/.exec(
      address,
    );
  const range = url.node.range;
  const tenant = microsoft?.[1] ?? "";
  if (microsoft && TENANT.test(tenant))
    return {
      text: microsoft[2] ? `https://login.microsoftonline.com/${tenant}/v2.0` : `https://sts.windows.net/${tenant}/`,
      range,
    };
  // Others name their issuer before the well-known path, with or without a trailing slash: only equality is certain.
  return null;
}

/** The token must be from the tenant, by its version 1 or 2. */
function tenantConditions(at: At, group: string): readonly Condition[] {
  const tenant = memberAt(at, "tenant-id");
  if (tenant === null) return [];
  const [id = ""] = (textOf(tenant) ?? "").replace(/^https:\/\/[^/]{1,100}\//, "").split("/");
  const judge = (presented: Presented): Judged => {
    if (presented.claims === null) return NO_TOKEN;
    const iss = issuerOf(presented);
    if (iss === null) return NO_ISSUER;
    const own = /^https:\/\/(?:sts\.windows\.net|login\.microsoftonline\.com)\/([^/]{1,100})\/(?:v2\.0)?$/.exec(
      iss,
    )?.[1];
    if (own === undefined) return unmet(`iss is “${iss}”, which is not the issuer of a Microsoft Entra tenant`, "iss");
    if (/^(?:common|organizations|consumers)$/.test(id)) return met("Every tenant is accepted", "iss");
    if (TENANT.test(id))
      return oneOf("tid", [own.toLowerCase()], [{ text: id.toLowerCase(), range: tenant.node.range }], "exact");
    return unknown("The tenant is given by domain, but a token has its id", "iss");
  };
  return [filledIn(tenant, group, judge)];
}

function clientJudged(clients: At, { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const name = ["azp", "appid"].find((one) => claimValues(claims, one) !== null) ?? "azp";
  const values = claimValues(claims, name);
  if (values === null || values === "other") return incomparable(name, values, "The token has neither azp nor appid");
  return oneOf(name, values, wantedOf(clients), "exact");
}

function claimCondition(claim: At, group: string): Condition {
  const name = textOf(memberAt(claim, "name")) ?? "";
  const wanted = wantedOf(memberAt(claim, "value"));
  const separator = textOf(memberAt(claim, "separator"));
  const match = textOf(memberAt(claim, "match")) ?? "all";
  const path = `/${group}/required-claims/claim/${name}`;
  if (wanted.some(({ text }) => isPlaceholder(text)) || isPlaceholder(name) || !["all", "any"].includes(match))
    return conditionAt(claim, group, () => unknown("An expression or named value, filled in by the gateway"), {
      name: path,
    });
  const judge = ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    const values = claimValues(claims, name);
    if (values === null) return unmet(`The token has no ${name}`, name);
    if (values === "other") return unknown(`${name} is not a string`, name);
    const own = separator === null || separator === "" ? values : values.flatMap((text) => text.split(separator));
    if (wanted.length === 0) return met(`The token has ${name}`, name);
    if (match === "any") return oneOf(name, own, wanted, "exact");
    const missing = wanted.filter(({ text }) => !own.includes(text));
    const [first] = missing;
    if (first === undefined) return met(`${name} has ${listWords(textsIn(wanted))}`, name);
    if (own.length === 1 && wanted.length === 1) return oneOf(name, own, wanted, "exact");
    return {
      ...unmet(
        `${name} has ${listWords(own)}, and ${listWords(textsIn(missing))} ${missing.length === 1 ? "is" : "are"} required as well`,
        name,
      ),
      token: own[0] ?? null,
      wanted: first.text,
    };
  };
  return conditionAt(claim, group, judge, { name: path });
}
