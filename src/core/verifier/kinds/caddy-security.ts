import { RE2JS } from "@bufbuild/re2";
import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import { listWords, met, NO_TOKEN, noneOf, textsIn, unknown, unmet } from "../compare.ts";
import { noAudience, withoutToken } from "../dangers.ts";
import type { Directive, Word } from "../directives.ts";
import { conditionsOf, denial, type Expression } from "../expression.ts";
import { all, any, each } from "../logic.ts";
import type { Part } from "../parts.ts";
import { tokenChecks } from "../token-checks.ts";
import type { Condition, Danger, Judged, Logic, Presented, Wanted } from "../types.ts";

/** A value that Caddy fills in: `{env.NAME}`, `{$NAME}`. */
const PLACEHOLDER = /\{\$?[\w.:-]{1,200}\}/;

/** A judgement that is unknown if a placeholder is among the values. */
export const unlessOpen = (wanted: readonly Wanted[], judge: Condition["judge"]): Condition["judge"] =>
  wanted.some(({ text }) => PLACEHOLDER.test(text)) ? () => unknown("A placeholder, filled in elsewhere") : judge;

/** A line of a rule: what it compares. */
interface Match {
  readonly words: readonly Word[];
  readonly range: Directive["range"];
}

/** A rule of the access list. */
interface Rule {
  readonly action: "allow" | "deny";
  readonly stops: boolean;
  readonly matches: Expression<Match>;
  readonly range: Directive["range"];
}

/**
 * An authorization policy of caddy-security. Its rules run in order: one that denies ends it, one that allows lets the next
 * ones run unless it stops; a token that none allows is refused.
 * Checked 2026-12-01: greenpau/caddy-security, caddyfile_authz_acl.go and caddyfile_authz_acl_shortcuts.go; greenpau/
 * go-authcrunch, pkg/acl/acl.go and condition.go (fields and their other names). As known on that day: which claims roles are
 * read from, and that exp is required.
 */
export function authorizationPolicy(directive: Directive): readonly Part[] {
  const [kind, name] = directive.words;
  if (kind?.text !== "policy" || directive.block === null) return [];
  const group = `policy ${name?.text ?? ""}`;
  const rules = directive.block.flatMap((one) => ruleOf(one) ?? []);
  const others = directive.block
    .filter((one) => ruleOf(one) === null && !KNOWN.has(one.name))
    .map(({ name: own, range }): Condition => ({
      name: own,
      group,
      range,
      judge: () => unknown("Not understood, so not checked"),
    }));
  const conditions: Condition[] = [];
  // What is decided from a rule on: `fresh` if nothing has allowed the token yet, `granted` if something has.
  let fresh: Logic = any();
  let granted: Logic = all();
  for (const { action, stops, matches } of rules.toReversed()) {
    const built = conditionsOf(action === "deny" ? { op: "not", of: matches } : matches, (match, denied) =>
      matchCondition(match, denied, group),
    );
    conditions.unshift(...built.conditions);
    if (action === "deny") [fresh, granted] = [all(built.logic, fresh), all(built.logic, granted)];
    else if (stops) [fresh, granted] = [any(built.logic, fresh), any(built.logic, granted)];
    else fresh = any(all(built.logic, granted), fresh);
  }
  const bypasses = directive.block.filter((one) => one.name === "bypass");
  const checks = tokenChecks({ skew: 0 }).filter(({ name: own }) => own !== "nbf");
  const asksAudience = rules.some(({ action, matches }) => action === "allow" && mentions(matches, "aud"));
  const open = rules.find(
    ({ action, matches }) => action === "allow" && matches.op === "all" && matches.of.length === 0,
  );
  const dangers: readonly Danger[] = [
    ...(asksAudience ? [] : [noAudience(group, directive.range)]),
    ...bypasses.map((one) => withoutToken(group, one.range, "bypass lets requests to these addresses through")),
    ...(open
      ? [
          {
            claim: "roles",
            group,
            range: open.range,
            title: "A rule allows every token",
            attack: "Anyone with any token of the issuer is let in.",
          },
        ]
      : []),
  ];
  return [
    { conditions: [...conditions, ...others, ...checks], logic: all(fresh, each(others), each(checks)), dangers },
  ];
}

const KNOWN = new Set(
  "set crypto validate inject enable disable with bypass authentication primary trust user acl allow deny".split(" "),
);

function ruleOf({ name, words, block, range }: Directive): Rule | null {
  if (name === "allow" || name === "deny")
    return { action: name, stops: name === "deny", matches: shortcut(words, range), range };
  if (name !== "acl") return null;
  const [kind, byDefault] = words;
  if (kind?.text === "default" && (byDefault?.text === "allow" || byDefault?.text === "deny"))
    return { action: byDefault.text, stops: false, matches: { op: "all", of: [] }, range };
  if (kind?.text !== "rule" || block === null) return null;
  const action = block.find((one) => one.name === "allow" || one.name === "deny");
  const lines = block.filter((one) => one !== action && one.name !== "comment");
  const flags = action ? textsIn(action.words) : [];
  const of = lines.map((one): Expression<Match> => {
    const own: Word = { text: one.name, range: { start: one.range.start, end: one.range.start + one.name.length } };
    return isAlways([own, ...one.words])
      ? { op: "all", of: [] }
      : { op: "leaf", leaf: { words: [own, ...one.words], range: one.range } };
  });
  const whole: Expression<Match> = of.length === 1 && of[0] ? of[0] : { op: flags.includes("any") ? "any" : "all", of };
  return action
    ? { action: action.name === "deny" ? "deny" : "allow", stops: flags.includes("stop"), matches: whole, range }
    : null;
}

