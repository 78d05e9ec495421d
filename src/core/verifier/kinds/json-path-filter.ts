import { RE2JS } from "@bufbuild/re2";
import { lastMember } from "../../json/query.ts";
import type { JsonNode } from "../../json/types.ts";
import { scalarText } from "../../policy/read-policy.ts";
import { listWords, met, NO_TOKEN, unknown, unmet } from "../compare.ts";
import { differenceWords, quoted } from "../difference.ts";
import type { Expression } from "../expression.ts";
import type { Judged, Presented } from "../types.ts";

/** One comparison of a filter: two values with an operator between them, or a path that must exist. */
export interface Comparison {
  readonly left: Operand;
  readonly operator: string;
  readonly right: Operand | null;
  /** Its place in the filter. */
  readonly start: number;
  readonly end: number;
}

type Operand =
  | { readonly is: "path"; readonly path: readonly string[] }
  | { readonly is: "value"; readonly value: Scalar }
  | { readonly is: "list"; readonly values: readonly Scalar[] }
  | { readonly is: "pattern"; readonly pattern: string; readonly flags: string };

interface Scalar {
  readonly type: "string" | "number" | "boolean" | "null";
  readonly text: string;
}

/** A step of a path, after its `@`. */
const STEP = /\.?\[(?:'[^'\]]{0,80}'|"[^"\]]{0,80}")\]|\.[\w$-]{1,80}/y;

const SHAPES: readonly (readonly [kind: Part["kind"], shape: RegExp])[] = [
  ["string", /'(?:[^'\\]|\\.){0,300}'/y],
  ["string", /"(?:[^"\\]|\\.){0,300}"/y],
  ["number", /-?\d{1,20}(?:\.\d{1,20})?/y],
  ["pattern", /\/(?:[^/\\\n]|\\.){1,300}\/[a-z]{0,5}/y],
  ["sign", /&&|\|\||==|!=|<=|>=|=~|[!()<>[\],]/y],
  ["word", /[A-Za-z]{1,40}/y],
];

const MOST_PARTS = 300;

interface Part {
  readonly kind: "path" | "string" | "number" | "pattern" | "sign" | "word";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A JSONPath filter as in Jayway's library: comparisons of `@.…` joined by `&&`, `||`, `!` and parentheses. Null if any of it
 * is not understood. Never throws.
 */
export function parseFilter(text: string): Expression<Comparison> | null {
  const parts = partsOf(text);
  if (parts === null || parts.length === 0) return null;
  let at = 0;
  const isNext = (sign: string): boolean => parts[at]?.kind === "sign" && parts[at]?.text === sign;
  const take = (sign: string): boolean => {
    if (!isNext(sign)) return false;
    at += 1;
    return true;
  };
  const joined = (op: "all" | "any", sign: string, inner: () => Expression<Comparison> | null) => {
    const of: Expression<Comparison>[] = [];
    do {
      const one = inner();
      if (one === null) return null;
      of.push(one);
    } while (take(sign));
    return of.length === 1 && of[0] ? of[0] : { op, of };
  };
  const either = (depth: number): Expression<Comparison> | null =>
    depth > 20 ? null : joined("any", "||", () => joined("all", "&&", () => single(depth)));
  const single = (depth: number): Expression<Comparison> | null => {
    if (take("!")) {
      const of = depth > 20 ? null : single(depth + 1);
      return of && { op: "not", of };
    }
    if (take("(")) {
      const inside = either(depth + 1);
      return take(")") ? inside : null;
    }
    return comparison();
  };
  const comparison = (): Expression<Comparison> | null => {
    const start = parts[at]?.start ?? 0;
    const left = operand();
    const sign = parts[at];
    const isOperator = sign !== undefined && (OPERATORS.has(sign.text) || sign.kind === "word");
    if (left !== null && isOperator) at += 1;
    const right = left !== null && isOperator ? operand() : null;
    if (left === null || (isOperator && right === null) || (!isOperator && left.is !== "path")) return null;
    return {
      op: "leaf",
      leaf: {
        left,
        operator: isOperator ? sign.text.toLowerCase() : "",
        right,
        start,
        end: parts[at - 1]?.end ?? start,
      },
    };
  };
  const operand = (): Operand | null => {
    const part = parts[at];
    if (part === undefined) return null;
    if (isNext("[")) {
      at += 1;
      const values: Scalar[] = [];
      while (!isNext("]")) {
        const value = scalarOf(parts[at]);
        if (value === null) return null;
        values.push(value);
        at += 1;
        if (!isNext("]") && !take(",")) return null;
      }
      at += 1;
      return { is: "list", values };
    }
    const value = scalarOf(part);
    if (value === null && part.kind !== "path" && part.kind !== "pattern") return null;
    at += 1;
    if (value !== null) return { is: "value", value };
    if (part.kind === "path") return { is: "path", path: pathOf(part.text) };
    const close = part.text.lastIndexOf("/");
    return { is: "pattern", pattern: part.text.slice(1, close), flags: part.text.slice(close + 1) };
  };
  const whole = either(0);
  return at === parts.length ? whole : null;
}

const OPERATORS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">=", "=~"]);

function partsOf(text: string): readonly Part[] | null {
  const found: Part[] = [];
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text[at] ?? "")) {
      at += 1;
      continue;
    }
    const part = text[at] === "@" ? pathAt(text, at) : shapeAt(text, at);
    if (part === null || found.length >= MOST_PARTS) return null;
    found.push(part);
    at = part.end;
  }
  return found;
}

function pathAt(text: string, start: number): Part | null {
  let end = start + 1;
  for (STEP.lastIndex = end; STEP.test(text); STEP.lastIndex = end) end = STEP.lastIndex;
  return end === start + 1 ? null : { kind: "path", text: text.slice(start, end), start, end };
}

