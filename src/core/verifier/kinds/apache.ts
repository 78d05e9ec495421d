import { RE2JS } from "@bufbuild/re2";
import type { Range } from "../../text/range.ts";
import { claimIs, claimOneOf, claimValues, NO_TOKEN, met, oneOf, unknown, unmet } from "../compare.ts";
import { noAudience, withoutToken } from "../dangers.ts";
import { all, allOf, anyOf, each, is, not } from "../logic.ts";
import { oneApplies } from "../parts.ts";
import { valueAt } from "../../policy/claim-path.ts";
import { isPlaceholder } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import { itemsOf } from "../tree.ts";
import type { Condition, Judged, Logic, Presented, Verifier } from "../types.ts";
import { apacheWriter } from "./apache-writer.ts";

/**
 * Apache with mod_auth_openidc or mod_oauth2: `Require claim name:value` (mod_oauth2: `oauth2_claim`) compares text,
 * `name~expression` matches a regular expression. Among several on one line one is enough, and among several lines too, unless a block says otherwise. As
 * a resource server it compares neither issuer nor audience by itself.
 * Sources, read 2026-11-30: mod_auth_openidc, src/authz.c. As known on that day, not yet compared with the text of:
 * auth_openidc.conf; Apache HTTP Server, mod_authz_core.
 */
export const apache: Verifier = {
  kind: "apache",
  title: "Apache configuration",
  read({ text }) {
    if (
      !/^[ \t]*(?:OIDC[A-Z]\w+[ \t]|OAuth2TokenVerify[ \t]|Require[ \t]+(?:not[ \t]+)?(?:claims?(?:_expr)?|oauth2_claim)[ \t]|AuthType[ \t]+(?:oauth2|oauth20|openid-connect|auth-openidc)\b)/im.test(
        text,
      )
    )
      return null;
    const lines = linesOf(text);
    const groups = [...new Set(lines.filter(isRequire).map(({ group }) => group))];
    const required = groups.map((group) => requirements(lines, group));
    const types = lines.filter(({ name }) => /^AuthType$/i.test(name)).map(({ rest }) => rest.toLowerCase());
    // What the client's own login requires is not required of a resource server's tokens.
    const isResource = types.some((type) => /^oauth20?$/.test(type)) && !types.some((type) => /openid/.test(type));
    const settings = lines
      .filter(({ name }) => !isResource || !/^OIDC(?:ProviderIssuer|ClientID)$/i.test(name))
      .flatMap((line) => settingCondition(line));
    const { choice, logic } = oneApplies(
      required.map(({ logic }) => logic),
      ROUTE,
    );
    const checks = tokenChecks({ skew: 10, needsExpiry: true });
    const isClient = !isResource && lines.some(({ name }) => /^OIDCProvider(?:MetadataURL|Issuer)$/i.test(name));
    const asksAudience = isClient || lines.some((line) => isRequire(line) && /\baud[:~]/.test(line.rest));
    const first = lines[0];
    return {
      conditions: [...settings, ...required.flatMap(({ conditions }) => conditions), ...choice, ...checks],
      logic: all(each(settings), logic, each(checks)),
      dangers: [
        ...(asksAudience || first === undefined ? [] : [noAudience("mod_auth_openidc", first.range)]),
        ...lines
          .filter((line) => isRequire(line) && /^all\s+granted$/i.test(line.rest) && !line.inside.some(isAll))
          .map(({ group, range }) => withoutToken(group, range, "Every request is granted")),
      ],
    };
  },
  write: apacheWriter,
};

const ROUTE = { name: "Location", group: "Request", why: "The request’s path decides which block applies" };

interface Line {
  readonly name: string;
  readonly rest: string;
  /** The whole directive; `at` is where its arguments begin. */
  readonly range: Range;
  readonly at: number;
  /** The enclosing block that a request selects, and the blocks inside it that combine requirements. */
  readonly group: string;
  readonly inside: readonly string[];
}

const MOST_LINES = 1_000_000;

