import type { Held, SmallChange } from "../core/verifier/listing.ts";
import type { Presented } from "../core/verifier/types.ts";

/** A question about a configuration. */
export type VerifierQuestion =
  | { readonly kind: "hold"; readonly presented: Presented; readonly most: number }
  | { readonly kind: "change"; readonly presented: Presented; readonly index: number };

/** A question, and the configuration if it has changed. */
export interface VerifierRequest {
  readonly text: string | null;
  readonly question: VerifierQuestion;
}

/** The answer; null: no change is offered. */
export type VerifierReply = Held | SmallChange | null;
