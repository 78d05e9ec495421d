import { decodeBase64Url } from "../../core/text/base64url.ts";
import { decodeUtf8 } from "../../core/text/utf8.ts";
import { printJson } from "../../core/json/print.ts";

/** A line of a segment's JSON, and whether it is new since the step before. */
export interface JsonLine {
  readonly text: string;
  readonly changed: boolean;
}

/** The pretty JSON of a token's segment, line by line, compared with the same segment of the token before. */
export function jsonLines(token: string, before: string | null, segment: 0 | 1): readonly JsonLine[] {
  const lines = linesOf(token, segment);
  const old = new Set((before === null ? lines : linesOf(before, segment)).map(bare));
  return lines.map((text) => ({ text, changed: !old.has(bare(text)) }));
}

function linesOf(token: string, segment: 0 | 1): readonly string[] {
  // Of a token with a million dots no more than the first two segments are wanted.
  const text = token.split(".", 2)[segment] ?? "";
  if (text === "") return ["(empty)"];
  return printJson(decodeUtf8(decodeBase64Url(text).bytes).text).split("\n");
}

/** A member that became or ceased to be the last one differs by its comma only. */
function bare(line: string): string {
  return line.replace(/,$/, "");
}
