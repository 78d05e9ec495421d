import type { Range } from "../../text/range.ts";
import type { Language } from "./lexicon.ts";
import { unsettledIn } from "./names.ts";
import { isMark, isWord, type Group, type Part } from "./tree.ts";

/** One name of a chain, and what it is called with. */
export interface Link {
  readonly name: string;
  readonly range: Range;
  /** The arguments; null: it is not called. */
  readonly args: Group | null;
  /** What follows in braces: the members of a new object. */
  readonly braces: Group | null;
}

/** Names joined by dots and the like, with their calls: `JWT.require(a).withIssuer(b).build()`. */
export interface Chain {
  readonly links: readonly Link[];
  /** Where it stands in its list, and where the list goes on. */
  readonly list: readonly Part[];
  readonly start: number;
  readonly end: number;
  /** The brackets around it; null at the top. */
  readonly inside: Group | null;
}

/** Where something is given a value: a variable, or a member of it. */
export interface Assigned {
  readonly path: string;
  readonly parts: readonly Part[];
  /** The list of statements in which it stands. */
  readonly list: readonly Part[];
  /** The brackets around that list; null at the top. */
  readonly within: Range | null;
  readonly range: Range;
  /** It changes the value that was there, happens only in some cases, or is too long to be read. */
  readonly isChange: boolean;
}

const JOINS = [".", "?.", "->", "::", "\\"];
/** A new object's members follow its name in braces. */
const WITH_BRACES: ReadonlySet<Language> = new Set(["go", "csharp", "rust"]);
const RUBY_WORDS = new Set("do if unless and or rescue then end".split(" "));
/** The most parts of an expression; everything in brackets is one. */
const MOST_PARTS = 100;
/** The most parts between angle brackets. */
const MOST_GENERIC = 16;

/** The names of a chain up to a link, with `()` after those that are called. */
export const pathOf = ({ links }: Chain, to = links.length - 1): string =>
  links
    .slice(0, to + 1)
    .map(({ name, args }, index) => (args !== null && index < to ? `${name}()` : name))
    .join(".");

/** The chain that starts at a word; null where none does. */
export function chainAt(
  list: readonly Part[],
  start: number,
  language: Language,
  inside: Group | null = null,
): Chain | null {
  const links: Link[] = [];
  let at = start;
  for (;;) {
    const word = list[at];
    if (word?.kind !== "word") break;
    at = afterTypes(list, at + 1);
    let args = groupAt(list, at, "(");
    if (args !== null) at += 1;
    const braces = WITH_BRACES.has(language) ? groupAt(list, at, "{") : null;
    if (braces !== null) at += 1;
    const goesOn = isMark(list[at], ...JOINS) && isWord(list[at + 1]);
    if (!goesOn && args === null && language === "ruby" && links.length > 0) {
      const bare = bareArguments(list, at);
      if (bare !== null) [args, at] = bare;
    }
    links.push({ name: word.text, range: word.range, args, braces });
    if (!goesOn) break;
    at += 1;
  }
  return links.length === 0 ? null : { links, list, start, end: at, inside };
}

const groupAt = (list: readonly Part[], at: number, open: Group["open"]): Group | null => {
  const part = list[at];
  return part?.kind === "group" && part.open === open ? part : null;
};

/** Skips the types of a generic call, as in `verify<Claims>(…)` and `decode::<Claims>(…)`. */
function afterTypes(list: readonly Part[], at: number): number {
  const from = isMark(list[at], "::") ? at + 1 : at;
  if (!isMark(list[from], "<")) return at;
  let depth = 0;
  for (let place = from; place < Math.min(list.length, from + MOST_GENERIC); place += 1) {
    const part = list[place];
    if (isMark(part, "<")) depth += 1;
    else if (isMark(part, ">")) depth -= 1;
    else if (part?.kind === "text" || part?.kind === "number") return at;
    if (depth === 0) return list[place + 1]?.kind === "group" ? place + 1 : at;
  }
  return at;
}

/** Ruby's arguments without parentheses: to the end of the line, and of the next where a comma is the last. */
function bareArguments(list: readonly Part[], at: number): [Group, number] | null {
  const first = list[at];
  if (first === undefined || first.isFirst || first.kind === "mark") return null;
  if (first.kind === "word" && RUBY_WORDS.has(first.text)) return null;
  let end = at;
  while (end < Math.min(list.length, at + MOST_PARTS)) {
    const part = list[end]!;
    if (end > at && part.isFirst && !isMark(list[end - 1], ",")) break;
    if (isMark(part, ";") || (part.kind === "word" && RUBY_WORDS.has(part.text))) break;
    end += 1;
  }
  const items = list.slice(at, end);
  const range = { start: first.range.start, end: items.at(-1)?.range.end ?? first.range.end };
  return [{ kind: "group", open: "(", items, range, isClosed: end < at + MOST_PARTS, isFirst: false }, end];
}

