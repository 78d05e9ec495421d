/** The algorithms whose making is shown. */
export type WalkAlgorithm = "HS256" | "RS256" | "ES256" | "Ed25519";

/** The cells of an earlier stage that a cell was made from: half-open, by index. */
export interface Origin {
  readonly stage: string;
  readonly start: number;
  readonly end: number;
}

/** One character or byte of a stage. */
export interface Cell {
  /** What is drawn: the character, or two hex digits. */
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

/** A token in the making. `token` is what comes out, and it verifies with `key`. */
export interface Walk {
  readonly stages: readonly Stage[];
  readonly token: string;
}