function linesOf(text: string): readonly Line[] {
  const found: Line[] = [];
  const open: { readonly words: string; readonly serial: number }[] = [];
  let start = 0;
  let serial = 0;
  for (const raw of text.split("\n").slice(0, MOST_LINES)) {
    const line = raw.trim();
    const indent = raw.length - raw.trimStart().length;
    if (line.startsWith("</")) open.pop();
    else if (line.startsWith("<")) open.push({ words: line.replace(/^<|>$/g, "").trim(), serial: (serial += 1) });
    else if (line !== "" && !line.startsWith("#")) {
      const name = /^\S{1,200}/.exec(line)?.[0] ?? "";
      const rest = line.slice(name.length).trim();
      const combining = open.filter(({ words }) => COMBINES.test(words));
      found.push({
        name,
        rest,
        range: { start: start + indent, end: start + indent + line.length },
        at: start + raw.indexOf(rest, indent + name.length),
        group:
          open
            .filter(({ words }) => !COMBINES.test(words))
            .map(({ words }) => words)
            .join(" › ") || "Server",
        // Two adjacent blocks of the same name are distinct.
        inside: combining.map((one) => `${one.words}#${one.serial}`),
      });
    }
    start += raw.length + 1;
  }
  return found;
}

const COMBINES = /^Require(?:All|Any|None)$/i;
/** In a RequireAll, it is one requirement among others. */
const isAll = (block: string): boolean => /^RequireAll#/i.test(block);
const isRequire = ({ name }: Line): boolean => /^Require$/i.test(name);

/** What one block requires: among lines outside a combining block, one is enough. */
function requirements(
  lines: readonly Line[],
  group: string,
): { readonly conditions: readonly Condition[]; readonly logic: Logic } {
  const own = lines.filter((line) => isRequire(line) && line.group === group);
  const conditions: Condition[] = [];
  const read = (line: Line): Logic => {
    const { logic, asked } = requireLine(line);
    for (const one of asked) conditions.push(one);
    return logic;
  };
  const build = (within: readonly Line[], depth: number, how: string): Logic => {
    const parts: Logic[] = [];
    const seen = new Set<string>();
    for (const line of within) {
      const block = line.inside[depth];
      if (block === undefined) parts.push(read(line));
      else if (!seen.has(block)) {
        seen.add(block);
        parts.push(
          build(
            within.filter((one) => one.inside[depth] === block),
            depth + 1,
            block,
          ),
        );
      }
    }
    if (/^RequireAll/i.test(how)) return allOf(parts);
    return /^RequireNone/i.test(how) ? not(anyOf(parts)) : anyOf(parts);
  };
  return { logic: build(own, 0, "RequireAny"), conditions };
}

function requireLine({ rest, range, at, group }: Line): {
  readonly logic: Logic;
  readonly asked: readonly Condition[];
} {
  const negated = /^not\s/i.test(rest);
  const body = negated ? rest.slice(3).trimStart() : rest;
  const kind = /^\S{1,200}/.exec(body)?.[0] ?? "";
  const one = (
    name: string,
    judge: Condition["judge"],
  ): { readonly logic: Logic; readonly asked: readonly Condition[] } => {
    const condition: Condition = { name, group, range, judge };
    return { logic: is(condition), asked: [condition] };
  };
  switch (kind.toLowerCase()) {
    case "valid-user":
      return one("Require valid-user", () => met("Any token that verifies"));
    case "all":
      return one(`Require ${rest}`, () =>
        /^all\s+denied$/i.test(rest)
          ? unmet("Every request is denied")
          : /^all\s+granted$/i.test(rest)
            ? met("Every request is granted")
            : unknown("Not understood, so not checked"),
      );
    case "claim":
    case "oauth2_claim": {
      const start = at + rest.indexOf(body) + kind.length;
      const asked = wordsOf(rest.slice(start - at), start).map(({ text, range }): Condition => ({
        name: `Require ${negated ? "not " : ""}${kind.toLowerCase()} ${text}`,
        group,
        range,
        judge: (presented) => {
          const judged = specJudged(text, range, presented);
          return negated ? opposite(judged) : judged;
        },
      }));
      // Among several on one line one is enough; a negated line must match none of them.
      return { logic: negated ? each(asked) : anyOf(asked.map(is)), asked };
    }
    default:
      return one(`Require ${rest}`, () => unknown("Not understood, so not checked"));
  }
}

const opposite = (judged: Judged): Judged =>
  judged.outcome === "met"
    ? { ...judged, outcome: "unmet", why: `${judged.why}, which is refused` }
    : judged.outcome === "unmet"
      ? met(judged.why, judged.claim)
      : judged;

