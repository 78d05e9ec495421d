import type { Held, SmallChange } from "../core/verifier/listing.ts";
import type { Presented } from "../core/verifier/types.ts";

/** What is asked of a configuration. */
export type VerifierQuestion =
  | { readonly kind: "hold"; readonly presented: Presented; readonly most: number }
  | { readonly kind: "change"; readonly presented: Presented; readonly index: number };

/** A question, and the configuration where it is another than before. */
export interface VerifierRequest {
  readonly text: string | null;
  readonly question: VerifierQuestion;
}

/** The answer; null: no change is offered. */
export type VerifierReply = Held | SmallChange | null;
