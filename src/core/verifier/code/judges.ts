import { lastMember } from "../../json/query.ts";
import { claimIs, claimIsThere, claimValues, met, NO_TOKEN, ofHeader, oneOf, unknown, unmet } from "../compare.ts";
import type { Condition, Judged, Presented, Wanted } from "../types.ts";

type Judge = Condition["judge"];

/** A token of at most this age, with `iat`. */
export const youngerThan =
  (most: number, skew: number, mayBeFuture: boolean): Judge =>
  ({ claims, now }) => {
    if (claims === null) return NO_TOKEN;
    const iat = lastMember(claims, "iat")?.value;
    if (iat?.type !== "number") return unmet("iat is missing or not a number", "iat");
    const age = Math.round(now - iat.value);
    if (!mayBeFuture && age < -skew) return unmet("iat is in the future", "iat");
    return age <= most + skew
      ? met(`The token is ${age} s old`, "iat")
      : unmet(`The token is ${age} s old; the maximum is ${most} s`, "iat");
  };

/** A judgement for tokens that have the claim; others pass. */
export const whereThere =
  (claim: string, judge: Judge): Judge =>
  (presented) => {
    const { claims } = presented;
    if (claims === null) return NO_TOKEN;
    return lastMember(claims, claim) === null
      ? met(`The token has no ${claim}, which passes`, claim)
      : judge(presented);
  };

/** A token without the claim, or with an empty one; `refused`: why any other is refused. */
export const withoutClaim =
  (claim: string, refused: (why: string) => Judged, why: string): Judge =>
  ({ claims }) => {
    if (claims === null) return NO_TOKEN;
    const values = claimValues(claims, claim);
    const isEmpty = values === null || (values !== "other" && values.every((value) => value === ""));
    return isEmpty ? met(`The token has no ${claim}`, claim) : { ...refused(why), claim };
  };

/** The claim has all of the values that are listed. */
export const claimAllOf =
  (claim: string, wanted: readonly Wanted[]): Judge =>
  ({ claims }) => {
    if (claims === null) return NO_TOKEN;
    const values = claimValues(claims, claim);
    if (values === null) return unmet(`The token has no ${claim}`, claim);
    if (values === "other") return unmet(`${claim} is not a string`, claim);
    const missing = wanted.find(({ text }) => !values.includes(text));
    return missing === undefined
      ? met(`${claim} has all that are listed`, claim)
      : { ...oneOf(claim, values, [missing], "exact"), outcome: "unmet" };
  };

/** All of the listed claims are there. */
export const claimsAreThere =
  (wanted: readonly Wanted[]): Judge =>
  (presented) => {
    const found = wanted.map(({ text }) => claimIsThere(text)(presented));
    return (
      found.find(({ outcome }) => outcome !== "met") ??
      met(wanted.length === 0 ? "No claim is required" : `The token has ${wanted.map(({ text }) => text).join(", ")}`)
    );
  };

/** A header parameter that is a string. */
export const headerIs =
  (name: string, wanted: readonly Wanted[], form: (text: string) => string = (text) => text): Judge =>
  ({ header }) => {
    if (header === null) return NO_TOKEN;
    const value = lastMember(header, name)?.value;
    if (value?.type !== "string") return ofHeader(unmet(`The header has no ${name}`, name));
    const isSame = wanted.some(({ text }) => form(text) === form(value.value));
    return ofHeader(isSame ? met(`${name} is ${value.value}`, name) : oneOf(name, [value.value], wanted, "exact"));
  };

/** A claim that must be a string, if it is there. */
export const textIfThere =
  (claim: string, refused: (why: string) => Judged, why: string): Judge =>
  ({ claims }) => {
    if (claims === null) return NO_TOKEN;
    const value = lastMember(claims, claim)?.value;
    if (value === undefined) return met(`The token has no ${claim}`, claim);
    return value.type === "string" ? met(`${claim} is a string`, claim) : { ...refused(why), claim };
  };

/** The issuer, compared as text; with `base`, the address whose metadata names it. */
export const issuedBy =
  (base: Wanted): Judge =>
  (presented: Presented) => {
    const own = base.text.replace(/\/?(?:\.well-known\/[\w-]{1,60})?$/, "");
    const wanted = [own, `${own}/`].map((text) => ({ ...base, text }));
    const judged = claimIs("iss", wanted)(presented);
    if (judged.outcome !== "unmet" || judged.token === null) return judged;
    return unknown("The issuer is in the server’s metadata, which this page does not fetch", "iss");
  };
