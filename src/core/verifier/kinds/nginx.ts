import { RE2JS } from "@bufbuild/re2";
import { claimValues, met, NO_TOKEN, ofHeader, unknown, unmet, textsIn } from "../compare.ts";
import { noAudience } from "../dangers.ts";
import { differenceWords } from "../difference.ts";
import { type Directive, directivesIn, type Word } from "../directives.ts";
import { all, each } from "../logic.ts";
import { oneApplies } from "../parts.ts";
import { tokenChecks } from "../token-checks.ts";
import { allPlaces, AUTHORIZATION } from "../token-places.ts";
import type { Condition, Judged, Logic, Presented, TokenPlace, Verifier } from "../types.ts";
import { nginxWriter } from "./nginx-writer.ts";

/**
 * nginx with `auth_jwt`: `auth_jwt_require` needs each of its variables to be neither empty nor "0"; a `map` makes
 * such variables from claims, comparing texts case-insensitively. `exp` and `nbf` count if present.
 * Checked 2026-11-30 in excerpts of nginx's documentation: ngx_http_auth_jwt_module (auth_jwt, auth_jwt_claim_set: an
 * array's items with commas between; auth_jwt_require: each value neither empty nor "0"). As known on that day, not
 * compared with the text of: ngx_http_map_module.
 */
export const nginx: Verifier = {
  kind: "nginx",
  title: "nginx configuration",
  read({ text }) {
    if (!/\bauth_jwt(?:_[a-z]{1,30})?\s/.test(text)) return null;
    const { directives, problem } = directivesIn(text);
    const flat = flattened(directives);
    if (!flat.some(({ directive: { name } }) => name.startsWith("auth_jwt"))) return null;
    const variables = variablesOf(flat.map(({ directive }) => directive));
    const groups = [...new Set(flat.filter(({ directive }) => asks(directive, variables)).map(({ group }) => group))];
    const inherited = groups.filter(
      (group) => !groups.some((other) => other !== group && other.startsWith(`${group} › `)),
    );
    const byGroup = groups.map((group) => ({
      group,
      conditions: flat
        .filter((one) => one.group === group && asks(one.directive, variables))
        .flatMap(({ directive }) => conditionsOf(directive, group, variables)),
    }));
    // A block inherits what the blocks around it require, unless it has its own requirements.
    const logics = inherited.map((group): Logic => each(byGroup.find((one) => one.group === group)?.conditions ?? []));
    const { choice, logic } = oneApplies(logics, ROUTE);
    const unread: readonly Condition[] = problem
      ? [
          {
            name: "syntax",
            group: "File",
            range: problem,
            judge: () => unknown("The file cannot be read from here on"),
          },
        ]
      : [];
    const skew = flat.map(({ directive }) => directive).find(({ name }) => name === "auth_jwt_leeway");
    const checks = tokenChecks({ skew: secondsOf(skew?.words[0]?.text), needsExpiry: false });
    const asksAudience = flat.some(({ directive }) => asks(directive, variables) && usesAudience(directive, variables));
    const first = flat.find(({ directive: { name } }) => name.startsWith("auth_jwt"));
    return {
      conditions: [...byGroup.flatMap(({ conditions }) => conditions), ...choice, ...unread, ...checks],
      logic: all(logic, each(unread), each(checks)),
      dangers: asksAudience || first === undefined ? [] : [noAudience("auth_jwt", first.directive.range)],
      places: problem ? undefined : placesOf(flat.map(({ directive }) => directive)),
    };
  },
  write: nginxWriter,
};

/** Where its variables come from (ngx_http_core_module). */
const SOURCES: Readonly<Record<string, TokenPlace["in"]>> = { http: "header", cookie: "cookie", arg: "parameter" };

