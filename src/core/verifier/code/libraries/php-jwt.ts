import type { JsonNode } from "../../../json/types.ts";
import { lastMember } from "../../../json/query.ts";
import { met, NO_TOKEN, unknown, unmet } from "../../compare.ts";
import { noAudience } from "../../dangers.ts";
import type { Condition } from "../../types.ts";
import { isShared, listedIn } from "../algorithms.ts";
import { argumentAt, argumentsOf, type Arguments } from "../arguments.ts";
import { chainAt, pathOf, type Link } from "../chains.ts";
import type { Code } from "../code.ts";
import { isInCode, type Library, type Site } from "../library.ts";
import { createSheet } from "../sheet.ts";
import { valueOf } from "../values.ts";

/**
 * PHP's `firebase/php-jwt` (`JWT::decode`). It compares neither `iss` nor `aud`; `exp` and `nbf` are checked where they
 * are there, and `iat` where there is no `nbf`, with the slack of `JWT::$leeway`. The key names the algorithm.
 * Checked 2026-12-01 against firebase/php-jwt, src/JWT.php of version 6. As known on that day: that before version 6 the
 * third argument lists the algorithms, and that `iat` is always checked there.
 */
export const phpJwt: Library = {
  kind: "php-jwt",
  title: "php-jwt call",
  language: "php",
  sign: /\bJWT::decode\b/,
  sites: (code) =>
    code.chains.flatMap((chain): readonly Site[] => {
      const link = chain.links.at(-1)!;
      if (!/^(?:Firebase\.JWT\.)?JWT\.decode$/.test(pathOf(chain)) || link.args === null || !isInCode(chain)) return [];
      const given = argumentsOf(link, code);
      return given.parts.length === 0 ? [] : [siteOf(link, given, code)];
    }),
};

/** Where code looks at a claim by itself. */
const USES = [
  ["iss", /->iss\b|\[["']iss["']\]/],
  ["aud", /->aud\b|\[["']aud["']\]/],
] as const;

function siteOf(link: Link, given: Arguments, code: Code): Site {
  const sheet = createSheet("JWT::decode", link.range, code);
  const algorithm = algorithmIn(given, code);
  if (algorithm === null)
    sheet.unclear("alg", link.range, "The algorithm belongs to the key, which is not in this text");
  const leeways = code.assigned.get("JWT.$leeway") ?? [];
  const leeway = leeways.length === 1 ? valueOf(leeways[0]!.parts, code) : null;
  if (leeways.length > 1) sheet.unclear("$leeway", leeways[0]!.range, "It is set more than once");
  const skew = sheet.seconds("$leeway", leeway) ?? 0;
  const looked = USES.flatMap(([claim, use]) => (use.test(code.text) ? [claim] : []));
  for (const claim of looked)
    sheet.unclear(claim, link.range, `The code looks at ${claim} by itself; what it makes of it is not read`);
  if (looked.length < 2) sheet.note("php-jwt compares neither iss nor aud: the code must do so.");
  if (!looked.includes("aud") && !isShared(listedIn(algorithm))) sheet.dangers([noAudience(sheet.group, link.range)]);
  sheet.add("iat", null, issuedBefore(skew));
  sheet.checks({ skew, needsExpiry: false }, [], algorithm === null ? null : ["alg", algorithm]);
  return sheet.done();
}

/** The algorithm of `new Key($key, 'RS256')`, or the list of the third argument; null if neither is in this text. */
function algorithmIn(given: Arguments, code: Code): JsonNode | null {
  const parts = given.parts[1] ?? [];
  const from = parts.findIndex((part, index) => index > 0 && part.kind === "word");
  const own = parts[0]?.kind === "word" && parts[0].text === "new" ? chainAt(parts, from, "php") : null;
  const link = own?.links.at(-1);
  if (link?.name === "Key" && link.args !== null) return argumentAt(argumentsOf(link, code), 1, code);
  const third = argumentAt(given, 2, code);
  return third?.type === "array" ? third : null;
}

/** `iat` where there is no `nbf`; with one, it depends on the version. */
const issuedBefore =
  (skew: number): Condition["judge"] =>
  ({ claims, now }) => {
    if (claims === null) return NO_TOKEN;
    const iat = lastMember(claims, "iat")?.value;
    if (iat?.type !== "number" || iat.value <= now + skew) return met("iat is not in the future", "iat");
    return lastMember(claims, "nbf") === null
      ? unmet("iat is in the future", "iat")
      : unknown("iat is in the future, which versions before 6 refuse", "iat");
  };
