import type { Surroundings } from "../core/fields/types.ts";
import type { ChangedLine } from "../core/text/changed-lines.ts";
import type { Range } from "../core/text/range.ts";
import type { Lit, Mark } from "./runs.ts";

/** What every text pane takes, whichever editor is behind it. */
export interface PaneProps {
  /** The exact accessible name of the field. */
  readonly label: string;
  /** The exact text that is shown, always. */
  readonly value: string;
  /** The user changed the text; `inserted` characters came in with it. */
  readonly onInput: (text: string, inserted: number) => void;
  /** Whether what was typed last is taken but not yet in `value`, which follows with the next frame at the latest. */
  readonly isHeld?: () => boolean;
  readonly readOnly?: boolean;
  readonly placeholder?: string;
  /** Ids of what describes the field. */
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  /** The selection while the pane has the focus, told whenever it changes; null when the focus leaves. */
  readonly onCaret?: ((selection: Range | null) => void) | undefined;
  /** The offset that the pointer is at; null when it leaves. */
  readonly onPoint?: ((offset: number | null) => void) | undefined;
}

/** What a pane can be asked to do from outside. */
export interface PaneHandle {
  /** Focuses the pane, selects the range of its value, and scrolls it into view. */
  readonly select: (range: Range) => void;
  /** The selection in the text as shown while the pane has the focus, else null. Absent where no other pane takes its place. */
  readonly held?: () => Range | null;
}

/** Words beside a line that are not part of the text: a date next to a number. */
export interface Hint {
  /** An offset in the line that the words stand behind. */
  readonly at: number;
  readonly text: string;
  /** Further words, where there is room. */
  readonly more: string;
  /** What the line was before it was changed. */
  readonly was?: string;
  readonly tone: "" | "bad" | "odd";
}

/** What a pane may ask about its text while somebody writes in it. */
export interface PaneHelp {
  readonly surroundings: () => Surroundings;
  /** What can be put right in the line of an offset. */
  readonly mendings: (offset: number) => Promise<readonly PaneMending[]>;
}

/** Something that puts a line right. */
export interface PaneMending {
  readonly label: string;
  readonly about: string;
  readonly run: () => void;
}

/** What is drawn over the text of a pane; all offsets are in its value. */
export interface Drawing {
  readonly marks: readonly Mark[];
  readonly hints: readonly Hint[];
  /** What is lit: the other end of what the caret or the pointer is at. */
  readonly lit: readonly Lit[];
  /** The lines that differ from what the page put there. */
  readonly changed: readonly ChangedLine[];
}

/** Where a person is in a pane, carried over when another editor takes its place. */
export interface PanePlace {
  readonly selection: Range;
  /** Pixels. */
  readonly scrollTop: number;
}

/** What the Tab key does in a pane just now. */
export type TabMeaning = "leaves" | "indents";
