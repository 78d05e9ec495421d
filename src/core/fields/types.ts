import type { TimeStyle } from "../claims/types.ts";
import type { Profile } from "../registry/profiles.ts";
import type { Range, TextEdit } from "../text/range.ts";

/** A key of the given set that a header may name. */
export interface NamedKey {
  readonly kid: string;
  /** The kind in the user's words: "EC P-256". */
  readonly description: string;
}

/** The context of a JSON field that suggestions and cards use. */
export interface Surroundings {
  readonly pane: "header" | "payload";
  /** What the token says it is; null if nothing tells. */
  readonly profile: Profile | null;
  /** The token is encrypted: its `alg` is a key management algorithm. */
  readonly isEncrypted: boolean;
  readonly keys: readonly NamedKey[];
  /** The page's time, in seconds. */
  readonly now: number;
  readonly timeStyle: TimeStyle;
  /** Makes a fresh unique id, for `jti`. */
  readonly newId: () => string;
}

/** Something that may be inserted at the caret. */
export interface Suggestion {
  readonly kind: "name" | "value";
  readonly label: string;
  /** A word or two next to it: the kind of value, required, present. */
  readonly detail: string;
  /** Its meaning in one sentence. */
  readonly about: string | null;
  readonly spec: string | null;
  /** What it replaces. */
  readonly range: Range;
  readonly inserts: string;
  /** Missing commas around it, outside `range`. */
  readonly also: readonly TextEdit[];
  /** What is selected afterwards, within `inserts`: where typing continues. */
  readonly select: Range;
}

/** What a claim or parameter at a place is, and what its value says. */
export interface FieldCard {
  readonly name: string;
  readonly title: string | null;
  readonly spec: string | null;
  readonly about: string | null;
  /** The value in words, line by line. */
  readonly says: readonly string[];
  /** Its JSON Pointer (RFC 6901). */
  readonly pointer: string;
  /** From its name, or its beginning in an array, to the end of the value. */
  readonly range: Range;
  /** The value as written; a string without its quotes and escapes. */
  readonly value: string;
}
