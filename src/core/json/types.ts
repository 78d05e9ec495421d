import type { Range } from "../text/range.ts";

/**
 * A JSON value (RFC 8259) with its place in the text. Numbers keep their spelling: `text.slice(range)` is the number as
 * written.
 */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonLiteral;

export interface JsonObject {
  readonly type: "object";
  readonly range: Range;
  /** All members in text order, including duplicates. */
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  /** The decoded name. Never used as a property name of a JavaScript object (`__proto__`). */
  readonly name: string;
  readonly nameRange: Range;
  /** From the name's opening quote to the end of the value. */
  readonly range: Range;
  readonly value: JsonNode;
}

export interface JsonArray {
  readonly type: "array";
  readonly range: Range;
  readonly items: readonly JsonNode[];
}

export interface JsonString {
  readonly type: "string";
  readonly range: Range;
  readonly value: string;
}

export interface JsonNumber {
  readonly type: "number";
  readonly range: Range;
  /** The number as written. */
  readonly raw: string;
  /** The nearest IEEE 754 double, as a JavaScript reader would see it. */
  readonly value: number;
}

interface JsonLiteral {
  readonly type: "boolean" | "null";
  readonly range: Range;
  readonly value: boolean | null;
}

/** Why a text is not JSON, with the place. `depth`: nested deeper than `MAX_JSON_DEPTH`, so not read further. */
export interface JsonProblem {
  readonly code:
    | "empty"
    | "value-expected"
    | "name-expected"
    | "colon-expected"
    | "comma-expected"
    | "trailing-comma"
    | "comment"
    | "string-unterminated"
    | "string-control-character"
    | "string-escape"
    | "number"
    | "word"
    | "character"
    | "unclosed-object"
    | "unclosed-array"
    | "trailing-content"
    | "depth";
  readonly range: Range;
}

/** What could be read of a JSON text. `problems` is empty exactly if the text is JSON that `JSON.parse` accepts. */
export interface JsonDocument {
  readonly text: string;
  /** The root value as far as it could be read (after a problem, what came before it); null if nothing could. */
  readonly root: JsonNode | null;
  readonly problems: readonly JsonProblem[];
}

/** A member name that occurs more than once in one object. */
export interface DuplicateMember {
  readonly name: string;
  /** All members of that name, in text order. */
  readonly members: readonly JsonMember[];
}