/** The places that `auth_jwt` names with `token=`, otherwise Authorization; undefined if it is another variable. */
function placesOf(directives: readonly Directive[]): readonly TokenPlace[] | undefined {
  const own = directives.filter(({ name, words: [realm] }) => name === "auth_jwt" && realm?.text !== "off");
  if (own.length === 0) return undefined;
  return allPlaces(
    own.map(({ words }) => {
      const token = words.find(({ text }) => text.startsWith("token="));
      if (token === undefined) return [AUTHORIZATION];
      const [, source = "", name = ""] = /^token=\$(http|cookie|arg)_(\w{1,100})$/.exec(token.text) ?? [];
      const where = SOURCES[source];
      return where && [{ in: where, name: where === "header" ? name.replaceAll("_", "-") : name }];
    }),
  );
}

const ROUTE = { name: "location", group: "Request", why: "The request’s path decides which location applies" };

interface Placed {
  readonly directive: Directive;
  /** The blocks around it. */
  readonly group: string;
}

function flattened(directives: readonly Directive[], group = "nginx"): readonly Placed[] {
  return directives.flatMap((directive) => {
    const { name, words, block } = directive;
    const own = { directive, group };
    // The entries of a map are not directives, and an if is judged as a whole.
    if (block === null || name === "map" || name === "if") return [own];
    const inside = ["http", "server"].includes(name) ? group : `${group} › ${[name, ...textsIn(words)].join(" ")}`;
    return [own, ...flattened(block, inside)];
  });
}

const BESIDE = new Set(
  "auth_jwt auth_jwt_key_file auth_jwt_key_request auth_jwt_key_cache auth_jwt_leeway auth_jwt_type auth_jwt_claim_set auth_jwt_header_set".split(
    " ",
  ),
);

/** Whether a directive requires something of the token: an `if` does so if it refuses by a variable made from the token. */
const asks = ({ name, block, words }: Directive, variables: ReadonlyMap<string, Variable>): boolean =>
  (name.startsWith("auth_jwt") && !BESIDE.has(name)) ||
  (name === "if" && block !== null && words.some(({ text }) => namesToken(text, variables)) && block.some(refuses));

const namesToken = (text: string, variables: ReadonlyMap<string, Variable>): boolean =>
  [...text.matchAll(/\$\w{1,100}/g)].some(([name]) => name.startsWith("$jwt_") || sourceOf(name, variables) !== null);

const refuses = ({ name, words }: Directive): boolean => name === "return" && /^[45]\d\d$/.test(words[0]?.text ?? "");

const secondsOf = (text: string | undefined): number => {
  const match = /^(\d{1,6})(s|m|h)?$/.exec(text ?? "");
  return match ? Number(match[1]) * ({ s: 1, m: 60, h: 3600 }[match[2] ?? "s"] ?? 1) : 0;
};

/** Where a variable's value comes from. */
type Variable =
  | { readonly is: "map"; readonly source: Word; readonly entries: readonly Directive[] }
  | { readonly is: "claim"; readonly path: readonly string[] };

function variablesOf(directives: readonly Directive[]): ReadonlyMap<string, Variable> {
  const found = new Map<string, Variable>();
  for (const { name, words, block } of directives) {
    const [first, second] = words;
    if (name === "map" && first && second && block)
      found.set(second.text, { is: "map", source: first, entries: block });
    if (name === "auth_jwt_claim_set" && first) found.set(first.text, { is: "claim", path: textsIn(words.slice(1)) });
  }
  return found;
}

function conditionsOf(
  directive: Directive,
  group: string,
  variables: ReadonlyMap<string, Variable>,
): readonly Condition[] {
  const { name, words, range } = directive;
  if (name === "if") return [ifCondition(directive, group, variables)];
  if (name !== "auth_jwt_require")
    return [{ name, group, range, judge: () => unknown("Not understood, so not checked") }];
  return words
    .filter(({ text }) => !text.startsWith("error="))
    .map((word): Condition => ({
      name: word.text,
      group,
      range: word.range,
      judge: (presented) => requireJudged(word.text, variables, presented),
    }));
}

/** A value, or why it is unknown. */
type Value = { readonly text: string } | { readonly unclear: string };

