import { smallestEdit } from "../core/text/edit.ts";

/** What an input event says about itself; `inputType` is absent if a script filled the field (Input Events Level 2). */
interface InputFacts {
  readonly inputType?: string | undefined;
  readonly data?: string | null | undefined;
}

/**
 * How many characters an input event inserted. Undo and redo insert none: they restore earlier text. If the event
 * does not say, the number is the difference between the texts.
 */
export function insertedCount(before: string, after: string, { inputType, data }: InputFacts): number {
  if (inputType?.startsWith("history") || inputType?.startsWith("delete")) return 0;
  return Math.max(characters(data ?? ""), characters(smallestEdit(before, after)?.insert ?? ""));
}

/** Code points, exact for short texts, where it matters whether there is more than one. */
function characters(text: string): number {
  return text.length > 2 ? text.length : Array.from(text).length;
}
