import type { JsonProblem } from "../../json/types.ts";
import { plural, type Args, type Vocabulary, type Words } from "../support/words.ts";

/** A text that is not JSON: why, and what it has instead. */
function notJson(why: string, isOpen = false, fix?: string): (a: Args<"segment" | "found">) => Words {
  return (a) => {
    const title = `The ${a.segment} is not JSON: ${why}`;
    const more = `${isOpen ? "The marked bracket is never closed." : `There is ${a.found}.`} ${a.segment === "header" ? "Without a header nothing can be verified." : "The signature can still be checked; as a JWT the token is refused (RFC 7519 section 7.2)."}`;
    return fix === undefined ? [title, more] : [title, more, fix];
  };
}

/** Where this page's parser found the error. */
const NOT_JSON = {
  empty: notJson("there is nothing in it"),
  "value-expected": notJson("a value is missing"),
  "name-expected": notJson("expected a property name in double quotes", false, "Put the name in quotes"),
  "colon-expected": notJson("a colon is missing after the member name"),
  "comma-expected": notJson("a comma is missing", false, "Insert a comma"),
  "trailing-comma": notJson("trailing comma before the closing bracket", false, "Remove the comma"),
  comment: notJson("JSON has no comments", false, "Remove the comment"),
  "string-unterminated": notJson("unterminated string"),
  "string-control-character": notJson("unescaped control character in a string"),
  "string-escape": notJson("invalid escape in a string"),
  number: notJson("invalid number", false, "Write it as JSON"),
  word: notJson("expected true, false or null", false, "Write it as JSON"),
  character: notJson("unexpected character"),
  "unclosed-object": notJson("an object is not closed", true),
  "unclosed-array": notJson("an array is not closed", true),
  "trailing-content": notJson("more text follows the value"),
} satisfies Record<Exclude<JsonProblem["code"], "depth">, unknown>;

