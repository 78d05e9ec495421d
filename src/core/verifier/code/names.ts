import type { Chain } from "./chains.ts";
import type { Language } from "./lexicon.ts";
import { isMark, isWord, split, type Part } from "./tree.ts";

const DECLARES = ["const", "let", "var"];
/** Words before the name of a function. */
const DEFINES = ["def", "func", "fn", "function"];
/** Words before parentheses that hold no parameters. */
const TESTS = ["if", "while", "switch", "with"];
/** Methods that change the list or record that they are called on. */
const CHANGES =
  /^(?:push|unshift|splice|append|extend|insert|add|update|setdefault|pop|popitem|shift|remove|delete|clear|set|sort|reverse)$/;
const OWN = ["this", "self", "cls"];

/**
 * Names whose value one assignment does not settle: parameters, names in a loop or a pattern, and what is changed in place.
 * Where that is not sure, the name is among them.
 */
export function unsettledIn(top: readonly Part[], chains: readonly Chain[], language: Language): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (list: readonly Part[]): void => {
    for (const [at, part] of list.entries()) {
      if (part.kind === "group") {
        if (isParameters(list, at, language) || isPattern(list, at)) addNames(part.items, part.open, found);
        walk(part.items);
      } else if (part.kind === "word" && isBound(list, at, language)) found.add(part.text);
    }
  };
  walk(top);
  for (const chain of chains) {
    const name = changedBy(chain);
    if (name !== null) found.add(name);
  }
  return found;
}

/** Whether parentheses hold the parameters of a function, or the variable of a loop. */
function isParameters(list: readonly Part[], at: number, language: Language): boolean {
  const [group, before, next] = [list[at], list[at - 1], list[at + 1]];
  if (group?.kind !== "group" || group.open !== "(") return false;
  const isMethod = language === "go" && list[at - 2]?.kind === "group" && isWord(list[at - 3], "func");
  if (isMethod || (isWord(before) && isWord(list[at - 2], ...DEFINES))) return true;
  if (language === "python") return false;
  if (isMark(next, "=>")) return true;
  if (isMark(next, ":")) return !isMark(list[at - 2], ".", "?.");
  if (isWord(next, "throws")) return true;
  return next?.kind === "group" && next.open === "{" && !isWord(before, ...TESTS);
}

/** Whether braces or brackets take a value apart: `const { audience } = settings`. */
function isPattern(list: readonly Part[], at: number): boolean {
  const group = list[at];
  return (
    group?.kind === "group" && group.open !== "(" && isMark(list[at + 1], "=") && isWord(list[at - 1], ...DECLARES)
  );
}

/** Whether a word is a function's only parameter, or named by a loop or block. */
function isBound(list: readonly Part[], at: number, language: Language): boolean {
  if (isMark(list[at + 1], "=>")) return true;
  return language === "python" && isWord(list[at - 1], "for", "as", "lambda");
}

/** The names in parameters or a pattern, without their defaults. */
function addNames(items: readonly Part[], open: string, found: Set<string>): void {
  for (const item of split(items)) {
    const end = item.findIndex((part) => isMark(part, "=") || (open === "(" && isMark(part, ":")));
    for (const part of end < 0 ? item : item.slice(0, end)) {
      if (part.kind === "word") found.add(part.text);
      else if (part.kind === "group") addNames(part.items, part.open, found);
    }
  }
}

/** The first name of what a chain changes in place; null if it changes nothing. */
function changedBy({ links, list, start, end }: Chain): string | null {
  const [first, second] = links;
  const name = OWN.includes(first!.name) && second !== undefined ? second.name : first!.name;
  const index = list[end];
  const isIndexed = index?.kind === "group" && index.open === "[" && isMark(list[end + 1], "=", "+=", "|=");
  if (isIndexed || isWord(list[start - 1], "delete", "del")) return name;
  if (first!.name === "Object" && second?.name === "assign") {
    const target = second.args?.items[0];
    return target?.kind === "word" ? target.text : null;
  }
  return links.some((link, at) => at > 0 && link.args !== null && CHANGES.test(link.name)) ? name : null;
}
