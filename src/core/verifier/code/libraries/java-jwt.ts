import type { JsonNode } from "../../../json/types.ts";
import { claimIs, claimIsThere, claimOneOf } from "../../compare.ts";
import { noAudience } from "../../dangers.ts";
import { isShared } from "../algorithms.ts";
import { argumentsOf, type Arguments } from "../arguments.ts";
import { pathOf, type Chain } from "../chains.ts";
import type { Code } from "../code.ts";
import { claimAllOf } from "../judges.ts";
import { isInCode, type Library, type Site } from "../library.ts";
import { createSheet, type Sheet } from "../sheet.ts";
import { rangeOf } from "../tree.ts";
import { openIn, valueOf } from "../values.ts";

/**
 * Auth0's `java-jwt` (`JWT.require(…)…build()`). `withAudience` requires all that are listed, `withAnyOfAudience` one;
 * `exp`, `nbf` and `iat` are checked where they are there, with the slack of `acceptLeeway`.
 * Checked 2026-12-01 against auth0/java-jwt, JWTVerifier.java of version 4.
 */
export const javaJwt: Library = {
  kind: "java-jwt",
  title: "java-jwt verifier",
  language: "java",
  sign: /\bJWT\.require\b/,
  sites: (code) =>
    code.chains.flatMap((chain): readonly Site[] =>
      pathOf(chain, 1) === "JWT.require" && chain.links[1]?.args && isInCode(chain) ? [siteOf(chain, code)] : [],
    ),
};

function siteOf(chain: Chain, code: Code): Site {
  const [, require, ...rest] = chain.links;
  const range = require!.range;
  const sheet = createSheet("JWT.require", range, code);
  const algorithm = algorithmIn(argumentsOf(require!, code), code);
  if (algorithm === null) sheet.unclear("alg", range, "The algorithm is not in this text");
  let [skew, late, early, issued, ignoresIssue] = [0, null, null, null, false] as [
    number,
    number | null,
    number | null,
    number | null,
    boolean,
  ];
  for (const link of rest) {
    const given = argumentsOf(link, code);
    const first = given.parts[0] === undefined ? null : valueOf(given.parts[0], code);
    if (link.name === "acceptLeeway") skew = sheet.seconds(link.name, first) ?? 0;
    else if (link.name === "acceptExpiresAt") late = sheet.seconds(link.name, first);
    else if (link.name === "acceptNotBefore") early = sheet.seconds(link.name, first);
    else if (link.name === "acceptIssuedAt") issued = sheet.seconds(link.name, first);
    else if (link.name === "ignoreIssuedAt") ignoresIssue = true;
    else if (link.name !== "build" && link.name !== "verify") asked(sheet, link.name, given, link.range, code);
  }
  if (!rest.some(({ name }) => name === "build"))
    sheet.unclear("build", range, "The verifier is built elsewhere, perhaps with more checks");
  if (issued !== null && issued !== skew) sheet.unclear("acceptIssuedAt", range);
  const isAsked = rest.some(({ name }) => name === "withAudience" || name === "withAnyOfAudience");
  if (!isAsked && !(algorithm !== null && isShared([algorithm]))) sheet.dangers([noAudience(sheet.group, range)]);
  sheet.checks({
    // A token expires one second later than elsewhere.
    skew: (late ?? skew) + 1,
    earlySkew: early ?? skew,
    needsExpiry: false,
    checksIssue: !ignoresIssue && issued === null,
    ...(algorithm !== null && { algorithms: [algorithm] }),
  });
  return sheet.done();
}

/** What a `with…` asks for. */
function asked(sheet: Sheet, name: string, given: Arguments, range: JsonNode["range"], code: Code): void {
  const items = given.parts.map((part) => valueOf(part, code));
  const all: JsonNode = {
    type: "array",
    range: items.length === 0 ? range : { start: items[0]!.range.start, end: rangeOf(given.parts.at(-1)!).end },
    items,
  };
  const [first, second] = items;
  const claim = first?.type === "string" && openIn(first) === null ? first.value : null;
  if (items.some(({ type }) => type === "null") || items.length === 0) sheet.unclear(name, range);
  else if (name === "withIssuer") sheet.option(name, all, (wanted) => claimIs("iss", wanted), "iss");
  else if (name === "withSubject") sheet.option(name, all, (wanted) => claimIs("sub", wanted), "sub");
  else if (name === "withJWTId") sheet.option(name, all, (wanted) => claimIs("jti", wanted), "jti");
  else if (name === "withAudience") sheet.option(name, all, (wanted) => claimAllOf("aud", wanted), "aud");
  else if (name === "withAnyOfAudience") sheet.option(name, all, (wanted) => claimOneOf("aud", wanted), "aud");
  else if (name === "withClaimPresence" && claim !== null) sheet.add(name, first!.range, claimIsThere(claim));
  else if (name === "withClaim" && claim !== null && second?.type === "string")
    sheet.option(`withClaim/${claim}`, second, (wanted) => claimIs(claim, wanted), claim);
  else sheet.unclear(name, range);
}

const FAMILIES: Readonly<Record<string, string>> = { HMAC: "HS", RSA: "RS", ECDSA: "ES" };

/** The algorithm of `Algorithm.HMAC256(…)`, also by way of a variable. */
function algorithmIn(given: Arguments, code: Code): string | null {
  const parts = given.parts[0] ?? [];
  const [only] = parts;
  const all = parts.length === 1 && only?.kind === "word" ? (code.assigned.get(only.text) ?? []) : [];
  const source = all.length === 1 ? all[0]!.parts : parts;
  if (source.length === 0) return null;
  const { start, end } = rangeOf(source);
  const match = /^Algorithm\s{0,9}\.\s{0,9}(HMAC|RSA|ECDSA)(256|384|512)\(/.exec(code.text.slice(start, end));
  return match === null ? null : `${FAMILIES[match[1]!]}${match[2]}`;
}
