import { decimalOf } from "../json/exact-number.ts";
import { jsonPointer } from "../json/pointer.ts";
import { minifyJson } from "../json/minify.ts";
import type { JsonArray, JsonDocument, JsonMember, JsonNode, JsonObject } from "../json/types.ts";
import { createNumbering } from "./numbering.ts";
import { setChange, setWords } from "./sets.ts";
import type { Difference } from "./types.ts";

/** At most this many differences of a part are listed. */
export const MOST_DIFFERENCES = 500;
/** And at most this many characters of their paths: a name may be as long as the text. */
const MOST_PATHS = 200_000;
/** Longer values are cut to this many UTF-16 units. */
const MOST_SHOWN = 400;

type Found = Omit<Difference, "part">;

/** How two documents differ. */
interface Structure {
  readonly differences: readonly Found[];
  /** How many more were found. */
  readonly more: number;
}

/** The path to a value, as a linked list from its end, so that a step costs nothing. */
type Way = { readonly step: string | number; readonly up: Way } | null;

/** Two values at the same place. */
interface Pair {
  readonly way: Way;
  readonly a: JsonNode;
  readonly b: JsonNode;
}

/**
 * The differences of two whole JSON documents, in the order of A's text as far as possible. Members are paired by name,
 * the last of a name counting (RFC 7519 section 4); items of a list by position, between their common beginning and
 * end; items of a set by value. Unless a document `isLaidOut` by its issuer, the order of members and white space say
 * nothing. Linear in both texts; no recursion.
 */
export function compareStructure(
  a: JsonDocument,
  b: JsonDocument,
  { isLaidOut }: { readonly isLaidOut: boolean },
): Structure {
  const found: Found[] = [];
  let more = 0;
  let characters = 0;
  if (a.root === null || b.root === null) return { differences: [], more };
  const numbering = createNumbering();
  const [inA, inB] = [numbering(a), numbering(b)];
  const isSame = (one: JsonNode, other: JsonNode): boolean => inA.get(one) === inB.get(other);

  const add = (way: Way, difference: Omit<Found, "path" | "items" | "words"> & Partial<Found>): void => {
    if (found.length >= MOST_DIFFERENCES || characters > MOST_PATHS) {
      more += 1;
      return;
    }
    const path = jsonPointer(stepsOf(way));
    characters += path.length;
    found.push({ path, items: [], words: null, ...difference });
  };
  const addOne = (way: Way, change: "added" | "removed", node: JsonNode): void => {
    const shown = written(node, change === "added" ? b : a);
    add(way, { change, kind: "value", a: change === "removed" ? shown : null, b: change === "added" ? shown : null });
  };

  const waiting: Pair[] = [{ way: null, a: a.root, b: b.root }];
  for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
    if (isSame(pair.a, pair.b)) continue;
    const below: Pair[] = [];
    compareValues(pair, below);
    for (const next of below.toReversed()) waiting.push(next);
  }

  function compareValues({ way, a: one, b: other }: Pair, below: Pair[]): void {
    const shown = { change: "changed", a: written(one, a), b: written(other, b) } as const;
    const set = way === null ? null : setChange(way.step, () => stepsOf(way), one, other);
    if (set !== null) {
      if (set.added + set.removed > 0) add(way, { ...shown, kind: "items", words: setWords(set), items: set.items });
      else if (one.type !== other.type)
        add(way, {
          ...shown,
          kind: "spelling",
          words: `The same ${set.name.many}, written as a ${other.type === "array" ? "list" : "string"}`,
        });
      else if (!set.sameOrder)
        add(way, {
          ...shown,
          kind: "order",
          words: `The same ${set.name.many} in another order, or one of them repeated`,
        });
      else add(way, { ...shown, kind: "spelling", words: `The same ${set.name.many}, written differently` });
    } else if (one.type === "object" && other.type === "object") compareMembers(way, one, other, below);
    else if (one.type === "array" && other.type === "array") compareItems(way, one, other, below);
    else if (one.type === "string" && other.type === "string" && one.value === other.value)
      add(way, { ...shown, kind: "spelling", words: "The same text, escaped differently" });
    else if (one.type === "number" && other.type === "number" && isSameNumber(one.raw, other.raw))
      add(way, { ...shown, kind: "spelling", words: "The same number, written differently" });
    else
      add(way, {
        ...shown,
        kind: "value",
        words: one.type === other.type ? null : `${kindWords(one)} in A, ${kindWords(other)} in B`,
      });
  }

  function compareMembers(way: Way, one: JsonObject, other: JsonObject, below: Pair[]): void {
    const [from, to] = [byName(one), byName(other)];
    for (const [name, members] of from) {
      const step = { step: name, up: way };
      const others = to.get(name);
      const last = members.at(-1)!;
      if (others === undefined) {
        addOne(step, "removed", last.value);
        continue;
      }
      const otherLast = others.at(-1)!;
      below.push({ way: step, a: last.value, b: otherLast.value });
      const earlier = (list: readonly JsonMember[], numbers: typeof inA): string =>
        list
          .slice(0, -1)
          .map(({ value }) => numbers.get(value))
          .join();
      if (members.length !== others.length || earlier(members, inA) !== earlier(others, inB))
        add(step, {
          change: "changed",
          kind: "repeated",
          a: times(members.length),
          b: times(others.length),
          words: "The name appears more than once, and readers differ in which one counts",
        });
      else if (nameOf(last, a) !== nameOf(otherLast, b))
        add(step, {
          change: "changed",
          kind: "spelling",
          a: cut(nameOf(last, a)),
          b: cut(nameOf(otherLast, b)),
          words: "The same name, escaped differently",
        });
    }
    for (const [name, members] of to)
      if (!from.has(name)) addOne({ step: name, up: way }, "added", members.at(-1)!.value);
    const [order, otherOrder] = [commonOrder(from, to), commonOrder(to, from)];
    if (isLaidOut && order.some((name, index) => name !== otherOrder[index]))
      add(way, {
        change: "changed",
        kind: "order",
        a: cut(order.join(", ")),
        b: cut(otherOrder.join(", ")),
        words: "The members are in another order",
      });
  }

  function compareItems(way: Way, one: JsonArray, other: JsonArray, below: Pair[]): void {
    const [from, to] = [one.items, other.items];
    const least = Math.min(from.length, to.length);
    let head = 0;
    while (head < least && isSame(from[head]!, to[head]!)) head += 1;
    let tail = 0;
    while (tail < least - head && isSame(from[from.length - 1 - tail]!, to[to.length - 1 - tail]!)) tail += 1;
    const [fromEnd, toEnd] = [from.length - tail, to.length - tail];
    for (let index = head; index < Math.max(fromEnd, toEnd); index += 1) {
      const step = { step: index, up: way };
      if (index >= toEnd) addOne(step, "removed", from[index]!);
      else if (index >= fromEnd) addOne(step, "added", to[index]!);
      else below.push({ way: step, a: from[index]!, b: to[index]! });
    }
  }

  const space = isLaidOut ? spaceWords(a.text, b.text) : null;
  if (space !== null)
    add(null, {
      change: "changed",
      kind: "space",
      a: `${a.text.length} characters`,
      b: `${b.text.length} characters`,
      words: space,
    });
  return { differences: found, more };
}

