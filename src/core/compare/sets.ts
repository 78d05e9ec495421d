import { jsonPointer } from "../json/pointer.ts";
import type { JsonNode } from "../json/types.ts";
import type { Item } from "./types.ts";

/** At most this many items of a set are listed. */
const MOST_ITEMS = 100;

/** The noun for one item of a set, and its plural. */
interface SetName {
  readonly one: string;
  readonly many: string;
}

const named = (names: string, one: string, many = `${one}s`): readonly (readonly [string, SetName])[] =>
  names.split(" ").map((name) => [name, { one, many }] as const);

/** Members whose items are unordered, by name, ignoring namespace and case. */
const SETS: ReadonlyMap<string, SetName> = new Map([
  ...named("aud audience", "audience"),
  ...named("role roles wids", "role"),
  ...named("group groups", "group"),
  ...named("scope scopes scp", "scope"),
  ...named("permission permissions", "permission"),
  ...named("authorities", "authority", "authorities"),
  ...named("entitlements", "entitlement"),
  ...named("amr", "authentication method"),
  ...named("crit", "critical parameter"),
]);

/** Sets written as space-separated words (RFC 8693 section 4.2). */
const WORDS = new Set(["scope", "scopes", "scp"]);

/** The noun for the items of a member that is a set; null if it is not known as one. */
function setName(name: string): SetName | null {
  return SETS.get(plain(name)) ?? null;
}

const plain = (name: string): string => (name.split(/[/:]/).findLast((part) => part !== "") ?? name).toLowerCase();

/** One item of a set, and its index where it is in a list. */
interface Member {
  readonly text: string;
  readonly index: number | null;
}

/**
 * The items of a member that is a set: the strings of a list, the words of a string, or a single audience; null if it
 * has another form.
 */
function membersOf(name: string, node: JsonNode): readonly Member[] | null {
  if (node.type === "array") {
    const members: Member[] = [];
    for (const [index, item] of node.items.entries()) {
      if (item.type !== "string") return null;
      members.push({ text: item.value, index });
    }
    return members;
  }
  if (node.type !== "string") return null;
  // Only the space separates; an empty string contains no items.
  const texts = WORDS.has(plain(name)) ? node.value.split(" ").filter((word) => word !== "") : [node.value];
  return texts.map((text) => ({ text, index: null }));
}

/** How two sets differ. */
interface SetChange {
  readonly name: SetName;
  readonly added: number;
  readonly removed: number;
  readonly items: readonly Item[];
  /** Whether the items also have the same order. */
  readonly sameOrder: boolean;
}

/**
 * How a member that is a set differs between A and B: which items were added and removed. Null if it is not known as a
 * set, or not written as one. A repeated item counts once.
 */
export function setChange(
  member: string | number,
  path: () => readonly (string | number)[],
  a: JsonNode,
  b: JsonNode,
): SetChange | null {
  if (typeof member === "number") return null;
  const name = setName(member);
  if (name === null) return null;
  const [from, to] = [membersOf(member, a), membersOf(member, b)];
  if (from === null || to === null) return null;
  // Two strings that are not words are two plain values.
  if (a.type === "string" && b.type === "string" && !WORDS.has(plain(member))) return null;
  const removed = onlyIn(from, to);
  const added = onlyIn(to, from);
  const item = (change: Item["change"]) => (one: Member) => ({
    change,
    text: one.text,
    path: one.index === null ? null : jsonPointer([...path(), one.index]),
  });
  return {
    name,
    added: added.length,
    removed: removed.length,
    items: [
      ...removed.slice(0, MOST_ITEMS / 2).map(item("removed")),
      ...added.slice(0, MOST_ITEMS / 2).map(item("added")),
    ],
    sameOrder: from.length === to.length && from.every(({ text }, index) => text === to[index]?.text),
  };
}

function onlyIn(these: readonly Member[], others: readonly Member[]): readonly Member[] {
  const theirs = new Set(others.map(({ text }) => text));
  const found = new Map<string, Member>();
  for (const one of these) if (!theirs.has(one.text) && !found.has(one.text)) found.set(one.text, one);
  return [...found.values()];
}

/** "one role removed", "2 scopes added", "one role added and 2 removed". */
export function setWords({ name, added, removed }: SetChange): string {
  const count = (number: number): string => (number === 1 ? `one ${name.one}` : `${number} ${name.many}`);
  if (added === 0) return `${count(removed)} removed`;
  if (removed === 0) return `${count(added)} added`;
  return `${count(added)} added and ${removed === 1 ? "one" : removed} removed`;
}
