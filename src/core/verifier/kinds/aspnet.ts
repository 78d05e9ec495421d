import { jsonText, seconds } from "../../policy/write/quote.ts";
import { headerIs } from "../code/judges.ts";
import { takenFrom } from "../code/sheet.ts";
import { openIn } from "../code/values.ts";
import { claimIs, met, unknown, unmet, textsIn } from "../compare.ts";
import { noAudience, strangersIn } from "../dangers.ts";
import { each } from "../logic.ts";
import { issuerOf, tokenChecks } from "../token-checks.ts";
import {
  conditionAt,
  itemsOf,
  memberAt,
  membersOf,
  notUnderstood,
  othersOf,
  rootAt,
  textOf,
  wantedOf,
  wayTo,
  widenList,
  type At,
} from "../tree.ts";
import type { Condition, Judged, Presented, Verifier, Wanted } from "../types.ts";
import { netAudience } from "./aspnet-audience.ts";
import { azureAdWriter, readAzureAd } from "./aspnet-azure-ad.ts";

/**
 * ASP.NET's TokenValidationParameters as JSON settings or in C#, the scheme settings that JwtBearer reads itself, and the
 * section of Microsoft.Identity.Web. Times may be off by `ClockSkew`, five minutes by default; a trailing slash of an
 * audience is ignored. Besides the listed issuers, the one in the metadata is accepted.
 * Checked 2026-11-30 against dotnet/aspnetcore, JwtBearerConfigureOptions.cs (what a scheme's settings are);
 * AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet, Validators.cs (`ValidateIssuer`,
 * `ValidateAlgorithm`, `ValidateTokenType`; a validator function takes the place of its check), TokenValidationParameters.cs (defaults).
 */
export const aspnet: Verifier = {
  kind: "aspnet",
  title: "ASP.NET configuration",
  read({ text, roots: [root], isCode = false }) {
    const whole = root === undefined ? null : rootAt(root);
    const at = ["Bearer", "JwtBearer", "Jwt"].reduce<At | null>(
      (found, name) =>
        found ??
        wayTo(whole, name, "TokenValidationParameters") ??
        wayTo(whole, "Authentication", "Schemes", name, "TokenValidationParameters"),
      memberAt(whole, "TokenValidationParameters"),
    );
    const scheme = at === null ? schemeIn(whole) : null;
    return readAzureAd(whole) ?? (scheme ? readScheme(scheme, text) : readParameters(at, text, isCode));
  },
  write: {
    comment: null,
    abilities: {
      algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$/,
      checks: ["algorithms", "iss", "aud", "leeway"],
      needs: ["iss"],
    },
    text: ({ policy, issuers, audiences, algorithms }) =>
      jsonText({
        TokenValidationParameters: {
          ValidateIssuer: true,
          ValidIssuers: issuers,
          ValidateAudience: audiences.length > 0,
          ...(audiences.length > 0 && { ValidAudiences: audiences }),
          ValidAlgorithms: algorithms,
          ValidateLifetime: true,
          RequireExpirationTime: true,
          RequireSignedTokens: true,
          ...(policy.leeway !== undefined && { ClockSkew: timeSpan(seconds(policy.leeway)) }),
        },
      }),
  },
  forms: [{ id: "aspnet-azure-ad", title: "ASP.NET AzureAd section", write: azureAdWriter }],
};

/** Seconds as a TimeSpan, `[days.]hours:minutes:seconds`. */
function timeSpan(all: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const days = Math.min(Math.floor(all / 86_400), 99_999);
  return `${days > 0 ? `${days}.` : ""}${two((all % 86_400) / 3600)}:${two((all % 3600) / 60)}:${two(all % 60)}`;
}

/** Checks that are on by default, and what gets in without them. */
const SWITCHED_OFF = [
  [
    "ValidateIssuer",
    "iss",
    "A token of any issuer whose key is accepted gets in: with keys shared by many tenants, that is every tenant.",
  ],
  ["ValidateLifetime", "exp", "A stolen or logged token works forever."],
  ["RequireExpirationTime", "exp", "A token without exp never expires."],
  ["RequireSignedTokens", "alg", "A token without a signature is accepted, and anyone can write one."],
] as const;