/** All chains and assignments of code, in the order of the text. */
export function chainsIn(top: readonly Part[], language: Language) {
  const chains: Chain[] = [];
  const assigned: Assigned[] = [];
  const walk = (list: readonly Part[], inside: Group | null): void => {
    for (let at = 0; at < list.length; at += 1) {
      const part = list[at]!;
      if (part.kind === "group") walk(part.items, part);
      const isStart = !isMark(list[at - 1], ...JOINS) || (isMark(list[at - 1], "\\") && !isWord(list[at - 2]));
      const chain = part.kind === "word" && isStart ? chainAt(list, at, language, inside) : null;
      if (chain === null) continue;
      chains.push(chain);
      const found = assignmentOf(chain, language);
      if (found !== null) assigned.push(found);
    }
  };
  walk(top, null);
  return {
    chains,
    unsettled: unsettledIn(top, chains, language),
    assigned: groupedBy(assigned, ({ path }) => path),
    members: groupedBy(assigned, ({ path }) => path.slice(0, Math.max(0, path.lastIndexOf(".")))),
  };
}

function groupedBy(assigned: readonly Assigned[], keyOf: (one: Assigned) => string): ReadonlyMap<string, Assigned[]> {
  const found = new Map<string, Assigned[]>();
  for (const one of assigned) {
    const group = found.get(keyOf(one));
    if (group === undefined) found.set(keyOf(one), [one]);
    else group.push(one);
  }
  return found;
}

function assignmentOf(chain: Chain, language: Language): Assigned | null {
  const { links, list, end, inside } = chain;
  // Between parentheses, this names an argument.
  if (
    (inside?.open === "(" && links.length === 1) ||
    links.some(({ args, braces }) => args !== null || braces !== null)
  )
    return null;
  const at = isMark(list[end], ":") && links.length === 1 ? afterType(list, end, language) : end;
  const sign = list[at];
  if (!isMark(sign, "=", ":=", "+=", "-=", "|=", "&=")) return null;
  const from = at + 1;
  let to = from;
  while (to < list.length && to < from + MOST_PARTS && !endsStatement(list, from, to, inside)) to += 1;
  if (to === from) return null;
  const range = { start: links[0]!.range.start, end: list[to - 1]!.range.end };
  const isChange = !isMark(sign, "=", ":=") || to === from + MOST_PARTS || !isStatement(chain, language);
  return { path: pathOf(chain), parts: list.slice(from, to), list, within: inside?.range ?? null, range, isChange };
}

const DECLARES = "const let var readonly static private protected public declare override global nonlocal mut".split(
  " ",
);

/** Whether a chain starts a statement that is always run, as one after `if (…)` is not. */
function isStatement({ list, start }: Chain, language: Language): boolean {
  const [own, before] = [list[start]!, list[start - 1]];
  if (language === "python") return own.isFirst || before === undefined || isMark(before, ";");
  if (before === undefined || isMark(before, ";", ",") || isWord(before, ...DECLARES)) return true;
  if (before.kind === "group" && before.open === "{") return true;
  // A type stands before the name.
  if ((language === "java" || language === "csharp") && !isWord(before, "else", "do") && !own.isFirst)
    return before.kind === "word" || isMark(before, ">", "?") || (before.kind === "group" && before.open === "[");
  return own.isFirst && before.kind !== "mark" && before.kind !== "group" && !isWord(before, "else", "do");
}

/** After a variable's type: `ALGORITHM: str = …`. */
function afterType(list: readonly Part[], at: number, language: Language): number {
  if (!["javascript", "python", "rust"].includes(language)) return at;
  for (let place = at + 1; place < Math.min(list.length, at + MOST_GENERIC); place += 1) {
    const part = list[place];
    if (isMark(part, "=")) return place;
    if (part?.isFirst || isMark(part, ",", ";", "=>")) return at;
  }
  return at;
}

const OPERATORS = ", = + - * / ? : && || ?? => . -> := |".split(" ");

function endsStatement(list: readonly Part[], from: number, at: number, inside: Group | null): boolean {
  const part = list[at];
  if (isMark(part, ";")) return true;
  if (inside !== null && isMark(part, ",")) return true;
  if (at === from || !part?.isFirst) return false;
  // A line that goes on: after an operator, before one, or with the braces of a new object.
  return !(
    isMark(list[at - 1], ...OPERATORS) ||
    isMark(part, ...OPERATORS, "?.") ||
    (part.kind === "group" && part.open === "{")
  );
}
