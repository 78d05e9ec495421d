import type { Range } from "../core/text/range.ts";
import { cutRuns } from "./cut-runs.ts";
import type { Run } from "./runs.ts";

/** A part of a long text that is laid out on its own. */
export interface Piece<Kind extends string> {
  readonly start: number;
  readonly runs: readonly Run<Kind>[];
}

/** Characters of a piece: small enough to lay out in a frame, large enough that a megabyte is a few hundred elements. */
export const PIECE_LENGTH = 4096;

/**
 * Cuts a text into pieces of `PIECE_LENGTH` characters, each in its runs: one more where a surrogate pair would be split, fewer
 * where a line ends in the second half, since each piece begins a line of its own.
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
