import type { JsonMember, JsonNode } from "../../json/types.ts";
import type { Range } from "../../text/range.ts";
import { chainAt, pathOf, type Assigned } from "./chains.ts";
import type { Code } from "./code.ts";
import { durationOf, durationOfProduct } from "./durations.ts";
import { isMark, isWord, rangeOf, split, type Group, type Part } from "./tree.ts";

/** How a value starts that this text does not have. The rest is the code that computes it. */
const OPEN = "${!";

/** The code that computes a value which this text does not have; null if the text has the value. */
export function openIn(node: JsonNode): string | null {
  switch (node.type) {
    case "string":
      return node.value.startsWith(OPEN) ? node.value.slice(OPEN.length, -1) : null;
    case "array":
      return node.items.reduce<string | null>((found, item) => found ?? openIn(item), null);
    case "object":
      return node.members.reduce<string | null>((found, { value }) => found ?? openIn(value), null);
    default:
      return null;
  }
}

const MOST_SHOWN = 60;

/** A value that is not in this text. */
export function openNode(text: string, range: Range): JsonNode {
  const own = text.slice(range.start, Math.min(range.end, range.start + 4 * MOST_SHOWN)).replaceAll(/\s+/g, " ");
  const shown = own.length > MOST_SHOWN ? `${own.slice(0, MOST_SHOWN - 1)}…` : own;
  return { type: "string", range, value: `${OPEN}${shown}}` };
}

/** Variables that name variables, and so on. */
const MOST_STEPS = 5;

/** The most members that a variable is given one by one. */
const MOST_MEMBERS = 200;

const CONSTANTS: Readonly<Record<string, boolean | null>> = {
  true: true,
  True: true,
  TRUE: true,
  false: false,
  False: false,
  FALSE: false,
  null: null,
  NULL: null,
  None: null,
  nil: null,
  undefined: null,
};

/** The last name of a constant for an algorithm: `SignatureAlgorithm.RS256`, `jwt.SigningMethodRS256.Alg()`. */
const ALGORITHM =
  /(?:^|[._])(?:SigningMethod|ALGO_)?((?:HS|RS|PS|ES)(?:256|384|512)|EdDSA)(?:\.(?:Alg|getValue|getId|name|getName|Name)(?:\(\))?)?$/;
/** Those of .NET's `SecurityAlgorithms`. */
const NET_ALGORITHM = /^SecurityAlgorithms\.(Hmac|Rsa|RsaSsaPss|Ecdsa)Sha(256|384|512)(?:Signature)?$/;
const NET_FAMILIES: Readonly<Record<string, string>> = { Hmac: "HS", Rsa: "RS", RsaSsaPss: "PS", Ecdsa: "ES" };

/** What only wraps its one argument. */
const WRAPPERS =
  /^(?:Some|set|list|tuple|frozenset|Set|HashSet|Object\.freeze|HashSet\.(?:from|from_iter)|Optional\.of|List\.copyOf)$/;
/** What makes a list of its arguments. */
const LISTS = /^(?:List\.of|Set\.of|Arrays\.asList|Collections\.singleton(?:List)?|listOf|setOf|ImmutableSet\.of)$/;
/** What a literal may be followed by and still be the same. */
const SAME = /^(?:to_string|to_owned|into|freeze|to_vec|as_str|to_sym|to_s)$/;

/**
 * What an expression says, as a JSON value with its place: literals, lists, records, and variables that are given a
 * value exactly once in this text. Nothing is evaluated: any other expression is a value that is not known (`openIn`).
 */
export function valueOf(given: readonly Part[], code: Code, steps = 0): JsonNode {
  const parts = bare(given);
  const range = rangeOf(parts);
  const [first, second, third] = parts;
  const open = (): JsonNode => openNode(code.text, rangeOf(given));
  code.budget.left -= 1;
  if (first === undefined || steps > MOST_STEPS || code.budget.left < 0) return open();
  if (first.kind === "text") {
    const isWhole = parts.length === 1 || (code.language === "python" && parts.every(({ kind }) => kind === "text"));
    const isSame = isMark(second, ".") && third?.kind === "word" && SAME.test(third.text) && parts.length <= 4;
    if (!isWhole && !isSame) return open();
    const texts = isSame ? [first] : parts;
    if (texts.some((part) => part.kind !== "text" || part.isFilled)) return open();
    const value = texts.map((part) => (part.kind === "text" ? part.text : "")).join("");
    return { type: "string", range: isSame ? first.range : range, value };
  }
  const number = numberOf(parts);
  if (number !== null) return { type: "number", range, raw: String(number), value: number };
  const seconds = durationOfProduct(parts);
  if (seconds !== null) return { type: "number", range, raw: String(seconds), value: seconds };
  if (first.kind === "group") return groupValue(first, parts, code, steps) ?? open();
  if (first.kind !== "word") return open();
  if (parts.length === 1 && Object.hasOwn(CONSTANTS, first.text)) {
    const value = CONSTANTS[first.text]!;
    return { type: value === null ? "null" : "boolean", range, value };
  }
  return typedList(parts, code, steps) ?? chainValue(parts, code, steps) ?? open();
}

