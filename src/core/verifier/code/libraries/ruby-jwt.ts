import type { JsonNode, JsonObject } from "../../../json/types.ts";
import { claimIs, claimOneOf, met } from "../../compare.ts";
import { noAudience } from "../../dangers.ts";
import { tokenChecks } from "../../token-checks.ts";
import { hasNone, isShared, listedIn } from "../algorithms.ts";
import { argumentAt, argumentsOf, optionsFrom, type Arguments } from "../arguments.ts";
import { pathOf, type Link } from "../chains.ts";
import type { Code } from "../code.ts";
import { claimsAreThere } from "../judges.ts";
import { isInCode, type Library, type Site } from "../library.ts";
import { names, optionIn, restOf } from "../options.ts";
import { createSheet } from "../sheet.ts";

/**
 * Ruby's `jwt` (`JWT.decode`). `iss`, `aud` and `sub` are compared only with `verify_iss`, `verify_aud` and `verify_sub`;
 * `exp` and `nbf` are checked where they are there; with `false` as third argument nothing is.
 * Checked 2026-12-01 against jwt/ruby-jwt, lib/jwt/verify.rb, lib/jwt/decode.rb and lib/jwt/claims/decode_verifier.rb. As
 * known on that day: HS256 as the default.
 */
export const rubyJwt: Library = {
  kind: "ruby-jwt",
  title: "ruby-jwt call",
  language: "ruby",
  sign: /\bJWT\.decode\b/,
  sites: (code) =>
    code.chains.flatMap((chain): readonly Site[] => {
      const link = chain.links.at(-1)!;
      if (!/^(?:JWT\.)?JWT\.decode$/.test(pathOf(chain)) || link.args === null || !isInCode(chain)) return [];
      const given = argumentsOf(link, code);
      return given.parts.length === 0 ? [] : [siteOf(link, given, code)];
    }),
};

const KNOWN = names(
  "algorithm algorithms iss verify_iss aud verify_aud sub verify_sub verify_iat verify_expiration verify_not_before leeway exp_leeway nbf_leeway iat_leeway required_claims jwks jwks_loader allow_nil_kid",
);

function siteOf(link: Link, given: Arguments, code: Code): Site {
  const sheet = createSheet("JWT.decode", link.range, code);
  const verify = argumentAt(given, 2, code);
  if (verify?.type === "boolean" && verify.value === false) {
    sheet.add("verify", verify.range, () => met("Nothing is verified, so any token passes"));
    sheet.danger(
      "alg",
      verify.range,
      "The token is read and not verified",
      "Anyone can write a token that this code believes.",
    );
    return sheet.done();
  }
  sheet.switched("verify", verify);
  const options: JsonObject | null =
    given.named.length > 0
      ? { type: "object", range: link.range, members: given.named }
      : optionsFrom(argumentAt(given, 3, code), code);
  const of = (name: string): JsonNode | null => optionIn(options, name);
  const isOn = (name: string): boolean | "open" => sheet.switched(name, of(name)) ?? false;
  for (const [claim, judge] of [
    ["iss", claimIs],
    ["aud", claimOneOf],
    ["sub", claimIs],
  ] as const) {
    const own = of(claim);
    const on = isOn(`verify_${claim}`);
    if (own === null || on === "open") continue;
    if (on) sheet.option(claim, own, (wanted) => judge(claim, wanted), claim);
    else {
      sheet.add(claim, own.range, () => met(`${claim} is not compared without verify_${claim}: true`, claim));
      sheet.danger(
        claim,
        own.range,
        `${claim} is not compared`,
        `Without verify_${claim}: true, a token with any ${claim} is accepted.`,
      );
    }
  }
  sheet.option("required_claims", of("required_claims"), claimsAreThere);
  const leeway = sheet.seconds("leeway", of("leeway")) ?? 0;
  const late = sheet.seconds("exp_leeway", of("exp_leeway")) ?? leeway;
  const early = sheet.seconds("nbf_leeway", of("nbf_leeway")) ?? leeway;
  const without = [
    ["verify_expiration", "exp"],
    ["verify_not_before", "nbf"],
  ].flatMap(([name, claim]) => {
    const on = sheet.switched(name!, of(name!));
    return on === null || on === true ? [] : [claim!];
  });
  if (without.includes("exp"))
    sheet.danger(
      "exp",
      of("verify_expiration")!.range,
      "verify_expiration is off",
      "A stolen or logged token works forever.",
    );
  if (isOn("verify_iat") === true)
    sheet.add(
      "verify_iat",
      of("verify_iat")!.range,
      tokenChecks({ checksIssue: true, skew: 0 }).find(({ name }) => name === "iat")!.judge,
    );
  restOf(sheet, options, KNOWN);
  const isClosed = options?.members.every(({ name }) => name !== "...") !== false && !given.isOpen;
  const algorithms = of("algorithm") ?? of("algorithms");
  const listed = listedIn(algorithms);
  if (algorithms !== null && hasNone(listed))
    sheet.danger(
      "alg",
      algorithms.range,
      "none is accepted",
      "A token without a signature is accepted, and anyone can write one.",
    );
  const isHmac = algorithms === null || isShared(listed);
  if (of("aud") === null && isClosed && !isHmac) sheet.dangers([noAudience(sheet.group, link.range)]);
  sheet.checks(
    {
      skew: late,
      earlySkew: early,
      needsExpiry: false,
      ...(algorithms === null && isClosed && { algorithms: ["HS256"] }),
    },
    without,
    algorithms === null ? null : ["algorithm", algorithms],
  );
  return sheet.done();
}