const KNOWN =
  "ValidateIssuer ValidIssuer ValidIssuers ValidateAudience ValidAudience ValidAudiences RequireAudience IgnoreTrailingSlashWhenValidatingAudience IgnoreCaseWhenValidatingAudience ValidAlgorithms ClockSkew ValidateLifetime RequireExpirationTime ValidateIssuerSigningKey RequireSignedTokens NameClaimType RoleClaimType SaveSigninToken IssuerSigningKey IssuerSigningKeys IssuerSigningKeyResolver IssuerSigningKeyResolverUsingConfiguration TokenDecryptionKey ValidTypes Audience Audiences Authority MetadataAddress SigningKeys RequireHttpsMetadata MapInboundClaims SaveToken IncludeErrorDetails TryAllIssuerSigningKeys LogValidationExceptions".split(
    " ",
  );

/** Settings of a scheme that JwtBearer reads; those that restrict tokens are judged separately. */
const OF_SCHEME =
  "Authority MetadataAddress ValidIssuer ValidIssuers ValidAudience ValidAudiences SigningKeys RequireHttpsMetadata MapInboundClaims SaveToken IncludeErrorDetails BackchannelTimeout Challenge ForwardAuthenticate ForwardChallenge ForwardDefault ForwardForbid ForwardSignIn ForwardSignOut RefreshInterval RefreshOnIssuerKeyNotFound".split(
    " ",
  );

