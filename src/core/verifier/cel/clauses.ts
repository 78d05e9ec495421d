import type { Range } from "../../text/range.ts";
import { met, oneOf, unknown, unmet } from "../compare.ts";
import { quoted } from "../difference.ts";
import type { At } from "../tree.ts";
import type { Condition, Judged, Presented } from "../types.ts";
import { evaluate, type Variables } from "./evaluate.ts";
import { parseCel, type Expression } from "./parse.ts";
import { Failure } from "./failure.ts";
import { isList, isMap, isNumber, type Value, valueText } from "./values.ts";

/** The variables of an expression, or why they are unknown (no token is open). */
type VariablesOf = (presented: Presented) => Variables | Judged;

/** Variables whose members are the token's claims: the rest of a path is the claim's. */
type ClaimRoots = ReadonlySet<string>;

export interface ExpressionRules {
  readonly group: string;
  readonly variablesOf: VariablesOf;
  readonly claimRoots: ClaimRoots;
}

/**
 * The conditions of an expression that must be true: one for each clause joined by `&&`, named by the member and the
 * clause, or else one for the whole.
 */
export function clauseConditions(at: At, text: string, source: string, rules: ExpressionRules): readonly Condition[] {
  const { group } = rules;
  const parsed = parseCel(text);
  if ("problem" in parsed)
    return [{ name: at.path, group, range: at.node.range, judge: () => unknown(parsed.problem) }];
  const clauses = clausesOf(parsed.tree);
  const seen = new Map<string, number>();
  return clauses.map((clause): Condition => {
    const words = text.slice(clause.start, clause.end).replace(/\s{1,1000}/g, " ");
    const times = (seen.get(words) ?? 0) + 1;
    seen.set(words, times);
    const own = `${words}${times > 1 ? ` (${times})` : ""}`;
    return {
      name: clauses.length === 1 ? at.path : `${at.path}/${own.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      group,
      range: rangeIn(at, text, source, clause),
      judge: (presented) => clauseJudged(clause, text, rules, presented),
    };
  });
}

/** The most clauses of one expression that become separate conditions. */
const MOST_CLAUSES = 50;

function clausesOf(tree: Expression): readonly Expression[] {
  const found: Expression[] = [];
  const walk = (node: Expression): void => {
    if (node.op !== "&&" || found.length >= MOST_CLAUSES) found.push(node);
    else for (const one of node.args) walk(one);
  };
  walk(tree);
  return found;
}

/**
 * The range of a part of an expression in the file; the range of the whole text if the file escapes some characters.
 */
function rangeIn({ node: { range } }: At, text: string, source: string, part: Range): Range {
  const offset = [range.start, range.start + 1].find((start) => source.startsWith(text, start));
  return offset === undefined ? range : { start: offset + part.start, end: offset + part.end };
}

/**
 * The result of an expression that gives a value rather than a condition. A failure becomes the outcome that it has in
 * the verifier.
 */
export function valueJudged(
  text: string,
  rules: ExpressionRules,
  presented: Presented,
): { readonly value: Value } | Judged {
  const parsed = parseCel(text);
  if ("problem" in parsed) return unknown(parsed.problem);
  const variables = rules.variablesOf(presented);
  if (!isVariables(variables)) return variables;
  try {
    return { value: evaluate(parsed.tree, variables) };
  } catch (failure) {
    return failureJudged(failure, parsed.tree, rules);
  }
}

const isVariables = (given: Variables | Judged): given is Variables => given instanceof Map;

function clauseJudged(clause: Expression, text: string, rules: ExpressionRules, presented: Presented): Judged {
  const variables = rules.variablesOf(presented);
  if (!isVariables(variables)) return variables;
  try {
    const value = evaluate(clause, variables);
    if (typeof value !== "boolean") return unmet("The expression does not give a bool");
    const described = inWords(clause, variables, rules);
    if (described?.outcome === (value ? "met" : "unmet")) return described;
    const paths = pathsIn(clause);
    const claim = claimOf(paths[0] ?? null, rules);
    const known = paths.slice(0, 3).flatMap((path) => {
      const found = valueAt(path, variables);
      return found === undefined ? [] : [`${claimOf(path, rules) ?? path.join(".")} is ${quoted(valueText(found))}`];
    });
    const about = known.length > 0 ? known.join(", ") : `“${text.slice(clause.start, clause.end)}” is ${value}`;
    return value ? met(about, claim) : unmet(`${about}, for which the expression is false`, claim);
  } catch (failure) {
    return failureJudged(failure, clause, rules);
  }
}

function failureJudged(failure: unknown, node: Expression, rules: ExpressionRules): Judged {
  if (!(failure instanceof Failure)) throw failure;
  const { kind, message, missing } = failure;
  const path = pathsIn(node).find((one) => missing !== null && one.includes(missing)) ?? null;
  const claim = claimOf(path, rules);
  if (kind === "unknown") return unknown(message, claim);
  if (missing !== null && claim !== null) return unmet(`The token has no ${claim}`, claim);
  return unmet(`The expression fails: ${message}`, claim);
}

type Path = readonly string[];

/** The names that lead to a member, starting with the variable; null if it is not such a path. */
function pathOf(node: Expression): Path | null {
  switch (node.op) {
    case "id":
      return [node.args];
    case ".":
    case ".?": {
      const before = pathOf(node.args[0]);
      return before && [...before, node.args[1]];
    }
    case "[]":
    case "[?]": {
      const [before, key] = [pathOf(node.args[0]), node.args[1]];
      return before && key.op === "value" && typeof key.args === "string" ? [...before, key.args] : null;
    }
    default:
      return null;
  }
}

/** The paths to members that an expression uses, in order. */
function pathsIn(node: Expression): readonly Path[] {
  const own = pathOf(node);
  if (own !== null) return own.length > 1 ? [own] : [];
  return childrenOf(node).flatMap(pathsIn);
}

function childrenOf(node: Expression): readonly Expression[] {
  switch (node.op) {
    case "value":
    case "id":
      return [];
    case ".":
    case ".?":
      return [node.args[0]];
    case "!_":
    case "-_":
      return [node.args];
    case "call":
      return node.args[1];
    case "rcall":
      return [node.args[1], ...node.args[2]];
    case "map":
      return node.args.flat();
    default:
      return node.args;
  }
}

function valueAt(path: Path, variables: Variables): Value | undefined {
  const [root = "", ...rest] = path;
  let value = variables.get(root);
  for (const name of rest) value = value !== undefined && isMap(value) ? value.get(name) : undefined;
  return value;
}

/** The claim that a path leads to. */
function claimOf(path: Path | null, { claimRoots }: ExpressionRules): string | null {
  if (path === null || path.length < 2) return null;
  return claimRoots.has(path[0] ?? "") ? path.slice(1).join(".") : path.join(".");
}

/** The judgement of `==` or `in` on a claim and literals, with both values; null for any other expression. */
function inWords(node: Expression, variables: Variables, rules: ExpressionRules): Judged | null {
  if (node.op !== "==" && node.op !== "in") return null;
  const [left, right] = node.args;
  const [path, other] = pathOf(left) === null ? [pathOf(right), left] : [pathOf(left), right];
  const claim = claimOf(path, rules);
  if (path === null || claim === null) return null;
  const [values, wanted] = [scalarsOf(valueAt(path, variables)), literalsOf(other)];
  if (values === null || wanted === null || (node.op === "==" && values.length !== 1)) return null;
  return oneOf(
    claim,
    values,
    wanted.map((text) => ({ text, range: { start: other.start, end: other.end } })),
    "exact",
  );
}

function scalarsOf(value: Value | undefined): readonly string[] | null {
  if (value === undefined) return null;
  const all = isList(value) ? value : [value];
  const isScalar = all.every((one) => typeof one === "string" || typeof one === "boolean" || isNumber(one));
  return isScalar && all.length > 0 ? all.map(String) : null;
}

function literalsOf(node: Expression): readonly string[] | null {
  if (node.op === "list") {
    const all = node.args.map(literalsOf);
    return all.every((one) => one !== null && one.length === 1) ? all.flatMap((one) => one ?? []) : null;
  }
  if (node.op !== "value") return null;
  const { args } = node;
  return typeof args === "string" || typeof args === "boolean" || typeof args === "bigint" || typeof args === "number"
    ? [String(args)]
    : null;
}
