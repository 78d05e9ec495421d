import { lastMember } from "../json/query.ts";
import type { JsonNode } from "../json/types.ts";
import { scalarText } from "../policy/read-policy.ts";
import type { Range, TextEdit } from "../text/range.ts";
import { unknown } from "./compare.ts";
import type { Condition, Presented, Judged, Wanted } from "./types.ts";

/** A value of a configuration with the JSON Pointer that leads to it. */
export interface At {
  readonly node: JsonNode;
  readonly path: string;
}

export const rootAt = (node: JsonNode): At => ({ node, path: "" });

const step = (path: string, name: string | number): string =>
  `${path}/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** A member of an object, the last one with its name; null if there is none. */
export function memberAt(at: At | null, name: string): At | null {
  const member = at?.node.type === "object" ? lastMember(at.node, name) : null;
  return member && at ? { node: member.value, path: step(at.path, name) } : null;
}

/** The value at the end of a path through members; null if the path breaks off. */
export function wayTo(at: At | null, ...names: readonly string[]): At | null {
  return names.reduce(memberAt, at);
}

/** All members of an object; among those with the same name, the last. */
export function membersOf(at: At | null): readonly (At & { readonly name: string })[] {
  if (at?.node.type !== "object") return [];
  const { node, path } = at;
  const last = new Map(node.members.map((member) => [member.name, member]));
  return [...last.values()].map(({ name, value }) => ({ name, node: value, path: step(path, name) }));
}

/** The most objects of one file that are searched. */
const MOST_OBJECTS = 1_000_000;

/** All objects in a value, starting with itself, outermost first, including repeated members. */
export function objectsIn(at: At): readonly At[] {
  const found: At[] = [];
  const left: At[] = [at];
  for (let next = left.pop(); next !== undefined && found.length < MOST_OBJECTS; next = left.pop()) {
    const { node, path } = next;
    const add = (inside: JsonNode, name: string | number): void => {
      if (inside.type === "object" || inside.type === "array") left.push({ node: inside, path: step(path, name) });
    };
    if (node.type === "object") {
      found.push(next);
      for (const { name, value } of node.members.toReversed()) add(value, name);
    } else if (node.type === "array")
      for (let index = node.items.length - 1; index >= 0; index -= 1) add(node.items[index]!, index);
  }
  return found;
}

/** The items of an array; anything else is returned as one item, since many files allow a single value instead of a list. */
export function itemsOf(at: At | null): readonly At[] {
  if (at === null) return [];
  const { node, path } = at;
  return node.type === "array" ? node.items.map((item, index) => ({ node: item, path: step(path, index) })) : [at];
}

/** The text of a scalar; null for anything else. */
export function textOf(at: At | null): string | null {
  return at === null ? null : scalarText(at.node);
}

/** The scalars of a list, or the one scalar, each with its range. */
export function wantedOf(at: At | null): readonly Wanted[] {
  return itemsOf(at).flatMap((item) => {
    const text = textOf(item);
    return text === null ? [] : [{ text, range: item.node.range }];
  });
}

/** Whether a list or scalar contains something other than scalars. */
export function hasOther(at: At | null): boolean {
  return itemsOf(at).some((item) => textOf(item) === null);
}

/** A condition with a range in the file. */
export function conditionAt(
  { node, path }: At,
  group: string,
  judge: (presented: Presented) => Judged,
  more: { readonly name?: string; readonly range?: Range; readonly widen?: Condition["widen"] } = {},
): Condition {
  const { name = path, range = node.range, widen } = more;
  return { name, group, range, judge, ...(widen && { widen }) };
}

/** A member that the page does not know, or cannot judge: never met. */
export function notUnderstood(at: At, group: string, why = "Not understood, so not checked"): Condition {
  return conditionAt(at, group, () => unknown(why));
}

/** The members that a reader does not know, each as a condition that is not understood. */
export function othersOf(at: At | null, group: string, known: readonly string[]): readonly Condition[] {
  return membersOf(at)
    .filter(({ name }) => !known.includes(name))
    .map((member) => notUnderstood(member, group));
}

/** The edit of a JSON or YAML text that adds a string to a list, or turns a single string into a list; null if that is impossible. */
export function addedTo({ node }: At, text: string, value: string): TextEdit | null {
  const literal = JSON.stringify(value);
  if (node.type === "string") {
    const { range } = node;
    const own = text.slice(range.start, range.end);
    // In a YAML flow list, these end an unquoted text.
    if (!/^["']/.test(own) && /[,[\]{}:#\n]/.test(own)) return null;
    return { range, insert: `[${own}, ${literal}]` };
  }
  if (node.type !== "array") return null;
  const last = node.items.at(-1);
  const isInBrackets = text[node.range.start] === "[";
  if (last === undefined) {
    const start = node.range.start + 1;
    return isInBrackets ? { range: { start, end: start }, insert: literal } : null;
  }
  const at = { start: last.range.end, end: last.range.end };
  const line = text.slice(text.lastIndexOf("\n", last.range.start) + 1, last.range.start);
  if (!isInBrackets) return /^ *- +$/.test(line) ? { range: at, insert: `\n${line}${literal}` } : null;
  const isOwnLine = line.trim() === "" && text.slice(node.range.start, last.range.start).includes("\n");
  return { range: at, insert: `,${isOwnLine ? `\n${line}` : " "}${literal}` };
}

/** As `widen` of a condition: adds a value to an existing list; a single value stays single. */
export const widenList =
  (at: At, text: string) =>
  (value: string): TextEdit | null =>
    at.node.type === "array" && !hasOther(at) ? addedTo(at, text, value) : null;
