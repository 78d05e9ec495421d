import { claimIs, claimOneOf, met, NO_TOKEN, unknown } from "../../compare.ts";
import { lastMember } from "../../../json/query.ts";
import { noAudience } from "../../dangers.ts";
import type { Condition } from "../../types.ts";
import { isShared, listedIn } from "../algorithms.ts";
import { argumentAt, argumentsOf, type Arguments } from "../arguments.ts";
import { chainAt, pathOf, type Link } from "../chains.ts";
import type { Code } from "../code.ts";
import { claimAllOf } from "../judges.ts";
import { isInCode, type Library, type Site } from "../library.ts";
import { createSheet, type Sheet } from "../sheet.ts";
import { rangeOf, type Part } from "../tree.ts";
import { openNode, valueOf } from "../values.ts";

/**
 * Go's `golang-jwt` (`jwt.Parse`, `jwt.ParseWithClaims`, `jwt.NewParser`), by its parser options. What no option asks for
 * is not compared; `exp` and `nbf` are checked where they are there; `iat` only with `WithIssuedAt`, or before version 5.
 * Checked 2026-12-01 against golang-jwt/jwt, validator.go of version 5. As known on that day: that before version 5 an
 * `iat` in the future is refused.
 */
export const golangJwt: Library = {
  kind: "golang-jwt",
  title: "golang-jwt call",
  language: "go",
  sign: /\bjwt\.(?:Parse|NewParser)/,
  sites: (code) =>
    code.chains.flatMap((chain): readonly Site[] => {
      const link = chain.links[1];
      const call = pathOf(chain, 1);
      const first = FIRST_OPTION.get(call);
      if (link === undefined || link.args === null || first === undefined || !isInCode(chain)) return [];
      const given = argumentsOf(link, code);
      if (first > 0 && given.parts.length < first) return [];
      const isUnverified = chain.links.some(({ name }) => name === "ParseUnverified");
      return [siteOf(call, link, given, first, isUnverified, code)];
    }),
};

/** Where the options of a call begin. The key function stands before them. */
const FIRST_OPTION: ReadonlyMap<string, number> = new Map([
  ["jwt.Parse", 2],
  ["jwt.ParseWithClaims", 3],
  ["jwt.NewParser", 0],
]);

/** Options that restrict no claim. */
const BESIDE = new Set(["WithJSONNumber", "WithPaddingAllowed", "WithStrictDecoding"]);

