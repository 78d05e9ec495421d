import type { Surroundings } from "../core/fields/types.ts";
import type { ChangedLine } from "../core/text/changed-lines.ts";
import type { Range } from "../core/text/range.ts";
import type { Lit, Mark } from "./runs.ts";

/** The props of every text pane, whichever editor is behind it. */
export interface PaneProps {
  /** The exact accessible name of the field. */
  readonly label: string;
  /** The exact text shown, always. */
  readonly value: string;
  /** The user changed the text, and inserted `inserted` characters. */
  readonly onInput: (text: string, inserted: number) => void;
  /** Whether the last input was accepted but is not yet in `value`, which follows with the next frame at the latest. */
  readonly isHeld?: () => boolean;
  readonly readOnly?: boolean;
  readonly placeholder?: string;
  /** Ids of the elements that describe the field. */
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  /** The selection while the pane has the focus, on every change; null when the focus leaves. */
  readonly onCaret?: ((selection: Range | null) => void) | undefined;
  /** The offset under the pointer; null when it leaves. */
  readonly onPoint?: ((offset: number | null) => void) | undefined;
}

/** What a pane can do when called from outside. */
export interface PaneHandle {
  /** Focuses the pane, selects the range of its value, and scrolls it into view. */
  readonly select: (range: Range) => void;
  /** The selection in the shown text while the pane has the focus, otherwise null. Absent if no other pane takes its place. */
  readonly held?: () => Range | null;
}

/** Words next to a line that are not part of the text: a date next to a number. */
export interface Hint {
  /** An offset in the line that the words follow. */
  readonly at: number;
  readonly text: string;
  /** More words, if there is room. */
  readonly more: string;
  /** The line before it was changed. */
  readonly was?: string;
  readonly tone: "" | "bad" | "odd";
}

/** What a pane may ask about its text while the user types. */
export interface PaneHelp {
  readonly surroundings: () => Surroundings;
  /** The fixes for the line of an offset. */
  readonly mendings: (offset: number) => Promise<readonly PaneMending[]>;
}

/** A fix for a line. */
export interface PaneMending {
  readonly label: string;
  readonly about: string;
  readonly run: () => void;
}

/** What is drawn over a pane's text; all offsets are in its value. */
export interface Drawing {
  readonly marks: readonly Mark[];
  readonly hints: readonly Hint[];
  /** What is highlighted: the counterpart of the text at the caret or the pointer. */
  readonly lit: readonly Lit[];
  /** The lines that differ from what the page put there. */
  readonly changed: readonly ChangedLine[];
}

/** The user's place in a pane, carried over when another editor replaces it. */
export interface PanePlace {
  readonly selection: Range;
  /** Pixels. */
  readonly scrollTop: number;
}

/** What the Tab key currently does in a pane. */
export type TabMeaning = "leaves" | "indents";
