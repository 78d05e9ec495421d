import type { JsonNode, JsonObject } from "../../../json/types.ts";
import { claimIs, claimOneOf, unknown, unmet } from "../../compare.ts";
import { noAudience, strangersIn } from "../../dangers.ts";
import { hasNone, isShared, listedIn } from "../algorithms.ts";
import { argumentAt, argumentsOf, optionsFrom, type Arguments } from "../arguments.ts";
import { pathOf, type Link } from "../chains.ts";
import type { Code } from "../code.ts";
import { claimsAreThere, textIfThere, withoutClaim } from "../judges.ts";
import { isInCode, type Library, type Site } from "../library.ts";
import { names, optionIn, restOf } from "../options.ts";
import { createSheet, type Sheet } from "../sheet.ts";
import { openIn, openNode } from "../values.ts";

/**
 * Python's PyJWT (`jwt.decode`). A token with `aud` is refused unless `audience` names it; `algorithms` must be given;
 * `exp`, `nbf` and `iat` are checked where they are there; without `verify_signature` nothing is.
 * Checked 2026-12-01 against jpadilla/pyjwt, jwt/api_jwt.py of version 2 (before 2.10). As known on that day: since 2.10
 * `issuer` may be a list, `subject` is compared, and `sub` and `jti` must be strings.
 */
export const pyjwt: Library = {
  kind: "pyjwt",
  title: "PyJWT call",
  language: "python",
  sign: /jwt\.decode/,
  sites(code) {
    if (isJose(code.text) || isOtherLanguage(code.text)) return [];
    const isImported = /\bimport (?:py)?jwt\b|\bfrom jwt\b|\bPyJW|\bInvalid\w{1,30}Error\b/.test(code.text);
    return decodesIn(code).map(([link, given]) => siteOf(link, given, code, isImported));
  },
};

/** Whether the code uses python-jose, whose call has the same name. */
export const isJose = (text: string): boolean =>
  /\bfrom jose\b|\bimport jose\b|\bJWTError\b|\bJWTClaimsError\b/.test(text);

