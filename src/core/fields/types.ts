import type { TimeStyle } from "../claims/types.ts";
import type { Profile } from "../registry/profiles.ts";
import type { Range, TextEdit } from "../text/range.ts";

/** A key of the given set that a header may name. */
export interface NamedKey {
  readonly kid: string;
  /** The kind in the user's words: "EC P-256". */
  readonly description: string;
}

/** What is around a field of JSON: all that suggestions and cards go by. */
export interface Surroundings {
  readonly pane: "header" | "payload";
  /** What the token says that it is; null where nothing tells. */
  readonly profile: Profile | null;
  /** The token is encrypted: its `alg` is one of key management. */
  readonly isEncrypted: boolean;
  readonly keys: readonly NamedKey[];
  /** The page's time, in seconds. */
  readonly now: number;
  readonly timeStyle: TimeStyle;
  /** An id that no other token has, for `jti`. */
  readonly newId: string;
}

/** One thing that may be put in where a caret is. */
export interface Suggestion {
  readonly kind: "name" | "value";
  readonly label: string;
  /** A word or two alongside it: what kind of value, required, present. */
  readonly detail: string;
  /** What it means, in one sentence. */
  readonly about: string | null;
  readonly spec: string | null;
  /** Takes the place of `range`. */
  readonly range: Range;
  readonly inserts: string;
  /** Commas that are missing around it, outside of `range`. */
  readonly also: readonly TextEdit[];
  /** What is selected then, within `inserts`: where one goes on typing. */
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
  /** Its place (RFC 6901). */
  readonly pointer: string;
  /** From its name, or its beginning in an array, to the value's end. */
  readonly range: Range;
  /** The value as written; a string without its quotes and escapes. */
  readonly value: string;
}
