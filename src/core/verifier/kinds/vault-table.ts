import type { JsonMember, JsonNode } from "../../json/types.ts";
import type { Range } from "../../text/range.ts";
import type { At } from "../tree.ts";

/** A line of dashes under two headings, as `vault read` and `bao read` print a table. */
export const TABLE = /^[ \t]*Key[ \t]+Value[ \t]*\r?\n[ \t]*-{3}[ \t]+-{5}[ \t]*$/m;

/** Limits on the rows of a table, their length, and the values in a row. */
const MOST_ROWS = 200;
const MOST_ROW = 20_000;
const MOST_VALUES = 500;

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
  for (const line of text.slice(start).split("\n").slice(0, MOST_ROWS)) {
    const row = line.length > MOST_ROW ? null : /^[ \t]*([a-z][\w-]{0,80})[ \t]+(\S.*)$/.exec(line.trimEnd());
    if (row === null) {
      if (line.trim() !== "") break;
    } else {
      const [, name = "", value = ""] = row;
      const at = start + line.trimEnd().length - value.length;
      const node = nodeOf(value, at);
      members.push({ name, nameRange: node.range, range: node.range, value: node });
    }
    start += line.length + 1;
  }
  const range = { start: head.index, end: Math.min(start, text.length) };
  return members.length === 0 ? null : { path: "", node: { type: "object", range, members } };
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
  const items = [...value.slice(1, -1).matchAll(/\S+/g)].slice(0, MOST_VALUES).map((word): JsonNode => {
    const at = start + 1 + word.index;
    return { type: "string", range: { start: at, end: at + word[0].length }, value: word[0] };
  });
  return { type: "array", range, items };
}

/** The members of a map: a name ends at its first colon, or, for a URL, at the one after it. A word without a colon is part of a value. */
function mapOf(inside: string, start: number, range: Range): JsonNode {
  const depths = depthsOf(inside);
  const found = [...inside.matchAll(/(?:^| )((?:https?:\/\/)?[^\s:[\]]{1,300}):/g)]
    .filter(({ index }) => depths[index] === 0)
    .slice(0, MOST_VALUES);
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
