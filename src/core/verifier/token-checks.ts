import { durationWords } from "../claims/describe.ts";
import { lastMember } from "../json/query.ts";
import type { JsonObject } from "../json/types.ts";
import { listWords, met, NO_TOKEN, ofHeader, unknown, unmet } from "./compare.ts";
import type { Condition, Judged, Presented } from "./types.ts";

/** What a verifier requires of every token, whatever its configuration says. */
interface TokenRules {
  /** The algorithms that it accepts; absent: unknown. */
  readonly algorithms?: readonly string[];
  /** Seconds that its clock may be off; absent: as set on the page. */
  readonly skew?: number;
  /** The same for `nbf`, if it differs. */
  readonly earlySkew?: number;
  /** A token whose `iat` is in the future is refused; one without `iat` is not. */
  readonly checksIssue?: boolean;
  /** A token without `exp` is refused. */
  readonly needsExpiry?: boolean;
  /** A token without `kid` is refused. */
  readonly needsKeyId?: boolean;
}

/** The group of the conditions for every token. */
export const TOKEN_GROUP = "Token";

/** Signature, algorithm, key id and times, as conditions in addition to those of the file. */
export function tokenChecks({
  algorithms,
  skew,
  earlySkew = skew,
  checksIssue = false,
  needsExpiry = true,
  needsKeyId = false,
}: TokenRules): readonly Condition[] {
  const check = (name: string, judge: (presented: Presented) => Judged): Condition => ({
    name,
    group: TOKEN_GROUP,
    range: null,
    judge,
  });
  return [
    check("signature", ({ signature }) => SIGNATURE[signature]),
    ...(algorithms ? [check("alg", ({ header }) => ofHeader(algorithmCheck(header, algorithms)))] : []),
    ...(needsKeyId ? [check("kid", ({ header }) => ofHeader(keyIdCheck(header)))] : []),
    check("exp", ({ claims, now, leeway }) => expiryCheck(claims, now, skew ?? leeway, needsExpiry)),
    check("nbf", ({ claims, now, leeway }) => notBeforeCheck(claims, now, earlySkew ?? leeway)),
    ...(checksIssue ? [check("iat", ({ claims, now, leeway }) => issueCheck(claims, now, skew ?? leeway))] : []),
  ];
}

const SIGNATURE = {
  met: met("Verifies with the current key"),
  unmet: unmet("Does not verify with the current key"),
  unknown: unknown("Needs the issuer’s key"),
} as const;

function algorithmCheck(header: JsonObject | null, algorithms: readonly string[]): Judged {
  if (header === null) return NO_TOKEN;
  const alg = lastMember(header, "alg")?.value;
  if (alg?.type !== "string") return unmet("The header has no alg", "alg");
  return algorithms.includes(alg.value)
    ? met(`alg is ${alg.value}`, "alg")
    : unmet(
        `alg is ${alg.value}, but only ${listWords(algorithms)} ${algorithms.length === 1 ? "is" : "are"} accepted`,
        "alg",
      );
}

function keyIdCheck(header: JsonObject | null): Judged {
  if (header === null) return NO_TOKEN;
  return lastMember(header, "kid") === null
    ? unmet("The header has no kid", "kid")
    : met("The header has a kid", "kid");
}

function expiryCheck(claims: JsonObject | null, now: number, skew: number, needed: boolean): Judged {
  if (claims === null) return NO_TOKEN;
  const exp = lastMember(claims, "exp")?.value;
  if (exp === undefined)
    return needed ? unmet("The token has no exp", "exp") : met("No exp, and none is required", "exp");
  if (exp.type !== "number") return unmet("exp is not a number", "exp");
  return now < exp.value + skew
    ? met("Not expired", "exp")
    : unmet(`Expired ${durationWords(now - exp.value)} ago`, "exp");
}

function notBeforeCheck(claims: JsonObject | null, now: number, skew: number): Judged {
  if (claims === null) return NO_TOKEN;
  const nbf = lastMember(claims, "nbf")?.value;
  if (nbf === undefined) return met("No nbf, and none is required", "nbf");
  if (nbf.type !== "number") return unmet("nbf is not a number", "nbf");
  return now >= nbf.value - skew
    ? met("Already valid", "nbf")
    : unmet(`Not valid for another ${durationWords(nbf.value - now)}`, "nbf");
}

function issueCheck(claims: JsonObject | null, now: number, skew: number): Judged {
  if (claims === null) return NO_TOKEN;
  const iat = lastMember(claims, "iat")?.value;
  if (iat === undefined) return met("No iat, and none is required", "iat");
  if (iat.type !== "number") return unmet("iat is not a number", "iat");
  return iat.value <= now + skew ? met("Issued already", "iat") : unmet("iat is in the future", "iat");
}

/** The result for a token without a usable `iss`. */
export const NO_ISSUER = unmet("iss is missing or not a string", "iss");

/** The issuer named by a token; null if none. */
export function issuerOf({ claims }: Presented): string | null {
  const iss = claims === null ? null : lastMember(claims, "iss")?.value;
  return iss?.type === "string" ? iss.value : null;
}
