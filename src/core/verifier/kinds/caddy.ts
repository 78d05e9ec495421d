import { lastMember } from "../../json/query.ts";
import type { JsonNode } from "../../json/types.ts";
import { caddyfileIn, directivesNamed } from "../caddyfile.ts";
import { claimIs, claimOneOf, listWords, met, NO_TOKEN, textsIn, unmet } from "../compare.ts";
import { noAudience, strangersIn } from "../dangers.ts";
import type { Directive } from "../directives.ts";
import { onePart, type Part } from "../parts.ts";
import { filledIn } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import { conditionAt, memberAt, objectsIn, othersOf, rootAt, textOf, wantedOf, wayTo, type At } from "../tree.ts";
import type { Condition, Danger, Judged, Presented, Verifier } from "../types.ts";
import { authorizationPolicy, unlessOpen } from "./caddy-security.ts";

/**
 * Caddy with caddy-jwt (`jwtauth`, in a Caddyfile or as JSON) or with the authorization policies of caddy-security, which are
 * in another file. One of the listed issuers and one of the listed audiences is required; times count if present, without
 * slack; and one of the user claims must be a string or a number. `aud` is a list there, so it never is. With keys from an
 * address, the token needs a kid. `sign_alg` only counts where nothing else names an algorithm, except for EdDSA.
 * Checked 2026-12-01: ggicci/caddy-jwt, jwt.go (v1.1) and caddyfile.go. As known on that day: jwx v2 (times, kinds of claims).
 */
export const caddy: Verifier = {
  kind: "caddy",
  title: "Caddy configuration",
  read({ text, roots }) {
    const isCaddyfile = /^[ \t]*(?:jwtauth\b|authorization[ \t]+policy[ \t])/m.test(text);
    const directives = isCaddyfile ? caddyfileIn(text) : [];
    const parts = [
      ...directivesNamed(directives, "jwtauth").map((one) => jwtPart(optionsOf(one), groupOf(one))),
      ...roots.flatMap((root) => objectsIn(rootAt(root))).flatMap(jsonPart),
      ...directivesNamed(directives, "authorization").flatMap(authorizationPolicy),
    ];
    return parts.length === 0 ? null : onePart(parts, ROUTE);
  },
};

const ROUTE = { name: "route", group: "Request", why: "The request’s path decides which of them applies" };

const groupOf = ({ name, words }: Directive): string => [name, ...textsIn(words)].join(" ");

/** The options of a block as the members of an object, each with a list. */
function optionsOf({ block, range }: Directive): At {
  const members = (block ?? []).map(({ name, words, range: whole }) => {
    const items = words.map(({ text, range: own }): JsonNode => ({ type: "string", range: own, value: text }));
    const value: JsonNode = { type: "array", range: whole, items };
    return { name, nameRange: { start: whole.start, end: whole.start + name.length }, range: whole, value };
  });
  return { path: "", node: { type: "object", range, members } };
}

/** The provider `jwt` of an authentication handler. */
function jsonPart(at: At): readonly Part[] {
  const provider = textOf(memberAt(at, "handler")) === "authentication" ? wayTo(at, "providers", "jwt") : null;
  return provider ? [jwtPart(provider, "jwt")] : [];
}

const KNOWN =
  "sign_key sign_alg jwk_url skip_verification from_query from_header from_cookies header_first issuer_whitelist audience_whitelist user_claims meta_claims".split(
    " ",
  );

function jwtPart(at: At, group: string): Part {
  const [issuers, audiences, users] = ["issuer_whitelist", "audience_whitelist", "user_claims"].map((name) => {
    const option = memberAt(at, name);
    return wantedOf(option).length > 0 ? option : null;
  });
  const skip = memberAt(at, "skip_verification");
  const skips = skip !== null && textOf(skip) !== "false";
  const hasKey = memberAt(at, "sign_key") !== null;
  const [algorithm] = textsIn(wantedOf(memberAt(at, "sign_alg")));
  const names = users ? textsIn(wantedOf(users)) : ["sub"];
  const user = (presented: Presented): Judged => userJudged(names, presented);
  const checks = tokenChecks({
    ...(hasKey && algorithm === "EdDSA" && { algorithms: ["EdDSA"] }),
    skew: 0,
    checksIssue: true,
    needsExpiry: false,
    needsKeyId: !hasKey && memberAt(at, "jwk_url") !== null,
  });
  const conditions: readonly Condition[] = [
    ...(issuers ? [filledIn(issuers, group, unlessOpen(wantedOf(issuers), claimIs("iss", wantedOf(issuers))))] : []),
    ...(audiences
      ? [filledIn(audiences, group, unlessOpen(wantedOf(audiences), claimOneOf("aud", wantedOf(audiences))))]
      : []),
    users ? conditionAt(users, group, user) : { name: "user_claims", group, range: null, judge: user },
    ...othersOf(at, group, KNOWN),
    ...(skips ? checks.filter(({ name }) => !["signature", "alg", "kid"].includes(name)) : checks),
  ];
  return {
    conditions,
    dangers: [
      ...(skips ? [unsigned(group, skip)] : []),
      ...(audiences ? [] : [noAudience(group, at.node.range)]),
      ...strangersIn(group, issuers ? textsIn(wantedOf(issuers)) : [], [], "is let in", at.node.range),
    ],
  };
}

const unsigned = (group: string, { node }: At): Danger => ({
  claim: "signature",
  group,
  range: node.range,
  title: "The signature is not verified",
  attack: "Anyone writes a token with any claims, unless something in front of Caddy has verified it.",
});

/** The first of the claims that is a string or a number names the user; it must not be empty. */
function userJudged(names: readonly string[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const found = names.find((name) => isUser(name, lastMember(claims, name)?.value));
  const [first = "sub"] = names;
  if (found === undefined) {
    const isThere = names.filter((name) => lastMember(claims, name) !== null);
    return isThere.length > 0
      ? unmet(
          `${listWords(isThere)} ${isThere.length === 1 ? "is" : "are"} neither a string nor a number to Caddy`,
          isThere[0],
        )
      : unmet(`The token has no ${names.join(" and no ")}, which would name the user`, first);
  }
  const value = lastMember(claims, found)?.value;
  return value?.type === "string" && value.value === ""
    ? unmet(`${found} is empty`, found)
    : met(`${found} names the user`, found);
}

const isUser = (name: string, node: JsonNode | undefined): boolean =>
  (node?.type === "string" || node?.type === "number") && !["aud", "exp", "iat", "nbf"].includes(name);
