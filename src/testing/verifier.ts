import { parseJson } from "../core/json/parse.ts";
import type { JsonObject } from "../core/json/types.ts";
import { judge, type Verdict } from "../core/verifier/judge.ts";
import { readConfiguration } from "../core/verifier/read.ts";
import type { Presented, Reading } from "../core/verifier/types.ts";

/** The moment at which the samples are judged. */
export const NOW = 1_800_000_000;

export function objectFrom(value: object): JsonObject {
  return parseJson(JSON.stringify(value)).root as JsonObject;
}

/** A token whose signature verifies, with these claims beside times that are right. */
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

/** What a configuration says; fails where it is none. */
export function readingOf(configuration: object | string): Reading {
  const text = typeof configuration === "string" ? configuration : JSON.stringify(configuration, null, 2);
  const read = readConfiguration(text);
  if (read.is !== "read") throw new Error(`not read: ${JSON.stringify(read)}`);
  return read.reading;
}

/** A configuration held against claims, with its outcomes by the last part of each condition's name. */
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