/** `match any`, which every token does. */
const isAlways = (words: readonly Word[]): boolean => /^(?:always )?match any$/.test(textsIn(words).join(" "));

/** `allow roles a b with GET to /path`. */
function shortcut(words: readonly Word[], range: Directive["range"]): Expression<Match> {
  const at = words.findIndex(({ text }) => text === "with" || text === "to");
  const own = at < 0 ? words : words.slice(0, at);
  const isAny = own.slice(1).some(({ text }) => text === "*" || text === "any");
  const word = (text: string): Word => ({ text, range });
  const first: Expression<Match> = {
    op: "leaf",
    leaf: { words: isAny && own[0] ? [word("field"), own[0], word("exists")] : [word("match"), ...own], range },
  };
  return at < 0 ? first : { op: "all", of: [first, { op: "leaf", leaf: { words: words.slice(at), range } }] };
}

function mentions(node: Expression<Match>, field: string): boolean {
  if (node.op === "leaf") return node.leaf.words.some(({ text }) => fieldOf(text) === field);
  return node.op === "not" ? false : node.of.some((one) => mentions(one, field));
}

const OTHER_NAMES: Readonly<Record<string, string>> = {
  id: "jti",
  audience: "aud",
  issuer: "iss",
  subject: "sub",
  mail: "email",
  role: "roles",
  group: "roles",
  groups: "roles",
  scope: "scopes",
  organization: "org",
};
const FIELDS = new Set("roles email origin name realm aud scopes org jti iss sub".split(" "));
const fieldOf = (text: string): string => (Object.hasOwn(OTHER_NAMES, text) ? (OTHER_NAMES[text] ?? text) : text);

function matchCondition({ words, range }: Match, denied: boolean, group: string): Condition {
  const judge = unlessOpen(words, (presented) => {
    const judged = matchJudged(words, presented);
    return denied ? denial(judged) : judged;
  });
  return {
    name: `${denied ? "!" : ""}${textsIn(words)
      .join(" ")
      .replace(/^match /, "")}`,
    group,
    range,
    judge,
  };
}

function matchJudged(words: readonly Word[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const texts = textsIn(words);
  const at = texts.indexOf("match");
  const how = texts.slice(0, Math.max(at, 0)).join(" ") || "exact";
  const name = fieldOf(texts[at + 1] ?? "");
  if (texts[0] === "field") {
    const field = fieldOf(texts[1] ?? "");
    if (!FIELDS.has(field) || texts[2] !== "exists") return unknown("Not evaluated here");
    return valuesOf(claims, field) === null
      ? unmet(`The token has no ${field}`, field)
      : met(`The token has ${field}`, field);
  }
  if (at < 0 || !FIELDS.has(name)) return unknown("About the request, or a field that is not known here");
  const wanted = words.slice(at + 2);
  const values = valuesOf(claims, name);
  if (values === null) return unmet(`The token has no ${name}`, name);
  const results = values.flatMap((value) => wanted.map(({ text }) => fits(how, value, text)));
  if (results.includes(true)) return met(`${name} has ${listWords(values)}`, name);
  if (results.includes(null)) return unknown(`${how} match is not evaluated here`, name);
  return how === "exact"
    ? noneOf(name, values, wanted, () => false)
    : unmet(`${name} has ${listWords(values)}, and a ${how} match of ${listWords(textsIn(wanted))} is required`, name);
}

/** The values of a field; a token without roles has those of a guest. */
function valuesOf(claims: JsonObject, field: string): readonly string[] | null {
  const at = (...path: readonly string[]): readonly string[] =>
    textsOf(
      path.reduce<JsonNode | null>(
        (node, name) => (node?.type === "object" ? (lastMember(node, name)?.value ?? null) : null),
        claims,
      ),
      path[0] !== "sub" && path[0] !== "iss" && path[0] !== "name",
    );
  const found =
    field === "roles"
      ? [
          ...["roles", "role", "groups", "group"].flatMap((name) => at(name)),
          ...at("realm_access", "roles"),
          ...at("app_metadata", "authorization", "roles"),
        ]
      : field === "scopes"
        ? [...at("scopes"), ...at("scope")]
        : at(field);
  if (found.length > 0) return found;
  return field === "roles" ? ["anonymous", "guest"] : null;
}

function textsOf(node: JsonNode | null, splits: boolean): readonly string[] {
  if (node?.type === "string") return splits ? node.value.split(" ").filter((part) => part !== "") : [node.value];
  return node?.type === "array" ? node.items.flatMap((item) => (item.type === "string" ? [item.value] : [])) : [];
}

/** Whether a value matches; null if that is not evaluated. */
function fits(how: string, value: string, wanted: string): boolean | null {
  switch (how) {
    case "exact":
      return value === wanted;
    case "partial":
      return value.includes(wanted);
    case "prefix":
      return value.startsWith(wanted);
    case "suffix":
      return value.endsWith(wanted);
    case "regex":
      if (wanted.length > 500 || value.length > 10_000) return null;
      try {
        return RE2JS.compile(wanted).test(value);
      } catch {
        return null;
      }
    default:
      return null;
  }
}
