import type { Range } from "../text/range.ts";

/** Something that was around or inside a token in what was pasted, and was taken away. */
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
  /** The characters taken away, exactly. */
  readonly text: string;
  /** Their place in the text that was pasted. */
  readonly range: Range;
}

export interface FoundToken {
  /** The token itself, without what `removals` lists. */
  readonly text: string;
  /** Its place in the pasted text, white space inside it included. */
  readonly range: Range;
  /** What names it there: a JSON member (`access_token`), a cookie, a header field, a URL parameter; null where nothing does. */
  readonly label: string | null;
  readonly removals: readonly Removal[];
}

/** What was found in an inserted text. `tokens` is empty where nothing was: then the text stays as it is. */
export interface Detection {
  readonly tokens: readonly FoundToken[];
}
