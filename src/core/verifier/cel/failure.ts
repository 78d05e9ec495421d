/** Why an expression has no value. `error`: the verifier itself fails on it; `unknown`: the page does not evaluate it. */
export class Failure extends Error {
  readonly kind: "error" | "unknown";
  /** The missing claim, if that is the reason. */
  readonly missing: string | null;
  constructor(kind: "error" | "unknown", words: string, missing: string | null = null) {
    super(words);
    this.kind = kind;
    this.missing = missing;
  }
}

export const failed = (words: string): Failure => new Failure("error", words);
export const notKnown = (words: string): Failure => new Failure("unknown", words);
