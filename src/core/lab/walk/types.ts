/** The algorithms that the walk shows. */
export type WalkAlgorithm = "HS256" | "RS256" | "ES256" | "Ed25519";

/** The cells of an earlier stage from which a cell is derived: a half-open range of indexes. */
export interface Origin {
  readonly stage: string;
  readonly start: number;
  readonly end: number;
}

/** One character or byte of a stage. */
export interface Cell {
  /** The text of the cell: a character, or two hex digits. */
  readonly text: string;
  readonly origins: readonly Origin[];
  /** The part of a structure that it belongs to: `r`, `padding` … */
  readonly part?: string;
}

/** One stage on the way from JSON to a signature. */
export interface Stage {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly unit: "character" | "byte";
  readonly segment: "header" | "payload" | "signature" | "both";
  readonly cells: readonly Cell[];
}

/** A token being made. `token` is the result, which verifies with `key`. */
export interface Walk {
  readonly stages: readonly Stage[];
  readonly token: string;
}
