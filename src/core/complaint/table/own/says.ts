import type { CauseId } from "../../../causes/index.ts";
import type { LibraryId } from "../../libraries.ts";
import type { Row } from "../../types.ts";

/** A message and the causes that it can come from, likeliest first. */
type Said = readonly [text: string, likeliest: CauseId, ...others: CauseId[]];

/** Rows of one speaker. */
export function says(by: LibraryId | readonly LibraryId[], ...messages: readonly Said[]): readonly Row[] {
  return messages.map(([text, ...rules]) => ({ by: typeof by === "string" ? [by] : by, text, rules }));
}
