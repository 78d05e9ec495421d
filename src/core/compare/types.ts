/** `added`: only B has it; `removed`: only A has it; `changed`: both have it, but it differs. */
export type Change = "added" | "removed" | "changed";

/** Where a difference is; `time` is the meaning of a changed time claim. */
export type DifferencePart = "header" | "payload" | "signature" | "time";

/**
 * - `value`: another value, or one that the other side lacks;
 * - `spelling`: the same value, written differently;
 * - `items`: a set, such as roles or scopes, with different items;
 * - `order`: the same members or items in another order;
 * - `repeated`: other earlier members of a name that occurs more than once;
 * - `space`: different white space between the values;
 * - `text`: not JSON, compared as text;
 * - `bytes`: different bytes.
 */
type DifferenceKind = "value" | "spelling" | "items" | "order" | "repeated" | "space" | "text" | "bytes";

/** An item of a set that only one side has. */
export interface Item {
  readonly change: "added" | "removed";
  readonly text: string;
  /** Its JSON Pointer on its side; null if it is a word of a string. */
  readonly path: string | null;
}

export interface Difference {
  readonly part: DifferencePart;
  /** A JSON Pointer (RFC 6901), into A for removed and into B for added values. */
  readonly path: string;
  readonly change: Change;
  readonly kind: DifferenceKind;
  /** What is there, as written, shortened if long; null if nothing is. */
  readonly a: string | null;
  readonly b: string | null;
  /** What it means, if there is more to say than that it differs. */
  readonly words: string | null;
  /** The sides on which the value comes from a disclosure (RFC 9901 section 4.2); absent: on neither. */
  readonly disclosed?: "A" | "B" | "both";
  /** For a set: the items added and removed, at most `MOST_ITEMS`. */
  readonly items: readonly Item[];
}

export interface Comparison {
  /** The summary in one sentence. */
  readonly sentence: string;
  readonly differences: readonly Difference[];
  /** How many more there are than listed; "at least" if the search was cut short. */
  readonly more: number;
  /** The names of root members that are equal on both sides, in A's order. */
  readonly same: { readonly header: readonly string[]; readonly payload: readonly string[] };
  /** What could not be compared, and what the reader of the rest needs to know. */
  readonly notes: readonly string[];
}
