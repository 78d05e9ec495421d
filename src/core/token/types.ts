import type { JsonDocument } from "../json/types.ts";
import type { Base64UrlProblem } from "../text/base64url-types.ts";
import type { Range } from "../text/range.ts";

/** The segments of the compact serialisations: three of a JWS (RFC 7515 section 7.1), five of a JWE (RFC 7516 section 7.1); `extra` is what no form has a name for. */
export type SegmentName = "header" | "payload" | "signature" | "encrypted-key" | "iv" | "ciphertext" | "tag" | "extra";

/**
 * What the text is, as far as its shape tells:
 * - `empty`: nothing, or white space only;
 * - `jws`: three segments, or fewer that could become one; also any other number that starts like one (with problems);
 * - `jwe`: five segments, but for those whose `alg` signs and that have no `enc`, which are `jws`;
 * - `sd-jwt`: a JWS followed by `~` (RFC 9901);
 * - `jws-json`, `jwe-json`: a JSON object with the members of RFC 7515 section 7.2 or RFC 7516 section 7.2;
 * - `text`: none of these (no `.` and no header that decodes to JSON): an opaque token, prose, a key.
 */
export type TokenForm = "empty" | "jws" | "jwe" | "sd-jwt" | "jws-json" | "jwe-json" | "text";

export interface Segment {
  readonly name: SegmentName;
  /** Place in the token's text, dots excluded. */
  readonly range: Range;
  readonly text: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Problems of the base64url text; ranges are offsets in the whole token. */
  readonly problems: readonly Base64UrlProblem[];
}

/** A run of bytes that is not UTF-8 (RFC 3629), and where its U+FFFD stands in `text`. */
export interface Utf8Problem {
  readonly byteRange: Range;
  readonly range: Range;
}

/** A segment read as UTF-8 JSON: the header always, the payload of a JWS. */
export interface JsonPart {
  /** The decoded text; bytes that are not UTF-8 stand as U+FFFD. A leading BOM is kept. */
  readonly text: string;
  readonly utf8: readonly Utf8Problem[];
  readonly json: JsonDocument;
}

export interface ParsedToken {
  readonly text: string;
  readonly form: TokenForm;
  /** The segments in order; at most `MAX_SEGMENTS` are kept, `segmentCount` counts all. */
  readonly segments: readonly Segment[];
  readonly segmentCount: number;
  /** Null for `empty`, `text` and the JSON forms. */
  readonly header: JsonPart | null;
  /** Null where there is no payload segment, or it is ciphertext. */
  readonly payload: JsonPart | null;
  /** Set where the header says `b64: false` and `crit` lists it: the payload segment is the payload itself (RFC 7797 section 3). */
  readonly unencodedPayload?: true;
}

/** What was typed into a pane, while it differs from what the page put there. Absent means untouched. */
export interface PaneEdits {
  readonly header?: string;
  readonly payload?: string;
}

/** Something that stood around or inside a token in what was pasted, and was taken away. */
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