function requireJudged(text: string, variables: ReadonlyMap<string, Variable>, presented: Presented): Judged {
  if (presented.claims === null || presented.header === null) return NO_TOKEN;
  const source = sourceOf(text, variables);
  const judged = valueJudged(text, variables, presented, source);
  return source?.ofHeader ? ofHeader(judged) : judged;
}

function valueJudged(
  text: string,
  variables: ReadonlyMap<string, Variable>,
  presented: Presented,
  source: ClaimSource | null,
): Judged {
  const value = valueOf(text, variables, presented, 0);
  const claim = source?.claim ?? null;
  if ("unclear" in value) return unknown(value.unclear, claim);
  const isMet = value.text !== "" && value.text !== "0";
  if (source === null) return isMet ? met(`${text} is “${value.text}”`) : unmet(`${text} is empty or 0`);
  const token = claimText(source.claim, source.ofHeader, presented);
  if (token === null)
    return isMet ? met(`${text} is “${value.text}”`, claim) : unmet(`The token has no ${source.claim}`, claim);
  if (isMet) return { ...met(`${source.claim} is “${token}”`, claim), token, wanted: token };
  const wanted = source.texts[0];
  if (wanted === undefined) return unmet(`${source.claim} is “${token}”, for which ${text} is empty or 0`, claim);
  const others = source.texts.length > 1 ? `, and no other entry of the map matches` : "";
  return { ...unmet(`${differenceWords(source.claim, token, wanted, false)}${others}`, claim), token, wanted };
}

interface ClaimSource {
  readonly claim: string;
  readonly ofHeader: boolean;
  /** The texts of a map that pass. */
  readonly texts: readonly string[];
}

/** The one claim that a variable is made from; null if there is none, or several. */
function sourceOf(text: string, variables: ReadonlyMap<string, Variable>, depth = 0): ClaimSource | null {
  const direct = /^\$jwt_(claim|header)_(\w{1,100})$/.exec(text);
  if (direct) return { claim: direct[2] ?? "", ofHeader: direct[1] === "header", texts: [] };
  const variable = variables.get(text);
  if (variable === undefined || depth > 5) return null;
  if (variable.is === "claim") return { claim: variable.path.join("."), ofHeader: false, texts: [] };
  const inner = sourceOf(variable.source.text, variables, depth + 1);
  const texts = variable.entries
    .filter(({ name, words: [result] }) => isText(name) && result !== undefined && !["", "0"].includes(result.text))
    .map(({ name }) => name);
  return inner && { ...inner, texts };
}

const isText = (name: string): boolean =>
  !["default", "hostnames", "volatile", "include"].includes(name) && !name.startsWith("~");

function claimText(name: string, ofHeader: boolean, { claims, header }: Presented): string | null {
  const from = ofHeader ? header : claims;
  const values = from === null ? null : claimValues(from, name);
  return values === null || values === "other" ? null : values.join(",");
}

function valueOf(text: string, variables: ReadonlyMap<string, Variable>, presented: Presented, depth: number): Value {
  if (depth > 10) return { unclear: "The maps refer to each other" };
  let value = "";
  let done = 0;
  for (const match of text.matchAll(/\$(?:\{(\w{1,100})\}|(\w{1,100}))/g)) {
    const found = variableValue(`$${match[1] ?? match[2] ?? ""}`, variables, presented, depth + 1);
    if ("unclear" in found) return found;
    value += text.slice(done, match.index) + found.text;
    done = match.index + match[0].length;
  }
  return { text: value + text.slice(done) };
}

function variableValue(
  name: string,
  variables: ReadonlyMap<string, Variable>,
  presented: Presented,
  depth: number,
): Value {
  const direct = /^\$jwt_(claim|header)_(\w{1,100})$/.exec(name);
  if (direct) return { text: claimText(direct[2] ?? "", direct[1] === "header", presented) ?? "" };
  const variable = variables.get(name);
  if (variable === undefined) return { unclear: `${name} comes with the request, not with the token` };
  if (variable.is === "claim") return { text: claimText(variable.path.join("."), false, presented) ?? "" };
  const source = valueOf(variable.source.text, variables, presented, depth + 1);
  if ("unclear" in source) return source;
  const entry = entryFor(source.text, variable.entries);
  if ("unclear" in entry) return entry;
  return valueOf(entry.text, variables, presented, depth + 1);
}

