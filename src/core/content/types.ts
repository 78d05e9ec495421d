/** A line of parsed content: its name, its value in words, and its children. */
export interface Item {
  readonly name: string;
  readonly value: string;
  /** What the value means, if known: a time, an algorithm, a claim. */
  readonly note?: string;
  readonly items?: readonly Item[];
}

/** Content that is neither JSON nor a JOSE token. */
export interface Content {
  readonly kind: "cbor" | "compressed" | "binary" | "paseto" | "macaroon" | "biscuit" | "session" | "opaque";
  /** With its article, to follow "This is". */
  readonly name: string;
  /** Its structure was read and fits; false: it only looks like it. */
  readonly certain: boolean;
  /** It is an mdoc or a part of one (ISO/IEC 18013-5). */
  readonly isMdoc?: true;
  /** It may be something other than a credential: never opened unless the user asks. */
  readonly isReference?: true;
  /** Its purpose and what to do with it, in sentences. */
  readonly about: string;
  readonly items: readonly Item[];
  /** A text in it, decoded; absent if there is none. Nothing about it was verified. */
  readonly text?: string;
}
