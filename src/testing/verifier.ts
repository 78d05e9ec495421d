import { parseJson } from "../core/json/parse.ts";
import type { JsonObject } from "../core/json/types.ts";
import { judge, type Verdict } from "../core/verifier/judge.ts";
import { readConfiguration } from "../core/verifier/load-read.ts";
import type { Presented, Reading } from "../core/verifier/types.ts";

/** The time at which the samples are judged. */
export const NOW = 1_800_000_000;

export function objectFrom(value: object): JsonObject {
  return parseJson(JSON.stringify(value)).root as JsonObject;
}

/** A token with a valid signature, with these claims and valid times. */
export function presented(claims: object, more: Partial<Presented> & { readonly alg?: string } = {}): Presented {
  const { alg = "RS256", ...rest } = more;
  return {
    header: objectFrom({ alg, typ: "JWT", kid: "k1" }),
    claims: objectFrom({ iat: NOW - 60, nbf: NOW - 60, exp: NOW + 600, ...claims }),
    signature: "met",
    now: NOW,
    leeway: 0,
    ...rest,
  };
}

/** What a configuration says; fails if it is not one. */
export function readingOf(configuration: object | string): Reading {
  const text = typeof configuration === "string" ? configuration : JSON.stringify(configuration, null, 2);
  const read = readConfiguration(text);
  if (read.is !== "read") throw new Error(`not read: ${JSON.stringify(read)}`);
  return read.reading;
}

/** A configuration checked against claims, with its outcomes by the last part of each condition's name. */
export function judged(
  configuration: object | string,
  to: Presented,
): Verdict & { readonly by: Readonly<Record<string, string>> } {
  const verdict = judge(readingOf(configuration), to);
  const by = verdict.conditions.map(
    ({ condition, outcome }) => [condition.name.split("/").at(-1) ?? "", outcome] as const,
  );
  return { ...verdict, by: Object.fromEntries(by) };
}

export const GITHUB = "https://token.actions.githubusercontent.com";
export const KEY = "token.actions.githubusercontent.com";

/** Claims of a run triggered by a push. */
export const push = {
  iss: GITHUB,
  aud: "sts.amazonaws.com",
  sub: "repo:blue-yard/kiln:ref:refs/heads/main",
  repository: "blue-yard/kiln",
  repository_owner: "blue-yard",
  repository_id: "40711",
  repository_owner_id: "8812",
  ref: "refs/heads/main",
  event_name: "push",
};
/** The same with the ids of owner and repository in the subject. */
export const withIds = { ...push, sub: "repo:blue-yard@8812/kiln@40711:ref:refs/heads/main" };

/** A statement of an AWS trust policy, and the policy. */
export const statement = (condition: object, more: object = {}) => ({
  Effect: "Allow",
  Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${KEY}` },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: condition,
  ...more,
});
export const trust = (...statements: readonly object[]) => ({ Version: "2012-10-17", Statement: statements });
/** Conditions of the policy on audience and subject. */
export const AUD = { [`${KEY}:aud`]: "sts.amazonaws.com" };
export const sub = (...values: readonly string[]) => ({ [`${KEY}:sub`]: values.length === 1 ? values[0] : values });

/** Claims of another issuer. */
export const idp = { iss: "https://idp.example", aud: "orders", sub: "u1" };
