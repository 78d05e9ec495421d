import type { JsonNode } from "../../../json/types.ts";
import { claimIs, claimOneOf } from "../../compare.ts";
import { noAudience, strangersIn } from "../../dangers.ts";
import { isShared, listedIn } from "../algorithms.ts";
import { argumentAt, argumentsOf, optionsFrom } from "../arguments.ts";
import type { Chain } from "../chains.ts";
import { boundTo } from "../imports.ts";
import { claimsAreThere, headerIs, youngerThan } from "../judges.ts";
import { isInCode, type Library, type Site } from "../library.ts";
import { names, optionIn, restOf } from "../options.ts";
import { createSheet } from "../sheet.ts";

/**
 * `jwtVerify` of `jose`. What is asked for must be there; `typ` is compared without case and without
 * `application/`; `exp` and `nbf` are checked where they are there; with `maxTokenAge` there must be an `iat` that is
 * not in the future. The key decides the algorithms where none are listed.
 * Checked 2026-12-01 against jose 6.2.18, lib/jwt_claims_set.js and lib/jws_verify.js.
 */
export const jose: Library = {
  kind: "jose",
  title: "jose call",
  language: "javascript",
  sign: /\bjwtVerify\b/,
  sites(code) {
    const { whole } = boundTo(code.text, (name) => name === "jose");
    // A request's own `jwtVerify` is that of @fastify/jwt, which has other options.
    const isOwn = ({ links }: Chain): boolean =>
      links.length === 1 || (links.length === 2 && (whole.has(links[0]!.name) || /jose/i.test(links[0]!.name)));
    return code.chains.flatMap((chain): readonly Site[] => {
      const link = chain.links.at(-1)!;
      if (link.name !== "jwtVerify" || link.args === null || !isInCode(chain) || !isOwn(chain)) return [];
      const given = argumentsOf(link, code);
      if (given.parts.length < 2 && !given.isOpen) return [];
      const options = optionsFrom(argumentAt(given, 2, code), code);
      const of = (name: string): JsonNode | null => optionIn(options, name);
      const sheet = createSheet("jwtVerify", link.range, code);
      sheet.option("issuer", of("issuer"), (wanted) => claimIs("iss", wanted), "iss");
      sheet.option("audience", of("audience"), (wanted) => claimOneOf("aud", wanted), "aud");
      sheet.option("subject", of("subject"), (wanted) => claimIs("sub", wanted.slice(0, 1)), "sub");
      sheet.option("typ", of("typ"), (wanted) => headerIs("typ", wanted, mediaType), "typ");
      sheet.option("requiredClaims", of("requiredClaims"), claimsAreThere);
      const skew = sheet.seconds("clockTolerance", of("clockTolerance"), spanOf) ?? 0;
      const age = of("maxTokenAge");
      const most = sheet.seconds("maxTokenAge", age, spanOf);
      if (age !== null && most !== null) sheet.add("maxTokenAge", age.range, youngerThan(most, skew, false));
      restOf(sheet, options, KNOWN);
      const isOpen = options?.members.some(({ name }) => name === "...") ?? false;
      const key = (given.parts[1] ?? []).map(({ range: { start, end } }) => code.text.slice(start, end)).join("");
      const algorithms = of("algorithms");
      const isSecret = /secret/i.test(key) || isShared(listedIn(algorithms));
      if (of("audience") === null && !isOpen && !isSecret) sheet.dangers([noAudience(sheet.group, link.range)]);
      const issuer = of("issuer");
      if (issuer !== null) sheet.dangers(strangersIn(sheet.group, listedIn(issuer), [], "is let in", issuer.range));
      sheet.checks({ skew, needsExpiry: false }, [], algorithms === null ? null : ["algorithms", algorithms]);
      return [sheet.done()];
    });
  },
};

const KNOWN = names("algorithms issuer audience subject typ requiredClaims clockTolerance maxTokenAge");

const mediaType = (text: string): string => {
  const own = text.toLowerCase();
  return own.includes("/") ? own : `application/${own}`;
};

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_557_600 };

/** Seconds of a number, or of a text such as `5 minutes`. */
function spanOf(node: JsonNode): number | null {
  if (node.type === "number") return node.value;
  if (node.type !== "string") return null;
  const match =
    /^\+? ?(\d{1,12}(?:\.\d{1,6})?) ?(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|y|yrs?|years?)$/i.exec(
      node.value,
    );
  return match === null ? null : Math.round(Number(match[1]) * UNITS[match[2]![0]!.toLowerCase()]!);
}
