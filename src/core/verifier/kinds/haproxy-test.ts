import { RE2JS } from "@bufbuild/re2";
import { durationWords } from "../../claims/describe.ts";
import { met, noneOf, ofHeader, unknown, unmet } from "../compare.ts";
import { isPlaceholder } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import type { Judged, Presented } from "../types.ts";
import type { Word } from "./haproxy-lines.ts";
import {
  aboutOf,
  type Expression as SampleExpression,
  parseSample,
  type Sample,
  sampleOf,
  type Variables,
} from "./haproxy-sample.ts";

/** A test of a sample against patterns. */
export interface Test {
  readonly sample: SampleExpression | null;
  readonly words: string;
  readonly ignoreCase: boolean;
  readonly method: string | null;
  readonly patterns: readonly Word[];
  readonly unread: boolean;
}

/** Reads `sample -flags patterns`. */
export function testOf(words: readonly Word[]): Test {
  const [criterion, ...rest] = words;
  let ignoreCase = false;
  let method: string | null = null;
  let unread = false;
  let at = 0;
  for (; at < rest.length && (rest[at]?.text ?? "").startsWith("-") && !/^-\d/.test(rest[at]?.text ?? ""); at += 1) {
    const flag = rest[at]?.text;
    if (flag === "--") {
      at += 1;
      break;
    }
    if (flag === "-i") ignoreCase = true;
    else if (flag === "-m") {
      at += 1;
      method = rest[at]?.text ?? null;
    } else unread = true;
  }
  return {
    sample: parseSample(criterion?.text ?? ""),
    words: words.map(({ text }) => text).join(" "),
    ignoreCase,
    method,
    patterns: rest.slice(at),
    unread,
  };
}

/** The result of the tests of one name, of which one is enough. */
export function anyJudged(name: string, tests: readonly Test[], variables: Variables, presented: Presented): Judged {
  if (tests.length === 0) {
    if (name === "TRUE") return met("Always true");
    return unknown(name === "FALSE" ? "Never true" : `What ${name} is about is not in this file`);
  }
  const results = tests.map((test) => testJudged(test, variables, presented));
  return (
    results.find(({ outcome }) => outcome === "met") ??
    results.find(({ outcome }) => outcome === "unknown") ??
    results[0]!
  );
}

function testJudged(test: Test, variables: Variables, presented: Presented): Judged {
  const { sample: expression, unread } = test;
  if (expression === null || unread) return unknown(`${test.words} is not evaluated here`);
  const about = aboutOf(expression, variables);
  const judged = sampleJudged(
    test,
    sampleOf(expression, variables, presented),
    about?.claim ?? null,
    presented,
    isFirst(expression, variables),
  );
  return about?.ofHeader ? ofHeader(judged) : judged;
}

/** Whether a difference is the claim minus something else. */
const isFirst = ({ steps: [first] }: SampleExpression, variables: Variables): boolean =>
  first !== undefined && aboutOf({ steps: [first] }, variables) !== null;

function sampleJudged(
  test: Test,
  sample: Sample,
  claim: string | null,
  presented: Presented,
  isFirst: boolean,
): Judged {
  const { method, patterns } = test;
  const values = patterns.map(({ text }) => text);
  switch (sample.is) {
    case "unknown":
      return unknown(sample.why, claim);
    case "nothing":
      return unmet(claim === null ? "There is nothing to compare" : `The token has no ${claim}`, claim);
    case "signature":
      return (method ?? "int") === "int" && values.filter((value) => value !== "eq").join() === "1"
        ? signatureJudged(presented)
        : unknown(
            "jwt_verify gives 1 only if the signature verifies, so anything but “-m int 1” is not evaluated here",
          );
    case "token":
      return method === "found" || values.every((value) => /^\^?Bearer/i.test(value))
        ? met("The request carries the token")
        : unknown("The header is not evaluated here");
    case "number":
      return numberJudged(sample.value, test, claim, isFirst);
    case "text":
      if (method === "found") return met(`The token has ${claim}`, claim);
      if (method === "int")
        return /^-?\d{1,15}$/.test(sample.text)
          ? numberJudged(Number(sample.text), test, claim, true)
          : unknown("Not a whole number", claim);
      return textJudged(sample, test, claim ?? "The value");
  }
}

