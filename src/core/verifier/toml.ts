import { type AST, parseTOML } from "toml-eslint-parser";
import type { JsonMember, JsonNode } from "../json/types.ts";
import type { Range } from "../text/range.ts";
import { tooLong } from "./syntax.ts";
import type { Source } from "./types.ts";

/** In a longer text, only the tables about tokens are read, up to a limit. */
const ALL_TABLES = 100_000;
const MOST_TOML = 1_000_000;
const MOST_PROBLEMS = 20;
/** Each invalid line means reading the text again: the most characters that are read again in total. */
const MOST_AGAIN = 1_000_000;

interface Table {
  readonly type: "object";
  readonly range: { start: number; end: number };
  readonly members: JsonMember[];
}

/**
 * A TOML text as the tree of a JSON text, with ranges; tables with the same name form an array. Each invalid line is
 * left out and reported as a problem. Never throws.
 */
export function parseToml(text: string): Source {
  const end = { start: text.length, end: text.length };
  const tables = tablesAboutTokens(text);
  if (tables === null) return { text, roots: [], problems: [{ words: tooLong("TOML", MOST_TOML), range: end }] };
  const problems: { words: string; range: Range }[] = [];
  let readable = tables;
  for (let read = 0; problems.length < MOST_PROBLEMS && read <= MOST_AGAIN; read += text.length) {
    try {
      return { text, roots: [treeOf(parseTOML(readable, { tomlVersion: "1.0" }), text.length)], problems };
    } catch (error) {
      const { index: found } = error as { readonly index?: number };
      // The parser itself failed: nesting too deep, or a text too long for it.
      if (found === undefined) {
        problems.push({ words: "Cannot be read as TOML", range: end });
        break;
      }
      const index = Math.min(text.length, found);
      // The parser reports a value missing after an equals sign on the next line.
      const before = text.slice(0, index).trimEnd();
      const at = before.endsWith("=") ? before.length : index;
      const start = text.lastIndexOf("\n", Math.max(0, at - 1)) + 1;
      const next = text.indexOf("\n", at);
      const stop = next < 0 ? text.length : next;
      const line = text.slice(0, at).split("\n").length;
      problems.push({ words: `Not valid TOML at line ${line}`, range: { start, end: stop } });
      const blank = " ".repeat(stop - start);
      if (readable.slice(start, stop) === blank) break;
      readable = `${readable.slice(0, start)}${blank}${readable.slice(stop)}`;
    }
  }
  return { text, roots: [], problems };
}

/** What marks a table that a verifier reads. */
const ABOUT_TOKENS = /jwt|jwks|oidc|openid|issuer|audience|secret|\bauth\b|middlewares/i;

/**
 * The text with all other tables replaced by white space, so that ranges stay valid; null if the rest is still too
 * long. The part before the first table is kept.
 */
function tablesAboutTokens(text: string): string | null {
  if (text.length <= ALL_TABLES) return text;
  const starts = [
    0,
    ...[...text.matchAll(/^[ \t]*\[{1,2}[\w"'.-]+\]{1,2}[ \t]*(?=[\r\n#])/gm)].map(({ index }) => index),
  ];
  let length = 0;
  const parts = starts.map((start, index) => {
    const part = text.slice(start, starts[index + 1] ?? text.length);
    const isKept = index === 0 || ABOUT_TOKENS.test(part);
    if (isKept) length += part.length;
    return isKept ? part : part.replace(/[^\n]+/g, (line) => " ".repeat(line.length));
  });
  return length > MOST_TOML ? null : parts.join("");
}

function treeOf({ body: [top] }: AST.TOMLProgram, length: number): JsonNode {
  const root: Table = { type: "object", range: { start: 0, end: length }, members: [] };
  for (const one of top.body) {
    const range = rangeOf(one);
    if (one.type === "TOMLKeyValue") put(root, namesOf(one.key), nodeOf(one.value), range);
    else {
      const table: Table = { type: "object", range: { ...range }, members: [] };
      for (const pair of one.body) put(table, namesOf(pair.key), nodeOf(pair.value), rangeOf(pair));
      const names = one.resolvedKey.filter((name) => typeof name === "string");
      put(root, names, one.kind === "array" ? { type: "array", range, items: [table] } : table, range);
    }
  }
  return root;
}

const rangeOf = ({ range }: { readonly range: readonly [number, number] }): Range => ({
  start: range[0],
  end: range[1],
});

const namesOf = (key: AST.TOMLKey): readonly string[] =>
  key.keys.map((one) => (one.type === "TOMLBare" ? one.name : one.value));

function put(table: Table, names: readonly string[], value: JsonNode, range: Range): void {
  const [name = "", ...rest] = names;
  const found = table.members.find((member) => member.name === name);
  if (found === undefined || (rest.length === 0 && found.value.type !== "array" && found.value.type !== "object")) {
    const inside: Table = { type: "object", range: { ...range }, members: [] };
    if (rest.length > 0) put(inside, rest, value, range);
    table.members.push({ name, nameRange: range, range, value: rest.length > 0 ? inside : value });
    return;
  }
  const at = table.members.indexOf(found);
  const { value: before } = found;
  if (rest.length === 0 && before.type === "array" && value.type === "array")
    table.members[at] = { ...found, value: { ...before, items: [...before.items, ...value.items] } };
  else if (rest.length === 0 && before.type === "object" && value.type === "object")
    for (const one of value.members) (before as Table).members.push(one);
  else if (rest.length > 0) {
    const inside = before.type === "array" ? before.items.at(-1) : before;
    if (inside?.type === "object") put(inside as Table, rest, value, range);
  }
}

function nodeOf(content: AST.TOMLContentNode): JsonNode {
  const range = rangeOf(content);
  switch (content.type) {
    case "TOMLArray":
      return { type: "array", range, items: content.elements.map(nodeOf) };
    case "TOMLInlineTable": {
      const table: Table = { type: "object", range: { ...range }, members: [] };
      for (const pair of content.body) put(table, namesOf(pair.key), nodeOf(pair.value), rangeOf(pair));
      return table;
    }
    case "TOMLValue":
      switch (content.kind) {
        case "string":
          return { type: "string", range, value: content.value };
        case "boolean":
          return { type: "boolean", range, value: content.value };
        case "integer":
        case "float":
          return { type: "number", range, raw: content.number, value: Number(content.number.replaceAll("_", "")) };
        default:
          return { type: "string", range, value: content.datetime };
      }
  }
}
