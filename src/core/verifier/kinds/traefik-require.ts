import { quoted, quotedList } from "../../policy/write/quote.ts";
import { namesIn, type Requirements } from "../../policy/write/requirements.ts";
import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import { claimIs, isTexts, matches, met, nodeValues, NO_TOKEN, oneOf, unknown, unmet, textsIn } from "../compare.ts";
import { noAudience, strangersIn, withoutToken } from "../dangers.ts";
import { isPattern } from "../glob.ts";
import { all, each } from "../logic.ts";
import { isPlaceholder } from "../settings.ts";
import { issuerOf, TOKEN_GROUP, tokenChecks } from "../token-checks.ts";
import {
  conditionAt,
  itemsOf,
  memberAt,
  membersOf,
  notUnderstood,
  othersOf,
  textOf,
  wantedOf,
  type At,
} from "../tree.ts";
import type { Condition, Danger, Judged, Logic, Presented, Wanted, Writer } from "../types.ts";

/**
 * Traefik's jwt-middleware plugin, with `issuers` and `require`: all claims are required, with any one of their values,
 * or as `$and` and `$or` say. Wildcards are in the token's own values. An issuer may be a pattern. Keys are found by
 * `kid` among those of all issuers; only if none has that `kid` does `iss` count, without its final slash. A token
 * without `exp` passes. Checked 2026-12-01 against agilezebra/jwt-middleware, README.md (options, claim matching),
 * jwt.go (methods, keys, issuers) and validate.go (lists and operators).
 */
export function readRequire(at: At): {
  readonly conditions: readonly Condition[];
  readonly logic: Logic;
  readonly dangers: readonly Danger[];
} {
  const group = at.path.split("/").slice(-2).join(" ");
  const listed = itemsOf(memberAt(at, "issuers")).map((one) => memberAt(one, "issuer") ?? one);
  const issuers = listed.flatMap(wantedOf);
  const [first] = listed;
  const [required, methods, optional] = ["require", "validMethods", "optional"].map((name) => memberAt(at, name));
  const claims = membersOf(required ?? null);
  const hasSecret = memberAt(at, "secret") !== null || memberAt(at, "secrets") !== null;
  const conditions = [
    ...(first
      ? [
          hasSecret
            ? notUnderstood(first, group, "Its own secret verifies tokens of any issuer as well")
            : conditionAt(first, group, (presented) => issuerJudged(issuers, presented)),
        ]
      : []),
    ...claims.map((claim) => conditionAt(claim, group, (presented) => requireJudged(claim, presented))),
    ...othersOf(at, group, ["issuers", "require", "validMethods", "optional", ...BESIDE]),
    ...(methods && wantedOf(methods).length > 0
      ? [conditionAt(methods, group, algorithmOf(textsIn(wantedOf(methods))))]
      : [{ name: "alg", group: TOKEN_GROUP, range: null, judge: algorithmOf(USUAL) }]),
  ];
  return {
    conditions,
    logic: all(each(conditions)),
    dangers: [
      ...(claims.some(({ name }) => name === "aud") ? [] : [noAudience(group, at.node.range)]),
      ...(optional && textOf(optional) === "true"
        ? [withoutToken(group, optional.node.range, "optional requires no token")]
        : []),
      ...strangersIn(
        group,
        textsIn(issuers),
        claims.map((claim) => ({
          claim: claim.name,
          values: textsIn(wantedOf(claim)),
          pattern: false,
          range: claim.node.range,
        })),
        "is let in",
        at.node.range,
      ),
    ],
  };
}

