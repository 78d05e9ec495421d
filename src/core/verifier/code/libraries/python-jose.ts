import type { JsonNode } from "../../../json/types.ts";
import { claimIs, claimOneOf, unmet } from "../../compare.ts";
import { noAudience } from "../../dangers.ts";
import { isShared, listedIn } from "../algorithms.ts";
import { optionsFrom, type Arguments } from "../arguments.ts";
import type { Link } from "../chains.ts";
import type { Code } from "../code.ts";
import { claimsAreThere, textIfThere, whereThere, withoutClaim } from "../judges.ts";
import type { Library, Site } from "../library.ts";
import { names, optionIn, restOf } from "../options.ts";
import { createSheet } from "../sheet.ts";
import { argumentCalled, decodesIn, isJose } from "./pyjwt.ts";

/**
 * Python's python-jose (`jose.jwt.decode`). A token with `aud` is refused unless `audience` is that one; one without
 * passes. `sub` and `jti` must be strings. `iat` may be in the future. Without `algorithms` any is accepted.
 * Checked 2026-12-01 against mpdavis/python-jose, jose/jwt.py. As known on that day: the `require_…` options, and that
 * `issuer` may be a list; CVE-2024-33663.
 */
export const pythonJose: Library = {
  kind: "python-jose",
  title: "python-jose call",
  language: "python",
  sign: /\bjwt\.decode\b/,
  sites: (code) => (isJose(code.text) ? decodesIn(code).map(([link, given]) => siteOf(link, given, code)) : []),
};

const SWITCHES = "exp nbf iat aud iss sub jti".split(" ");
const OPTIONS = names(
  `verify_signature leeway verify_at_hash ${SWITCHES.flatMap((claim) => [`verify_${claim}`, `require_${claim}`]).join(" ")}`,
);
const ARGUMENTS = names("token key algorithms options audience issuer access_token");

function siteOf(link: Link, given: Arguments, code: Code): Site {
  const sheet = createSheet(`jwt.${link.name}`, link.range, code);
  const of = (name: string, index: number): JsonNode | null => argumentCalled(given, name, index, code);
  const options = optionsFrom(of("options", 3), code);
  const isOn = (name: string): boolean => sheet.switched(name, optionIn(options, name)) === true;
  const isOff = (name: string): boolean => sheet.switched(name, optionIn(options, name)) === false;
  const [algorithms, audience, issuer] = [of("algorithms", 2), of("audience", 4), of("issuer", 5)];
  if (given.isOpen) sheet.unclear("further arguments", link.range, "Some arguments are not in this text");
  for (const { name, range } of given.named) if (!ARGUMENTS.has(name)) sheet.unclear(name, range);
  restOf(sheet, options, OPTIONS);
  const off = new Set(SWITCHES.filter((claim) => isOff(`verify_${claim}`)));
  const required = SWITCHES.filter((claim) => isOn(`require_${claim}`));
  for (const claim of required)
    sheet.add(
      `require_${claim}`,
      optionIn(options, `require_${claim}`)!.range,
      claimsAreThere([{ text: claim, range: link.range }]),
    );
  const isClosed = !given.isOpen && options?.members.every(({ name }) => name !== "...") !== false;
  if (!off.has("aud")) {
    sheet.option("audience", audience, (wanted) => whereThere("aud", claimOneOf("aud", wanted)), "aud");
    if (audience === null && isClosed) sheet.add("audience", link.range, withoutClaim("aud", unmet, AUDIENCE_MISSING));
  }
  if (!off.has("iss")) sheet.option("issuer", issuer, (wanted) => claimIs("iss", wanted), "iss");
  for (const claim of ["sub", "jti"])
    if (!off.has(claim))
      sheet.add(claim, null, textIfThere(claim, unmet, `${claim} is not a string, which python-jose refuses`));
  const skew = sheet.seconds("leeway", optionIn(options, "leeway")) ?? 0;
  const at = optionIn(options, "verify_signature");
  const isUnverified = sheet.switched("verify_signature", at) === false;
  if (isUnverified)
    sheet.danger(
      "alg",
      at!.range,
      "verify_signature is off",
      "The token is read and not verified: anyone can write one that this code believes.",
    );
  if (algorithms === null && isClosed && !isUnverified)
    sheet.danger(
      "alg",
      link.range,
      "No algorithms are listed",
      "Any is accepted. In versions before 3.4 an elliptic-curve public key can serve as an HMAC secret, so anyone who has that key can sign a token.",
    );
  if (off.has("exp") && !isUnverified)
    sheet.danger("exp", link.range, "verify_exp is off", "A stolen or logged token works forever.");
  const isSecret = isShared(listedIn(algorithms));
  if (off.has("aud") && !isSecret && !isUnverified) sheet.dangers([noAudience(sheet.group, link.range)]);
  sheet.checks(
    // A token expires one second later than elsewhere.
    { skew: skew + 1, earlySkew: skew, needsExpiry: false },
    isUnverified ? [...off, "signature"] : [...off],
    algorithms === null || isUnverified ? null : ["algorithms", algorithms],
  );
  return sheet.done();
}

const AUDIENCE_MISSING = "The token has aud, and python-jose refuses it because the call has no audience";
