import type { Part, Segment } from "./types.ts";

/** Parts that cover a text of `length` characters: those given, in any order and not overlapping, and the gaps between them. */
export function tile(length: number, named: readonly Part[]): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  const upTo = (start: number): void => {
    if (start > end) parts.push({ name: "between", range: { start: end, end: start } });
  };
  for (const part of named.toSorted((a, b) => a.range.start - b.range.start)) {
    upTo(part.range.start);
    parts.push(part);
    end = part.range.end;
  }
  upTo(length);
  return parts;
}

/** The segments of a compact form as parts. */
export function partsOf(segments: readonly Segment[]): readonly Part[] {
  return segments.map(({ name, range }) => ({ name, range }));
}
