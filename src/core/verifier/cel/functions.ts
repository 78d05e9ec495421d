import { RE2JS } from "@bufbuild/re2";
import {
  type Duration,
  durationOf,
  isTime,
  TIME_METHODS,
  timePart,
  timestampOf,
  timeText,
  Timestamp,
} from "./times.ts";
import { failed, notKnown } from "./failure.ts";
import { isList, isMap, isNumber, Optional, typeOf, type Value } from "./values.ts";

/** Counts a function's work in steps; fails if it is too much. */
export type Spend = (steps: number) => void;

type Call = (args: readonly Value[], spend: Spend) => Value;

/** How many characters cost one step. */
const PER_STEP = 64;
const MOST_PATTERN = 1000;
const MOST_MATCHED = 20_000;

const text = (value: Value | undefined): string => {
  if (typeof value !== "string") throw failed(`A string is needed, not ${typeOf(value ?? null)}`);
  return value;
};
const whole = (value: Value | undefined): number => {
  if (typeof value === "bigint") return Number(value);
  throw failed(`An int is needed, not ${typeOf(value ?? null)}`);
};

/** A text function, charged by the length of its texts. */
const ofTexts =
  (call: (...texts: readonly string[]) => Value): Call =>
  (args, spend) => {
    const texts = args.map(text);
    spend(cost(texts));
    const result = call(...texts);
    if (typeof result === "string") spend(result.length / PER_STEP);
    return result;
  };

const cost = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length / PER_STEP, 0);
const characters = (value: string): readonly string[] => Array.from(value);
/** Changes only ASCII letters. */
const ascii = (value: string, upper: boolean): string =>
  upper
    ? value.replace(/[a-z]/g, (letter) => letter.toUpperCase())
    : value.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

function matches(value: string, pattern: string, spend: Spend): boolean {
  if (pattern.length > MOST_PATTERN || value.length > MOST_MATCHED)
    throw notKnown("The text or pattern is too long for matches() here");
  spend((pattern.length * value.length) / PER_STEP);
  let expression;
  try {
    expression = RE2JS.compile(pattern);
  } catch {
    throw failed(`“${pattern}” is not a valid RE2 regular expression`);
  }
  return expression.test(value);
}

function substring(args: readonly Value[], spend: Spend): string {
  const all = characters(text(args[0]));
  spend(all.length / PER_STEP);
  const [from, to] = [whole(args[1]), args.length > 2 ? whole(args[2]) : all.length];
  if (from < 0 || to > all.length || from > to) throw failed("substring() is out of range");
  return all.slice(from, to).join("");
}

function split(args: readonly Value[], spend: Spend): readonly string[] {
  const [value, separator] = [text(args[0]), text(args[1])];
  const parts = separator === "" ? characters(value) : value.split(separator);
  spend(value.length / PER_STEP + parts.length);
  if (args.length < 3) return parts;
  const most = whole(args[2]);
  if (most < 0 || most >= parts.length) return parts;
  return most === 0 ? [] : [...parts.slice(0, most - 1), parts.slice(most - 1).join(separator)];
}

function join(args: readonly Value[], spend: Spend): string {
  const [list, separator = ""] = [args[0] ?? null, ...args.slice(1).map(text)];
  if (!isList(list)) throw failed(`join() needs a list, not ${typeOf(list)}`);
  const texts = list.map(text);
  // Before the text is made, which may be much longer than its parts.
  spend(cost(texts) + (texts.length * (1 + separator.length)) / PER_STEP);
  return texts.join(separator);
}

function replace(args: readonly Value[], spend: Spend): string {
  const [value, from, to] = [text(args[0]), text(args[1]), text(args[2])];
  const parts = from === "" ? ["", ...characters(value), ""] : value.split(from);
  const most = args.length > 3 ? whole(args[3]) : -1;
  const times = most < 0 ? parts.length - 1 : Math.min(most, parts.length - 1);
  spend((value.length + times * to.length) / PER_STEP + parts.length);
  const head = parts.slice(0, times + 1).join(to);
  const rest = parts.slice(times + 1);
  return [head, ...rest].join(from);
}

/** Google's `extract`: the text matched by a template's braces, between the first occurrence of what precedes and what follows them. */
function extract(value: string, template: string): string {
  const [open, close] = [template.indexOf("{"), template.indexOf("}")];
  if (open < 0 || close < open) throw failed("The template of extract() has no {name}");
  const [before, after] = [template.slice(0, open), template.slice(close + 1)];
  const at = value.indexOf(before);
  if (at < 0) return "";
  const start = at + before.length;
  if (after === "") return value.slice(start);
  const end = value.indexOf(after, start);
  return end < 0 ? "" : value.slice(start, end);
}

