import { durationWords } from "../../claims/describe.ts";
import { lastMember } from "../../json/query.ts";
import type { JsonObject } from "../../json/types.ts";
import { met, NO_TOKEN, unmet } from "../compare.ts";
import { TOKEN_GROUP } from "../token-checks.ts";
import { textOf, type At } from "../tree.ts";
import type { Condition } from "../types.ts";

/** Seconds of slack: 0 or unset means the default, a negative number none. */
export function leewayOf(at: At | null, byDefault: number): number {
  const [, amount = "0", unit = "s"] = /^(-?\d{1,9})(s|m|h)?$/.exec(textOf(at) ?? "") ?? [];
  const seconds = Number(amount) * { s: 1, m: 60, h: 3600 }[unit as "s" | "m" | "h"];
  return seconds === 0 ? byDefault : Math.max(0, seconds);
}

/** A time in the token; 0 if it has none. */
const timeIn = (claims: JsonObject, name: string): number => {
  const value = lastMember(claims, name)?.value;
  return value?.type === "number" ? value.value : 0;
};

/** Without `exp`, a token expires some time after `iat` or `nbf`; with none of the three it is refused (cap, jwt `Validate`). */
export const expiry = (skew: number, lifetime: number): Condition => ({
  name: "exp",
  group: TOKEN_GROUP,
  range: null,
  judge: ({ claims, now }) => {
    if (claims === null) return NO_TOKEN;
    const [exp, iat, nbf] = ["exp", "iat", "nbf"].map((name) => timeIn(claims, name)) as [number, number, number];
    if (exp + iat + nbf === 0) return unmet("The token has none of exp, nbf and iat", "exp");
    const end = exp === 0 ? Math.max(iat, nbf) + lifetime : exp;
    const words =
      exp === 0
        ? `No exp, so it expired ${durationWords(lifetime)} after it was issued`
        : `Expired ${durationWords(now - end)} ago`;
    return now <= end + skew
      ? met(exp === 0 ? "No exp, and issued a moment ago" : "Not expired", "exp")
      : unmet(words, "exp");
  },
});

/** `iat`, if present, is not in the future. */
export const issuedAlready = (skew: number): Condition => ({
  name: "iat",
  group: TOKEN_GROUP,
  range: null,
  judge: ({ claims, now }) => {
    if (claims === null) return NO_TOKEN;
    return now >= timeIn(claims, "iat") - skew
      ? met("Not issued in the future", "iat")
      : unmet("Issued in the future", "iat");
  },
});
