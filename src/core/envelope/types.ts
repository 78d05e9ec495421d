import type { JsonDocument, JsonNode, JsonObject } from "../json/types.ts";
import type { Base64UrlProblem } from "../text/base64url-types.ts";
import type { Range } from "../text/range.ts";

/**
 * The segments of the compact serialisations: three for a JWS (RFC 7515 section 7.1), five for a JWE (RFC 7516
 * section 7.1); `extra` is a segment that no form has a name for.
 */
export type SegmentName = "header" | "payload" | "signature" | "encrypted-key" | "iv" | "ciphertext" | "tag" | "extra";

/**
 * What the text is, by its shape:
 * - `empty`: nothing, or white space only;
 * - `jws`: three segments, or fewer that could become three; also any other number that starts like a JWS (with
 *   problems);
 * - `jwe`: five segments, unless `alg` signs and there is no `enc`, which makes it `jws`;
 * - `sd-jwt`: a JWS followed by `~` (RFC 9901); one in JSON is `jws-json`, like any JWS in JSON;
 * - `jws-json`, `jwe-json`: a JSON object with the members of RFC 7515 section 7.2 or RFC 7516 section 7.2;
 * - `text`: none of these (no `.` and no header that decodes to JSON): an opaque token, prose, a key.
 */
export type TokenForm = "empty" | "jws" | "jwe" | "sd-jwt" | "jws-json" | "jwe-json" | "text";

export interface Segment {
  readonly name: SegmentName;
  /** Its range in the token's text, without the dots. */
  readonly range: Range;
  readonly text: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Problems of the base64url text; ranges are offsets in the whole token. */
  readonly problems: readonly Base64UrlProblem[];
}

/** A run of bytes that is not UTF-8 (RFC 3629), and the position of its U+FFFD in `text`. */
interface Utf8Problem {
  readonly byteRange: Range;
  readonly range: Range;
}

/** A segment read as UTF-8 JSON: always the header, and the payload of a JWS. */
export interface JsonPart {
  /** The decoded text, with U+FFFD for bytes that are not UTF-8. A leading BOM is kept. */
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
  /** Null if there is no payload segment. For a JWE, the content once it is decrypted (`withContent`). */
  readonly payload: JsonPart | null;
  /** Set if the header has `b64: false` and `crit` lists it: the payload segment is the payload itself (RFC 7797 section 3). */
  readonly unencodedPayload?: true;
  /**
   * The exact detached payload (RFC 7515 appendix F), and what it adds to the signing input; absent: the token has
   * its own payload, or none is known.
   */
  readonly detached?: { readonly payload: string; readonly signed: string };
  /** For an opened JSON form: whose segments and header these are (`json-seals.ts`). */
  readonly seal?: ReadSeal;
  /** The member `aad` of a JWE in JSON: authenticated with the protected header, but not encrypted (RFC 7516 section 5.1 step 14). */
  readonly aad?: string;
}

/** The signature or recipient that a JSON form is read as. */
export interface ReadSeal {
  readonly index: number;
  /** How many there are, up to `MOST_SEALS`. */
  readonly count: number;
  /** The user chose it, or it is the only one. */
  readonly isChosen: boolean;
  /** All of its header parameters, whichever header has them: the JOSE Header. */
  readonly joined: JsonPart;
}

/** What was typed into the header panes, if it differs from what the page put there. Absent means untouched. */
export interface HeaderEdits {
  readonly header?: string;
  /** The unprotected header; only JSON forms have one. */
  readonly unprotected?: string;
}

/** What was typed into the panes. */
export interface PaneEdits extends HeaderEdits {
  readonly payload?: string;
  /** The unprotected header shared by all recipients of a JWE, if the shown recipient also has its own. */
  readonly shared?: string;
  /** Of an SD-JWT: the disclosures that are left out, each as it is spelled. */
  readonly withheld?: readonly string[];
  /** What was typed for signatures that are no longer selected, by index. */
  readonly others?: Readonly<Record<number, HeaderEdits>>;
}

/** A token's payload and key binding as changed by its inner tokens. */
export interface InnerTexts {
  /** The payload pane's text. */
  readonly pane: string;
  /** The payload, exactly as it is encoded. */
  readonly content: string;
  /** The key binding of an SD-JWT, changed or not; null if it is not a token. */
  readonly binding: string | null;
}

/** The form of an envelope; `kb-jwt` is the JWS at the end of an SD-JWT (RFC 9901 section 4.3). */
export type EnvelopeForm = "jws" | "jwe" | "jws-json" | "jwe-json" | "sd-jwt" | "kb-jwt";

/** The place of a token inside an envelope: the whole content, the key binding, or a value of the JSON content (RFC 6901). */
export type PlaceName = "content" | "key-binding" | `/${string}`;

/** A token inside another one. */
export interface Place {
  readonly name: PlaceName;
  readonly form: EnvelopeForm;
  /** The inner token, without quotes and escapes. */
  readonly text: string;
  /** Its range: in the token's text for `key-binding`, otherwise in the content's text. */
  readonly range: Range;
  /** Of a key binding: the key that its SD-JWT names in `cnf`, as the text of a key field. */
  readonly boundKey?: string;
  /** It is in a JSON string; false: it is there without quotes, such as a JSON form as an object. */
  readonly quoted: boolean;
}

/** A run of characters of the token's text; `between` is what separates the others: dots, tildes, the rest of a JSON text. */
export interface Part {
  readonly name: SegmentName | "between";
  readonly range: Range;
}

/** A slice of the token's text. */
export interface Slice {
  /** Its meaning: for a JSON string, the text without escapes. */
  readonly text: string;
  readonly range: Range;
}

/** One signature, or the key encrypted for one recipient. */
interface Seal {
  readonly protected: JsonDocument | null;
  readonly unprotected: JsonObject | null;
  /** The range of the signature or encrypted key in the token's text; null if there is none. */
  readonly range: Range | null;
}

/**
 * What makes a JWS an SD-JWT: its disclosures and key binding, which follow it in the compact serialisation (RFC 9901
 * section 4) and are in its first unprotected header in JSON (section 8.1).
 */
export interface Selective {
  /** In order, whether or not they can be read as disclosures (RFC 9901 section 4.2). */
  readonly disclosures: readonly Slice[];
  /** The key-binding JWT, or whatever is in its place; null if nothing is. */
  readonly binding: Slice | null;
  /** It is no SD-JWT but a client attestation and its PoP, joined by a tilde (`client-attestation.ts`): `binding` is the PoP. */
  readonly isAttestation?: true;
}

/** What every form provides: the parts of the token, and the places of other tokens in it. */
interface Shape {
  /** The whole text of the token, in order and without gaps. */
  readonly parts: readonly Part[];
  /** The protected header that all seals share. */
  readonly protected: JsonDocument | null;
  /** The unprotected header that all seals share; only JSON forms have one. */
  readonly unprotected: JsonObject | null;
  readonly seals: readonly Seal[];
  /** The content, if it can be read: null while it is encrypted. */
  readonly content: JsonDocument | null;
  readonly places: readonly Place[];
  /** Null if the token is not an SD-JWT. */
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
  /** One for each object in the list, or one for the whole in the flattened form. */
  readonly seals: readonly (Seal & { readonly entry: JsonObject })[];
}

/** A token, whatever its form. */
export type Envelope = CompactEnvelope | SdJwtEnvelope | JsonEnvelope;

/** The documents of the JSON panes, if they differ from the token because they were edited. */
export interface PaneDocuments {
  readonly header: JsonDocument;
  readonly payload: JsonDocument;
}