/** Seconds of a TimeSpan, `[days.]hours:minutes:seconds`; null if it is not one. */
function skewOf(text: string | null): number | null {
  const match = /^(?:(\d{1,5})\.)?(\d{1,2}):(\d{2}):(\d{2})$/.exec(text ?? "");
  if (match === null) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** A scheme in the settings that JwtBearer reads itself, as written by `dotnet user-jwts`. */
function schemeIn(whole: At | null): At | null {
  const names = [
    "ValidIssuer",
    "ValidIssuers",
    "ValidAudience",
    "ValidAudiences",
    "Audience",
    "Authority",
    "MetadataAddress",
  ];
  const isJudged = (one: At): boolean => names.some((name) => memberAt(one, name) !== null);
  return membersOf(wayTo(whole, "Authentication", "Schemes")).find(isJudged) ?? null;
}

/** Whether code makes its parameters by itself: nothing else is bound to them. */
const isWhole = (text: string): boolean => text.includes("new TokenValidationParameters") && !/\.Bind\(/.test(text);

/** The switches of the checks. */
const SWITCHES = "ValidateIssuer ValidateAudience ValidateLifetime RequireExpirationTime RequireAudience".split(" ");

/** The code that computes a value; null if the text has the value. */
const openOf = (at: At | null): string | null => (at === null ? null : openIn(at.node));

/** Judges by the values that the text has; where they do not suffice and code computes others, it is unknown. */
function knownOf(
  members: readonly At[],
  claim: string,
  judgeOf: (wanted: readonly Wanted[]) => Condition["judge"],
): Condition["judge"] {
  const open = members.map(openOf).find((one) => one !== null) ?? null;
  if (open === null) return judgeOf(members.flatMap(wantedOf));
  const known = members.flatMap(itemsOf).filter((item) => openOf(item) === null);
  const judge = judgeOf(known.flatMap(wantedOf));
  return (presented) => {
    const judged = known.length === 0 ? null : judge(presented);
    return judged?.outcome === "met" ? judged : unknown(takenFrom(open), claim);
  };
}

/** The single member and the list form one set. */
const set = (at: At | null, one: string, many: string): readonly At[] =>
  [memberAt(at, one), memberAt(at, many)].filter((found) => found !== null);

/** The listed issuers and the one in the metadata. Of the latter, only the authority's own address is certain. */
function issuerJudged(listed: readonly Wanted[], authority: At | null, presented: Presented): Judged {
  const judged = claimIs("iss", listed)(presented);
  const iss = issuerOf(presented);
  if (judged.outcome !== "unmet" || authority === null || iss === null) return judged;
  const base = (textOf(authority) ?? "").replace(/\/?(?:\.well-known\/openid-configuration)?$/, "");
  return iss === base || iss === `${base}/`
    ? met(`iss is “${iss}”, the authority’s own`, "iss")
    : unknown("The authority’s metadata also names an issuer, which this page does not fetch", "iss");
}

/** A scheme's settings: what they do not list is not compared. */
function readScheme(at: At, text: string): ReturnType<Verifier["read"]> {
  const group = at.path.split("/").at(-1) ?? "Scheme";
  const authority = memberAt(at, "Authority") ?? memberAt(at, "MetadataAddress");
  const isListed = (one: At): boolean => wantedOf(one).length > 0;
  const issuers = set(at, "ValidIssuer", "ValidIssuers").filter(isListed);
  const audiences = set(at, "ValidAudience", "ValidAudiences").filter(isListed);
  const [issuer, audience] = [issuers[0], audiences[0]];
  const list = memberAt(at, "ValidAudiences");
  const conditions: readonly Condition[] = [
    ...(issuer
      ? [conditionAt(issuer, group, (presented) => issuerJudged(issuers.flatMap(wantedOf), authority, presented))]
      : []),
    ...(audience
      ? [
          conditionAt(audience, group, netAudience(audiences.flatMap(wantedOf), { slash: true }), {
            widen: (value) => (list === null ? null : widenList(list, text)(value)),
          }),
        ]
      : []),
    ...membersOf(at)
      .filter(({ name }) => !OF_SCHEME.includes(name))
      .map((one) => notUnderstood(one, group, "JwtBearer does not read this from a scheme’s settings; code may")),
    ...tokenChecks({ skew: 300 }),
  ];
  const [, iss, attack] = SWITCHED_OFF[0];
  return {
    conditions,
    logic: each(conditions),
    dangers: [
      ...(audience ? [] : [noAudience(group, at.node.range)]),
      ...(issuer
        ? []
        : [{ claim: iss, group, range: at.node.range, title: "No issuer is listed, so iss is not compared", attack }]),
      ...strangersIn(group, textsIn(issuers.flatMap(wantedOf)), [], "is let in", at.node.range),
    ],
  };
}

function readParameters(at: At | null, text: string, isCode: boolean): ReturnType<Verifier["read"]> {
  if (at === null) return null;
  const group = "TokenValidationParameters";
  const isOff = (name: string): boolean => textOf(memberAt(at, name))?.toLowerCase() === "false";
  const has = (name: string): boolean => memberAt(at, name) !== null;
  /** A switch that code computes, or a function in the place of a check. */
  const isOpen = (name: string): boolean => openOf(memberAt(at, name)) !== null;
  const isOn = (name: string): boolean => textOf(memberAt(at, name))?.toLowerCase() === "true";
  const list = memberAt(at, "ValidAudiences");
  const authority = memberAt(at, "Authority") ?? memberAt(at, "MetadataAddress");
  const [issuers, audiences] = [
    set(at, "ValidIssuer", "ValidIssuers"),
    [...set(at, "ValidAudience", "ValidAudiences"), ...set(at, "Audience", "Audiences")],
  ];
  const how = {
    slash: !isOff("IgnoreTrailingSlashWhenValidatingAudience"),
    loose: isOn("IgnoreCaseWhenValidatingAudience"),
    optional: isOff("RequireAudience"),
  };
  const judgeOf = (claim: string, wanted: readonly Wanted[]): Condition["judge"] =>
    claim === "aud" ? netAudience(wanted, how) : (presented: Presented) => issuerJudged(wanted, authority, presented);
  const judged = (members: readonly At[], claim: string) =>
    members.slice(0, 1).map((first) =>
      conditionAt(
        first,
        group,
        knownOf(members, claim, (wanted) => judgeOf(claim, wanted)),
        {
          widen: (value) => (claim !== "aud" || list === null ? null : widenList(list, text)(value)),
        },
      ),
    );
  // Both are checked by default; without a value here or in code, every token is refused.
  const asked = (check: string, member: string, members: readonly At[], claim: string) => {
    if (isOff(check) || isOpen(check) || has(`${check.replace("Validate", "")}Validator`)) return [];
    const isRefused = isCode && isWhole(text) && (claim === "aud" || authority === null);
    const missing = () =>
      isRefused
        ? unmet(`There is no ${member}, and ${check} is on, so every token is refused`, claim)
        : unknown(
            `There is no ${member} here; without one ${isCode ? "elsewhere" : "in code"} every token is refused`,
            claim,
          );
    if (members.length > 0) return judged(members, claim);
    // The metadata of the authority names the issuer.
    const named = claim === "iss" ? authority : null;
    const open = openOf(named);
    const byMetadata = (presented: Presented) =>
      open === null ? issuerJudged([], named, presented) : unknown(takenFrom(open), claim);
    return [conditionAt(named ?? at, group, named === null ? missing : byMetadata, { name: `/${member}` })];
  };
  const [algorithms, skew] = [memberAt(at, "ValidAlgorithms"), memberAt(at, "ClockSkew")];
  const seconds = skewOf(textOf(skew));
  const listed = algorithms === null || has("AlgorithmValidator") ? null : algorithms;
  const checks = tokenChecks({
    skew: seconds ?? 300,
    needsExpiry: !isOff("RequireExpirationTime") && !isOpen("RequireExpirationTime"),
  }).filter(({ name }) => name !== "signature" || !has("SignatureValidator"));
  // The file sets clock skew and algorithms, so their results are reported there.
  const check = (name: string) => checks.find((one) => one.name === name)!.judge;
  const algorithmJudged = (wanted: readonly Wanted[]) =>
    tokenChecks({ algorithms: textsIn(wanted) }).find(({ name }) => name === "alg")!.judge;
  const isClear = skew === null || openOf(skew) === null;
  const hasLifetime = !isOff("ValidateLifetime") && !isOpen("ValidateLifetime") && !has("LifetimeValidator") && isClear;
  const types = memberAt(at, "ValidTypes");
  const conditions = [
    ...asked("ValidateIssuer", "ValidIssuer", issuers, "iss"),
    ...asked("ValidateAudience", "ValidAudience", audiences, "aud"),
    ...(listed && itemsOf(listed).length > 0
      ? [conditionAt(listed, group, knownOf([listed], "alg", algorithmJudged))]
      : []),
    ...(skew && hasLifetime ? [conditionAt(skew, group, check("exp"))] : []),
    ...(types
      ? [
          conditionAt(
            types,
            group,
            knownOf([types], "typ", (wanted) => headerIs("typ", wanted)),
          ),
        ]
      : []),
    ...["ClockSkew", ...SWITCHES].filter(isOpen).map((name) => {
      const own = memberAt(at, name)!;
      return notUnderstood(own, group, takenFrom(openOf(own)!));
    }),
    ...othersOf(at, group, KNOWN),
    ...checks.filter(({ name }) => hasLifetime || (name !== "exp" && name !== "nbf")),
  ];
  const validator = memberAt(at, "SignatureValidator");
  return {
    conditions,
    logic: each(conditions),
    dangers: [
      ...(isOff("ValidateAudience") ? [noAudience(group, at.node.range)] : []),
      ...strangersIn(group, textsIn(issuers.flatMap(wantedOf)), [], "is let in", at.node.range),
      ...(validator
        ? [
            {
              claim: "alg",
              group,
              range: validator.node.range,
              title: "A function takes the place of the signature’s verification",
              attack: "Unless it verifies the signature itself, anyone can write a token that is accepted.",
            },
          ]
        : []),
      ...SWITCHED_OFF.filter(([member]) => isOff(member)).map(([member, claim, attack]) => {
        const range = memberAt(at, member)?.node.range ?? at.node.range;
        return { claim, group, range, title: `${member} is off`, attack };
      }),
    ],
  };
}
