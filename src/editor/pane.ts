import type { Range } from "../core/text/range.ts";

/** What every text pane takes, whichever editor is behind it. */
export interface PaneProps {
  /** The exact accessible name of the field. */
  readonly label: string;
  /** The exact text that is shown, always. */
  readonly value: string;
  /** The user changed the text; `inserted` characters came in with it. */
  readonly onInput: (text: string, inserted: number) => void;
  readonly readOnly?: boolean;
  readonly placeholder?: string;
  /** Ids of what describes the field. */
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
}

/** What a pane can be asked to do from outside. */
export interface PaneHandle {
  /** Focuses the pane, selects the range of its value, and scrolls it into view. */
  readonly select: (range: Range) => void;
}
