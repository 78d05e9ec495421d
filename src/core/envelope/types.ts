import type { JsonDocument, JsonNode, JsonObject } from "../json/types.ts";
import type { Base64UrlProblem } from "../text/base64url-types.ts";
import type { Range } from "../text/range.ts";

/**
 * The segments of the compact serialisations: three of a JWS (RFC 7515 section 7.1), five of a JWE (RFC 7516 section 7.1);
 * `extra` is what no form has a name for.
 */
export type SegmentName = "header" | "payload" | "signature" | "encrypted-key" | "iv" | "ciphertext" | "tag" | "extra";

/**
 * What the text is, as far as its shape tells:
 * - `empty`: nothing, or white space only;
 * - `jws`: three segments, or fewer that could become one; also any other number that starts like one (with problems);
 * - `jwe`: five segments, but for those whose `alg` signs and that have no `enc`, which are `jws`;
 * - `sd-jwt`: a JWS followed by `~` (RFC 9901); one in JSON is `jws-json`, as any JWS in JSON is;
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
interface Utf8Problem {
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
  /** Null for `empty`, `text` and the JSON forms, and for a payload whose header was lost. */
  readonly header: JsonPart | null;
  /** Null where there is no payload segment. Of a JWE the content, once it is decrypted (`withContent`). */
  readonly payload: JsonPart | null;
  /** Set where the header says `b64: false` and `crit` lists it: the payload segment is the payload itself (RFC 7797 section 3). */
  readonly unencodedPayload?: true;
  /**
   * The payload that travels beside the token, exactly (RFC 7515 appendix F), and what it adds to the signing input; absent:
   * the token has its own, or nothing is known of it.
   */
  readonly detached?: { readonly payload: string; readonly signed: string };
  /** Of a JSON form that was opened: whose segments and header these are (`json-seals.ts`). */
  readonly seal?: ReadSeal;
  /** The member `aad` of a JWE in JSON: authenticated with the protected header, and not encrypted (RFC 7516 section 5.1 step 14). */
  readonly aad?: string;
}

/** One signature or recipient of a JSON form, as the one that a token is read as. */
export interface ReadSeal {
  readonly index: number;
  /** How many there are, up to `MOST_SEALS`. */
  readonly count: number;
  /** Somebody chose it, or it is the only one. */
  readonly isChosen: boolean;
  /** All of its header parameters, wherever they stand: the JOSE Header. */
  readonly joined: JsonPart;
}

/** What was typed into the panes of a header, while it differs from what the page put there. Absent means untouched. */
export interface HeaderEdits {
  readonly header?: string;
  /** The unprotected header, which the JSON forms alone have. */
  readonly unprotected?: string;
}

/** What was typed into the panes. */
export interface PaneEdits extends HeaderEdits {
  readonly payload?: string;
  /** The unprotected header that all recipients of a JWE share, where the shown one has one of its own beside it. */
  readonly shared?: string;
  /** What was typed for signatures that are no longer the chosen one, by their index. */
  readonly others?: Readonly<Record<number, HeaderEdits>>;
}

/** What becomes of a token's payload and key binding by changes of the tokens inside it. */
export interface InnerTexts {
  /** The payload pane's text. */
  readonly pane: string;
  /** The payload, exactly as it is encoded. */
  readonly content: string;
  /** The key binding of an SD-JWT; null where that is not another token. */
  readonly binding: string | null;
}

/** What an envelope is; `kb-jwt` is the JWS that ends an SD-JWT (RFC 9901 section 4.3). */
export type EnvelopeForm = "jws" | "jwe" | "jws-json" | "jwe-json" | "sd-jwt" | "kb-jwt";

/** Where another token stands in an envelope: it is the whole content, the key binding, or a value of the JSON content (RFC 6901). */
export type PlaceName = "content" | "key-binding" | `/${string}`;

/** A token inside another one. */
export interface Place {
  readonly name: PlaceName;
  readonly form: EnvelopeForm;
  /** The inner token as it is, without quotes and escapes. */
  readonly text: string;
  /** Its characters: in the token's text for `key-binding`, else in the text of the content. */
  readonly range: Range;
  /** It stands in a JSON string; else as it is, which a JSON form does as an object. */
  readonly quoted: boolean;
}

/** A run of characters of the token's text; `between` is what separates the others: dots, tildes, the rest of a JSON text. */
export interface Part {
  readonly name: SegmentName | "between";
  readonly range: Range;
}

/** Some characters of the token's text. */
export interface Slice {
  /** What they say: those of a JSON string without its escapes. */
  readonly text: string;
  readonly range: Range;
}

/** One signature, or the key encrypted for one recipient. */
interface Seal {
  readonly protected: JsonDocument | null;
  readonly unprotected: JsonObject | null;
  /** The characters of the signature or encrypted key in the token's text; null where there are none. */
  readonly range: Range | null;
}

/**
 * What makes a JWS an SD-JWT: its disclosures and its key binding, which stand behind it in the compact serialisation (RFC 9901
 * section 4) and in its first unprotected header in the JSON ones (section 8.1).
 */
export interface Selective {
  /** In order, whether or not each is a disclosure that can be read (RFC 9901 section 4.2). */
  readonly disclosures: readonly Slice[];
  /** The key-binding JWT, or what stands in its place; null where nothing does. */
  readonly binding: Slice | null;
}

/** What every form gives: what the token consists of, and where in it other tokens stand. */
interface Shape {
  /** All of the token's text, in order and without gaps. */
  readonly parts: readonly Part[];
  /** The protected header that all seals share. */
  readonly protected: JsonDocument | null;
  /** The unprotected header that all seals share; the JSON forms alone have one. */
  readonly unprotected: JsonObject | null;
  readonly seals: readonly Seal[];
  /** What is inside, where it can be read: null while it is encrypted. */
  readonly content: JsonDocument | null;
  readonly places: readonly Place[];
  /** Null for what is no SD-JWT. */
  readonly selective: Selective | null;
}

export interface CompactEnvelope extends Shape {
  readonly form: "jws" | "jwe";
  readonly selective: null;
}

export interface SdJwtEnvelope extends Shape {
  readonly form: "sd-jwt";
  readonly selective: Selective;
}

export interface JsonEnvelope extends Shape {
  readonly form: "jws-json" | "jwe-json";
  /** The token's text. */
  readonly json: JsonDocument;
  /** The list of signatures or recipients; null in the flattened form. */
  readonly list: JsonNode | null;
  /** One for each object of the list, or for the whole in the flattened form. */
  readonly seals: readonly (Seal & { readonly entry: JsonObject })[];
}

/** A token, whatever its form. */
export type Envelope = CompactEnvelope | SdJwtEnvelope | JsonEnvelope;

/** The documents of the JSON panes, where they say something else than the token does: they were edited. */
export interface PaneDocuments {
  readonly header: JsonDocument;
  readonly payload: JsonDocument;
}