const signatureJudged = (presented: Presented): Judged =>
  tokenChecks({})
    .find(({ name }) => name === "signature")
    ?.judge(presented) ?? unknown("Needs the issuer’s key");

const OPERATORS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  eq: (value, limit) => value === limit,
  lt: (value, limit) => value < limit,
  le: (value, limit) => value <= limit,
  gt: (value, limit) => value > limit,
  ge: (value, limit) => value >= limit,
};

function numberJudged(value: number, { patterns, sample }: Test, claim: string | null, isFirst: boolean): Judged {
  let operator = "eq";
  const limits: { readonly operator: string; readonly limit: number }[] = [];
  for (const { text } of patterns) {
    if (Object.hasOwn(OPERATORS, text)) operator = text;
    else if (/^-?\d{1,15}$/.test(text)) limits.push({ operator, limit: Number(text) });
    else return unknown(`${text} is not evaluated here`, claim);
  }
  const holds = limits.some((one) => OPERATORS[one.operator]?.(value, one.limit) === true);
  const isDifference = sample?.steps.some(({ name }) => name === "sub") === true;
  const ahead = isFirst ? value : -value;
  const words =
    isDifference && claim !== null
      ? ahead < 0
        ? `${claim} was ${durationWords(-ahead)} ago`
        : `${claim} is ${durationWords(ahead)} ahead`
      : `${claim ?? "The value"} is ${value}`;
  return holds ? met(words, claim) : unmet(words, claim);
}

function textJudged(
  sample: Sample & { readonly is: "text" },
  { method, patterns, ignoreCase }: Test,
  claim: string,
): Judged {
  const { text, list } = sample;
  if (patterns.some((pattern) => isPlaceholder(pattern.text)))
    return unknown("A placeholder, filled in elsewhere", claim);
  const folded = (value: string): string => (ignoreCase ? value.toLowerCase() : value);
  const how = method ?? "str";
  const results = patterns.map((pattern) =>
    fits(how, folded(text), how === "reg" ? pattern.text : folded(pattern.text), ignoreCase),
  );
  const shown = list === undefined ? text : list.join(", ");
  if (results.includes(true)) return { ...met(`${claim} is “${text}”`, claim), token: shown };
  if (results.includes(null)) return unknown(`-m ${how} is not evaluated here`, claim);
  const [near] = patterns;
  if (list !== undefined && how === "str")
    return {
      ...unmet(
        `${claim} is a list, which HAProxy reads as the text ${text}, so -m str does not find “${near?.text ?? ""}” in it`,
        claim,
      ),
      token: shown,
      wanted: near?.text ?? null,
    };
  if (how === "str") return noneOf(claim, [text], patterns, () => false);
  return {
    ...unmet(`${claim} is “${text}”, which ${WORDS[how] ?? "does not match"} “${near?.text ?? ""}”`, claim),
    token: text,
    wanted: near?.text ?? null,
  };
}

const WORDS: Readonly<Record<string, string>> = {
  beg: "does not start with",
  end: "does not end in",
  sub: "does not contain",
  reg: "does not match",
};

/** Whether a value matches a pattern; null if that is not evaluated. */
function fits(how: string, value: string, pattern: string, ignoreCase: boolean): boolean | null {
  switch (how) {
    case "str":
      return value === pattern;
    case "beg":
      return value.startsWith(pattern);
    case "end":
      return value.endsWith(pattern);
    case "sub":
      return value.includes(pattern);
    case "reg":
      if (pattern.length > 500 || value.length > 10_000) return null;
      try {
        return RE2JS.compile(ignoreCase ? `(?i)${pattern}` : pattern).test(value);
      } catch {
        return null;
      }
    default:
      return null;
  }
}
