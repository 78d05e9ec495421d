import type { JsonNode } from "../json/types.ts";

/**
 * The JSON shape that a specification gives a registered member.
 * `string|strings` is a string or an array of strings (RFC 7519 section 4.1.3), `epoch` a NumericDate in seconds.
 */
export type ValueKind =
  | "string"
  | "number"
  | "epoch"
  | "boolean"
  | "object"
  | "strings"
  | "objects"
  | "string|strings"
  | "base64url"
  | "url";

/** The kinds in words, for sentences like "must be a string". */
export const KIND_WORDS: Readonly<Record<ValueKind, string>> = {
  string: "a string",
  number: "a number",
  epoch: "a number of seconds",
  boolean: "true or false",
  object: "an object",
  strings: "an array of strings",
  objects: "an array of objects",
  "string|strings": "a string or an array of strings",
  base64url: "a base64url string",
  url: "a URL in a string",
};

function isArrayOf(node: JsonNode, type: JsonNode["type"]): boolean {
  return node.type === "array" && node.items.every((item) => item.type === type);
}

/**
 * Whether a value has the JSON shape `kind`. The content of a string is checked only for `base64url` and `url`, which
 * must not be empty.
 */
export function hasKind(node: JsonNode, kind: ValueKind): boolean {
  switch (kind) {
    case "string":
    case "boolean":
    case "object":
      return node.type === kind;
    case "number":
    case "epoch":
      return node.type === "number";
    case "strings":
      return isArrayOf(node, "string");
    case "objects":
      return isArrayOf(node, "object");
    case "string|strings":
      return node.type === "string" || isArrayOf(node, "string");
    case "base64url":
      return node.type === "string" && /^[\w-]+$/.test(node.value);
    case "url":
      return node.type === "string" && node.value !== "";
  }
}

/** What a value is, in words: "a string", "an empty string", "an array", "null". */
export function typeWords(node: JsonNode): string {
  switch (node.type) {
    case "string":
      return node.value === "" ? "an empty string" : "a string";
    case "number":
      return "a number";
    case "boolean":
      return String(node.value);
    case "null":
      return "null";
    case "object":
      return "an object";
    case "array":
      return node.items.length === 0 ? "an empty array" : "an array";
  }
}
