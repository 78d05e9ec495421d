import type { Range } from "../../text/range.ts";
import type { MappedText } from "../text/mapped-text.ts";
import type { ReadNested } from "../text/nested.ts";
import type { KeyReading } from "../types.ts";

/** What is in a key field, and what reads a part of it by all the same rules. */
export interface Field {
  /** The text without what is wrong whatever it holds: invisible characters, white space at the ends. */
  readonly mapped: MappedText;
  readonly text: string;
  /** The place of all of it. */
  readonly place: Range;
  readonly passphrase: string | undefined;
  /** What the text is where nothing reads it. */
  readonly named: KeyReading;
  /** Reads another text. */
  readonly nested: ReadNested;
  /** Reads a part of this one: ranges stay those of the field. */
  readonly within: (inner: MappedText) => Promise<KeyReading>;
}

/** One form that a key text may have. */
export interface TextFormat {
  readonly id: string;
  /** Whether it is worth reading; absent where only reading tells. */
  readonly recognises?: (text: string) => boolean;
  /** What it holds; null where it is something else, and the next format is asked. */
  readonly read: (field: Field) => Promise<KeyReading | null>;
}