/** A middleware of this plugin, for keys of the issuers: a secret of its own would verify tokens of any issuer. */
export const requireWriter: Writer = {
  comment: "#",
  abilities: {
    algorithms: /^(?:RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
    checks: ["algorithms", "iss", "aud", "sub"],
    needs: ["iss"],
    cannot: (member, value) =>
      isPlaceholder(value) ||
      (member === "iss" && /[*?[\]\\]/.test(value)) ||
      (member === "sub" && value.includes("*")),
    canClaim: (path, values) =>
      path !== "scope" &&
      values.length > 0 &&
      !values.some(isPlaceholder) &&
      namesIn(path).every((name) => name !== "" && !name.startsWith("$")),
    remarks: [
      "An issuer’s final slash is ignored. A token without exp passes.",
      "A token value with a wildcard is treated as a pattern.",
    ],
  },
  text: (wanted) => `apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: jwt }
spec:
  plugin:
    jwt:
      issuers: [${quotedList(wanted.issuers)}]
      validMethods: [${wanted.algorithms.join(", ")}]
${requireText(wanted)}`,
};

/** What is required of each claim; of one that several paths lead into, all of it. */
function requireText({ audiences, subjects, claims }: Requirements): string {
  const asked = [{ path: "aud", values: audiences }, { path: "sub", values: subjects }, ...claims].filter(
    ({ values }) => values.length > 0,
  );
  const byName = new Map<string, string[]>();
  for (const { path, values } of asked) {
    const [name = "", ...inside] = namesIn(path);
    const list = `[${quotedList(values)}]`;
    const text = inside.reduceRight((inner, one) => `{ ${quoted(one)}: ${inner} }`, list);
    byName.set(name, [...(byName.get(name) ?? []), text]);
  }
  if (byName.size === 0) return "";
  const lines = [...byName].map(
    ([name, texts]) =>
      `        ${quoted(name)}: ${texts.length === 1 ? texts[0] : `{ $and: [${texts.map(ofAnd).join(", ")}] }`}\n`,
  );
  return `      require:\n${lines.join("")}`;
}

/** Within `$and`, a plain list would be required as a whole. */
const ofAnd = (text: string): string => (text.startsWith("[") ? `{ $or: ${text} }` : text);

/** The algorithms without `validMethods`. */
const USUAL = "RS256 RS384 RS512 ES256 ES384 ES512 HS256 HS384 HS512".split(" ");

const algorithmOf = (algorithms: readonly string[]): Condition["judge"] =>
  tokenChecks({ algorithms }).find(({ name }) => name === "alg")!.judge;

/** Both are compared as if they ended in a slash. */
function issuerJudged(issuers: readonly Wanted[], presented: Presented): Judged {
  const iss = issuerOf(presented);
  const judged = claimIs("iss", issuers, "star")(presented);
  if (judged.outcome !== "unmet" || iss === null) return judged;
  const ended = (text: string): string => (text.endsWith("/") ? text : `${text}/`);
  const found = issuers.find(({ text }) => matches(ended(iss), ended(text), "star") !== null);
  if (found !== undefined) return met(`iss is “${iss}”, compared without its final slash`, "iss");
  return {
    ...judged,
    outcome: "unknown",
    why: `${judged.why}; it counts only where no issuer’s key has the token’s kid`,
  };
}

/** Whether a middleware's plugin is this one. */
export const isRequire = (plugin: At): boolean =>
  memberAt(plugin, "issuers") !== null ||
  (memberAt(plugin, "require")?.node.type === "object" &&
    ["secret", "secrets"].some((name) => memberAt(plugin, name) !== null));

const BESIDE =
  "secret secrets secretBase64Encoded skipPrefetch delayPrefetch refreshKeysInterval headerMap removeMissingHeaders cookieName headerName parameterName redirectUnauthorized redirectForbidden freshness forwardToken insecureSkipVerify rootCAs".split(
    " ",
  );

const MOST_DEPTH = 10;

function requireJudged(claim: At & { readonly name: string }, { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const node = lastMember(claims, claim.name)?.value;
  if (node === undefined) return unmet(`The token has no ${claim.name}`, claim.name);
  return wantedJudged(claim, claim.name, node, 0);
}

/**
 * A requirement: a string, a list of which one item is enough, an operator with its list, or the members of an object.
 */
function wantedJudged(wanted: At, name: string, node: JsonNode, depth: number): Judged {
  const open = unknown("Not understood, so not checked", name);
  if (depth > MOST_DEPTH) return open;
  if (wanted.node.type === "object") return objectJudged(wanted, name, node, depth);
  if (wanted.node.type === "array" && itemsOf(wanted).some((one) => one.node.type === "object"))
    return joined(itemsOf(wanted), "any", name, node, depth);
  if (wantedOf(wanted).some(({ text }) => isPlaceholder(text))) return unknown("The request fills it in", name);
  if (!isTexts(node)) return unknown(`${name} is not a string`, name);
  const values = nodeValues(node) as readonly string[];
  const judged = oneOf(name, values, wantedOf(wanted), "exact");
  // A wildcard in the token grants several values.
  return judged.outcome === "unmet" && values.some(isPattern)
    ? unknown(`${name} has a wildcard, which this plugin treats as a pattern`, name)
    : judged;
}

function objectJudged(wanted: At, name: string, node: JsonNode, depth: number): Judged {
  const members = membersOf(wanted);
  const [only] = members;
  if (only !== undefined && members.length === 1 && (only.name === "$and" || only.name === "$or"))
    return joined(itemsOf(only), only.name === "$and" ? "all" : "any", name, node, depth);
  if (node.type !== "object") return unmet(`${name} is not an object`, name);
  const object: JsonObject = node;
  const judged = members.map((member): Judged => {
    const inner = lastMember(object, member.name)?.value;
    const inside = `${name}.${member.name}`;
    return inner === undefined
      ? unmet(`The token has no ${inside}`, inside)
      : wantedJudged(member, inside, inner, depth + 1);
  });
  return worst(judged) ?? met(`The token has ${name}`, name);
}

function joined(items: readonly At[], how: "all" | "any", name: string, node: JsonNode, depth: number): Judged {
  if (depth > MOST_DEPTH) return unknown("Not understood, so not checked", name);
  // A nested list inherits the operator.
  const judged = items.map((item) =>
    item.node.type === "array"
      ? joined(itemsOf(item), how, name, node, depth + 1)
      : wantedJudged(item, name, node, depth + 1),
  );
  if (how === "all") return worst(judged) ?? met(`${name} has everything required`, name);
  return (
    judged.find(({ outcome }) => outcome === "met") ??
    judged.find(({ outcome }) => outcome === "unknown") ??
    judged[0] ??
    unknown("Nothing is required", name)
  );
}

const worst = (judged: readonly Judged[]): Judged | undefined =>
  judged.find(({ outcome }) => outcome === "unmet") ?? judged.find(({ outcome }) => outcome === "unknown");
