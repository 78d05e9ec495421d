import type { Mode } from "../replacer.ts";

/** What may be kept of a run of characters; "keep": all of it. */
type KeptMode = Mode | "keep";

/** A run of characters of which the same may be kept. */
export interface Marked {
  readonly start: number;
  readonly end: number;
  readonly mode: KeptMode;
}

/** Takes marks for runs of characters; a later one counts. */
export interface Marker {
  readonly mark: (start: number, end: number, mode: KeptMode) => void;
}

const CODES = ["prose", "words", "secret", "keep"] as const;

/** What may be kept, for each character of a text. */
export class Marks implements Marker {
  readonly #codes: Uint8Array;

  constructor(length: number, mode: Mode) {
    this.#codes = new Uint8Array(length).fill(CODES.indexOf(mode));
  }

  mark(start: number, end: number, mode: KeptMode): void {
    this.#codes.fill(CODES.indexOf(mode), start, end);
  }

  runs(): readonly Marked[] {
    const parts: Marked[] = [];
    const codes = this.#codes;
    for (let start = 0; start < codes.length;) {
      let end = start + 1;
      while (end < codes.length && codes[end] === codes[start]) end += 1;
      parts.push({ start, end, mode: CODES[codes[start] as number] as KeptMode });
      start = end;
    }
    return parts;
  }
}

/** Marks a part of the text, by places within that part. */
export function markerFrom(marks: Marker, offset: number): Marker {
  return { mark: (start, end, mode) => marks.mark(offset + start, offset + end, mode) };
}
