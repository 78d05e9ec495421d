import { wholeObject } from "../json/query.ts";
import { parseToken } from "../envelope/parse.ts";
import type { FoundToken } from "../token/types.ts";

/** Whether a found text is a token from beginning to end, and no part of one. */
export function isWhole({ text }: FoundToken): boolean {
  const { header, segmentCount } = parseToken(text);
  return segmentCount >= 3 && header !== null && wholeObject(header.json) !== null;
}
