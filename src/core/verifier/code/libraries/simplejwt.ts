import type { JsonNode } from "../../../json/types.ts";
import { claimIs, claimOneOf, textsIn, unknown } from "../../compare.ts";
import { noAudience } from "../../dangers.ts";
import { wantedOf } from "../../tree.ts";
import { isShared, listedIn } from "../algorithms.ts";
import type { Code } from "../code.ts";
import { claimsAreThere, textIfThere } from "../judges.ts";
import type { Library, Site } from "../library.ts";
import { names, optionIn, restOf } from "../options.ts";
import { createSheet } from "../sheet.ts";
import { valueOf } from "../values.ts";

/**
 * Django's `djangorestframework-simplejwt`, by its settings. An access token needs `token_type: access`, `jti`, `exp`
 * and the claim that names the user; audience and issuer are compared only where they are set; the algorithm is HS256
 * unless set.
 * Checked 2026-12-01 against jazzband/djangorestframework-simplejwt, rest_framework_simplejwt/backends.py. As known on
 * that day: its defaults (settings.py), and what an access token needs (tokens.py, authentication.py).
 */
export const simplejwt: Library = {
  kind: "simplejwt",
  title: "Simple JWT settings",
  language: "python",
  sign: /\bSIMPLE_JWT\b/,
  sites: (code) =>
    (code.assigned.get("SIMPLE_JWT") ?? []).flatMap(({ path, parts, range, isChange }): readonly Site[] => {
      const value = valueOf(parts, code);
      return value.type === "object"
        ? [siteOf(value, { start: range.start, end: range.start + path.length }, code, isChange)]
        : [];
    }),
};

const KNOWN = names(
  "ALGORITHM AUDIENCE ISSUER LEEWAY TOKEN_TYPE_CLAIM JTI_CLAIM USER_ID_CLAIM SIGNING_KEY VERIFYING_KEY JWK_URL JSON_ENCODER ACCESS_TOKEN_LIFETIME REFRESH_TOKEN_LIFETIME ROTATE_REFRESH_TOKENS BLACKLIST_AFTER_ROTATION UPDATE_LAST_LOGIN AUTH_HEADER_TYPES AUTH_HEADER_NAME USER_ID_FIELD AUTH_TOKEN_CLASSES TOKEN_USER_CLASS SLIDING_TOKEN_REFRESH_EXP_CLAIM SLIDING_TOKEN_LIFETIME SLIDING_TOKEN_REFRESH_LIFETIME USER_AUTHENTICATION_RULE ON_LOGIN_SUCCESS ON_LOGIN_FAILED TOKEN_OBTAIN_SERIALIZER TOKEN_REFRESH_SERIALIZER TOKEN_VERIFY_SERIALIZER TOKEN_BLACKLIST_SERIALIZER SLIDING_TOKEN_OBTAIN_SERIALIZER SLIDING_TOKEN_REFRESH_SERIALIZER CHECK_USER_IS_ACTIVE CHECK_REVOKE_TOKEN REVOKE_TOKEN_CLAIM",
);

function siteOf(
  settings: JsonNode & { readonly type: "object" },
  range: JsonNode["range"],
  code: Code,
  isChange: boolean,
): Site {
  const sheet = createSheet("SIMPLE_JWT", range, code);
  const of = (name: string): JsonNode | null => optionIn(settings, name);
  /** A claim's name; null if it is set to None, so that nothing is asked for. */
  const claimOf = (name: string, usual: string): JsonNode | null => {
    const own = settings.members.findLast((one) => one.name === name)?.value;
    return own === undefined ? { type: "string", value: usual, range } : own.type === "null" ? null : own;
  };
  sheet.option("AUDIENCE", of("AUDIENCE"), (wanted) => claimOneOf("aud", wanted), "aud");
  sheet.option("ISSUER", of("ISSUER"), (wanted) => claimIs("iss", wanted), "iss");
  const type = claimOf("TOKEN_TYPE_CLAIM", "token_type");
  const classes = of("AUTH_TOKEN_CLASSES");
  const accepted = tokenTypes(classes);
  if (type !== null && accepted === null) sheet.unclear("AUTH_TOKEN_CLASSES", classes!.range);
  else if (type !== null)
    sheet.option("TOKEN_TYPE_CLAIM", type, ([claim]) =>
      claimIs(
        claim?.text ?? "",
        accepted!.map((text) => ({ text, range })),
      ),
    );
  for (const [name, usual] of [
    ["JTI_CLAIM", "jti"],
    ["USER_ID_CLAIM", "user_id"],
  ] as const)
    sheet.option(name, claimOf(name, usual), claimsAreThere);
  const algorithm = of("ALGORITHM") ?? { type: "string" as const, value: "HS256", range };
  const skew = sheet.seconds("LEEWAY", of("LEEWAY")) ?? 0;
  restOf(sheet, settings, KNOWN);
  if (isChange || code.unsettled.has("SIMPLE_JWT"))
    sheet.unclear("SIMPLE_JWT", range, "The settings are changed elsewhere in this text, which is not read");
  sheet.add("sub", null, textIfThere("sub", unknown, "sub is not a string, which PyJWT 2.10 and later refuse"));
  if (of("AUDIENCE") === null && !isShared(listedIn(algorithm))) sheet.dangers([noAudience(sheet.group, range)]);
  if (algorithm.type === "string" && algorithm.value === "none")
    sheet.danger(
      "alg",
      algorithm.range,
      "none is accepted",
      "A token without a signature is accepted, and anyone can write one.",
    );
  sheet.checks({ skew, checksIssue: true }, [], ["ALGORITHM", algorithm]);
  sheet.note("The user that the token names must exist and be active.");
  return sheet.done();
}

/** The values of the type that are accepted; null if the classes are not the library's own. */
function tokenTypes(classes: JsonNode | null): readonly string[] | null {
  if (classes === null) return ["access"];
  const listed = textsIn(wantedOf({ node: classes, path: "" })).map(
    (text) =>
      /^rest_framework_simplejwt\.tokens\.(Access|Refresh|Sliding)Token$/.exec(text)?.[1]?.toLowerCase() ?? null,
  );
  return listed.length > 0 && listed.every((one) => one !== null) ? listed : null;
}