function shapeAt(text: string, start: number): Part | null {
  for (const [kind, shape] of SHAPES) {
    shape.lastIndex = start;
    const own = shape.exec(text)?.[0];
    if (own !== undefined) return { kind, text: own, start, end: start + own.length };
  }
  return null;
}

function scalarOf(part: Part | undefined): Scalar | null {
  if (part?.kind === "string") return { type: "string", text: part.text.slice(1, -1).replace(/\\(.)/g, "$1") };
  if (part?.kind === "number") return { type: "number", text: part.text };
  if (part?.kind !== "word") return null;
  if (part.text === "null") return { type: "null", text: "null" };
  return part.text === "true" || part.text === "false" ? { type: "boolean", text: part.text } : null;
}

const pathOf = (text: string): readonly string[] =>
  [...text.matchAll(/\['([^'\]]*)'\]|\["([^"\]]*)"\]|\.([\w$-]+)/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? "",
  );

/** The result of a comparison for a token. */
export function comparisonJudged({ left, operator, right }: Comparison, { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const named = left.is === "path" ? left : right?.is === "path" ? right : null;
  const claim = named?.path.join(".") ?? null;
  if (named === null || (left.is === "path" && right?.is === "path")) return unknown("Not evaluated here", claim);
  const node = named.path.reduce<JsonNode | null>(
    (at, name) => (at?.type === "object" ? (lastMember(at, name)?.value ?? null) : null),
    claims,
  );
  if (operator === "")
    return node === null ? unmet(`The token has no ${claim}`, claim) : met(`The token has ${claim}`, claim);
  if (node === null)
    return ["==", "in", "=~", "anyof", "<", "<=", ">", ">="].includes(operator)
      ? unmet(`The token has no ${claim}`, claim)
      : unknown(`The token has no ${claim}, for which ${operator} is not evaluated here`, claim);
  const texts = node.type === "array" ? node.items.map(scalarText) : [scalarText(node)];
  const known = texts.flatMap((text) => (text === null ? [] : [text]));
  const has = `${claim} has ${listWords(known)}`;
  const held = (holds: boolean, otherwise: string): Judged => (holds ? met(has, claim) : unmet(otherwise, claim));
  if (left.is === "value" && named === right && (operator === "in" || operator === "nin")) {
    if (node.type !== "array")
      return unknown(`${claim} is no list, for which ${operator} is not evaluated here`, claim);
    const isIn = node.items.some((item) => isSame(item, left.value));
    const lacks = `${has}, but not ${quoted(left.value.text)}`;
    return operator === "in" ? held(isIn, lacks) : isIn ? unmet(has, claim) : met(lacks, claim);
  }
  if (left.is !== "path" || right === null) return unknown("Not evaluated here", claim);
  if (right.is === "value" && (operator === "==" || operator === "!=")) {
    const isEqual = isSame(node, right.value);
    const token = scalarText(node);
    const sameWords = token === right.value.text ? `${claim} is a ${node.type}, not a ${right.value.type}` : null;
    const why = sameWords ?? (token === null ? has : differenceWords(claim ?? "", token, right.value.text, false));
    if (operator === "!=") return isEqual ? unmet(`${has}, which is excluded`, claim) : met(has, claim);
    return isEqual ? met(has, claim) : { ...unmet(why, claim), token, wanted: right.value.text };
  }
  if (right.is === "list") {
    const items = node.type === "array" ? node.items : [node];
    const isList = node.type === "array";
    const some = items.some((item) => right.values.some((value) => isSame(item, value)));
    const asked = `${has}, and ${listWords(right.values.map(({ text }) => text))} ${right.values.length === 1 ? "is" : "are"} listed`;
    if (operator === "in" && !isList) return held(some, asked);
    if (operator === "nin" && !isList) return some ? unmet(asked, claim) : met(has, claim);
    if (operator === "anyof" && isList) return held(some, asked);
    if (operator === "noneof" && isList) return some ? unmet(asked, claim) : met(has, claim);
  }
  if (right.is === "value" && right.value.type === "number" && node.type === "number") {
    const [value, limit] = [node.value, Number(right.value.text)];
    const words = `${claim} is ${value}, and ${operator} ${limit} is required`;
    if (operator === "<") return held(value < limit, words);
    if (operator === "<=") return held(value <= limit, words);
    if (operator === ">") return held(value > limit, words);
    if (operator === ">=") return held(value >= limit, words);
  }
  if (right.is === "pattern" && operator === "=~" && node.type === "string") {
    const fits = wholeMatch(right.pattern, right.flags, node.value);
    return fits === null
      ? unknown("The expression is not evaluated here", claim)
      : fits
        ? met(has, claim)
        : { ...unmet(`${has}, which the expression does not match`, claim), token: node.value, wanted: right.pattern };
  }
  return unknown(`${operator} is not evaluated here for this value`, claim);
}

function isSame(node: JsonNode, value: Scalar): boolean {
  if (node.type === "number") return value.type === "number" && node.value === Number(value.text);
  return node.type === value.type && (scalarText(node) ?? "null") === value.text;
}

/** Whether a regular expression matches the whole of a value; null if that cannot be said. */
function wholeMatch(pattern: string, flags: string, value: string): boolean | null {
  if (pattern.length > 500 || value.length > 10_000 || /[^i]/.test(flags)) return null;
  try {
    return RE2JS.compile(`${flags === "i" ? "(?i)" : ""}^(?:${pattern.replaceAll("\\/", "/")})$`).test(value);
  } catch {
    return null;
  }
}
