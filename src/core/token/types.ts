import type { Range } from "../text/range.ts";

/** Something around or inside a token in the pasted text that was removed. */
export interface Removal {
  readonly kind:
    | "header-name" // `Authorization:`
    | "scheme" // `Bearer`, `JWT`, `Token`, `DPoP`
    | "quotes"
    | "white-space" // around the token
    | "line-wrap" // white space inside the token
    | "cookie" // the rest of a cookie string
    | "command" // the rest of a curl command or HTTP request
    | "json" // the rest of a JSON document
    | "url" // the rest of a URL or query string
    | "text"; // any other text
  /** The exact characters removed. */
  readonly text: string;
  /** Their place in the pasted text. */
  readonly range: Range;
}

export interface FoundToken {
  /** The token itself, without `removals`. */
  readonly text: string;
  /** Its place in the pasted text, including white space inside it. */
  readonly range: Range;
  /**
   * What names it there: a JSON member (`access_token`), a cookie, a header field, a URL parameter; null if nothing
   * does.
   */
  readonly label: string | null;
  readonly removals: readonly Removal[];
}

/** What was found in an inserted text. If `tokens` is empty, the text stays as it is. */
export interface Detection {
  readonly tokens: readonly FoundToken[];
}