function siteOf(call: string, link: Link, given: Arguments, first: number, isUnverified: boolean, code: Code): Site {
  const sheet = createSheet(call, link.range, code);
  if (isUnverified) {
    sheet.unclear("ParseUnverified", link.range, "ParseUnverified verifies nothing");
    sheet.danger(
      "alg",
      link.range,
      "The token is read and not verified",
      "Anyone can write a token that this code believes.",
    );
    return sheet.done();
  }
  const options = new Map<string, Arguments>();
  for (const part of given.parts.slice(first)) {
    const own = chainAt(part, 0, "go");
    const option = own?.links.length === 2 && own.end === part.length ? own.links[1]! : null;
    if (option === null || option.args === null) sheet.unclear("further options", rangeOf(part));
    else if (!BESIDE.has(option.name)) options.set(option.name, argumentsOf(option, code));
  }
  const of = (name: string) => {
    const own = options.get(name);
    return own === undefined ? null : argumentAt(own, 0, code);
  };
  sheet.option("WithIssuer", of("WithIssuer"), (wanted) => claimIs("iss", wanted), "iss");
  sheet.option("WithSubject", of("WithSubject"), (wanted) => claimIs("sub", wanted), "sub");
  for (const name of ["WithAudience", "WithAllAudiences"]) {
    const all = options.get(name);
    if (all === undefined) continue;
    const items = all.parts.map((part) =>
      part.at(-1)?.kind === "mark" ? openNode(code.text, rangeOf(part)) : valueOf(part, code),
    );
    const range = { start: items[0]?.range.start ?? link.range.start, end: items.at(-1)?.range.end ?? link.range.end };
    sheet.option(
      name,
      { type: "array", range, items },
      (wanted) => (name === "WithAudience" ? claimOneOf("aud", wanted) : claimAllOf("aud", wanted)),
      "aud",
    );
  }
  const skew = sheet.seconds("WithLeeway", of("WithLeeway")) ?? 0;
  const known =
    "WithIssuer WithSubject WithAudience WithAllAudiences WithLeeway WithIssuedAt WithExpirationRequired WithValidMethods WithoutClaimsValidation";
  for (const name of options.keys()) if (!known.split(" ").includes(name)) sheet.unclear(name, link.range);
  const isOff = options.has("WithoutClaimsValidation");
  if (isOff)
    sheet.danger(
      "exp",
      link.range,
      "Claims are not validated",
      "A stolen or logged token works forever, unless other code checks its times.",
    );
  const methods = of("WithValidMethods");
  const key = first === 0 ? null : (given.parts[first - 1] ?? null);
  const families = key === null ? null : ofKeyFunction(sheet, key, code);
  const isHmac = isShared(listedIn(methods)) || isShared(families ?? []);
  const asksAudience = options.has("WithAudience") || options.has("WithAllAudiences");
  if (!asksAudience && !isHmac) sheet.dangers([noAudience(sheet.group, link.range)]);
  const checksIssue = options.has("WithIssuedAt") || (isBefore5(code.text) && !isOff);
  if (!checksIssue && !isOff && !isVersion5(code.text, options)) sheet.add("iat", null, issuedLater);
  sheet.checks(
    {
      skew,
      needsExpiry: options.has("WithExpirationRequired"),
      checksIssue,
      ...(families && { algorithms: families }),
    },
    isOff ? ["exp", "nbf", "iat"] : [],
    methods === null ? null : ["WithValidMethods", methods],
  );
  return sheet.done();
}

const isVersion5 = (text: string, options: ReadonlyMap<string, unknown>): boolean =>
  /\bjwt\/v5"/.test(text) ||
  ["WithIssuer", "WithAudience", "WithSubject", "WithLeeway", "WithExpirationRequired"].some((one) => options.has(one));
const isBefore5 = (text: string): boolean => /\bjwt\/v[34]"|\bdgrijalva\/jwt-go"/.test(text);

const issuedLater: Condition["judge"] = ({ claims, now }) => {
  if (claims === null) return NO_TOKEN;
  const iat = lastMember(claims, "iat")?.value;
  return iat?.type === "number" && iat.value > now
    ? unknown("iat is in the future, which versions before 5 refuse", "iat")
    : met("iat is not in the future", "iat");
};

const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  HMAC: ["HS256", "HS384", "HS512"],
  RSA: ["RS256", "RS384", "RS512"],
  RSAPSS: ["PS256", "PS384", "PS512"],
  ECDSA: ["ES256", "ES384", "ES512"],
  Ed25519: ["EdDSA"],
};

/** The algorithms to which the key function restricts tokens, by the type of their method; null if it does not, or unclear. */
function ofKeyFunction(sheet: Sheet, parts: readonly Part[], code: Code): readonly string[] | null {
  const { start, end } = rangeOf(parts);
  const text = code.text.slice(start, end);
  if (!/\bfunc\b/.test(text)) {
    sheet.note("The key function is not read: it may refuse a token as well.");
    return null;
  }
  const types = [...text.matchAll(/\.\(\*jwt\.SigningMethod(HMAC|RSAPSS|RSA|ECDSA|Ed25519)\)/g)].map(
    ([, name]) => name!,
  );
  if (types.length === 1 && !/\.Alg\(\)|\["alg"\]\s{0,9}[!=]=/.test(text)) return FAMILIES[types[0]!]!;
  if (/\.Method\b|\.Alg\(\)|\["alg"\]/.test(text))
    sheet.unclear("alg", { start, end }, "The key function looks at the algorithm in a way that is not read");
  return null;
}
