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
  /** What to report if no format reads the text. */
  readonly named: KeyReading;
  /** Reads another text. */
  readonly nested: ReadNested;
  /** Reads a part of this text; ranges refer to the field. */
  readonly within: (inner: MappedText) => Promise<KeyReading>;
}

/** One format of key texts. */
export interface TextFormat {
  readonly id: string;
  /** Whether it is worth trying; absent if only reading decides. */
  readonly recognises?: (text: string) => boolean;
  /** The keys; null if it is something else, so the next format is tried. */
  readonly read: (field: Field) => Promise<KeyReading | null>;
}
