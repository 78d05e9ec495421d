import { parseToken } from "../envelope/parse.ts";
import type { FoundToken } from "../token/types.ts";

/** Whether a found text is a token from beginning to end, and no part of one. */
export function isWhole({ text }: FoundToken): boolean {
  const { header, segmentCount } = parseToken(text);
  return segmentCount >= 3 && header?.json.problems.length === 0 && header.json.root?.type === "object";
}
