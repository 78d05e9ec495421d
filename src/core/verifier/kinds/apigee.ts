import { claimIs, claimOneOf, textsIn } from "../compare.ts";
import { noAudience } from "../dangers.ts";
import { everyPart, type Part } from "../parts.ts";
import { filledIn } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
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
import type { Condition, Verifier, Wanted } from "../types.ts";

/**
 * Apigee's policy `VerifyJWT`. A value may come from a flow variable (`ref`), which is unknown here. Times count only if the
 * token has them; clocks may differ by `TimeAllowance`.
 * Checked 2026-12-01 against Google Cloud, "VerifyJWT policy" (Apigee X and Edge).
 */
export const apigee: Verifier = {
  kind: "apigee",
  title: "Apigee policy VerifyJWT",
  read({ roots }) {
    const found = roots.flatMap((root) => memberAt(rootAt(root), "VerifyJWT") ?? []).map(readPolicy);
    return found.length === 0 ? null : everyPart(found);
  },
};

const BESIDE =
  "name enabled continueOnError async displayName DisplayName Algorithm Type Source PublicKey SecretKey IgnoreUnresolvedVariables IgnoreIssuedAt IgnoreCriticalHeaders TimeAllowance CustomClaims Properties Subject Issuer Audience AdditionalClaims".split(
    " ",
  );

/** Elements of one value, and the claim that they are compared with. */
const CLAIMS = [
  ["Issuer", "iss"],
  ["Audience", "aud"],
  ["Subject", "sub"],
] as const;

function readPolicy(at: At): Part {
  const group = textOf(memberAt(at, "name")) ?? "VerifyJWT";
  const [algorithm, enabled] = [memberAt(at, "Algorithm"), memberAt(at, "enabled")];
  const named = wayTo(at, "AdditionalClaims", "ref");
  if (enabled && textOf(enabled) === "false")
    return { conditions: [notUnderstood(enabled, group, "The policy is turned off, and checks nothing")], dangers: [] };
  const algorithms = wantedOf(algorithm).flatMap(listed);
  const conditions: readonly Condition[] = [
    ...CLAIMS.flatMap(([name, claim]) => {
      const value = memberAt(at, name);
      return value ? [compared(value, group, claim)] : [];
    }),
    ...(named ? [notUnderstood(named, group, VARIABLE)] : []),
    ...itemsOf(wayTo(at, "AdditionalClaims", "Claim")).map((one) => additional(one, group)),
    ...othersOf(at, group, BESIDE),
    ...tokenChecks({
      ...(algorithms.length > 0 && { algorithms: textsIn(algorithms) }),
      skew: secondsOf(textOf(memberAt(at, "TimeAllowance")) ?? "0"),
      checksIssue: textOf(memberAt(at, "IgnoreIssuedAt")) !== "true",
      needsExpiry: false,
    }),
  ];
  return { conditions, dangers: memberAt(at, "Audience") ? [] : [noAudience(group, at.node.range)] };
}

const VARIABLE = "Comes from a flow variable";

function compared(at: At, group: string, claim: string): Condition {
  const wanted = wantedOf(at);
  return wanted.length === 0
    ? notUnderstood(at, group, VARIABLE)
    : filledIn(at, group, claimOneOf(claim, wanted.flatMap(claim === "aud" ? listed : (one) => [one])));
}

/** A claim with its name and type as attributes, and the value as the element's text. */
function additional(at: At, group: string): Condition {
  const name = textOf(memberAt(at, "name"));
  const value = memberAt(at, "#text");
  const type = textOf(memberAt(at, "type")) ?? "string";
  if (name === null || value === null || memberAt(at, "ref") || textOf(memberAt(at, "array")) === "true")
    return notUnderstood(at, group, value === null || memberAt(at, "ref") ? VARIABLE : undefined);
  return type === "string"
    ? conditionAt(value, group, claimIs(name, wantedOf(value)), { name: `${at.path}/${name}` })
    : notUnderstood(at, group);
}

/** Values parted by commas. */
const listed = ({ text, range }: Wanted): readonly Wanted[] =>
  text.split(",").map((part) => ({ text: part.trim(), range }));

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function secondsOf(text: string): number {
  const [, count = "0", unit = "s"] = /^(\d{1,9})([smhd])?$/.exec(text.trim()) ?? [];
  return Number(count) * (UNITS[unit] ?? 1);
}
