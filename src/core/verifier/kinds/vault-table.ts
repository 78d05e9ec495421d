import type { JsonMember, JsonNode } from "../../json/types.ts";
import type { Range } from "../../text/range.ts";
import { type How, oneOf, unknown } from "../compare.ts";
import type { At } from "../tree.ts";
import type { Judged, Wanted } from "../types.ts";

/** A line of dashes under two headings, as `vault read` and `bao read` print a table. */
const TABLE = /^[ \t]*Key[ \t]+Value[ \t]*\r?\n[ \t]*-{3}[ \t]+-{5}[ \t]*$/m;

/** Limits on the rows of a table, and on their length. */
const MOST_ROWS = 200;
const MOST_ROW = 20_000;

/**
 * A table printed by `vault read`, as the object that it prints as JSON. Lists are in Go's format, `[a b]`, and so
 * are maps, `map[name:value other:[a b]]`. Null if there is no such table. A table does not show types: all values
 * are texts.
 */
export function vaultTable(text: string): At | null {
  const head = TABLE.exec(text);
  if (head === null) return null;
  const members: JsonMember[] = [];
  let start = head.index + head[0].length + 1;
  for (const [index, line] of text.slice(start).split("\n").entries()) {
    const shown = line.trimEnd();
    const isRead = index < MOST_ROWS && shown.length <= MOST_ROW;
    const row = isRead ? /^[ \t]*([a-z][\w-]{0,80})[ \t]+(\S.*)$/.exec(shown) : null;
    if (row !== null) {
      const [, name = "", value = ""] = row;
      const node = nodeOf(value, start + shown.length - value.length);
      members.push({ name, nameRange: node.range, range: node.range, value: node });
    } else if (shown !== "") {
      if (PROMPT.test(shown.slice(0, MOST_PROMPT))) break;
      members.push(unread(shown, start));
      if (!isRead) break;
    }
    start += line.length + 1;
  }
  const range = { start: head.index, end: Math.min(start, text.length) };
  return members.length === 0 ? null : { path: "", node: { type: "object", range, members } };
}

/** The line after a table, where the next command is typed. */
const PROMPT = /[$#%>❯](?:[ \t]|$)/;
const MOST_PROMPT = 200;

/** A line that is not a row, such as the rest of a value with line breaks, as a member that no reader knows. */
function unread(line: string, start: number): JsonMember {
  const range = { start, end: start + line.length };
  return { name: "further rows", nameRange: range, range, value: { type: "string", range, value: line } };
}

function nodeOf(value: string, start: number): JsonNode {
  const range = { start, end: start + value.length };
  // How an empty text is printed.
  if (value === "n/a") return { type: "string", range, value: "" };
  if (value === "<nil>") return { type: "null", range, value: null };
  if (value.startsWith("map[") && value.endsWith("]")) return mapOf(value.slice(4, -1), start + 4, range);
  return listOf(value, start) ?? { type: "string", range, value };
}

function listOf(value: string, start: number): JsonNode | null {
  if (!value.startsWith("[") || !value.endsWith("]")) return null;
  const range = { start, end: start + value.length };
  const items = [...value.slice(1, -1).matchAll(/\S+/g)].map((word): JsonNode => {
    const at = start + 1 + word.index;
    return { type: "string", range: { start: at, end: at + word[0].length }, value: word[0] };
  });
  return { type: "array", range, items };
}

/**
 * The members of a map: a name ends at its first colon, or, for a URL, at the one after it. A word without a colon is
 * part of a value, and so is one that would be out of order: Go prints a map by its names in order.
 */
function mapOf(inside: string, start: number, range: Range): JsonNode {
  const depths = depthsOf(inside);
  let last = "";
  const found = [...inside.matchAll(/(?:^| )((?:https?:\/\/)?[^\s:[\]]{1,300}):/g)].filter(
    ({ index, 1: name = "" }) => {
      const isName = depths[index] === 0 && name > last;
      if (isName) last = name;
      return isName;
    },
  );
  const members = found.map((match, index): JsonMember => {
    const [whole, name = ""] = match;
    const from = match.index + whole.length;
    const value = inside.slice(from, found[index + 1]?.index ?? inside.length);
    const at = start + from;
    const node = listOf(value, at) ?? { type: "string", range: { start: at, end: at + value.length }, value };
    return { name, nameRange: node.range, range: node.range, value: node };
  });
  return { type: "object", range, members };
}

/** The number of open brackets at each position. */
function depthsOf(text: string): readonly number[] {
  let depth = 0;
  return text.split("").map((character) => {
    const here = depth;
    if (character === "[") depth += 1;
    else if (character === "]") depth -= 1;
    return here;
  });
}

/** What may be a number or a truth value, or the text that spells it. */
const LOOKS_TYPED = /^(?:true|false|-?\d[\d.eE+-]*)$/;

/** The most ways to join words that are tried. */
const MOST_JOINED = 20_000;

/**
 * Whether a claim has one of the printed values, if comparing word by word is not enough; null if it is. A word in a
 * list may be a value or part of one, so the condition is met only if every way to join the words meets it. `texts` are
 * the claim's values that are strings; absent: types do not matter.
 */
export function printedOneOf(
  claim: string,
  { values, texts }: { readonly values: readonly string[]; readonly texts?: readonly string[] },
  words: readonly Wanted[],
  how: How,
): Judged | null {
  const [first] = words;
  if (first === undefined) return null;
  const isTyped = ({ text }: Wanted): boolean => texts !== undefined && LOOKS_TYPED.test(text);
  if (words.length === 1)
    return isTyped(first) && oneOf(claim, values, words, how).outcome !== "unmet"
      ? unknown(`The table does not show whether ${first.text} is a string: \`-format=json\` does`, claim)
      : null;
  if ((words.length * (words.length + 1)) / 2 > MOST_JOINED)
    return unknown("The table has too many words in a row to separate its values", claim);
  const fits = (texts: readonly string[], text: string): boolean =>
    texts.length > 0 && oneOf(claim, texts, [{ text, range: first.range }], how).outcome !== "unmet";
  let mayFit = false;
  // The words from which the rest of the list can be joined without a value that certainly matches.
  const canMiss = new Set([words.length]);
  for (let from = words.length - 1; from >= 0; from -= 1) {
    let joined = "";
    for (let to = from; to < words.length; to += 1) {
      const word = words[to]!;
      joined += `${to === from ? "" : " "}${word.text}`;
      mayFit ||= fits(values, joined);
      const isCertain = (to > from || !isTyped(word)) && fits(texts ?? values, joined);
      if (!isCertain && canMiss.has(to + 1)) canMiss.add(from);
    }
  }
  const judged = oneOf(claim, values, words, how);
  if (!mayFit || (!canMiss.has(0) && judged.outcome === "met")) return judged;
  return unknown("The table does not show where a value with spaces ends: `-format=json` does", claim);
}
