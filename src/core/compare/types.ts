/** `added`: B alone has it; `removed`: A alone has it; `changed`: both have it, and not alike. */
export type Change = "added" | "removed" | "changed";

/** Where a difference stands; `time` is what a changed time claim means. */
export type DifferencePart = "header" | "payload" | "signature" | "time";

/**
 * - `value`: another value, or one that the other side has not;
 * - `spelling`: the same value, written in another way;
 * - `items`: a set, such as roles or scopes, with other items;
 * - `order`: the same members or items in another order;
 * - `repeated`: other earlier members of a name that stands more than once;
 * - `space`: other white space between the values;
 * - `text`: not JSON, compared as text;
 * - `bytes`: other bytes.
 */
type DifferenceKind = "value" | "spelling" | "items" | "order" | "repeated" | "space" | "text" | "bytes";

/** An item of a set that one side alone has. */
export interface Item {
  readonly change: "added" | "removed";
  readonly text: string;
  /** Where it is on its side, a JSON Pointer; null where it is a word of a string. */
  readonly path: string | null;
}

export interface Difference {
  readonly part: DifferencePart;
  /** A JSON Pointer (RFC 6901), into A for what was removed and into B for what was added. */
  readonly path: string;
  readonly change: Change;
  readonly kind: DifferenceKind;
  /** What is there, as it is written, long ones cut; null where nothing does. */
  readonly a: string | null;
  readonly b: string | null;
  /** What it means, where more can be said than that it differs. */
  readonly words: string | null;
  /** Of a set: what came and went, at most `MOST_ITEMS`. */
  readonly items: readonly Item[];
}

export interface Comparison {
  /** All of it in one sentence. */
  readonly sentence: string;
  /** The two texts are the same. */
  readonly isSame: boolean;
  readonly differences: readonly Difference[];
  /** How many more there are than are listed; "at least" where the search ended. */
  readonly more: number;
  /** Names of members of the root that are the same on both sides, in A's order. */
  readonly same: { readonly header: readonly string[]; readonly payload: readonly string[] };
  /** What could not be compared, and what has to be known to read the rest. */
  readonly notes: readonly string[];
}
