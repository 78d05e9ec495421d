import type { CauseId } from "../causes/index.ts";
import type { Topic } from "../causes/topics.ts";
import type { LibraryId } from "./libraries.ts";

/**
 * One message as its library or gateway prints it. `…`, `...`, `X`, `N`, `%s` and `{}` stand for values; ` / `
 * separates wordings of the same complaint; a leading name with a colon, and some remarks in brackets, say whose
 * message it is.
 */
export interface Row {
  /** The program that prints it. */
  readonly by: readonly LibraryId[];
  readonly text: string;
  /** The causes that it can come from, likeliest first. */
  readonly rules: readonly CauseId[];
  /** What it is about, if not the topic of its likeliest cause. */
  readonly topic?: Topic;
}
