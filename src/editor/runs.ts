import type { Severity } from "../core/rules/types.ts";
import type { Range } from "../core/text/range.ts";

/** An underlined range, and its severity. */
export interface Mark {
  readonly range: Range;
  readonly severity: Severity;
}

/** A stretch of text that looks the same throughout. `kind` is the name of its stretch, null between two. */
export interface Run<Kind extends string> {
  /** Where it starts in the text. */
  readonly start: number;
  readonly text: string;
  readonly kind: Kind | null;
  readonly severity: Severity | null;
  /** Set if it is highlighted: `alone`, or `shared` with its neighbour. */
  readonly lit?: "alone" | "shared";
}

/** A highlighted stretch; a `shared` one carries bits of its neighbour too. */
export interface Lit {
  readonly range: Range;
  readonly shared: boolean;
}

/** Marks as one short string, so that a component that draws them renders again only when they change. */
export function marksKey(marks: readonly Mark[]): string {
  return marks.map(({ range, severity }) => `${range.start}-${range.end}-${severity}`).join();
}

/** The reverse of `marksKey`. */
export function marksOf(key: string): readonly Mark[] {
  if (key === "") return [];
  return key.split(",").map((part) => {
    const [start, end, severity] = part.split("-");
    return { range: { start: Number(start), end: Number(end) }, severity: severity as Severity };
  });
}

/** Highlighted stretches as one short string, like `marksKey`. */
export function litKey(lit: readonly Lit[]): string {
  return lit.map(({ range, shared }) => `${range.start}-${range.end}${shared ? "-s" : ""}`).join();
}

/** The reverse of `litKey`. */
export function litOf(key: string): readonly Lit[] {
  if (key === "") return [];
  return key.split(",").map((part) => {
    const [start, end, shared] = part.split("-");
    return { range: { start: Number(start), end: Number(end) }, shared: shared !== undefined };
  });
}