export const notJsonObjectWords = {
  utf8: (a: Args<"segment" | "bytes" | "at">) => [
    `The ${a.segment} is not UTF-8`,
    `The bytes ${a.bytes} at ${a.at} are not a character and are shown as U+FFFD. Editing this pane would lose them.`,
  ],
  binary: (a: Args<"segment" | "size">) => [
    `The ${a.segment} is not text`,
    `Some of its ${plural(a.size, "byte")} are not UTF-8: it may be encrypted, compressed or binary, or a piece from the middle of a text. ${a.segment === "header" ? "Without a header nothing can be verified." : "Any content may be signed; as a JWT the token is refused (RFC 7519 section 7.2)."}`,
  ],
  encoding: (a: Args<"segment" | "encoding" | "text">) => [
    `The ${a.segment} is not UTF-8`,
    `Read as ${a.encoding} it says ${a.text}. JSON in a token is UTF-8 (RFC 7519 section 7.1): the program that made it wrote text in ${a.encoding}. A reader of UTF-8 sees other characters, or refuses it.`,
    "Re-encode as UTF-8",
  ],
  bom: (a: Args<"segment">) => [
    `The ${a.segment} starts with a byte order mark`,
    `U+FEFF is not part of JSON (RFC 8259 section 8.1), and many parsers reject it. It comes from files and encoders that write “UTF-8 with BOM”. The signature covers it, so the token must be signed again without it.`,
    "Remove it and sign again",
  ],
  quotes: (a: Args<"segment" | "count" | "found">) => [
    `The ${a.segment} has typographic quotation marks`,
    `${plural(a.count, "mark")} like ${a.found}, as word processors and chats insert. JSON requires the straight ".`,
    "Write straight ones",
  ],
  spelling: (a: Args<"segment" | "what">) => [
    `The ${a.segment} is not JSON: ${a.what}`,
    `Other languages and people write it this way. JSON has only double quotes, true, false and null, no comments and no trailing commas; a value that JSON lacks becomes null. ${a.segment === "header" ? "Without a header nothing can be verified." : "As a JWT the token is refused (RFC 7519 section 7.2)."}`,
    "Write it as JSON",
  ],
  compressed: (a: Args<"form" | "text">) => [
    `The payload is compressed: ${a.form}`,
    `Inflated it says ${a.text}. A JWT verifier does not inflate: zip is for encrypted tokens (RFC 7516 section 4.1.3), though health cards use it too. The signature covers the compressed bytes.`,
    "Inflate and show the claims",
  ],
  misread: (a: Args<"segment" | "read" | "meant" | "at">) => [
    `The ${a.segment} has a misread character: ${a.read} for ${a.meant}`,
    `With ${a.meant} as character ${a.at} of the token the ${a.segment} is readable. Text recognition and people confuse 0 and O, 1, l and I, 5 and S: copy a token as text, not from a picture. Others may be misread as well; the signature tells.`,
    `Write ${a.meant}`,
  ],
  unset: (a: Args<"segment" | "text">) => [
    `The ${a.segment} is the text ${a.text}`,
    "A program wrote out a variable that was not set, or an object as text: give the library the object of claims itself. As a JWT it is refused (RFC 7519 section 7.2).",
  ],
  encoded: (a: Args<"text">) => [
    "The payload was encoded twice",
    `Decoded once more it says ${a.text}. The claims were turned into base64url before they were given to a library that does so itself. As a JWT it is refused (RFC 7519 section 7.2).`,
    "Decode it and sign again",
  ],
  twice: [
    "The payload is a string that contains JSON",
    "It was serialized twice: sign the object itself, not its text. As a JWT it is refused (RFC 7519 section 7.2).",
  ],
  type: (a: Args<"segment" | "type">) => [
    `The ${a.segment} is ${a.type}, not a JSON object`,
    a.segment === "header"
      ? "Without an object there is no alg, and nothing can be verified (RFC 7515 section 5.2)."
      : "As signed text it is fine; as a JWT it is refused (RFC 7519 section 7.2).",
  ],
  other: (a: Args<"cty">) => [
    `The payload is ${a.cty}, according to cty`,
    "Any content may be signed or encrypted, and cty names its type (RFC 7515 section 4.1.10). It is not a JWT and has no claims.",
  ],
  plain: (a: Args<"segment" | "text">) => [
    `The ${a.segment} is not JSON`,
    `It reads "${a.text}". ${a.segment === "header" ? "Without a header nothing can be verified." : "Any content may be signed; as a JWT the token is refused (RFC 7519 section 7.2)."}`,
  ],
  depth: (a: Args<"segment">) => [
    `The ${a.segment} is nested too deeply`,
    "It is read to a depth of 1,000 and shown as raw text. Most parsers stop far earlier.",
  ],
  ...NOT_JSON,
} satisfies Vocabulary;

export const duplicateMemberWords = {
  header: (a: Args<"name" | "count">) => [
    `Header member "${a.name}" appears ${a.count === 2 ? "twice" : `${a.count} times`}`,
    "Readers may take the first, take the last, or refuse the token (RFC 7515 section 4). The verdict here goes by the last.",
  ],
  claim: (a: Args<"name" | "count">) => [
    `Member "${a.name}" appears ${a.count === 2 ? "twice" : `${a.count} times`}`,
    "Readers may take the first, take the last, or refuse the token (RFC 7519 section 4), so two services can see different claims.",
  ],
  nested: (a: Args<"name" | "count">) => [
    `A nested member "${a.name}" appears ${a.count === 2 ? "twice" : `${a.count} times`}`,
    "Readers differ in which one they take (RFC 8259 section 4).",
  ],
} satisfies Vocabulary;

export const inexactNumberWords = {
  rounded: (a: Args<"name" | "raw" | "read">) => [
    `${a.name} is a number that many readers change`,
    `It is written ${a.raw} but read as ${a.read} where numbers are doubles. Here it stays as written. Issue long numbers as strings.`,
  ],
  infinite: (a: Args<"name" | "raw" | "read">) => [
    `${a.name} is too large for a double`,
    `${a.raw} becomes ${a.read} in JavaScript and an error elsewhere. Here it stays as written.`,
  ],
} satisfies Vocabulary;