/** The words of a line; a quoted word may contain spaces. */
function wordsOf(text: string, offset: number): readonly { readonly text: string; readonly range: Range }[] {
  return [...text.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => {
    const start = offset + match.index + (match[1] === undefined ? 0 : 1);
    const value = match[1] ?? match[2] ?? "";
    return { text: value, range: { start, end: start + value.length } };
  });
}

function specJudged(spec: string, range: Range, { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const at = spec.search(/[:~]/);
  // A claim named by a URL contains a colon: the longest name that the token has counts.
  const places = [...spec.matchAll(/[:~]/g)].map(({ index }) => index).slice(0, 20);
  const own = places.findLast((place) => claimValues(claims, spec.slice(0, place)) !== null) ?? at;
  if (own < 0) return unknown("No name and value");
  const [name, operator, wanted] = [spec.slice(0, own), spec[own], spec.slice(own + 1)];
  if (isPlaceholder(wanted)) return unknown("A placeholder, filled in elsewhere", name);
  const values = claimValues(claims, name);
  if (values === null) return unmet(`The token has no ${name}`, name);
  if (values === "other") return unmet(`${name} is not a string`, name);
  if (operator === ":") {
    const judged = oneOf(name, values, [{ text: wanted, range }], "exact");
    const squeezed = (text: string): string => text.replace(/\s/g, "");
    const isNear = judged.outcome === "unmet" && values.some((value) => squeezed(value) === squeezed(wanted));
    return isNear ? unknown(`${name} differs only in white space, some of which does not count here`, name) : judged;
  }
  // An expression is only matched against strings.
  const node = valueAt(claims, name);
  const texts = itemsOf(node === null ? null : { node, path: "" }).flatMap((one) =>
    one.node.type === "string" ? [one.node.value] : [],
  );
  return expressionJudged(name, texts, wanted);
}

const MOST_MATCHED = 10_000;

function expressionJudged(name: string, values: readonly string[], pattern: string): Judged {
  if (pattern.length > 500 || values.some(({ length }) => length > MOST_MATCHED) || values.length > 200)
    return unknown(`${name} is too long to be compared with an expression`, name);
  try {
    const expression = RE2JS.compile(pattern);
    const found = values.find((value) => expression.test(value));
    return found === undefined
      ? unmet(`No value of ${name} matches the expression ${pattern}`, name)
      : met(`${name} has “${found}”, which matches`, name);
  } catch {
    return unknown(`The expression ${pattern} is not evaluated here`, name);
  }
}

/** Directives that restrict tokens; most others say where a token is found and what is done with it. */
function settingCondition({ name, rest, at, group }: Line): readonly Condition[] {
  const value = rest.replace(/^"(.*)"$/, "$1");
  const start = at + (value === rest ? 0 : 1);
  const range = { start, end: start + value.length };
  const wanted = [{ text: value, range }];
  const condition = (judge: Condition["judge"]): readonly Condition[] => [
    {
      name,
      group,
      range,
      judge: isPlaceholder(value) ? () => unknown("A placeholder, filled in elsewhere") : judge,
    },
  ];
  switch (name.toLowerCase()) {
    // Options such as verify.exp turn checks on and off.
    case "oauth2tokenverify":
      return /\bverify\./.test(value)
        ? condition(() => unknown("Its options on what is verified are not read here"))
        : [];
    case "oidcproviderissuer":
      return condition(claimIs("iss", wanted));
    case "oidcclientid":
      return condition(claimOneOf("aud", wanted));
    case "oidcoauthremoteuserclaim": {
      const claim = value.split(/\s/)[0] ?? "";
      return condition(({ claims }) => {
        if (claims === null) return NO_TOKEN;
        return claimValues(claims, claim) === null
          ? unmet(`The token has no ${claim}`, claim)
          : met(`The token has ${claim}`, claim);
      });
    }
    case "oidcoauthintrospectionendpoint":
      return condition(() => unknown("The authorization server is asked about each token"));
    case "authtype":
      return /^(?:oauth20?|openid-connect|auth-openidc)$/i.test(value)
        ? []
        : condition(() => unknown(`AuthType ${value} does not read tokens`));
    default:
      return [];
  }
}
