import type { CauseId } from "../../causes/index.ts";
import type { LibraryId } from "../libraries.ts";
import type { Row } from "../types.ts";

type About = Required<Pick<Row, "topic">>;

/** A message, the causes that it can come from, likeliest first, and its topic if not that of the likeliest cause. */
type Said =
  | readonly [text: string, likeliest: CauseId, ...others: CauseId[]]
  | readonly [text: string, likeliest: CauseId, ...others: CauseId[], about: About];

/** Rows of one speaker. */
export function says(by: LibraryId | readonly LibraryId[], ...messages: readonly Said[]): readonly Row[] {
  return messages.map(([text, ...rest]: readonly [string, ...(CauseId | About)[]]) => ({
    by: typeof by === "string" ? [by] : by,
    text,
    rules: rest.filter((one) => typeof one === "string"),
    ...rest.find((one) => typeof one === "object"),
  }));
}
