import { jsonText, seconds } from "../../policy/write/quote.ts";
import { claimOneOf, unknown } from "../compare.ts";
import { noAudience, strangersIn } from "../dangers.ts";
import { each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
import {
  conditionAt,
  itemsOf,
  memberAt,
  membersOf,
  othersOf,
  rootAt,
  textOf,
  wantedOf,
  wayTo,
  widenList,
  type At,
} from "../tree.ts";
import type { Verifier } from "../types.ts";

/**
 * ASP.NET's TokenValidationParameters as settings in JSON. Times may be off by `ClockSkew`, five minutes where it is not set.
 * As known on 2026-11-30, not yet compared with the text of: .NET documentation, Microsoft.IdentityModel.Tokens.TokenValidationParameters.
 */
export const aspnet: Verifier = {
  kind: "aspnet",
  title: "ASP.NET TokenValidationParameters",
  read({ text, roots: [root] }) {
    const whole = root === undefined ? null : rootAt(root);
    const at = ["Bearer", "JwtBearer", "Jwt"].reduce<At | null>(
      (found, name) =>
        found ??
        wayTo(whole, name, "TokenValidationParameters") ??
        wayTo(whole, "Authentication", "Schemes", name, "TokenValidationParameters"),
      memberAt(whole, "TokenValidationParameters"),
    );
    return readParameters(at ?? schemeIn(whole), text);
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
};

/** Seconds as a TimeSpan, `[days.]hours:minutes:seconds`. */
function timeSpan(all: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const days = Math.min(Math.floor(all / 86_400), 99_999);
  return `${days > 0 ? `${days}.` : ""}${two((all % 86_400) / 3600)}:${two((all % 3600) / 60)}:${two(all % 60)}`;
}

/** Checks that are on unless they are switched off, with what their lack lets in. */
const SWITCHED_OFF = [
  [
    "ValidateIssuer",
    "iss",
    "A token of any issuer whose key is taken gets in: with keys that many tenants share, that is every tenant.",
  ],
  ["ValidateLifetime", "exp", "A token that was stolen or logged once works for ever."],
  ["RequireExpirationTime", "exp", "A token that has no exp never ends."],
  ["RequireSignedTokens", "alg", "A token without a signature is taken: anybody writes one."],
] as const;

const KNOWN =
  "Audience Audiences Authority MetadataAddress SigningKeys RequireHttpsMetadata MapInboundClaims SaveToken IncludeErrorDetails ValidateIssuer ValidIssuer ValidIssuers ValidateAudience ValidAudience ValidAudiences ValidAlgorithms ClockSkew ValidateLifetime RequireExpirationTime ValidateIssuerSigningKey RequireSignedTokens NameClaimType RoleClaimType SaveSigninToken IssuerSigningKey IssuerSigningKeys".split(
    " ",
  );

/** Seconds of a TimeSpan, `[days.]hours:minutes:seconds`; null where it is none. */
function skewOf(text: string | null): number | null {
  const match = /^(?:(\d{1,5})\.)?(\d{1,2}):(\d{2}):(\d{2})$/.exec(text ?? "");
  if (match === null) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** A scheme of the settings that JwtBearer reads by itself, as `dotnet user-jwts` writes one. */
function schemeIn(whole: At | null): At | null {
  const names = ["ValidIssuer", "ValidIssuers", "ValidAudience", "ValidAudiences", "Audience"];
  const isJudged = (one: At): boolean => names.some((name) => memberAt(one, name) !== null);
  return membersOf(wayTo(whole, "Authentication", "Schemes")).find(isJudged) ?? null;
}

function readParameters(at: At | null, text: string): ReturnType<Verifier["read"]> {
  if (at === null) return null;
  const group = "TokenValidationParameters";
  const isOff = (name: string): boolean => textOf(memberAt(at, name)) === "false";
  // The single member and the list are one set.
  const set = (one: string, many: string): readonly At[] =>
    [memberAt(at, one), memberAt(at, many)].filter((found) => found !== null);
  const list = memberAt(at, "ValidAudiences");
  const [issuers, audiences] = [
    set("ValidIssuer", "ValidIssuers"),
    [...set("ValidAudience", "ValidAudiences"), ...set("Audience", "Audiences")],
  ];
  const judged = (members: readonly At[], claim: string) =>
    members.slice(0, 1).map((first) =>
      conditionAt(first, group, claimOneOf(claim, members.flatMap(wantedOf)), {
        widen: (value) => (claim !== "aud" || list === null ? null : widenList(list, text)(value)),
      }),
    );
  // Both are checked unless they are switched off; without a value here or in code every token is refused.
  const asked = (check: string, member: string, members: readonly At[], claim: string) => {
    if (isOff(check)) return [];
    const missing = () => unknown(`No ${member} stands here; without one in code every token is refused`, claim);
    return members.length > 0 ? judged(members, claim) : [conditionAt(at, group, missing, { name: `/${member}` })];
  };
  const [algorithms, skew] = [memberAt(at, "ValidAlgorithms"), memberAt(at, "ClockSkew")];
  const seconds = skewOf(textOf(skew));
  const checks = tokenChecks({
    skew: seconds ?? 300,
    needsExpiry: !isOff("RequireExpirationTime"),
    ...(algorithms && { algorithms: wantedOf(algorithms).map(({ text }) => text) }),
  });
  // The clock's slack and the algorithms stand in the file: what they come to is said there.
  const check = (name: string) => checks.find((one) => one.name === name)!.judge;
  const hasLifetime = !isOff("ValidateLifetime");
  const conditions = [
    ...asked("ValidateIssuer", "ValidIssuer", issuers, "iss"),
    ...asked("ValidateAudience", "ValidAudience", audiences, "aud"),
    ...(algorithms && itemsOf(algorithms).length > 0 ? [conditionAt(algorithms, group, check("alg"))] : []),
    ...(skew && hasLifetime ? [conditionAt(skew, group, check("exp"))] : []),
    ...othersOf(at, group, KNOWN),
    ...checks.filter(({ name }) => hasLifetime || (name !== "exp" && name !== "nbf")),
  ];
  const isOpen = isOff("ValidateAudience");
  return {
    conditions,
    logic: each(conditions),
    dangers: [
      ...(isOpen ? [noAudience(group, at.node.range)] : []),
      ...strangersIn(
        group,
        issuers.flatMap(wantedOf).map(({ text }) => text),
        [],
        "is let in",
        at.node.range,
      ),
      ...SWITCHED_OFF.filter(([member]) => isOff(member)).map(([member, claim, attack]) => {
        const range = memberAt(at, member)?.node.range ?? at.node.range;
        return { claim, group, range, title: `${member} is off`, attack };
      }),
    ],
    notes: [],
  };
}