/** Without what does not change a value: `new`, `await`, `&`, `as const`. */
function bare(parts: readonly Part[]): readonly Part[] {
  let [start, end] = [0, parts.length];
  while (start < end && (isWord(parts[start], "new", "await", "mut") || isMark(parts[start], "&", "*"))) start += 1;
  const cast = parts.findIndex((part, index) => index > start && isWord(part, "as"));
  if (cast > 0) end = cast;
  while (end > start + 1 && isMark(parts[end - 1], "!")) end -= 1;
  return parts.slice(start, end);
}

/** A number, or a product of numbers. */
function numberOf(parts: readonly Part[]): number | null {
  const isNegative = isMark(parts[0], "-");
  const rest = isNegative ? parts.slice(1) : parts;
  let product = isNegative ? -1 : 1;
  for (const [index, part] of rest.entries()) {
    if (index % 2 === 1 ? !isMark(part, "*") : part.kind !== "number") return null;
    if (part.kind === "number") product *= Number(part.text);
  }
  return rest.length % 2 === 1 && Number.isFinite(product) ? product : null;
}

function groupValue(first: Group, parts: readonly Part[], code: Code, steps: number): JsonNode | null {
  const last = parts.at(-1);
  // `[]string{…}`, `new[] {…}`
  if (first.open === "[" && parts.length > 1 && first.items.length === 0)
    return last?.kind === "group" && last.open === "{" ? listOf(last, code, steps) : null;
  const isSame = isMark(parts[1], ".") && isWord(parts[2]) && parts.length <= 4;
  if (parts.length > 1 && !(isSame && parts[2]?.kind === "word" && SAME.test(parts[2].text))) return null;
  if (first.open !== "(") return recordOf(first, code, steps) ?? listOf(first, code, steps);
  const items = split(first.items);
  const isList = first.items.some((part) => isMark(part, ","));
  return isList ? listOf(first, code, steps) : items[0] === undefined ? null : valueOf(items[0], code, steps + 1);
}

/** `string[] {…}`, `vec![…]` */
function typedList(parts: readonly Part[], code: Code, steps: number): JsonNode | null {
  const last = parts.at(-1);
  if (parts.length !== 3 || last?.kind !== "group") return null;
  const [, second] = parts;
  const isArray = second?.kind === "group" && second.open === "[" && last.open === "{";
  return isArray || (isMark(second, "!") && isWord(parts[0], "vec", "hashset")) ? listOf(last, code, steps) : null;
}

function chainValue(parts: readonly Part[], code: Code, steps: number): JsonNode | null {
  const chain = chainAt(parts, 0, code.language);
  if (chain === null || chain.end !== parts.length) return null;
  const path = pathOf(chain);
  const range = rangeOf(parts);
  const algorithm = algorithmOf(path);
  if (algorithm !== null) return { type: "string", range, value: algorithm };
  const { args, braces } = chain.links.at(-1)!;
  if (args === null && braces === null) {
    const seconds = durationOf(path, []);
    return seconds === null ? resolved(path, range.start, code, steps) : timeNode(seconds, range, code);
  }
  if (braces !== null) return recordOf(braces, code, steps) ?? listOf(braces, code, steps);
  const items = split(args!.items);
  const seconds = durationOf(path, items);
  if (seconds !== null) return timeNode(seconds, range, code);
  if (LISTS.test(path)) return listOf(args!, code, steps);
  if (path === "dict") return recordOf({ ...args!, open: "{" }, code, steps, ["="]);
  if (path === "array") return recordOf(args!, code, steps) ?? listOf(args!, code, steps);
  return WRAPPERS.test(path) && items.length === 1 ? valueOf(items[0]!, code, steps + 1) : null;
}

function algorithmOf(path: string): string | null {
  const net = NET_ALGORITHM.exec(path);
  if (net !== null) return `${NET_FAMILIES[net[1]!]}${net[2]}`;
  return path.includes(".") ? (ALGORITHM.exec(path)?.[1] ?? null) : null;
}