/** What to say about white space between the values; null if nothing. */
function spaceWords(a: string, b: string): string | null {
  const [minA, minB] = [minifyJson(a), minifyJson(b)];
  if (minA === minB) return a === b ? null : "Different whitespace between the values";
  const [wide, otherWide] = [minA !== a, minB !== b];
  return wide === otherWide ? null : `Only ${wide ? "A" : "B"} has whitespace between its values`;
}

function stepsOf(way: Way): readonly (string | number)[] {
  const steps: (string | number)[] = [];
  for (let at = way; at !== null; at = at.up) steps.push(at.step);
  return steps.toReversed();
}

function byName({ members }: JsonObject): ReadonlyMap<string, readonly JsonMember[]> {
  const names = new Map<string, JsonMember[]>();
  for (const member of members) {
    const same = names.get(member.name);
    if (same) same.push(member);
    else names.set(member.name, [member]);
  }
  return names;
}

/** The names that both have, in order of first occurrence. */
const commonOrder = (these: ReadonlyMap<string, unknown>, others: ReadonlyMap<string, unknown>): readonly string[] =>
  [...these.keys()].filter((name) => others.has(name));

const nameOf = ({ nameRange }: JsonMember, { text }: JsonDocument): string =>
  text.slice(nameRange.start + 1, nameRange.end - 1);

const times = (count: number): string => (count === 1 ? "once" : `${count} times`);

const written = ({ range }: JsonNode, { text }: JsonDocument): string =>
  cut(text.slice(range.start, Math.min(range.end, range.start + MOST_SHOWN + 1)), range.end - range.start);

/** A text shortened for display. */
export function cut(text: string, length = text.length): string {
  return length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}…`;
}

function kindWords({ type }: JsonNode): string {
  return type === "array" ? "a list" : type === "object" ? "an object" : type === "null" ? "null" : `a ${type}`;
}

/** Whether two JSON numbers have exactly the same value, however written: `1` and `1.0e0` do. */
function isSameNumber(a: string, b: string): boolean {
  const [one, other] = [decimalOf(a), decimalOf(b)];
  if (one.digits === "" || other.digits === "") return one.digits === other.digits;
  return one.negative === other.negative && one.digits === other.digits && one.exponent === other.exponent;
}