/** What a map gives for a value: a case-insensitive text, then the first matching expression, otherwise its default. */
function entryFor(value: string, entries: readonly Directive[]): Value {
  const isStrange = entries.find(({ name }) => name === "include" || name === "hostnames");
  const exact = entries.find(({ name }) => isText(name) && name.toLowerCase() === value.toLowerCase());
  if (exact) return { text: exact.words[0]?.text ?? "" };
  for (const { name, words } of entries.filter((one) => one.name.startsWith("~"))) {
    const fits = expressionFits(name, value);
    if (fits === null) return { unclear: `The expression ${name} is not evaluated here` };
    if (fits) return { text: words[0]?.text ?? "" };
  }
  if (isStrange) return { unclear: `What ${isStrange.name} adds to the map is unknown` };
  return { text: entries.find(({ name }) => name === "default")?.words[0]?.text ?? "" };
}

const MOST_EXPRESSION = 500;

/** Whether an nginx regular expression matches; null if RE2, which runs in linear time, does not support it. */
function expressionFits(name: string, value: string): boolean | null {
  const pattern = name.startsWith("~*") ? `(?i)${name.slice(2)}` : name.slice(1);
  if (pattern.length > MOST_EXPRESSION || value.length > 10_000) return null;
  try {
    return RE2JS.compile(pattern).test(value);
  } catch {
    return null;
  }
}

/** `if ($jwt_claim_x != "y") { return 403; }`: passes if the comparison is false. */
function ifCondition({ words, range }: Directive, group: string, variables: ReadonlyMap<string, Variable>): Condition {
  const parts = words
    .map(({ text }) => text)
    .join(" ")
    .replace(/^\(/, "")
    .replace(/\)$/, "")
    .trim()
    .split(" ");
  const [left = "", operator = "", ...rest] = parts;
  const right = rest.join(" ").replace(/^["']|["']$/g, "");
  const name = `if (${parts.join(" ")})`;
  const source = sourceOf(left, variables);
  const claim = source?.claim ?? null;
  const judge = (presented: Presented): Judged => (source?.ofHeader ? ofHeader(held(presented)) : held(presented));
  const held = (presented: Presented): Judged => {
    if (presented.claims === null || presented.header === null) return NO_TOKEN;
    const value = valueOf(left, variables, presented, 0);
    if ("unclear" in value) return unknown(value.unclear, claim);
    const holds = comparisonHolds(value.text, operator, right);
    if (holds === null) return unknown("The comparison is not evaluated here", claim);
    const words = `${claim ?? left} is ${value.text === "" ? "empty or absent" : `“${value.text}”`}`;
    return holds ? unmet(`${words}, which is refused`, claim) : met(words, claim);
  };
  return { name, group, range, judge };
}

function comparisonHolds(value: string, operator: string, right: string): boolean | null {
  switch (operator) {
    case "":
      return value !== "" && value !== "0";
    case "=":
      return value === right;
    case "!=":
      return value !== right;
    case "~":
    case "~*":
      return expressionFits(`${operator}${right}`, value);
    case "!~":
    case "!~*": {
      const fits = expressionFits(`${operator.slice(1)}${right}`, value);
      return fits === null ? null : !fits;
    }
    default:
      return null;
  }
}

function usesAudience(directive: Directive, variables: ReadonlyMap<string, Variable>): boolean {
  const mentions = (text: string, depth = 0): boolean => {
    if (/\$jwt_claim_aud\b/.test(text)) return true;
    return [...text.matchAll(/\$\w{1,100}/g)].some(([name]) => {
      const variable = depth < 5 ? variables.get(name) : undefined;
      if (variable?.is === "claim") return variable.path[0] === "aud";
      return variable?.is === "map" && mentions(variable.source.text, depth + 1);
    });
  };
  return directive.words.some(({ text }) => mentions(text));
}
