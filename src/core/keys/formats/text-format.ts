import type { Range } from "../../text/range.ts";
import type { MappedText } from "../text/mapped-text.ts";
import type { ReadNested } from "../text/nested.ts";
import type { KeyReading } from "../types.ts";

/** A key field's content, and a reader that applies all formats to a part of it. */
export interface Field {
  /** The text without general damage: invisible characters, outer white space. */
  readonly mapped: MappedText;
  readonly text: string;
  /** The place of all of it. */
  readonly place: Range;
  readonly passphrase: string | undefined;
  /** What the text is if no format reads it. */
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
  /** Its keys; null if it is something else, so the next format is tried. */
  readonly read: (field: Field) => Promise<KeyReading | null>;
}
