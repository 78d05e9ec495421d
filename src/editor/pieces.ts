import type { Range } from "../core/text/range.ts";
import { cutRuns } from "./cut-runs.ts";
import type { Run } from "./runs.ts";

/** A part of a long text that is laid out separately. */
export interface Piece<Kind extends string> {
  readonly start: number;
  readonly runs: readonly Run<Kind>[];
}

/** The length of a piece in characters: small enough to lay out in a frame, large enough that a megabyte is a few hundred elements. */
export const PIECE_LENGTH = 4096;

/**
 * Cuts a text into pieces of `PIECE_LENGTH` characters, each with its runs. A piece is one longer where it would
 * split a surrogate pair, and shorter if a line ends in its second half, since each piece starts a new line.
 */
export function cutPieces<Kind extends string>(
  text: string,
  stretches: readonly { readonly range: Range; readonly kind: Kind }[],
): readonly Piece<Kind>[] {
  const pieces: Piece<Kind>[] = [];
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + PIECE_LENGTH, text.length);
    if (isHighSurrogate(text.charCodeAt(end - 1)) && end < text.length) end += 1;
    const line = end < text.length ? text.slice(start, end).lastIndexOf("\n") + 1 : 0;
    if (line > PIECE_LENGTH / 2) end = start + line;
    const within = stretches
      .filter(({ range }) => range.start < end && range.end > start)
      .map(({ range, kind }) => ({
        range: { start: Math.max(range.start - start, 0), end: Math.min(range.end, end) - start },
        kind,
      }));
    pieces.push({ start, runs: cutRuns(text.slice(start, end), within, []) });
    start = end;
  }
  return pieces;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