/** Seconds; in .NET as a TimeSpan's text, which is how its settings have them. */
function timeNode(seconds: number, range: Range, { language }: Code): JsonNode {
  if (language !== "csharp") return { type: "number", range, raw: String(seconds), value: seconds };
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const days = Math.floor(seconds / 86_400);
  const rest = `${two((seconds % 86_400) / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
  return { type: "string", range, value: days > 0 ? `${days}.${rest}` : rest };
}

/** The most code between a variable and its use that is looked through for the end of its block. */
const MOST_BETWEEN = 5000;

/** Whether an assignment counts at a place: it stands in a block around that place. */
export function countsAt({ within, range }: Assigned, place: number, { language, text }: Code): boolean {
  if (within !== null && (place < within.start || place > within.end)) return false;
  if (language !== "python") return true;
  const indent = range.start - (text.lastIndexOf("\n", range.start - 1) + 1);
  if (indent === 0 || within !== null) return true;
  if (place < range.end || place - range.end > MOST_BETWEEN) return false;
  return !text
    .slice(range.end, place)
    .split("\n")
    .slice(1)
    .some((line) => line.trim() !== "" && line.length - line.trimStart().length < indent);
}

/** The value of a variable that is given one exactly once, with the members that it is given later. */
function resolved(path: string, place: number, code: Code, steps: number): JsonNode | null {
  // A member of the object at hand has the name of its variable.
  const name = path.replace(/^(?:this|self|cls)\./, "");
  const values = code.assigned.get(name) ?? [];
  const others = name === path ? [] : (code.assigned.get(path) ?? []);
  const [only] = [...values, ...others];
  if (only === undefined || values.length + others.length > 1 || only.isChange || !countsAt(only, place, code))
    return null;
  if (code.unsettled.has(name.split(".", 1)[0]!)) return null;
  const value = valueOf(only.parts, code, steps + 1);
  if (value.type !== "object") return openIn(value) === null ? value : null;
  return withMembers(value, path, only.list, code, steps);
}

/** A record with what its variable's members are given one by one. */
export function withMembers(
  value: JsonNode & { readonly type: "object" },
  path: string,
  list: readonly Part[] | null,
  code: Code,
  steps = 0,
): JsonNode {
  const later = (code.members.get(path) ?? []).slice(0, MOST_MEMBERS);
  const counts = new Map<string, number>();
  for (const one of later) counts.set(one.path, (counts.get(one.path) ?? 0) + 1);
  const members = later.map((one): JsonMember => {
    const name = one.path.slice(path.length + 1);
    const isOnce = counts.get(one.path) === 1 && !one.isChange;
    const isHere = list === null || one.list === list;
    const own = isOnce && isHere ? valueOf(one.parts, code, steps + 1) : openNode(code.text, rangeOf(one.parts));
    return { name, nameRange: one.range, range: one.range, value: own };
  });
  return members.length === 0 ? value : { ...value, members: [...value.members, ...members] };
}

function listOf({ items, range }: Group, code: Code, steps: number): JsonNode {
  return { type: "array", range, items: split(items).map((item) => valueOf(item, code, steps + 1)) };
}

const SEPARATORS: Readonly<Record<Code["language"], readonly string[]>> = {
  javascript: [":"],
  python: [":"],
  go: [":"],
  php: ["=>"],
  ruby: [":", "=>"],
  java: [],
  csharp: ["="],
  rust: [":"],
};

/** The members of a record in braces (in PHP, in brackets); null if it is a list. `...`: members that are not in this text. */
export function recordOf(
  { items, range, open, isClosed }: Group,
  code: Code,
  steps = 0,
  separators = SEPARATORS[code.language],
): (JsonNode & { readonly type: "object" }) | null {
  if (open === "[" && code.language !== "php") return null;
  const members = split(items).flatMap((item) => membersOf(item, code, steps, separators));
  const rest = isClosed ? [] : [openMember(code.text, { start: range.end - 1, end: range.end })];
  const found = members.filter((member) => member !== null);
  if (found.length === 0 && items.length > 0) return null;
  return { type: "object", range, members: [...found, ...rest] };
}

const openMember = (text: string, range: Range): JsonMember => ({
  name: "...",
  nameRange: range,
  range,
  value: openNode(text, range),
});

function membersOf(
  item: readonly Part[],
  code: Code,
  steps: number,
  separators: readonly string[],
): readonly (JsonMember | null)[] {
  const { language, text } = code;
  const range = rangeOf(item);
  if (isMark(item[0], "...", "**", "..")) {
    const spread = valueOf(item.slice(1), code, steps + 1);
    // Rust's `..Default::default()` leaves the rest as it is.
    if (isMark(item[0], "..") || (language === "rust" && isMark(item[0], "."))) return [];
    return spread.type === "object" ? spread.members : [openMember(text, range)];
  }
  if (language === "rust" && isMark(item[0], ".") && isMark(item[1], ".")) return [];
  const at = item.findIndex((part, index) => index > 0 && isMark(part, ...separators));
  const key = at < 0 ? null : item[at - 1]!;
  const member = (name: string, nameRange: Range, value: JsonNode): JsonMember => ({ name, nameRange, range, value });
  if (key !== null && at === 1) {
    const value = valueOf(item.slice(at + 1), code, steps + 1);
    return key.kind === "group"
      ? [openMember(text, range)]
      : [
          member(
            key.kind === "text" || key.kind === "word" ? key.text : text.slice(key.range.start, key.range.end),
            key.range,
            value,
          ),
        ];
  }
  if (language !== "javascript") return [null];
  const [first, second] = item;
  if (first?.kind === "word" && item.length === 1)
    return [member(first.text, first.range, valueOf(item, code, steps + 1))];
  // A method, perhaps `async`.
  const named = second?.kind === "word" ? second : first;
  const isMethod = item.some((part) => part.kind === "group" && part.open === "(");
  return named?.kind === "word" && isMethod ? [member(named.text, named.range, openNode(text, range))] : [null];
}
