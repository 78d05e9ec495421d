import { applyEdits } from "../text/edits.ts";
import type { Range, TextEdit } from "../text/range.ts";
import { parseJson } from "./parse.ts";
import { minifyJson } from "./minify.ts";
import type { JsonNode } from "./types.ts";

/** Values nested deeper than this lose their layout. */
const MOST_DEPTH = 20;

/** A JSON value with the text that it is in. */
interface Written {
  readonly text: string;
  readonly node: JsonNode;
}

/** A member or an item: what tells it from others, and its value. */
interface Entry {
  readonly range: Range;
  readonly key: string;
  /** Where the name of a member ends; the start of an item. */
  readonly nameEnd: number;
  readonly value: JsonNode;
}

/**
 * The values of `next` in the layout of `old`: members and items that are the same keep every character, changed values are replaced
 * in place, what is added takes its neighbours' separators, and only such values are written without insignificant white space. The
 * values are exactly those of `next`. Both are JSON texts; if one is not, `next` is given without insignificant white space.
 */
export function keepLayout(old: string, next: string): string {
  const wanted = minifyJson(next);
  const [from, to] = [parseJson(old), parseJson(next)];
  if (from.root === null || to.root === null || from.problems.length > 0 || to.problems.length > 0) return wanted;
  const edits = editsOf({ text: old, node: from.root }, { text: next, node: to.root }, 0);
  const made = applyEdits(old, edits);
  return minifyJson(made) === wanted ? made : wanted;
}

const raw = ({ text, node: { range } }: Written): string => text.slice(range.start, range.end);

function editsOf(old: Written, next: Written, depth: number): readonly TextEdit[] {
  const insert = minifyJson(raw(next));
  if (minifyJson(raw(old)) === insert) return [];
  const whole = [{ range: old.node.range, insert }];
  const [from, to] = [entriesOf(old), entriesOf(next)];
  if (depth >= MOST_DEPTH || old.node.type !== next.node.type || from.length === 0 || to.length === 0) return whole;
  const value = (index: number, other: number): readonly TextEdit[] =>
    editsOf({ ...old, node: from[index]!.value }, { ...next, node: to[other]!.value }, depth + 1);
  if (
    from.length === to.length &&
    (old.node.type === "array" || from.every(({ key }, index) => key === to[index]!.key))
  )
    return from.flatMap((_, index) => value(index, index));
  const most = Math.min(from.length, to.length);
  let head = 0;
  while (head < most && from[head]!.key === to[head]!.key) head += 1;
  let tail = 0;
  while (tail < most - head && from.at(-1 - tail)!.key === to.at(-1 - tail)!.key) tail += 1;
  if (head + tail === 0) return whole;
  return [
    ...from.slice(0, head).flatMap((_, index) => value(index, index)),
    ...between(old, next, { from, to, head, tail }),
    ...from
      .slice(from.length - tail)
      .flatMap((_, index) => value(from.length - tail + index, to.length - tail + index)),
  ];
}

/** The edit for what was added, removed or exchanged between entries that stay. */
function between(
  old: Written,
  next: Written,
  { from, to, head, tail }: { from: readonly Entry[]; to: readonly Entry[]; head: number; tail: number },
): readonly TextEdit[] {
  const gone = from.slice(head, from.length - tail);
  const neighbour = from[head - 1] ?? from[0]!;
  const colon = old.text.slice(neighbour.nameEnd, neighbour.value.range.start);
  const added = to
    .slice(head, to.length - tail)
    .map(
      ({ range, nameEnd, value }) =>
        next.text.slice(range.start, nameEnd) + colon + minifyJson(next.text.slice(value.range.start, value.range.end)),
    );
  const first = from[0]!.range;
  const separator =
    from.length > 1
      ? old.text.slice(first.end, from[1]!.range.start)
      : `,${old.text.slice(old.node.range.start + 1, first.start)}`;
  const before = from[head - 1]?.range.end;
  const last = gone.at(-1)?.range.end;
  if (last === undefined) {
    const at = before ?? first.start;
    const insert = added.map((one) => (before === undefined ? one + separator : separator + one)).join("");
    return added.length === 0 ? [] : [{ range: { start: at, end: at }, insert }];
  }
  const start = gone[0]!.range.start;
  if (added.length > 0) return [{ range: { start, end: last }, insert: added.join(separator) }];
  const range = before === undefined ? { start, end: from[gone.length]!.range.start } : { start: before, end: last };
  return [{ range, insert: "" }];
}

function entriesOf({ text, node }: Written): readonly Entry[] {
  if (node.type === "object")
    return node.members.map(({ range, name, nameRange, value }) => ({
      range,
      key: name,
      nameEnd: nameRange.end,
      value,
    }));
  if (node.type !== "array") return [];
  return node.items.map((value) => ({
    range: value.range,
    key: minifyJson(raw({ text, node: value })),
    nameEnd: value.range.start,
    value,
  }));
}