function size(value: Value | undefined, spend: Spend): bigint {
  if (typeof value === "string") {
    spend(value.length / PER_STEP);
    return BigInt(characters(value).length);
  }
  if (value !== undefined && isList(value)) return BigInt(value.length);
  if (value !== undefined && isMap(value)) return BigInt(value.size);
  throw failed(`size() needs a string, list or map, not ${typeOf(value ?? null)}`);
}

function asText(value: Value | undefined): string {
  if (typeof value === "string") return value;
  if (value !== undefined && (isNumber(value) || typeof value === "boolean")) return String(value);
  if (value !== undefined && isTime(value)) return timeText(value);
  throw failed(`string() does not accept ${typeOf(value ?? null)}`);
}

const SECOND = 1_000_000_000n;

function asInt(value: Value | undefined): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "number" && Number.isFinite(value)) return BigInt(Math.trunc(value));
  if (typeof value === "string" && /^[+-]?\d{1,19}$/.test(value)) return BigInt(value.replace(/^\+/, ""));
  if (value instanceof Timestamp) return (value.nanos - (((value.nanos % SECOND) + SECOND) % SECOND)) / SECOND;
  throw failed(`int() does not accept this ${typeOf(value ?? null)}`);
}

function asDouble(value: Value | undefined): number {
  if (value !== undefined && isNumber(value)) return Number(value);
  if (typeof value === "string" && /^[+-]?\d{1,300}(?:\.\d{1,300})?$/.test(value)) return Number(value);
  throw failed(`double() does not accept this ${typeOf(value ?? null)}`);
}

/** Functions called by their name: `size(x)`. */
export const FUNCTIONS: Readonly<Record<string, Call>> = {
  size: ([value], spend) => size(value, spend),
  string: ([value]) => asText(value),
  int: ([value]) => asInt(value),
  double: ([value]) => asDouble(value),
  timestamp: ([value = null]) => timestampOf(value),
  duration: ([value = null]): Duration => durationOf(value),
  dyn: ([value]) => value ?? null,
  bool: ([value]) => {
    if (typeof value === "boolean") return value;
    if (value === "true" || value === "false") return value === "true";
    throw notKnown("bool() of this value is not evaluated here");
  },
  matches: ([value, pattern], spend) => matches(text(value), text(pattern), spend),
};

/** Functions called on a value: `x.startsWith(y)`. The first argument is that value. */
export const METHODS: Readonly<Record<string, Call>> = {
  ...Object.fromEntries(TIME_METHODS.map((name): readonly [string, Call] => [name, (args) => timePart(name, args)])),
  size: ([value], spend) => size(value, spend),
  startsWith: ofTexts((value, start = "") => (value ?? "").startsWith(start)),
  endsWith: ofTexts((value, end = "") => (value ?? "").endsWith(end)),
  contains: ofTexts((value, part = "") => (value ?? "").includes(part)),
  matches: ([value, pattern], spend) => matches(text(value), text(pattern), spend),
  lowerAscii: ofTexts((value = "") => ascii(value, false)),
  upperAscii: ofTexts((value = "") => ascii(value, true)),
  trim: ofTexts((value = "") => value.trim()),
  extract: ofTexts((value = "", template = "") => extract(value, template)),
  substring,
  split,
  join,
  replace,
  hasValue: ([value]) => optional(value).value !== undefined,
  orValue: ([value, other]) => optional(value).value ?? other ?? null,
  or: ([value, other]) => (optional(value).value === undefined ? (other ?? null) : (value ?? null)),
  value: ([value]) => {
    const found = optional(value).value;
    if (found === undefined) throw failed("optional.none() has no value");
    return found;
  },
};

function optional(value: Value | undefined): Optional {
  if (value instanceof Optional) return value;
  throw failed(`An optional value is needed, not ${typeOf(value ?? null)}`);
}

/** `optional.of`, `optional.none`, `optional.ofNonZeroValue`. */
export function optionalOf(name: string, [value]: readonly Value[]): Optional | null {
  switch (name) {
    case "of":
      return new Optional(value);
    case "none":
      return new Optional(undefined);
    case "ofNonZeroValue": {
      const isZero =
        value === undefined || value === null || value === "" || value === false || (isNumber(value) && !value);
      return new Optional(isZero || (isList(value) && value.length === 0) ? undefined : value);
    }
    default:
      return null;
  }
}
