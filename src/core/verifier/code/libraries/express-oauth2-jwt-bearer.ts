import type { JsonNode } from "../../../json/types.ts";
import { claimIs, claimOneOf, met, NO_TOKEN, ofHeader, unknown, unmet } from "../../compare.ts";
import { lastMember } from "../../../json/query.ts";
import { argumentAt, argumentsOf, optionsFrom } from "../arguments.ts";
import { boundTo } from "../imports.ts";
import { claimsAreThere, headerIs, issuedBy, youngerThan } from "../judges.ts";
import { isInCode, type Library, type Site } from "../library.ts";
import { names, optionIn, restOf } from "../options.ts";
import { createSheet, type Sheet } from "../sheet.ts";

/**
 * Auth0's `express-oauth2-jwt-bearer`. Issuer, audience and `exp` are always required; times may be off by 5 s;
 * `strict` asks for the profile of RFC 9068. What is not given comes from the environment.
 * Checked 2026-12-01 against express-oauth2-jwt-bearer 1.10.0, dist/index.js.
 */
export const expressOauth2JwtBearer: Library = {
  kind: "express-oauth2-jwt-bearer",
  title: "express-oauth2-jwt-bearer middleware",
  language: "javascript",
  sign: /\bissuerBaseURL\b|express-oauth2-jwt-bearer/,
  sites(code) {
    const { parts } = boundTo(code.text, (name) => name === "express-oauth2-jwt-bearer");
    // Auth0's express-openid-connect has an `auth` with the same option, which signs people in.
    const others = boundTo(code.text, (name) => name !== "express-oauth2-jwt-bearer").parts;
    return code.chains.flatMap((chain): readonly Site[] => {
      const link = chain.links[0]!;
      if (link.args === null || !isInCode(chain)) return [];
      const given = argumentsOf(link, code);
      const options = optionsFrom(argumentAt(given, 0, code), code);
      const isImported = parts.get(link.name) === "auth";
      const isUsual = link.name === "auth" && !others.has("auth") && optionIn(options, "issuerBaseURL") !== null;
      if (!isImported && (!isUsual || optionIn(options, "clientID") !== null)) return [];
      const of = (name: string): JsonNode | null => optionIn(options, name);
      const sheet = createSheet("auth", link.range, code);
      const missing = (name: string, variable: string, claim: string): void =>
        sheet.add(name, link.range, () =>
          unknown(`There is no ${name} here, so the variable ${variable} counts`, claim),
        );
      const [base, issuer] = [of("issuerBaseURL"), of("issuer")];
      if (base !== null) sheet.option("issuerBaseURL", base, ([only]) => issuedBy(only!), "iss");
      else if (issuer !== null) sheet.option("issuer", issuer, (wanted) => claimIs("iss", wanted), "iss");
      else missing("issuerBaseURL", "ISSUER_BASE_URL", "iss");
      if (of("audience") === null) missing("audience", "AUDIENCE", "aud");
      sheet.option("audience", of("audience"), (wanted) => claimOneOf("aud", wanted), "aud");
      const skew = sheet.seconds("clockTolerance", of("clockTolerance")) ?? 5;
      const age = of("maxTokenAge");
      const most = sheet.seconds("maxTokenAge", age);
      if (age !== null && most !== null) sheet.add("maxTokenAge", age.range, youngerThan(most, skew, false));
      if (sheet.switched("strict", of("strict")) === true) asProfile(sheet, of("strict")!);
      if (sheet.switched("authRequired", of("authRequired")) === false)
        sheet.danger(
          "token",
          of("authRequired")!.range,
          "authRequired is off",
          "A request without a token passes, and reaches the service unless something else checks it.",
        );
      restOf(sheet, options, KNOWN);
      const algorithm = of("tokenSigningAlg");
      if (algorithm === null) sheet.add("alg", link.range, signedAsPublished(of("secret") !== null));
      sheet.checks({ skew }, [], algorithm === null ? null : ["tokenSigningAlg", algorithm]);
      return [sheet.done()];
    });
  },
};

const KNOWN = names(
  "issuerBaseURL issuer audience jwksUri secret publicKey tokenSigningAlg clockTolerance maxTokenAge strict authRequired cooldownDuration timeoutDuration cacheMaxAge cache agent",
);

/** What RFC 9068 asks for. */
function asProfile(sheet: Sheet, at: JsonNode): void {
  const wanted = "sub client_id jti iat".split(" ").map((text) => ({ text, range: at.range }));
  sheet.add("strict", at.range, claimsAreThere(wanted));
  sheet.add(
    "typ",
    at.range,
    headerIs("typ", [{ text: "at+jwt", range: at.range }], (text) => text.toLowerCase().replace(/^application\//, "")),
  );
}

const signedAsPublished =
  (hasSecret: boolean) =>
  ({ header }: Parameters<ReturnType<typeof headerIs>>[0]) => {
    if (header === null) return NO_TOKEN;
    const alg = lastMember(header, "alg")?.value;
    if (alg?.type !== "string") return ofHeader(unmet("The header has no alg", "alg"));
    return ofHeader(
      /^(?:RS|PS|ES)|^EdDSA$/.test(alg.value) === !hasSecret
        ? met(`alg is ${alg.value}`, "alg")
        : unmet(`alg is ${alg.value}, which does not fit the key`, "alg"),
    );
  };
