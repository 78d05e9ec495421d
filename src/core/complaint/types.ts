import type { LibraryId } from "./libraries.ts";

/**
 * One message as its library or gateway prints it. `…`, `...`, `X`, `N`, `%s` and `{}` stand for values; ` / ` parts
 * wordings of the same complaint; a name and a colon in front, and some remarks in brackets, say whose message it is.
 */
export interface Row {
  /** Who says it. */
  readonly by: readonly LibraryId[];
  readonly text: string;
  /** The rules of the diagnosis that it can come from, likeliest first. */
  readonly rules: readonly string[];
}

/** What the verifier was at when it complained: the sentence that says what a message means. */
export type Topic =
  | "no-token"
  | "shape"
  | "encoding"
  | "json"
  | "encrypted"
  | "size"
  | "several"
  | "signature"
  | "signature-form"
  | "unsigned"
  | "secret"
  | "key-text"
  | "key-kind"
  | "key-use"
  | "key-missing"
  | "key-set"
  | "key-small"
  | "algorithm"
  | "header"
  | "expired"
  | "not-yet"
  | "from-future"
  | "time-type"
  | "lifetime"
  | "issuer"
  | "audience"
  | "claim"
  | "claim-type"
  | "replay"
  | "permission"
  | "token-kind"
  | "subject"
  | "session"
  | "consumer"
  | "tool";

/** A cause in words that hold for any token: what, why, and what to do. */
export interface Cause {
  readonly topic: Topic;
  readonly title: string;
  readonly why: string;
  readonly todo: string;
}
