import { lastMember } from "../../json/query.ts";
import {
  claimOneOf,
  claimValues,
  incomparable,
  listWords,
  met,
  NO_TOKEN,
  textsIn,
  unknown,
  unmet,
} from "../compare.ts";
import { noAudience, strangersIn, withoutToken } from "../dangers.ts";
import { onePart, type Part } from "../parts.ts";
import { filledIn } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import {
  itemsOf,
  memberAt,
  membersOf,
  notUnderstood,
  objectsIn,
  rootAt,
  textOf,
  wantedOf,
  wayTo,
  type At,
} from "../tree.ts";
import type { Condition, Judged, Presented, Verifier, Wanted } from "../types.ts";

const RULE = { name: "match", group: "Request", why: "The request’s address decides which rule applies" };

/**
 * Ory Oathkeeper's authenticator `jwt`, in an access rule or in the server's configuration, whose settings a rule may replace.
 * All of the target audiences are required, one of the issuers, and all scopes, which are in scp, scope or scopes. The token
 * needs a kid. Times count if present, without slack.
 * Checked 2026-12-01: ory/oathkeeper, credentials/verifier_default.go. As known on that day: RS256 if no algorithm is listed.
 */
export const oathkeeper: Verifier = {
  kind: "oathkeeper",
  title: "Oathkeeper rule",
  read({ roots }) {
    const objects = roots.flatMap((root) => objectsIn(rootAt(root)));
    const server = objects.map((at) => wayTo(at, "authenticators", "jwt", "config")).find((at) => at !== null) ?? null;
    const rules = objects.filter((at) => handlersOf(at).some((one) => textOf(memberAt(one, "handler")) === "jwt"));
    if (rules.length === 0 && (server === null || !isOwn(server))) return null;
    return onePart(
      rules.length > 0
        ? rules.map((rule, index) => rulePart(rule, server, textOf(memberAt(rule, "id")) ?? `rule ${index + 1}`))
        : [jwtPart([server], "authenticators.jwt", [])],
      RULE,
    );
  },
};

const handlersOf = (at: At): readonly At[] => itemsOf(memberAt(at, "authenticators"));
const isOwn = (at: At): boolean =>
  ["jwks_urls", "trusted_issuers", "target_audience"].some((name) => memberAt(at, name) !== null);

function rulePart(rule: At, server: At | null, group: string): Part {
  const handlers = handlersOf(rule);
  const jwt = handlers.find((one) => textOf(memberAt(one, "handler")) === "jwt") ?? null;
  const open = handlers.filter(
    (one) =>
      ["noop", "anonymous", "unauthorized"].includes(textOf(memberAt(one, "handler")) ?? "") &&
      textOf(memberAt(one, "handler")) !== "unauthorized",
  );
  return jwtPart([memberAt(jwt, "config"), server], group, open);
}

const KNOWN = new Set(
  "jwks_urls jwks_max_wait jwks_ttl required_scope target_audience trusted_issuers allowed_algorithms scope_strategy token_from".split(
    " ",
  ),
);

function jwtPart(configs: readonly (At | null)[], group: string, open: readonly At[]): Part {
  const get = (name: string): At | null => configs.map((at) => memberAt(at, name)).find((at) => at !== null) ?? null;
  const [audiences, issuers, scopes] = ["target_audience", "trusted_issuers", "required_scope"].map((name) => {
    const at = get(name);
    return wantedOf(at).length > 0 ? at : null;
  });
  const algorithms = textsIn(wantedOf(get("allowed_algorithms")));
  const near = configs.find((at) => at !== null);
  const conditions: readonly Condition[] = [
    ...(audiences ? [filledIn(audiences, group, allAudiences(wantedOf(audiences)))] : []),
    ...(issuers ? [filledIn(issuers, group, claimOneOf("iss", wantedOf(issuers)))] : []),
    ...(scopes
      ? [filledIn(scopes, group, scopesJudged(wantedOf(scopes), textOf(get("scope_strategy")) ?? "none"))]
      : []),
    ...configs
      .flatMap(membersOf)
      .filter(({ name }) => !KNOWN.has(name))
      .map((one) => notUnderstood(one, group)),
    ...tokenChecks({
      algorithms: algorithms.length > 0 ? algorithms : ["RS256"],
      skew: 0,
      checksIssue: true,
      needsExpiry: false,
      needsKeyId: true,
    }),
  ];
  return {
    conditions,
    dangers: near
      ? [
          ...(audiences ? [] : [noAudience(group, near.node.range)]),
          ...strangersIn(group, issuers ? textsIn(wantedOf(issuers)) : [], [], "is let in", near.node.range),
          ...open.map((one) => withoutToken(group, one.node.range, "Another authenticator lets everybody through")),
        ]
      : [],
  };
}

function allAudiences(wanted: readonly Wanted[]) {
  return (presented: Presented): Judged => {
    if (presented.claims === null) return NO_TOKEN;
    const values = claimValues(presented.claims, "aud");
    if (values === null || values === "other") return incomparable("aud", values);
    const missing = wanted.filter(({ text }) => !values.includes(text));
    if (missing.length === 0) return met(`aud has ${listWords(textsIn(wanted))}`, "aud");
    if (wanted.length === 1) return claimOneOf("aud", wanted)(presented);
    return unmet(
      `All audiences are required, and aud lacks ${listWords(textsIn(missing))}: it has ${listWords(values)}`,
      "aud",
    );
  };
}

function scopesJudged(wanted: readonly Wanted[], strategy: string) {
  return ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    const claim = ["scp", "scope", "scopes"].find((name) => lastMember(claims, name) !== null) ?? "scope";
    if (strategy === "none")
      return unmet("Scopes are required, but scope_strategy is none, which refuses every token", claim);
    const node = lastMember(claims, claim)?.value;
    const values = node?.type === "string" ? node.value.split(" ") : (claimValues(claims, claim) ?? []);
    if (values === "other") return incomparable(claim, values);
    const missing = wanted.filter(({ text }) => !values.includes(text));
    if (missing.length === 0) return met(`${claim} has ${listWords(textsIn(wanted))}`, claim);
    // In the other strategies a scope of the token may stand for several.
    const isWider =
      strategy === "hierarchic"
        ? missing.every(({ text }) => values.some((value) => text.startsWith(`${value}.`)))
        : false;
    if (isWider) return met(`${claim} has ${listWords(values)}, which includes ${listWords(textsIn(missing))}`, claim);
    if (strategy === "wildcard" && values.some((value) => value.includes("*")))
      return unknown("A wildcard in the token’s scopes is not evaluated here", claim);
    return unmet(
      `${claim} ${values.length === 0 ? "is absent" : `has ${listWords(values)}`}, and ${listWords(textsIn(missing))} is required`,
      claim,
    );
  };
}
