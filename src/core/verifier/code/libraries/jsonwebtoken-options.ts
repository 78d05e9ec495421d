import type { JsonNode, JsonObject } from "../../../json/types.ts";
import type { Range } from "../../../text/range.ts";
import { claimIs, claimOneOf } from "../../compare.ts";
import { noAudience, strangersIn } from "../../dangers.ts";
import { hasNone, isMixed, isShared, listedIn } from "../algorithms.ts";
import { youngerThan } from "../judges.ts";
import { optionIn, names, restOf } from "../options.ts";
import type { Sheet } from "../sheet.ts";
import { openIn } from "../values.ts";

const HMAC = ["HS256", "HS384", "HS512"];
/** What `jsonwebtoken` accepts of all keys together, where no algorithms are listed. */
const ALL = [...HMAC, ..."RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512".split(" ")];

/** Options of `jsonwebtoken.verify`, with those that restrict nothing. */
const KNOWN = names(
  "algorithms audience issuer subject jwtid nonce maxAge clockTolerance ignoreExpiration ignoreNotBefore complete allowInvalidAsymmetricKeyTypes",
);

/**
 * What the options of `jsonwebtoken.verify` require. `beside`: options of the caller that restrict nothing; `key`: the
 * key, if it is given there.
 */
export function readOptions(
  sheet: Sheet,
  options: JsonObject | null,
  range: Range,
  {
    key,
    beside,
    needsAlgorithms,
  }: { readonly key: JsonNode | null; readonly beside: ReadonlySet<string>; readonly needsAlgorithms: boolean },
): void {
  // What is falsy is not checked.
  const of = (name: string): JsonNode | null => {
    const value = optionIn(options, name);
    return value?.type === "string" && value.value === "" ? null : value;
  };
  const algorithms = of("algorithms");
  const listed = listedIn(algorithms);
  const keyText = key?.type === "string" ? key.value : "";
  const isLiteral = key?.type === "string" && openIn(key) === null && !keyText.includes("-----BEGIN");
  // Its name tells what a key is meant to be: enough to leave a warning out, not to judge a token.
  const isSecret = algorithms === null ? isLiteral || /secret/i.test(keyText) : isShared(listed);
  sheet.option("audience", of("audience"), (wanted) => claimOneOf("aud", wanted), "aud");
  sheet.option("issuer", of("issuer"), (wanted) => claimIs("iss", wanted), "iss");
  for (const [name, claim] of [
    ["subject", "sub"],
    ["jwtid", "jti"],
    ["nonce", "nonce"],
  ] as const)
    sheet.option(name, of(name), (wanted) => claimIs(claim, wanted), claim);
  const skew = sheet.seconds("clockTolerance", of("clockTolerance")) ?? 0;
  const age = of("maxAge");
  const most = sheet.seconds("maxAge", age, spanOf);
  if (age !== null && most !== null) sheet.add("maxAge", age.range, youngerThan(most, skew, true));
  const without = [
    ["ignoreExpiration", "exp"],
    ["ignoreNotBefore", "nbf"],
  ].flatMap(([name, claim]) => (sheet.switched(name!, of(name!)) === true ? [claim!] : []));
  restOf(sheet, options, new Set([...KNOWN, ...beside]));
  if (without.includes("exp"))
    sheet.danger(
      "exp",
      of("ignoreExpiration")!.range,
      "ignoreExpiration is on",
      "A stolen or logged token works forever.",
    );
  const isKnown = options?.members.every(({ name }) => name !== "...") ?? true;
  if (algorithms === null && needsAlgorithms && isKnown)
    sheet.unclear("algorithms", range, "There are none here; this version does not start without them");
  if (algorithms === null && !needsAlgorithms && isKnown)
    sheet.danger(
      "alg",
      range,
      "No algorithms are listed",
      "The library takes them from the key. Before version 9 it also accepts unsigned tokens where the key is empty, as with a variable that is not set.",
    );
  if (algorithms !== null && hasNone(listed))
    sheet.danger(
      "alg",
      algorithms.range,
      "none is accepted",
      "A token without a signature is accepted, and anyone can write one.",
    );
  if (algorithms !== null && isMixed(listed))
    sheet.danger(
      "alg",
      algorithms.range,
      "Both HMAC and public-key algorithms are accepted",
      "Before version 9 the library takes a public key as the secret of HS256, so anyone who has that key can sign a token.",
    );
  if (of("audience") === null && !isSecret && isKnown) sheet.dangers([noAudience(sheet.group, range)]);
  const issuer = of("issuer");
  if (issuer !== null) sheet.dangers(strangersIn(sheet.group, listedIn(issuer), [], "is let in", issuer.range));
  const usual = isLiteral ? HMAC : ALL;
  sheet.checks(
    { skew, needsExpiry: false, ...(algorithms === null && { algorithms: usual }) },
    without,
    algorithms === null ? null : ["algorithms", algorithms],
  );
}

const UNITS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_557_600, s: 1 };

/** Seconds of `maxAge`: a number, or a text as the package `ms` reads it, in which a number alone is milliseconds. */
function spanOf(node: JsonNode): number | null {
  if (node.type === "number") return node.value;
  if (node.type !== "string") return null;
  const match =
    /^(\d{1,12}(?:\.\d{1,6})?) ?(ms|msecs?|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|y|yrs?|years?)?$/i.exec(
      node.value,
    );
  if (match === null) return null;
  const unit = (match[2] ?? "ms").toLowerCase();
  const isThousandth = unit.startsWith("ms") || unit.startsWith("milli");
  return Number(match[1]) * (isThousandth ? 0.001 : UNITS[unit.charAt(0)]!);
}
