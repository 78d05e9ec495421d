import { decodeBase64Url, isStrictBase64Url } from "../../core/text/base64url.ts";
import type { Step } from "../../core/lab/types.ts";
import { decodeUtf8 } from "../../core/text/utf8.ts";
import { printJson } from "../../core/json/print.ts";

/** A line of a segment's JSON, and whether it is new since the previous step. */
export interface JsonLine {
  readonly text: string;
  readonly changed: boolean;
}

/** The token of a step: its text, and an encrypted one's content if known. */
export type Shown = Pick<Step, "token" | "content">;

/** The pretty JSON of a token's segment, line by line, compared with the same segment of the previous token. */
export function jsonLines(shown: Shown, before: Shown | null, segment: 0 | 1): readonly JsonLine[] {
  const lines = linesOf(shown, segment);
  const old = new Set((before === null ? lines : linesOf(before, segment)).map(bare));
  return lines.map((text) => ({ text, changed: !old.has(bare(text)) }));
}

/** A part of a token that is read as JSON: one of its first two segments, or all of it (a JWS in JSON). */
export type JsonPart = 0 | 1 | "all";

/** The parts of a token that are read as JSON. None if it is neither compact nor JSON. */
export function jsonParts({ token, content }: Shown): readonly JsonPart[] {
  const start = token.slice(0, 20_000);
  if (start.startsWith("{")) return ["all"];
  if (!/^[^.{]*\.[^.]*\./.test(start)) return [];
  // For an encrypted token only the header, and the content if known.
  return isSealed(token) && content === undefined ? [0] : [0, 1];
}

/** Whether a token is a compact JWE (RFC 7516 section 7.1): its second part is an encrypted key, and no payload. */
export function isSealed(token: string): boolean {
  return token.split(".", 6).length === 5;
}

/**
 * The pretty JSON of a part of a token, line by line; a segment that is not base64url is shown as it is. Of an
 * encrypted token the second part is its content instead; if that is a token, its header and payload.
 */
export function linesOf({ token, content }: Shown, part: JsonPart): readonly string[] {
  if (part === "all") return printJson(token).split("\n");
  if (part === 1 && isSealed(token)) return content === undefined ? ["(encrypted)"] : contentLines(content);
  // Only the first two segments are needed, even of a token with a million dots.
  const text = token.split(".", 2)[part] ?? "";
  if (text === "") return ["(empty)"];
  return isStrictBase64Url(text) ? printJson(decodeUtf8(decodeBase64Url(text).bytes).text).split("\n") : [text];
}

function contentLines(content: string): readonly string[] {
  const inner = /^[\w-]+\.[\w-]+\.[\w-]*/.exec(content)?.[0];
  if (inner === undefined) return printJson(content).split("\n");
  const rest = content.slice(inner.length).trim();
  return [...linesOf({ token: inner }, 0), ...linesOf({ token: inner }, 1), ...(rest === "" ? [] : [rest])];
}

/** A line without its trailing comma, which changes when a member becomes or ceases to be the last. */
export function bare(line: string): string {
  return line.replace(/,$/, "");
}