/** Whether the code is not Python: JavaScript has a call of the same name, which verifies nothing, and Lua has one too. */
const isOtherLanguage = (text: string): boolean =>
  /^\s{0,40}(?:const|let|var|export|function|local)\s|=>|===|\brequire\(|^\s{0,40}import [^\n]{1,100} from ["']|;[ \t]*$/m.test(
    text,
  );

/** The calls of `jwt.decode`, with what each is given. */
export const decodesIn = (code: Code): readonly (readonly [Link, Arguments])[] =>
  code.chains.flatMap((chain) => {
    const link = chain.links.at(-1)!;
    const isDecode =
      /^(?:py|_)?jwt\.decode(?:_complete)?$/.test(pathOf(chain)) && link.args !== null && isInCode(chain);
    const given = isDecode ? argumentsOf(link, code) : null;
    return given === null || given.parts.length + given.named.length === 0 ? [] : [[link, given] as const];
  });

/** An argument by its name, or else by its position. */
export function argumentCalled(given: Arguments, name: string, index: number | null, code: Code): JsonNode | null {
  const named = given.named.findLast((one) => one.name === name)?.value ?? null;
  const found = named ?? (index === null ? null : argumentAt(given, index, code));
  return found?.type === "null" ? null : found;
}

const ARGUMENTS = names("jwt token key algorithms options audience issuer leeway subject verify detached_payload");
const SWITCHES = [
  ["verify_exp", "exp"],
  ["verify_nbf", "nbf"],
  ["verify_iat", "iat"],
  ["verify_aud", "aud"],
  ["verify_iss", "iss"],
  ["verify_sub", "sub"],
] as const;
const OPTIONS = names(
  "verify_signature require verify_exp verify_nbf verify_iat verify_aud verify_iss verify_sub verify_jti",
);

function siteOf(link: Link, given: Arguments, code: Code, isImported: boolean): Site {
  const sheet = createSheet(`jwt.${link.name}`, link.range, code);
  const of = (name: string, index: number | null): JsonNode | null => argumentCalled(given, name, index, code);
  const options = optionsFrom(of("options", 3), code);
  if (given.isOpen) sheet.unclear("further arguments", link.range, "Some arguments are not in this text");
  const algorithms = of("algorithms", 2);
  if (isNotVerified(of("verify", null)) || isNotVerified(algorithms)) {
    sheet.unclear("verify", link.range, "PyJWT 1 verifies nothing here, and PyJWT 2 ignores verify=False");
    sheet.danger(
      "alg",
      link.range,
      "verify is False",
      "With PyJWT 1 nothing of the token is verified: anyone can write one.",
    );
    return sheet.done();
  }
  const isUnverified = unverified(sheet, options);
  const off = new Map(
    SWITCHES.map(([name, claim]) => {
      const own = sheet.switched(name, optionIn(options, name));
      return [claim, own === null ? isUnverified : own === false] as const;
    }),
  );
  for (const { name, range } of given.named) if (!ARGUMENTS.has(name)) sheet.unclear(name, range);
  const required = optionIn(options, "require");
  sheet.option("require", required, claimsAreThere);
  restOf(sheet, options, OPTIONS);
  const [audience, issuer] = [of("audience", null), of("issuer", null)];
  const isClosed = !given.isOpen && options?.members.every(({ name }) => name !== "...") !== false;
  if (off.get("aud") === false) {
    sheet.option("audience", audience, (wanted) => claimOneOf("aud", wanted), "aud");
    if (audience === null && isClosed) sheet.add("audience", link.range, withoutClaim("aud", unmet, AUDIENCE_MISSING));
  }
  if (off.get("iss") === false) sheet.option("issuer", issuer, (wanted) => claimIs("iss", wanted), "iss");
  sheet.option("subject", of("subject", null), (wanted) => claimIs("sub", wanted), "sub");
  const skew = sheet.seconds("leeway", of("leeway", null)) ?? 0;
  if (off.get("sub") === false)
    sheet.add("sub", null, textIfThere("sub", unknown, "sub is not a string, which PyJWT 2.10 and later refuse"));
  if (algorithms === null && !isUnverified && isClosed) {
    // A PyJWK brings its own algorithm (since 2.10); a key in the code is none.
    const isText = openIn(of("key", 1) ?? openNode(code.text, link.range)) === null;
    sheet.add("algorithms", link.range, () =>
      isText
        ? unmet("PyJWT 2 refuses every token where no algorithms are given", "alg")
        : unknown("PyJWT 2 refuses every token where no algorithms are given, unless the key is a PyJWK", "alg"),
    );
  }
  if (!isImported)
    sheet.note("No import shows the library: it is read as PyJWT. With python-jose a token without aud passes.");
  dangersOf(sheet, link, { algorithms, issuer, off, isUnverified, isClosed });
  const without = [...off].flatMap(([claim, isOff]) => (isOff ? [claim] : []));
  sheet.checks(
    { skew, needsExpiry: false, checksIssue: true },
    isUnverified ? [...without, "signature"] : without,
    algorithms === null || isUnverified ? null : ["algorithms", algorithms],
  );
  return sheet.done();
}

/** PyJWT 1 took a switch, also as the third argument. */
const isNotVerified = (node: JsonNode | null): boolean => node?.type === "boolean" && node.value === false;

const AUDIENCE_MISSING = "The token has aud, and PyJWT refuses it because the call has no audience";

/** Whether the signature is not verified, and what that lets in. */
function unverified(sheet: Sheet, options: JsonObject | null): boolean {
  const at = optionIn(options, "verify_signature");
  const isOff = sheet.switched("verify_signature", at) === false;
  if (isOff)
    sheet.danger(
      "alg",
      at!.range,
      "verify_signature is off",
      "The token is read and not verified: anyone can write one that this code believes.",
    );
  return isOff;
}

function dangersOf(
  sheet: Sheet,
  link: Link,
  {
    algorithms,
    issuer,
    off,
    isUnverified,
    isClosed,
  }: {
    readonly algorithms: JsonNode | null;
    readonly issuer: JsonNode | null;
    readonly off: ReadonlyMap<string, boolean>;
    readonly isUnverified: boolean;
    readonly isClosed: boolean;
  },
): void {
  if (isUnverified) return;
  const listed = listedIn(algorithms);
  if (algorithms !== null && hasNone(listed))
    sheet.danger(
      "alg",
      algorithms.range,
      "none is accepted",
      "A token without a signature is accepted, and anyone can write one.",
    );
  if (off.get("exp") === true)
    sheet.danger("exp", link.range, "verify_exp is off", "A stolen or logged token works forever.");
  if (off.get("aud") === true && isClosed && !isShared(listed)) sheet.dangers([noAudience(sheet.group, link.range)]);
  if (issuer !== null && off.get("iss") === false)
    sheet.dangers(strangersIn(sheet.group, listedIn(issuer), [], "is let in", issuer.range));
}
